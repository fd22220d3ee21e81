// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/people/members.h"
#include "tests/support/desk.h"

#include <QTest>

#include <algorithm>

using namespace habitat;
using namespace habitat::people;
using namespace habitat::test;

namespace {

NewMember alice()
{
    return {"1", "Alice", day(2020, 1, 2), MemberClass::Patron, MemberStatus::Active, "alice@pine.example"};
}

NewMember numbered(const std::string& number)
{
    auto member = alice();
    member.number = number;
    return member;
}

} // namespace

class MembersTest : public QObject
{
    Q_OBJECT

private slots:
    void numbersAreOrderedAsPeopleDo_data()
    {
        QTest::addColumn<QStringList>("ordered");
        QTest::newRow("digits by value") << QStringList{"1", "2", "9", "10", "11", "100"};
        QTest::newRow("behind a prefix") << QStringList{"M-9", "M-10", "N-1"};
        QTest::newRow("shorter first") << QStringList{"M", "M-1", "M-1a"};
        QTest::newRow("leading zeros") << QStringList{"007", "7", "08", "9"};
        QTest::newRow("two runs") << QStringList{"2025/9", "2025/10", "2026/1"};
        QTest::newRow("longer than any integer")
            << QStringList{"99999999999999999999998", "99999999999999999999999", "100000000000000000000000"};
    }

    void numbersAreOrderedAsPeopleDo()
    {
        QFETCH(QStringList, ordered);
        for (int i = 0; i < ordered.size(); ++i)
            for (int j = 0; j < ordered.size(); ++j)
                QCOMPARE(numberBefore(ordered[i].toStdString(), ordered[j].toStdString()), i < j);
    }

    void oneLoginIsOnePerson()
    {
        QVERIFY(samePerson("Kim", "kim"));
        QVERIFY(!samePerson("Kim", "Kimo"));
        QVERIFY(!samePerson("Kim", "Tim"));
    }

    void wordsOfFilesAreRead()
    {
        for (const auto one : {MemberClass::Patron, MemberClass::Investor})
            QVERIFY(parseMemberClass(toText(one)) == one);
        for (const auto one :
             {MemberStatus::Active, MemberStatus::Inactive, MemberStatus::Suspended, MemberStatus::Withdrawn})
            QVERIFY(parseMemberStatus(toText(one)) == one);
        QVERIFY(!parseMemberClass("Patron"));
        QVERIFY(!parseMemberStatus(""));
    }

