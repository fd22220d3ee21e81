// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/intake/contributions.h"

#include <QTest>

using namespace habitat;
using namespace habitat::test;
using people::ContributionState;
using people::DisputeOutcome;

namespace {

const people::Settlement upheld{DisputeOutcome::Upheld, "Looked at the sheets", {}};
const people::Settlement rejected{DisputeOutcome::Rejected, "Looked at the sheets", {}};

people::Settlement upheldAt(std::int64_t minor)
{
    auto settlement = upheld;
    settlement.value = Money(minor);
    return settlement;
}

} // namespace

/// What people do to contributions beside their approval, and what hangs on it. In the sample C-1001 is
/// valued, C-1019 is cash in the books, C-1026 waits for its first reviewer.
class ContributionOrdersTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsTakenBackWaitsForNobody()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        const auto contributor = sample.as("contributor");
        QVERIFY(!taskOf(sample, "C-1026").empty());
        QCOMPARE(shown(sample, "C-1026").taskName, std::string("Review contribution"));
        VERIFY_OK(status(console.withdrawContribution(contributor, "C-1026", why)));
        QCOMPARE(stateOf(sample, "C-1026"), "withdrawn");
        QCOMPARE(approvalState(sample, "C-1026"), "cancelled");
        QVERIFY(taskOf(sample, "C-1026").empty());
        const auto detail = shown(sample, "C-1026");
        QCOMPARE(detail.task, 0);
        QCOMPARE(detail.history.back().who, std::string("contributor"));
        QCOMPARE(detail.history.back().why, std::string(why));
        REFUSED(console.withdrawContribution(contributor, "C-1026", why), "people.contribution.state");
        QVERIFY(isSound(sample));
    }

    void whoMayTakeItBack_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("code");
        QTest::newRow("who submitted it") << "contributor"
                                          << "ok";
        QTest::newRow("an Administrator for them") << "administrator"
                                                   << "ok";
        QTest::newRow("a colleague") << "member"
                                     << "intake.contribution.not_own";
        QTest::newRow("its reviewer, who rejects it") << "reviewer"
                                                      << "intake.contribution.not_own";
        QTest::newRow("an Auditor") << "auditor"
                                    << "identity.permission.denied";
        QTest::newRow("an Agent") << "agent"
                                  << "intake.contribution.not_own";
    }

    void whoMayTakeItBack()
    {
        QFETCH(QString, user);
        QFETCH(QString, code);
        SampleCooperative sample;
        auto& console = sample.open();
        REFUSED(console.withdrawContribution(sample.as(user.toStdString()), "C-1026", why),
                code.toStdString());
        QCOMPARE(stateOf(sample, "C-1026"), code == "ok" ? "withdrawn" : "submitted");
    }

    /// An Agent prepares, whatever else it is.
    void anAgentTakesBackOnlyItsOwn()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(console.setRoles(sample.as("administrator"), "agent", {Role::Agent, Role::Administrator},
                                   "Helps with the set-up"));
        REFUSED(console.withdrawContribution(sample.as("agent"), "C-1026", why),
                "intake.contribution.not_own");
    }

    void onceReviewedItIsTheReviewersToDecide()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(console.decideTask(sample.as("reviewer"), taskOf(sample, "C-1026"), "approve", ""));
        QCOMPARE(stateOf(sample, "C-1026"), "under_review");
        const auto task = shown(sample, "C-1026").task;
        QVERIFY(task != 0);
        for (const auto& refused : {console.withdrawContribution(sample.as("contributor"), "C-1026", why),
                                    console.disputeContribution(sample.as("member"), "C-1026", why)}) {
            REFUSED(refused, "people.contribution.state");
            QCOMPARE(refused.error().context.at("task").get<std::int64_t>(), task);
            QVERIFY(refused.error().message.find("“Second approval”") != std::string::npos);
        }
        QCOMPARE(approvalState(sample, "C-1026"), "waiting");
        VERIFY_OK(console.decideTask(sample.as("board"), std::to_string(task), "approve", ""));
        QCOMPARE(stateOf(sample, "C-1026"), "valued");
    }

    void theCloseWaitsForTheSettlement()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(status(console.disputeContribution(sample.as("member"), "C-1001", why)));
        const auto refused = sample.runTo(1);
        REFUSED(refused, "close.contributions.pending");
        QVERIFY(refused.error().message.find("contributions settle") != std::string::npos);
        VERIFY_OK(status(console.settleDispute(sample.as("reviewer"), "C-1001", upheldAt(620'000))));
        const auto settled = shown(sample, "C-1001").item.contribution;
        QCOMPARE(settled.value, Money(620'000));
        QVERIFY(settled.state == ContributionState::Valued);
        VERIFY_OK(sample.runTo(11));
        QCOMPARE(stateOf(sample, "C-1001"), "allocated");
        REFUSED(console.disputeContribution(sample.as("member"), "C-1001", why), "people.contribution.state");
        QVERIFY(isSound(sample));
    }

    void whatWasRejectedCountsNoMore()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(status(console.disputeContribution(sample.as("treasurer"), "C-1001", why)));
        VERIFY_OK(status(console.settleDispute(sample.as("board"), "C-1001", rejected)));
        VERIFY_OK(sample.runTo(3));
        QCOMPARE(stateOf(sample, "C-1001"), "rejected");
        QCOMPARE(stateOf(sample, "C-1002"), "claimed");
        QCOMPARE(shown(sample, "C-1002").claimedIn, std::string(period));
    }

    void whoMayDisputeAndSettle_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("dispute");
        QTest::addColumn<QString>("settle");
        const auto row = [](const char* user, const char* dispute, const char* settle) {
            QTest::newRow(user) << user << dispute << settle;
        };
        const auto* denied = "identity.permission.denied";
        row("member", "ok", denied);
        row("contributor", "ok", denied);
        row("treasurer", "ok", denied);
        row("allocator", "ok", denied);
        row("reviewer", "ok", "people.dispute.own");
        row("board", "ok", "people.dispute.own");
        row("administrator", "ok", "people.dispute.own");
        row("auditor", denied, denied);
        row("agent", denied, denied);
    }

    void whoMayDisputeAndSettle()
    {
        QFETCH(QString, user);
        QFETCH(QString, dispute);
        QFETCH(QString, settle);
        SampleCooperative sample;
        auto& console = sample.open();
        const auto session = sample.as(user.toStdString());
        REFUSED(console.disputeContribution(session, "C-1001", why), dispute.toStdString());
        QCOMPARE(stateOf(sample, "C-1001"), dispute == "ok" ? "disputed" : "valued");
        REFUSED(console.settleDispute(session, "C-1001", upheld), settle.toStdString());
        REFUSED(console.settleDispute(sample.as("board"), "C-1021", upheld), "people.contribution.state");
    }

    void aReasonIsAskedFor()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        REFUSED(console.withdrawContribution(sample.as("contributor"), "C-1026", " "),
                "people.reason_missing");
        REFUSED(console.disputeContribution(sample.as("member"), "C-1001", ""), "people.reason_missing");
        VERIFY_OK(status(console.disputeContribution(sample.as("member"), "C-1001", why)));
        for (auto settlement : {upheld, rejected}) {
            settlement.reason = "\t";
            REFUSED(console.settleDispute(sample.as("board"), "C-1001", settlement), "people.reason_missing");
        }
        REFUSED(console.disputeContribution(sample.as("member"), "C-9999", why),
                "people.contribution.unknown");
    }

    /// C-1021 was approved by one person at 1.00, which says nothing of more.
    void approvalsStandOnTheirValue()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(status(console.disputeContribution(sample.as("member"), "C-1021", why)));
        for (const auto* user : {"reviewer", "board"})
            REFUSED(console.settleDispute(sample.as(user), "C-1021", upheldAt(300'000)),
                    "people.contribution.approvals_missing");
        QCOMPARE(stateOf(sample, "C-1021"), "disputed");
        REFUSED(console.settleDispute(sample.as("board"), "C-1021", upheldAt(0)),
                "people.contribution.invalid");
        REFUSED(console.settleDispute(sample.as("board"), "C-1021", upheldAt(10'000'000'000'001)),
                "intake.value.too_large");
        VERIFY_OK(status(console.settleDispute(sample.as("board"), "C-1021", upheldAt(20'000))));
        QCOMPARE(shown(sample, "C-1021").item.contribution.value, Money(20'000));
        QCOMPARE(shown(sample, "C-1021").approvals.back().approver, std::string("board"));
        QCOMPARE(shown(sample, "C-1021").approvals.back().revision, 2);
        // Nor does who named that value settle it again.
        VERIFY_OK(status(console.disputeContribution(sample.as("member"), "C-1021", why)));
        REFUSED(console.settleDispute(sample.as("board"), "C-1021", upheld), "people.approval.own");
        VERIFY_OK(status(console.settleDispute(sample.as("reviewer"), "C-1021", upheld)));
        QVERIFY(isSound(sample));
    }

    void aCloseThatCountsWithItIsUndoneFirst()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(sample.runTo(4));
        const auto refused = console.disputeContribution(sample.as("member"), "C-1001", why);
        REFUSED(refused, "people.contribution.state");
        QCOMPARE(refused.error().context.at("period").get<std::string>(), std::string(period));
        VERIFY_OK(console.undoTo(sample.as("treasurer"), period, 3, "A contribution is disputed",
                                 sample.as("board")));
        VERIFY_OK(status(console.disputeContribution(sample.as("member"), "C-1001", why)));
        REFUSED(sample.runTo(3), "close.contributions.pending");
        VERIFY_OK(status(console.settleDispute(sample.as("board"), "C-1001", rejected)));
        VERIFY_OK(sample.runTo(11));
        QVERIFY(isSound(sample));
    }

    void moneyInTheBooksStaysThereWhileItIsDisputed()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        const auto before = sample.books();
        VERIFY_OK(status(console.disputeContribution(sample.as("member"), "C-1019", why)));
        QCOMPARE(sample.books(), before);
        REFUSED(console.settleDispute(sample.as("board"), "C-1019", upheldAt(1)), "intake.dispute.posted");
        QCOMPARE(stateOf(sample, "C-1019"), "disputed");
        VERIFY_OK(status(console.settleDispute(sample.as("board"), "C-1019", upheld)));
        QCOMPARE(stateOf(sample, "C-1019"), "applied");
        QCOMPARE(sample.books(), before);
        VERIFY_OK(sample.runTo(11));
        QVERIFY(isSound(sample));
    }

    /// Also where it counts later than its journal is dated.
    void whatWasDeferredWhileDisputedComesBack()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        VERIFY_OK(status(console.disputeContribution(sample.as("member"), "C-1019", why)));
        VERIFY_OK(console.deferContribution(sample.as("reviewer"), "C-1019", period, "Not settled yet"));
        VERIFY_OK(sample.runTo(11));
        const auto locked = sample.books();
        VERIFY_OK(status(console.settleDispute(sample.as("board"), "C-1019", upheld)));
        QCOMPARE(stateOf(sample, "C-1019"), "applied");
        QCOMPARE(sample.books(), locked);
        QVERIFY(isSound(sample));
    }

    void moneyThatNeverCameIsTakenOutOfTheBooks_data()
    {
        QTest::addColumn<int>("step");
        QTest::newRow("in its own period") << 0;
        QTest::newRow("today, where its period is closing") << 2;
        QTest::newRow("today, where its period is closed") << 8;
        QTest::newRow("today, where its period is locked") << 11;
    }

    void moneyThatNeverCameIsTakenOutOfTheBooks()
    {
        QFETCH(int, step);
        SampleCooperative sample;
        auto& console = sample.open();
        const auto balance = [&](const std::string& account) {
            const auto rows =
                sample.questions().balances(sample.as("auditor"), treasury::Ledger::Book).value();
            return std::ranges::find(rows, account, &console::BalanceRow::account)->balance;
        };
        VERIFY_OK(status(console.disputeContribution(sample.as("treasurer"), "C-1019", why)));
        if (step > 0) {
            VERIFY_OK(console.deferContribution(sample.as("reviewer"), "C-1019", period, "Not settled yet"));
            VERIFY_OK(sample.runTo(step));
        }
        const auto cash = balance("1110");
        const auto capital = balance("3100-1");
        VERIFY_OK(status(console.settleDispute(sample.as("board"), "C-1019", rejected)));
        QCOMPARE(balance("1110"), cash - Money(500'000));
        QCOMPARE(balance("3100-1"), capital + Money(500'000));
        const auto reversals =
            sample.questions().journal(sample.as("auditor"), step > 0 ? "2026-Q2" : period, {}).value();
        const auto reversal = std::ranges::find_if(
            reversals, [](const auto& one) { return one.journal.isReversal() && one.postedBy == "board"; });
        QVERIFY(reversal != reversals.end());
        QCOMPARE(reversal->approvedBy, std::string("treasurer"));
        QCOMPARE(reversal->journal.reason, rejected.reason);
        QVERIFY(isSound(sample));
    }
};

QTEST_GUILESS_MAIN(ContributionOrdersTest)
#include "contribution_orders_test.moc"
