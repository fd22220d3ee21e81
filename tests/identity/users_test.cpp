// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/calendar.h"
#include "core/identity/sign_in.h"
#include "core/identity/users.h"
#include "core/store/migrations.h"

#include <QTest>

#include <optional>

using namespace habitat;
using namespace habitat::identity;
using namespace std::chrono_literals;

namespace {

const Actor administrator{"ada", {Role::Administrator}};

std::string nameOf(const Status& status)
{
    return status ? std::string("done") : status.error().code;
}

PasswordHash hashed(const std::string& password)
{
    return *hashPassword("someone", password, PasswordCost::cheapest());
}

} // namespace

class UsersTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_db.emplace(std::move(*db::Connection::open(":memory:", db::OpenMode::ReadWriteCreate)));
        // This room's tables and those that it stands on.
        for (const auto& migration : store::migrations().first(2))
            m_db->script(migration.sql);
        m_now = instantFromMicros(1'700'000'000'000'000);
    }

    void addedUserIsFoundAndListed()
    {
        QVERIFY(add("kim", {Role::Treasurer, Role::Member}));
        QVERIFY(add("Ada", {Role::Administrator}));
        const auto kim = findUser(*m_db, "kim");
        QVERIFY(kim);
        QCOMPARE(kim->displayName, std::string("Name of kim"));
        QVERIFY(kim->roles == RoleSet({Role::Treasurer, Role::Member}));
        QVERIFY(kim->active);
        QVERIFY(!kim->lastSignInAt);
        QCOMPARE(kim->createdAt, m_now);
        const auto users = listUsers(*m_db);
        QCOMPARE(users.size(), std::size_t(2));
        QCOMPARE(users[0].login, std::string("Ada"));
        QCOMPARE(users[1].login, std::string("kim"));
        QVERIFY(users[1].roles == kim->roles);
    }

    void loginsDifferingOnlyInCaseAreOnePerson()
    {
        QVERIFY(add("Kim", {Role::Treasurer}));
        QCOMPARE(nameOf(add("kIM", {Role::Board})), std::string("identity.user.exists"));
        QCOMPARE(actorOf(*m_db, "KIM")->user, std::string("Kim"));
    }

    void badUsersAreRefused_data()
    {
        QTest::addColumn<QString>("login");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("roles");
        QTest::addColumn<QString>("code");
        QTest::newRow("no login") << ""
                                  << "K" << QStringList("Member") << "identity.login.invalid";
        QTest::newRow("space") << "kim lee"
                               << "K" << QStringList("Member") << "identity.login.invalid";
        QTest::newRow("not ASCII") << "zoë"
                                   << "Z" << QStringList("Member") << "identity.login.invalid";
        QTest::newRow("line break") << "kim\n"
                                    << "K" << QStringList("Member") << "identity.login.invalid";
        QTest::newRow("the system") << "System"
                                    << "K" << QStringList("Member") << "identity.login.invalid";
        QTest::newRow("too long") << QString(65, 'a') << "K" << QStringList("Member")
                                  << "identity.login.invalid";
        QTest::newRow("just long enough") << QString(64, 'a') << "K" << QStringList("Member") << "done";
        QTest::newRow("mail address") << "kim+coop@example.org"
                                      << "Kim" << QStringList("Member") << "done";
        QTest::newRow("no name") << "kim"
                                 << "" << QStringList("Member") << "identity.user.unnamed";
        QTest::newRow("no role") << "kim"
                                 << "K" << QStringList() << "identity.roles.none";
        QTest::newRow("auditor and treasurer")
            << "kim"
            << "K" << QStringList({"Auditor", "Treasurer"}) << "identity.roles.conflict";
        QTest::newRow("auditor and agent")
            << "kim"
            << "K" << QStringList({"Auditor", "Agent"}) << "identity.roles.conflict";
        QTest::newRow("auditor who is a member")
            << "kim"
            << "K" << QStringList({"Auditor", "Member", "Contributor"}) << "done";
    }

    void badUsersAreRefused()
    {
        QFETCH(QString, login);
        QFETCH(QString, name);
        QFETCH(QStringList, roles);
        QFETCH(QString, code);
        RoleSet set;
        for (const auto& role : roles)
            set.insert(*parseRole(role.toStdString()));
        auto unit = unitOf(administrator);
        const auto added =
            addUser(unit, {login.toStdString(), name.toStdString(), set, hashed("correct horse")});
        QCOMPARE(added ? std::string("done") : added.error().code, code.toStdString());
        QCOMPARE(findUser(*m_db, login.toStdString()).has_value(), code == "done");
    }

    void onlyAnAdministratorManagesUsers_data()
    {
        QTest::addColumn<int>("role");
        for (std::size_t i = 0; i < roleNames.size(); ++i)
            QTest::newRow(roleNames[i].data()) << int(i);
    }

    void onlyAnAdministratorManagesUsers()
    {
        QFETCH(int, role);
        QVERIFY(add("ada", {Role::Administrator}));
        QVERIFY(add("kim", {Role::Member}));
        const bool may = Role(role) == Role::Administrator;
        auto unit = unitOf({"someone", {Role(role)}});
        QCOMPARE(addUser(unit, {"new", "New", {Role::Member}, hashed("correct horse")}).has_value(), may);
        QCOMPARE(setRoles(unit, "kim", {Role::Board}).has_value(), may);
        QCOMPARE(deactivate(unit, "kim").has_value(), may);
        QCOMPARE(activate(unit, "kim").has_value(), may);
        QCOMPARE(changePassword(unit, "kim", hashed("another horse")).has_value(), may);
        QCOMPARE(signIn("kim", "correct horse").user.has_value(), !may);
    }

    void theLastAdministratorStays()
    {
        QVERIFY(add("ada", {Role::Administrator}));
        QVERIFY(add("bob", {Role::Administrator}));
        auto unit = unitOf(administrator);
        QVERIFY(deactivate(unit, "bob"));
        QCOMPARE(nameOf(deactivate(unit, "ada")), std::string("identity.user.last_administrator"));
        QCOMPARE(nameOf(setRoles(unit, "ada", {Role::Board})),
                 std::string("identity.user.last_administrator"));
        QVERIFY(findUser(*m_db, "ada")->roles.contains(Role::Administrator));
        QVERIFY(activate(unit, "bob"));
        QVERIFY(setRoles(unit, "ada", {Role::Board}));
        QVERIFY(findUser(*m_db, "ada")->roles == RoleSet({Role::Board}));
    }

    void unknownAndInactiveUsersAreNobodysActor()
    {
        QVERIFY(add("kim", {Role::Member}));
        QCOMPARE(actorOf(*m_db, "kom").error().code, std::string("identity.user.unknown"));
        auto unit = unitOf(administrator);
        QVERIFY(deactivate(unit, "kim"));
        QCOMPARE(actorOf(*m_db, "kim").error().code, std::string("identity.user.inactive"));
        QCOMPARE(signIn("kim", "correct horse").refusal->code, std::string("identity.user.inactive"));
        QCOMPARE(nameOf(deactivate(unit, "kom")), std::string("identity.user.unknown"));
    }

    void theRightPasswordSignsIn()
    {
        QVERIFY(add("kim", {Role::Treasurer}));
        m_now += 5min;
        const auto outcome = signIn("Kim", "correct horse");
        QVERIFY(!outcome.refusal);
        QVERIFY(outcome.user->actor().roles == RoleSet({Role::Treasurer}));
        QCOMPARE(outcome.user->login, std::string("kim"));
        QCOMPARE(*outcome.user->lastSignInAt, m_now);
    }

    void wrongNameAndWrongPasswordSoundAlike()
    {
        QVERIFY(add("kim", {Role::Treasurer}));
        const auto wrongPassword = signIn("kim", "wrong horse");
        const auto wrongName = signIn("kom", "correct horse");
        QVERIFY(!wrongPassword.user && !wrongName.user);
        QCOMPARE(wrongPassword.refusal->code, std::string("identity.sign_in.refused"));
        QCOMPARE(wrongName.refusal->code, wrongPassword.refusal->code);
        QCOMPARE(wrongName.refusal->message, wrongPassword.refusal->message);
    }

    void repeatedFailuresShutSignIn()
    {
        QVERIFY(add("kim", {Role::Treasurer}));
        for (int i = 0; i < 4; ++i)
            QCOMPARE(signIn("kim", "wrong horse").refusal->code, std::string("identity.sign_in.refused"));
        const auto fifth = signIn("kim", "wrong horse");
        QCOMPARE(fifth.refusal->code, std::string("identity.sign_in.locked"));
        QCOMPARE(fifth.refusal->context["retry_after_seconds"].get<int>(), 30);
        QVERIFY(findUser(*m_db, "kim")->lockedUntil);
        m_now += 29s;
        const auto early = signIn("kim", "correct horse");
        QCOMPARE(early.refusal->code, std::string("identity.sign_in.locked"));
        QCOMPARE(early.refusal->context["retry_after_seconds"].get<int>(), 1);
        m_now += 1s;
        QVERIFY(signIn("kim", "correct horse").user);
        QVERIFY(!findUser(*m_db, "kim")->lockedUntil);
        QCOMPARE(signIn("kim", "wrong horse").refusal->code, std::string("identity.sign_in.refused"));
    }

    void attemptsWhileShutDoNotProlongIt()
    {
        QVERIFY(add("kim", {Role::Treasurer}));
        for (int i = 0; i < 50; ++i)
            signIn("kim", "wrong horse");
        m_now += 30s;
        QVERIFY(signIn("kim", "correct horse").user);
    }

    void eachFurtherFailureWaitsTwiceAsLong_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<int>("seconds");
        QTest::newRow("none") << 0 << 0;
        QTest::newRow("four") << 4 << 0;
        QTest::newRow("five") << 5 << 30;
        QTest::newRow("six") << 6 << 60;
        QTest::newRow("eleven") << 11 << 1920;
        QTest::newRow("twelve") << 12 << 3600;
        QTest::newRow("a million") << 1'000'000 << 3600;
    }

    void eachFurtherFailureWaitsTwiceAsLong()
    {
        QFETCH(int, failures);
        QFETCH(int, seconds);
        QCOMPARE(lockoutAfter(failures), Duration(std::chrono::seconds(seconds)));
    }

    void aNewPasswordOpensAShutSignIn()
    {
        QVERIFY(add("ada", {Role::Administrator}));
        QVERIFY(add("kim", {Role::Treasurer}));
        for (int i = 0; i < 5; ++i)
            signIn("kim", "wrong horse");
        auto unit = unitOf(administrator);
        QVERIFY(changePassword(unit, "kim", hashed("another horse")));
        QVERIFY(signIn("kim", "another horse").user);
        QVERIFY(!signIn("kim", "correct horse").user);
    }

    void everyoneChangesTheirOwnPassword()
    {
        QVERIFY(add("kim", {Role::Auditor}));
        QVERIFY(add("lee", {Role::Treasurer}));
        auto unit = unitOf(*actorOf(*m_db, "kim"));
        QVERIFY(changePassword(unit, "KIM", hashed("another horse")));
        QCOMPARE(nameOf(changePassword(unit, "lee", hashed("another horse"))),
                 std::string("identity.permission.denied"));
        QVERIFY(signIn("kim", "another horse").user);
        QVERIFY(signIn("lee", "correct horse").user);
    }

    void badPasswordsAreRefused_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<bool>("good");
        QTest::newRow("empty") << "" << false;
        QTest::newRow("seven") << "1234567" << false;
        QTest::newRow("eight") << "12345678" << true;
        QTest::newRow("seven characters in many bytes") << "ÄÖÜäöüß" << false;
        QTest::newRow("the login") << "kim.treasurer" << false;
        QTest::newRow("1024 bytes") << QString(1024, 'x') << true;
        QTest::newRow("more") << QString(1025, 'x') << false;
        QTest::newRow("words") << "correct horse battery staple" << true;
    }

    void badPasswordsAreRefused()
    {
        QFETCH(QString, password);
        QFETCH(bool, good);
        const auto hash = hashPassword("kim.treasurer", password.toStdString(), PasswordCost::cheapest());
        QCOMPARE(hash.has_value(), good);
        if (good)
            QVERIFY(matches(*hash, password.toStdString()));
        else
            QCOMPARE(hash.error().code, std::string("identity.password.weak"));
    }

    void hashesAreSaltedArgon2id()
    {
        const auto one = hashed("correct horse");
        const auto two = hashed("correct horse");
        QVERIFY(one.text.starts_with("$argon2id$"));
        QVERIFY(one.text != two.text);
        QVERIFY(matches(one, "correct horse") && matches(two, "correct horse"));
        QVERIFY(!matches(one, "correct horsf"));
        QVERIFY(!matches(PasswordHash{"nonsense"}, "correct horse"));
        QVERIFY(!matches(PasswordHash{std::string(4096, '$')}, "correct horse"));
    }

    void signingInRaisesTheCostOfAnOldHash()
    {
        QVERIFY(add("kim", {Role::Treasurer}));
        const PasswordCost dearer{2, 16'384};
        const auto checked = checkPassword(*m_db, "kim", "correct horse", dearer);
        QVERIFY(checked.matches && checked.rehashed);
        auto unit = unitOf(Actor::system());
        QVERIFY(recordSignIn(unit, checked).user);
        const auto again = checkPassword(*m_db, "kim", "correct horse", dearer);
        QVERIFY(again.matches && !again.rehashed);
        QVERIFY(!needsRehash(hashed("correct horse"), PasswordCost::cheapest()));
    }

    void whatHappenedIsTold()
    {
        auto unit = unitOf(administrator);
        QVERIFY(addUser(unit, {"kim", "Kim", {Role::Member}, hashed("correct horse")}));
        QVERIFY(setRoles(unit, "kim", {Role::Board}));
        QVERIFY(deactivate(unit, "kim"));
        QVERIFY(deactivate(unit, "kim"));
        QVERIFY(activate(unit, "kim"));
        QVERIFY(activate(unit, "kim"));
        QVERIFY(changePassword(unit, "kim", hashed("another horse")));
        recordSignIn(unit, checkPassword(*m_db, "kim", "wrong horse", PasswordCost::cheapest()));
        recordSignIn(unit, checkPassword(*m_db, "kim", "another horse", PasswordCost::cheapest()));
        std::vector<std::string> names;
        for (const auto& event : unit.published()) {
            names.push_back(event.name);
            QVERIFY(event.payload.dump().find("horse") == std::string::npos);
        }
        QCOMPARE(names, (std::vector<std::string>{
                            "identity.user.added", "identity.user.roles_changed", "identity.user.deactivated",
                            "identity.user.activated", "identity.user.password_changed",
                            "identity.user.sign_in_refused", "identity.user.signed_in"}));
    }

private:
    store::UnitOfWork unitOf(const Actor& actor) { return {*m_db, m_keys, m_now, actor}; }

    Status add(const std::string& login, RoleSet roles)
    {
        auto unit = unitOf(Actor::system());
        TRY(addUser(unit, {login, "Name of " + login, roles, hashed("correct horse")}));
        return {};
    }

    SignInOutcome signIn(const std::string& login, const std::string& password)
    {
        auto unit = unitOf(Actor::system());
        return recordSignIn(unit, checkPassword(*m_db, login, password, PasswordCost::cheapest()));
    }

    std::optional<db::Connection> m_db;
    CountingKeys m_keys;
    Instant m_now;
};

QTEST_GUILESS_MAIN(UsersTest)
#include "users_test.moc"
