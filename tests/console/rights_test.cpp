// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/console/rights.h"

#include "tests/support/desk.h"
#include "tests/support/sample_cooperative.h"

#include <QFileInfo>

#include <utility>

using namespace habitat;

namespace {

const Actor everybody{"kim",
                      {Role::Member, Role::Contributor, Role::Reviewer, Role::Treasurer, Role::Allocator,
                       Role::Administrator, Role::Board, Role::WorkflowDesigner}};

template <typename Variant, typename Use, std::size_t... I>
void forEachAlternative(Use use, std::index_sequence<I...>)
{
    (use(Variant(std::in_place_index<I>)), ...);
}

/// One command of each sort that the engine takes, whatever is added to it; operations aside, which have
/// names of their own.
std::vector<runtime::CommandBody> everySortOfCommand()
{
    std::vector<runtime::CommandBody> bodies;
    forEachAlternative<runtime::CommandBody>(
        [&](runtime::CommandBody body) {
            const bool hasNamesOfItsOwn = std::holds_alternative<runtime::Operation>(body) ||
                                          std::holds_alternative<runtime::InstanceCommand>(body);
            if (!hasNamesOfItsOwn) bodies.push_back(std::move(body));
        },
        std::make_index_sequence<std::variant_size_v<runtime::CommandBody>>());
    forEachAlternative<engine::Command>(
        [&](engine::Command command) {
            bodies.emplace_back(runtime::InstanceCommand{InstanceKey(1), std::move(command)});
        },
        std::make_index_sequence<std::variant_size_v<engine::Command>>());
    return bodies;
}

std::string verdictOn(const Actor& actor, runtime::CommandBody body)
{
    test::Desk desk;
    return test::codeOf(console::authorise(actor, {std::move(body), actor, {}, {}}, desk.db()));
}

runtime::CommandBody ofMachine(engine::Command command)
{
    return runtime::InstanceCommand{InstanceKey(1), std::move(command)};
}

} // namespace

/// Which commands of the engine a person may give by themselves.
class RightsTest : public QObject
{
    Q_OBJECT

private slots:
    void everySortOfCommandIsDecidedOn()
    {
        const auto bodies = everySortOfCommand();
        QVERIFY(bodies.size() > 20);
        for (const auto& body : bodies) {
            const auto verdict = verdictOn(everybody, body);
            QVERIFY2(verdict == "done" || verdict == "console.command.internal",
                     (runtime::kindOf(body) + ": " + verdict).c_str());
        }
    }

    void whatNobodyDecidedOnIsDenied()
    {
        QCOMPARE(verdictOn(everybody, runtime::Operation{"treasury.burn", {}, {}, {}}),
                 std::string("console.command.unmapped"));
    }

    void figuresAreExportedOnlyByWhomItIsGrantedTo_data()
    {
        QTest::addColumn<std::string>("login");
        QTest::addColumn<std::string>("verdict");
        QTest::newRow("an officer") << std::string("auditor") << std::string("done");
        QTest::newRow("somebody else") << std::string("member") << std::string("identity.permission.denied");
    }

    void figuresAreExportedOnlyByWhomItIsGrantedTo()
    {
        QFETCH(std::string, login);
        QFETCH(std::string, verdict);
        test::SampleCooperative cooperative;
        cooperative.open();
        const auto path = cooperative.file("figures.csv", {});
        exchange::Table table;
        table.title = "Figures";
        table.columns = {{"member", "Member", exchange::ColumnType::Text}};
        table.rows = {{std::string("Ada")}};
        const auto written = cooperative.questions().exportTables(cooperative.as(login), {table}, path);
        QCOMPARE(test::codeOf(written), verdict);
        QCOMPARE(QFileInfo(QString::fromStdString(path)).size() > 0, verdict == "done");
    }

    void onlySomeMayTellInstancesWhatHappened_data()
    {
        const std::string done = "done";
        const std::string denied = "identity.permission.denied";
        QTest::addColumn<int>("role");
        QTest::addColumn<std::string>("told");
        QTest::addColumn<std::string>("started");
        QTest::newRow("administrator") << int(Role::Administrator) << done << done;
        QTest::newRow("treasurer") << int(Role::Treasurer) << denied << done;
        QTest::newRow("member") << int(Role::Member) << denied << done;
        QTest::newRow("auditor") << int(Role::Auditor) << denied << denied;
    }
    void onlySomeMayTellInstancesWhatHappened()
    {
        QFETCH(int, role);
        QFETCH(std::string, told);
        QFETCH(std::string, started);
        const Actor actor{"kim", {Role(role)}};
        QCOMPARE(verdictOn(actor, runtime::PublishMessage{"paid"}), told);
        QCOMPARE(verdictOn(actor, runtime::BroadcastSignal{"flood"}), told);
        QCOMPARE(verdictOn(actor, ofMachine(engine::TriggerSubscription{SubscriptionKey(2), {}})), told);
        QCOMPARE(verdictOn(actor, ofMachine(engine::StartActivity{ElementInstanceKey(2), "visit"})), told);
        QCOMPARE(verdictOn(actor, runtime::EvaluateStartConditions{}), started);
        QCOMPARE(verdictOn(actor, runtime::StartProcess{"visit", {}, {}, {}}), started);
    }

    /// Their commands ask more than a role: whose task it is, what a close has done, who is the second
    /// person.
    void leversOfTheMachineAreNobodys_data()
    {
        QTest::addColumn<int>("lever");
        QTest::newRow("cancel") << 0;
        QTest::newRow("rewind") << 1;
        QTest::newRow("claim for somebody else") << 2;
        QTest::newRow("release") << 3;
    }
    void leversOfTheMachineAreNobodys()
    {
        QFETCH(int, lever);
        const engine::Command levers[] = {engine::CancelInstance{}, engine::Rewind{"freeze"},
                                          engine::ClaimTask{TaskKey(2), "bob"},
                                          engine::ReleaseJob{JobKey(2)}};
        QCOMPARE(verdictOn(everybody, ofMachine(levers[lever])), std::string("console.command.internal"));
        QCOMPARE(verdictOn(Actor{"", {}}, ofMachine(levers[lever])), std::string("console.command.internal"));
    }
};

QTEST_GUILESS_MAIN(RightsTest)
#include "rights_test.moc"