    void checksEachField_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("email");
        QTest::addColumn<QString>("field");
        QTest::newRow("sound") << "1"
                               << "Alice"
                               << "a@b.example"
                               << "";
        QTest::newRow("no mail address") << "M-01.2.a_b"
                                         << "Alice"
                                         << ""
                                         << "";
        QTest::newRow("no number") << ""
                                   << "Alice"
                                   << ""
                                   << "number";
        QTest::newRow("number with a space") << "1 2"
                                             << "Alice"
                                             << ""
                                             << "number";
        QTest::newRow("number with a slash") << "x/../1"
                                             << "Alice"
                                             << ""
                                             << "number";
        QTest::newRow("number of a hidden file") << ".1"
                                                 << "Alice"
                                                 << ""
                                                 << "number";
        QTest::newRow("number too long") << QString(33, '1') << "Alice"
                                         << ""
                                         << "number";
        QTest::newRow("longest number") << QString(32, '1') << "Alice"
                                        << ""
                                        << "";
        QTest::newRow("blank name") << "1"
                                    << "  "
                                    << ""
                                    << "name";
        QTest::newRow("mail address without at") << "1"
                                                 << "Alice"
                                                 << "alice"
                                                 << "email";
        QTest::newRow("mail address without domain") << "1"
                                                     << "Alice"
                                                     << "alice@"
                                                     << "email";
        QTest::newRow("mail address without name") << "1"
                                                   << "Alice"
                                                   << "@b"
                                                   << "email";
        QTest::newRow("two words as mail address") << "1"
                                                   << "Alice"
                                                   << "a b@c"
                                                   << "email";
    }

    void checksEachField()
    {
        QFETCH(QString, number);
        QFETCH(QString, name);
        QFETCH(QString, email);
        QFETCH(QString, field);
        auto member = alice();
        member.number = number.toStdString();
        member.name = name.toStdString();
        member.email = email.toStdString();
        const auto checked = checkMember(member);
        QCOMPARE(checked.has_value(), field.isEmpty());
        if (!checked) {
            QCOMPARE(checked.error().code, std::string("people.member.invalid"));
            QCOMPARE(checked.error().context.at("field").get<std::string>(), field.toStdString());
        }
    }

    void impossibleDateIsRefused()
    {
        auto member = alice();
        member.admittedOn = day(2026, 2, 30);
        QCOMPARE(codeOf(checkMember(member)), std::string("people.member.invalid"));
    }

    void admittedMemberIsFound()
    {
        Desk desk;
        auto work = desk.work();
        auto investor = alice();
        investor.memberClass = MemberClass::Investor;
        investor.status = MemberStatus::Suspended;
        const auto key = admitMember(work, investor);
        QVERIFY(key);
        QCOMPARE(namesOf(work), std::vector<std::string>{"people.member.admitted"});
        const auto byKey = findMember(desk.db(), *key);
        const auto byNumber = findMemberByNumber(desk.db(), "1");
        QVERIFY(byKey && byNumber);
        QVERIFY(static_cast<const NewMember&>(*byKey) == investor);
        QVERIFY(byNumber->key == *key);
        QVERIFY(!findMember(desk.db(), MemberKey(999)));
        QVERIFY(!findMemberByNumber(desk.db(), "01"));
    }

    void numberIsUnique()
    {
        Desk desk;
        auto work = desk.work();
        QVERIFY(admitMember(work, alice()));
        QCOMPARE(codeOf(admitMember(work, alice())), std::string("people.member.number_taken"));
        QCOMPARE(listMembers(desk.db()).size(), std::size_t(1));
    }

    void numbersThatPeopleConfuseAreOne_data()
    {
        QTest::addColumn<QString>("known");
        QTest::addColumn<QString>("added");
        QTest::addColumn<bool>("alike");
        QTest::newRow("a leading zero") << "6"
                                        << "06" << true;
        QTest::newRow("one less") << "006"
                                  << "06" << true;
        QTest::newRow("capitals") << "M-6"
                                  << "m-6" << true;
        QTest::newRow("a zero behind a prefix") << "M-017"
                                                << "m-17" << true;
        QTest::newRow("zeros alone") << "0"
                                     << "000" << true;
        QTest::newRow("in the second run") << "2025-09"
                                           << "2025-9" << true;
        QTest::newRow("a zero at the end") << "6"
                                           << "60" << false;
        QTest::newRow("a zero in the midst") << "16"
                                             << "106" << false;
        QTest::newRow("a zero that is a run") << "a-0"
                                              << "a-" << false;
        QTest::newRow("another prefix") << "M-6"
                                        << "N-6" << false;
    }

    void numbersThatPeopleConfuseAreOne()
    {
        QFETCH(QString, known);
        QFETCH(QString, added);
        QFETCH(bool, alike);
        const auto code = alike ? std::string("people.member.number_alike") : std::string("done");
        const auto existing = numbered(known.toStdString());
        const auto other = numbered(added.toStdString());
        Desk desk;
        auto work = desk.work();
        QVERIFY(admitMember(work, existing));
        const auto imported = importMembers(work, std::vector{existing, other}, "import");
        QCOMPARE(codeOf(imported), code);
        if (alike) {
            QCOMPARE(imported.error().context.at("other").get<std::string>(), known.toStdString());
            QCOMPARE(imported.error().context.at("row").get<int>(), 1);
            QCOMPARE(imported.error().context.at("field").get<std::string>(), std::string("number"));
            QCOMPARE(codeOf(admitMember(work, other)), code);
        }
        Desk empty;
        auto anew = empty.work();
        QCOMPARE(codeOf(importMembers(anew, std::vector{other, existing}, "import")), code);
    }

    /// Members of days before this rule are who they are.
    void confusableNumbersOfOldStay()
    {
        Desk desk;
        auto work = desk.work();
        const auto six = *admitMember(work, numbered("6"));
        const auto seven = *admitMember(work, numbered("7"));
        desk.db().query("UPDATE member SET number = '06' WHERE key = ?").bind(seven).run();
        const std::vector roll = {numbered("06"), numbered("6")};
        const auto again = importMembers(work, roll, "import");
        QVERIFY(again);
        QCOMPARE(again->unchanged, 2);
        QVERIFY(findMemberByNumber(desk.db(), "6")->key == six);
        QCOMPARE(codeOf(importMembers(work, std::vector{numbered("006")}, "import")),
                 std::string("people.member.number_alike"));
    }

    void listIsInOrderOfNumbers()
    {
        Desk desk;
        auto work = desk.work();
        for (const auto* number : {"10", "9", "M-2", "1"})
            QVERIFY(admitMember(work, numbered(number)));
        std::vector<std::string> numbers;
        for (const auto& member : listMembers(desk.db()))
            numbers.push_back(member.number);
        QCOMPARE(numbers, (std::vector<std::string>{"1", "9", "10", "M-2"}));
    }

    void importAddsAndKnowsWhatItAdded()
    {
        Desk desk;
        const std::vector<NewMember> roll = {numbered("1"), numbered("2"), numbered("3")};
        auto first = desk.work();
        const auto added = importMembers(first, roll, "import");
        QVERIFY(added);
        QCOMPARE(added->added, 3);
        QCOMPARE(added->unchanged, 0);
        QCOMPARE(namesOf(first), std::vector<std::string>{"people.member.imported"});
        auto again = desk.work();
        const auto unchanged = importMembers(again, roll, "import");
        QVERIFY(unchanged);
        QCOMPARE(unchanged->added, 0);
        QCOMPARE(unchanged->unchanged, 3);
        QVERIFY(again.published().empty());
        QCOMPARE(listMembers(desk.db()).size(), std::size_t(3));
    }

    void badImportWritesNothing_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("code");
        QTest::newRow("repeated") << "number"
                                  << "people.member.repeated";
        QTest::newRow("invalid") << "name"
                                 << "people.member.invalid";
        QTest::newRow("other date") << "differs:admitted_on"
                                    << "people.member.differs";
        QTest::newRow("other class") << "differs:class"
                                     << "people.member.differs";
    }

    void badImportWritesNothing()
    {
        QFETCH(QString, field);
        QFETCH(QString, code);
        Desk desk;
        auto work = desk.work();
        QVERIFY(admitMember(work, alice()));
        std::vector<NewMember> roll = {numbered("7"), numbered("8"), numbered("9")};
        auto& bad = roll[2];
        const bool differs = field.startsWith("differs:");
        if (differs) bad = alice();
        const auto name = field.section(':', -1);
        if (name == "number") bad.number = "7";
        if (name == "name") bad.name = "";
        if (name == "admitted_on") bad.admittedOn = day(2021, 1, 2);
        if (name == "class") bad.memberClass = MemberClass::Investor;
        const auto imported = importMembers(work, roll, "import");
        QCOMPARE(codeOf(imported), code.toStdString());
        QCOMPARE(imported.error().context.at("row").get<int>(), 2);
        QCOMPARE(imported.error().context.at("field").get<std::string>(), name.toStdString());
        QCOMPARE(listMembers(desk.db()).size(), std::size_t(1));
    }

    void importChangesWhatMayChangeAndKeepsWhatWas()
    {
        Desk desk;
        auto first = desk.work("kim");
        const auto before = alice();
        const auto key = *admitMember(first, before);
        auto now = before;
        now.name = "Alice Moreno";
        now.email = "alice@example.net";
        now.status = MemberStatus::Withdrawn;
        auto work = desk.work("kim");
        const auto imported =
            importMembers(work, std::vector<NewMember>{now, numbered("9")}, "Import of b.csv");
        QVERIFY(imported);
        QCOMPARE(imported->added, 1);
        QCOMPARE(imported->changed, 1);
        QCOMPARE(imported->unchanged, 0);
        QVERIFY(static_cast<const NewMember&>(*findMember(desk.db(), key)) == now);
        auto row = desk.db().query("SELECT field, was, became, who, why FROM member_change ORDER BY key");
        std::vector<std::string> history;
        while (row.next())
            history.push_back(row.text(0) + ": " + row.text(1) + " -> " + row.text(2) + " " + row.text(3) +
                              " " + row.text(4));
        QCOMPARE(history, (std::vector<std::string>{
                              "name: " + before.name + " -> Alice Moreno kim Import of b.csv",
                              "email: " + before.email + " -> alice@example.net kim Import of b.csv"}));
        auto status = desk.db().query("SELECT from_status, to_status, why FROM member_status_change");
        QVERIFY(status.next());
        QCOMPARE(status.text(0) + " " + status.text(1) + " " + status.text(2),
                 std::string("active withdrawn Import of b.csv"));
        QCOMPARE(namesOf(work),
                 (std::vector<std::string>{"people.member.changed", "people.member.changed",
                                           "people.member.status_changed", "people.member.imported"}));
        auto again = desk.work("kim");
        const auto same = importMembers(again, std::vector<NewMember>{now, numbered("9")}, "Import of b.csv");
        QCOMPARE(same->added + same->changed, 0);
        QCOMPARE(same->unchanged, 2);
        QVERIFY(again.published().empty());
    }

    void statusChangesWithAReasonAndItsHistory()
    {
        Desk desk;
        auto work = desk.work("board");
        const auto key = *admitMember(work, alice());
        QCOMPARE(codeOf(changeMemberStatus(work, key, MemberStatus::Active, "x")),
                 std::string("people.member.status_same"));
        QCOMPARE(codeOf(changeMemberStatus(work, key, MemberStatus::Withdrawn, " ")),
                 std::string("people.reason_missing"));
        QCOMPARE(codeOf(changeMemberStatus(work, MemberKey(999), MemberStatus::Withdrawn, "x")),
                 std::string("people.member.unknown"));
        QVERIFY(changeMemberStatus(work, key, MemberStatus::Withdrawn, "moved away"));
        QVERIFY(findMember(desk.db(), key)->status == MemberStatus::Withdrawn);
        auto row = desk.db().query("SELECT from_status, to_status, who, why FROM member_status_change");
        QVERIFY(row.next());
        QCOMPARE(row.text(0) + " " + row.text(1) + " " + row.text(2) + " " + row.text(3),
                 std::string("active withdrawn board moved away"));
        QVERIFY(!row.next());
    }
};

QTEST_GUILESS_MAIN(MembersTest)
#include "members_test.moc"
