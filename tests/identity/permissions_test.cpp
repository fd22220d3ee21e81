// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/permissions.h"

#include <QTest>

#include <set>

using namespace habitat;
using namespace habitat::identity;

namespace {

/// The whole table once more, by hand: one letter where the role may, a point where it may not. Columns:
/// Member, Contributor, Reviewer, Treasurer, Allocator, administratoR ("D"), Board, aUditor, Workflow
/// designer, agent ("X").
struct Expected
{
    const char* permission;
    const char* cells;
};

constexpr const char* columns = "MCRTADBUWX";

constexpr Expected expectedTable[] = {
    {"import.members", "...T.D...X"},
    {"import.contributions", "..RTAD...X"},
    {"import.journal", "...T.D...."},
    {"contribution.submit", "MCRTADB.WX"},
    {"contribution.dispute", "MCRTADB..."},
    {"contribution.settle", "..R..DB..."},
    {"contribution.view", "..RTADBU.."},
    {"policy.ratify", ".....DB..."},
    {"member.change", "...T.DB..."},
    {"member.view", "..RTADBU.."},
    {"close.start", "...TAD...."},
    {"close.view", "..RTADBU.."},
    {"close.preview", "..RTADBU.X"},
    {"close.run", "...TAD...."},
    {"close.retry", "...TAD...."},
    {"close.undo", "...TAD...."},
    {"close.sign", "..RTADB..."},
    {"close.backup", "...TAD...."},
    {"close.tie_out", "...TAD...."},
    {"close.defer", "..RTAD...."},
    {"close.attach", "..RTADB..X"},
    {"close.evidence", "..RTADBU.."},
    {"period.reopen", "...T.DB..."},
    {"close.drill", ".....D...."},
    {"journal.draft", "...TAD...X"},
    {"journal.post", "...T.D...."},
    {"payment.execute", "...T......"},
    {"books.view", "..RTADBU.."},
    {"task.claim", "MCRTADB.W."},
    {"task.approve", "MCRTADB.W."},
    {"task.reject", "MCRTADB.W."},
    {"definition.deploy", ".....D..W."},
    {"process.start", "MCRTADB.WX"},
    {"instance.view_all", ".....D.U.."},
    {"instance.retry", ".....D...."},
    {"instance.cancel", ".....D...."},
    {"instance.change", ".....D...."},
    {"alert.view", "...TAD.U.."},
    {"alert.handle", ".....D...."},
    {"audit.verify", "...TADBU.."},
    {"export", "..RTADBU.."},
    {"user.manage", ".....D...."},
    {"user.view", ".....D.U.."},
    {"user.change_own_password", "MCRTADBUWX"},
};

/// What an Auditor may: questions, and their own password.
const std::set<std::string> reading = {
    "close.view",   "close.preview",     "close.evidence", "books.view", "alert.view",
    "audit.verify", "instance.view_all", "export",         "user.view",  "user.change_own_password",
    "member.view",  "contribution.view",
};

Actor actor(const char* user, RoleSet roles)
{
    return {user, roles};
}

} // namespace

class PermissionsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyCellIsAsDecided_data()
    {
        QTest::addColumn<int>("permission");
        QTest::addColumn<int>("role");
        QTest::addColumn<bool>("allowed");
        QCOMPARE(std::size(expectedTable), permissionCount);
        for (const auto& expected : expectedTable) {
            const auto table = permissionTable();
            const auto grant = std::ranges::find(table, std::string_view(expected.permission), &Grant::name);
            QVERIFY2(grant != table.end(), expected.permission);
            for (std::size_t role = 0; role < roleNames.size(); ++role) {
                const char cell = expected.cells[role];
                QVERIFY(cell == '.' || cell == columns[role]);
                QTest::addRow("%s by %s", expected.permission, roleNames[role].data())
                    << int(grant->permission) << int(role) << (cell != '.');
            }
        }
    }

    void everyCellIsAsDecided()
    {
        QFETCH(int, permission);
        QFETCH(int, role);
        QFETCH(bool, allowed);
        const auto verdict = authorize(actor("kim", {Role(role)}), Permission(permission));
        QCOMPARE(verdict.has_value(), allowed);
        QCOMPARE(isAllowed({Role(role)}, Permission(permission)), allowed);
        if (!allowed) QCOMPARE(verdict.error().code, std::string("identity.permission.denied"));
    }

    void everyPermissionHasItsOwnName()
    {
        std::set<std::string_view> names;
        for (const auto& grant : permissionTable()) {
            QVERIFY(names.insert(grant.name).second);
            QVERIFY(!grant.action.empty());
            QCOMPARE(toText(grant.permission), grant.name);
        }
        QCOMPARE(names.size(), permissionCount);
    }

    void nobodyMayAnythingWithoutARole()
    {
        for (const auto& grant : permissionTable())
            QVERIFY(!authorize(actor("kim", {}), grant.permission));
    }

    void theSystemMayAll()
    {
        for (const auto& grant : permissionTable())
            QVERIFY(authorize(Actor::system(), grant.permission));
    }

    void rolesAddUp()
    {
        QVERIFY(!isAllowed({Role::Reviewer}, Permission::StartClose));
        QVERIFY(isAllowed({Role::Reviewer, Role::Allocator}, Permission::StartClose));
    }

    void anAuditorOnlyReads()
    {
        for (const auto& grant : permissionTable())
            QCOMPARE(isAllowed({Role::Auditor}, grant.permission), reading.contains(std::string(grant.name)));
    }

    void anAgentNeverPostsSignsOrPays_data()
    {
        QTest::addColumn<int>("permission");
        for (const auto permission : {Permission::PostJournal, Permission::ImportJournal,
                                      Permission::ExecutePayment, Permission::SignStep, Permission::RunStep,
                                      Permission::RetryStep, Permission::ApproveTask, Permission::RejectTask})
            QTest::newRow(std::string(toText(permission)).c_str()) << int(permission);
    }

    void anAgentNeverPostsSignsOrPays()
    {
        QFETCH(int, permission);
        for (const Role second : {Role::Treasurer, Role::Administrator, Role::Board, Role::Member}) {
            const auto verdict = authorize(actor("bot", {Role::Agent, second}), Permission(permission));
            QVERIFY(!verdict);
        }
    }

    /// A program that was given every role there is may still do no more than prepare, look and keep a copy.
    void anAgentOfEveryRolePreparesAndLooks()
    {
        const std::set<std::string> allowed = {"import.members",
                                               "import.contributions",
                                               "contribution.submit",
                                               "close.preview",
                                               "close.attach",
                                               "process.start",
                                               "user.change_own_password",
                                               "close.view",
                                               "close.evidence",
                                               "close.backup",
                                               "journal.draft",
                                               "books.view",
                                               "instance.view_all",
                                               "alert.view",
                                               "audit.verify",
                                               "export",
                                               "member.view",
                                               "contribution.view",
                                               "user.view"};
        RoleSet everything;
        for (std::size_t role = 0; role < roleNames.size(); ++role)
            everything.insert(Role(role));
        for (const auto& grant : permissionTable())
            QVERIFY2(isAllowed(everything, grant.permission) == allowed.contains(std::string(grant.name)),
                     std::string(grant.name).c_str());
    }

    void theAgentsRefusalAsksForAPerson()
    {
        const auto verdict =
            authorize(actor("bot", {Role::Agent, Role::Treasurer}), Permission::ExecutePayment);
        QCOMPARE(verdict.error().message, std::string("bot (Treasurer, Agent) may not execute a payment. An "
                                                      "Agent prepares; a person has to do this."));
    }

    void theRefusalSaysWhichRolesMay()
    {
        const auto verdict = authorize(actor("dana", {Role::Member, Role::Auditor}), Permission::RunStep);
        QVERIFY(!verdict);
        QCOMPARE(verdict.error().message,
                 std::string("dana (Member, Auditor) may not run a step of the close. That takes "
                             "one of these roles: Treasurer, Allocator, Administrator."));
        const nlohmann::json expected = {{"user", "dana"},
                                         {"roles", {"Member", "Auditor"}},
                                         {"permission", "close.run"},
                                         {"allowed_roles", {"Treasurer", "Allocator", "Administrator"}}};
        QCOMPARE(verdict.error().context.dump(), expected.dump());
    }
};

QTEST_GUILESS_MAIN(PermissionsTest)
#include "permissions_test.moc"
