// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/allocations.h"
#include "core/agreements/distributions.h"
#include "tests/agreements/worked_example.h"
#include "tests/support/desk.h"

#include <QTest>

#include <functional>
#include <set>

using namespace habitat;
using namespace habitat::agreements;
using namespace habitat::test;

using enum AllocationState;

namespace {

const CloseKey run(1);
const std::string period = "2026-Q1";

AllocationPlan examplePlan(Money income = Money(2'000'000))
{
    const auto policy = examplePolicy();
    const auto shares = computeShares(policy, exampleParticipants(), exampleEntries());
    return planAllocation(policy, shares.value(), surplusOf(policy, income), {}).value();
}

/// The moves of an allocation, spelled once more.
const std::set<std::pair<AllocationState, AllocationState>> domainMoves = {
    {Draft, Proposed},     {Proposed, Approved},  {Approved, Recorded},   {Recorded, Posted},
    {Posted, Distributed}, {Proposed, Withdrawn}, {Approved, Suspended},  {Suspended, Proposed},
    {Recorded, Voided},    {Posted, Reversed},    {Distributed, Amended},
};

AllocationApproval signedBy(const Desk&, const Allocation& allocation,
                            std::vector<std::string> people = {"al", "bo"})
{
    return {allocation.hash, "vote 7", std::move(people), 2};
}

/// One allocation, brought to any state by the room's own operations.
struct Case
{
    Desk desk;
    AllocationKey key;

    explicit Case(AllocationState state)
    {
        auto work = desk.work("al");
        key = draftAllocation(work, run, period, examplePlan()).value();
        bring(work, state);
        ensure(allocation().state == state, "the case begins where it should");
    }

    [[nodiscard]] Allocation allocation() { return findAllocation(desk.db(), key).value(); }

    void bring(store::UnitOfWork& work, AllocationState state)
    {
        if (state == Draft) return;
        done(proposeAllocation(work, key));
        if (state == Proposed) return;
        if (state == Withdrawn) return done(withdrawAllocation(work, key, "no"));
        done(approveAllocation(work, key, signedBy(desk, allocation())));
        if (state == Approved) return;
        if (state == Suspended) return done(suspendAllocation(work, key, "no"));
        done(recordAllocation(work, key));
        if (state == Recorded) return;
        if (state == Voided) return done(voidAllocation(work, key, "no"));
        done(markPosted(work, key, {JournalKey(5), JournalKey(6)}));
        if (state == Posted) return;
        if (state == Reversed) return done(reverseAllocation(work, key, "no"));
        done(markDistributed(work, key));
        if (state == Distributed) return;
        done(amendAllocation(work, key, "no"));
    }

    static void done(const Status& status)
    {
        ensure(status.has_value(), "a case is prepared without a refusal");
    }
};

struct Operation
{
    std::string name;
    AllocationState from;
    AllocationState to;
    std::string event;
    std::function<Status(Case&, store::UnitOfWork&)> call;
};

const std::vector<Operation>& operations()
{
    static const std::vector<Operation> all = {
        {"propose", Draft, Proposed, "proposed",
         [](Case& with, auto& work) { return proposeAllocation(work, with.key); }},
        {"withdraw", Proposed, Withdrawn, "withdrawn",
         [](Case& with, auto& work) { return withdrawAllocation(work, with.key, "x"); }},
        {"approve", Proposed, Approved, "approved",
         [](Case& with, auto& work) {
             return approveAllocation(work, with.key, signedBy(with.desk, with.allocation()));
         }},
        {"suspend", Approved, Suspended, "suspended",
         [](Case& with, auto& work) { return suspendAllocation(work, with.key, "x"); }},
        {"repropose", Suspended, Proposed, "proposed",
         [](Case& with, auto& work) { return reproposeAllocation(work, with.key, "x"); }},
        {"record", Approved, Recorded, "recorded",
         [](Case& with, auto& work) { return recordAllocation(work, with.key); }},
        {"void", Recorded, Voided, "voided",
         [](Case& with, auto& work) { return voidAllocation(work, with.key, "x"); }},
        {"post", Recorded, Posted, "posted",
         [](Case& with, auto& work) { return markPosted(work, with.key, {JournalKey(9)}); }},
        {"reverse", Posted, Reversed, "reversed",
         [](Case& with, auto& work) { return reverseAllocation(work, with.key, "x"); }},
        {"distribute", Posted, Distributed, "distributed",
         [](Case& with, auto& work) { return markDistributed(work, with.key); }},
        {"amend", Distributed, Amended, "amended",
         [](Case& with, auto& work) { return amendAllocation(work, with.key, "x"); }},
    };
    return all;
}

} // namespace

class AllocationsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyPairOfStatesIsAsTheDomainSays()
    {
        std::set<std::string_view> names;
        for (const auto from : allAllocationStates) {
            names.insert(toText(from));
            QVERIFY(parseAllocationState(toText(from)) == from);
            for (const auto to : allAllocationStates)
                QCOMPARE(mayMove(from, to), domainMoves.contains({from, to}));
        }
        QCOMPARE(names.size(), allAllocationStates.size());
        QVERIFY(!parseAllocationState("Draft"));
    }

    void everyOperationFromEveryState_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("operation");
        for (const auto state : allAllocationStates)
            for (std::size_t i = 0; i < operations().size(); ++i)
                QTest::newRow(qPrintable(
                    QString::fromStdString(std::string(toText(state)) + ", " + operations()[i].name)))
                    << int(state) << int(i);
    }

    void everyOperationFromEveryState()
    {
        QFETCH(int, state);
        QFETCH(int, operation);
        const auto from = AllocationState(state);
        const auto& tried = operations()[std::size_t(operation)];
        Case with(from);
        const auto before = historyOf(with.desk.db(), with.key);
        auto work = with.desk.work("bo");
        const auto result = tried.call(with, work);
        const auto after = historyOf(with.desk.db(), with.key);
        if (from == tried.from) {
            QCOMPARE(codeOf(result), std::string("done"));
            QCOMPARE(int(with.allocation().state), int(tried.to));
            QCOMPARE(namesOf(work), std::vector<std::string>{"agreements.allocation." + tried.event});
            QCOMPARE(after.size(), before.size() + 1);
            QVERIFY(after.back().from == from && after.back().to == tried.to && after.back().who == "bo");
            return;
        }
        QCOMPARE(codeOf(result), std::string("agreements.allocation.state"));
        QCOMPARE(result.error().context.at("from").get<std::string>(), std::string(toText(from)));
        QCOMPARE(result.error().context.at("to").get<std::string>(), std::string(toText(tried.to)));
        QVERIFY(result.error().message.find(toText(from)) != std::string::npos);
        QVERIFY(result.error().message.find(toText(tried.to)) != std::string::npos);
        QCOMPARE(int(with.allocation().state), state);
        QCOMPARE(after.size(), before.size());
        QVERIFY(work.published().empty());
    }

    void operationsOnNothingAreRefused()
    {
        Case with(Draft);
        with.key = AllocationKey(404);
        auto work = with.desk.work();
        for (const auto& operation : operations())
            if (operation.name != "approve")
                QCOMPARE(codeOf(operation.call(with, work)), std::string("agreements.allocation.unknown"));
        QCOMPARE(codeOf(approveAllocation(work, with.key, {})), std::string("agreements.allocation.unknown"));
    }

    void draftKeepsThePlan()
    {
        Case with(Draft);
        const auto allocation = with.allocation();
        const auto plan = examplePlan();
        QCOMPARE(allocation.version, std::int64_t(1));
        QCOMPARE(allocation.surplus, Money(1'800'000));
        QCOMPARE(allocation.cash, Money(360'001));
        QCOMPARE(allocation.retained, Money(1'439'999));
        QCOMPARE(allocation.hash, hashOf(plan));
        QCOMPARE(allocation.calculation.dump(), plan.calculation.dump());
        const auto lines = allocationLines(with.desk.db(), with.key);
        QCOMPARE(lines.size(), exampleLines.size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            QCOMPARE(lines[i].memberNumber, std::string(exampleLines[i].number));
            QCOMPARE(lines[i].allocation, Money(exampleLines[i].allocationMinor));
            QCOMPARE(lines[i].calculation.dump(), plan.lines[i].calculation.dump());
        }
        QCOMPARE(lines[0].share, std::string("2467/11850"));
        const auto page = allocationLines(with.desk.db(), with.key, 3, 1);
        QCOMPARE(page.size(), std::size_t(1));
        QCOMPARE(page[0].memberName, std::string("Dana"));
        QVERIFY(verifyAllocation(with.desk.db(), with.key));
    }

    void unsoundPlanIsRefused_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("code");
        QTest::newRow("a cent too much") << "sum"
                                         << "agreements.allocation.sum";
        QTest::newRow("cash and retained are not the line") << "split"
                                                            << "agreements.allocation.split";
        QTest::newRow("negative cash") << "negative"
                                       << "agreements.allocation.split";
        QTest::newRow("no lines") << "none"
                                  << "agreements.allocation.sum";
    }

    void unsoundPlanIsRefused()
    {
        QFETCH(QString, what);
        QFETCH(QString, code);
        auto plan = examplePlan();
        auto& line = plan.lines[2];
        if (what == "sum") {
            line.allocation += Money(1);
            line.retained += Money(1);
        }
        if (what == "split") line.cash += Money(1);
        if (what == "negative") {
            line.retained = line.allocation + Money(1);
            line.cash = Money(-1);
        }
        if (what == "none") plan.lines.clear();
        Desk desk;
        auto work = desk.work();
        QCOMPARE(codeOf(draftAllocation(work, run, period, plan)), code.toStdString());
        QVERIFY(allocationsOf(desk.db(), run).empty());
    }

    void tamperedRowsAreFoundBeforeTheyAreProposed()
    {
        for (const auto& [sql, code] :
             {std::pair("UPDATE allocation_line SET allocation_minor = allocation_minor + 1, "
                        "retained_minor = retained_minor + 1 WHERE position = 0",
                        "agreements.allocation.sum"),
              std::pair("UPDATE allocation_line SET share = '1/2' WHERE position = 0",
                        "agreements.allocation.hash_differs")}) {
            Case with(Draft);
            with.desk.db().script(sql);
            QCOMPARE(codeOf(verifyAllocation(with.desk.db(), with.key)), std::string(code));
            auto work = with.desk.work();
            QCOMPARE(codeOf(proposeAllocation(work, with.key)), std::string(code));
        }
    }

    void approvalStandsOnHashVoteAndTwoPeople_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("code");
        QTest::newRow("sound") << ""
                               << "done";
        QTest::newRow("another hash was signed") << "hash"
                                                 << "agreements.allocation.hash_differs";
        QTest::newRow("no vote") << "vote"
                                 << "agreements.allocation.vote_missing";
        QTest::newRow("one person") << "one"
                                    << "agreements.allocation.quorum";
        QTest::newRow("one person twice") << "twice"
                                          << "agreements.allocation.quorum";
        QTest::newRow("one person and the system") << "system"
                                                   << "agreements.allocation.quorum";
        QTest::newRow("one person and nobody") << "nobody"
                                               << "agreements.allocation.quorum";
        QTest::newRow("two where the policy asks for three") << "three"
                                                             << "agreements.allocation.quorum";
        QTest::newRow("a quorum of none still needs two") << "zero"
                                                          << "agreements.allocation.quorum";
    }

    void approvalStandsOnHashVoteAndTwoPeople()
    {
        QFETCH(QString, what);
        QFETCH(QString, code);
        Case with(Proposed);
        auto approval = signedBy(with.desk, with.allocation());
        if (what == "hash") approval.signedHash[0] = approval.signedHash[0] == '0' ? '1' : '0';
        if (what == "vote") approval.voteReference = " ";
        if (what == "one") approval.approvers = {"al"};
        if (what == "twice") approval.approvers = {"al", "AL"};
        if (what == "system") approval.approvers = {"al", "system"};
        if (what == "nobody") approval.approvers = {"al", ""};
        if (what == "three") approval.quorum = 3;
        if (what == "zero") {
            approval.quorum = 0;
            approval.approvers = {"al"};
        }
        auto work = with.desk.work();
        QCOMPARE(codeOf(approveAllocation(work, with.key, approval)), code.toStdString());
        const auto allocation = with.allocation();
        QCOMPARE(allocation.state == Approved, code == "done");
        QCOMPARE(allocation.approvedBy, code == "done" ? approval.approvers : std::vector<std::string>());
    }

    void suspendedApprovalsStayOnRecordButDoNotStand()
    {
        Case with(Approved);
        auto work = with.desk.work();
        QCOMPARE(with.allocation().voteReference, std::string("vote 7"));
        QCOMPARE(codeOf(suspendAllocation(work, with.key, "")), std::string("agreements.reason_missing"));
        QVERIFY(suspendAllocation(work, with.key, "balance moved"));
        QVERIFY(with.allocation().approvedBy.empty());
        QVERIFY(reproposeAllocation(work, with.key, "sign again"));
        QVERIFY(approveAllocation(work, with.key, signedBy(with.desk, with.allocation(), {"cy", "bo"})));
        QCOMPARE(with.allocation().approvedBy, (std::vector<std::string>{"bo", "cy"}));
        QCOMPARE(with.desk.count("SELECT count(*) FROM allocation_approval"), std::int64_t(4));
    }

    void recordWritesOneImmutableRowAMember()
    {
        Case with(Approved);
        QVERIFY(memberAllocations(with.desk.db(), with.key).empty());
        auto work = with.desk.work();
        QVERIFY(recordAllocation(work, with.key));
        const auto rows = memberAllocations(with.desk.db(), with.key);
        QCOMPARE(rows.size(), exampleLines.size());
        QCOMPARE(rows[0].amount, Money(374'734));
        QCOMPARE(rows[0].cash, Money(74'947));
        QCOMPARE(rows[0].noticeAt, work.now());
        QVERIFY(!rows[0].isVoid);
        QVERIFY(voidAllocation(work, with.key, "undo step 7"));
        const auto voided = memberAllocations(with.desk.db(), with.key);
        QCOMPARE(voided.size(), rows.size());
        QVERIFY(std::all_of(voided.begin(), voided.end(), [](const auto& row) { return row.isVoid; }));
    }

    void postedAllocationNamesItsJournals()
    {
        Case with(Posted);
        QCOMPARE(with.desk.count("SELECT count(*) FROM allocation_journal"), std::int64_t(2));
    }

    void onlyOneVersionLives()
    {
        Case with(Proposed);
        auto work = with.desk.work();
        QCOMPARE(codeOf(draftAllocation(work, run, period, examplePlan())),
                 std::string("agreements.allocation.exists"));
        QVERIFY(draftAllocation(work, CloseKey(2), "2026-Q2", examplePlan()));
        QVERIFY(withdrawAllocation(work, with.key, "register changed"));
        QVERIFY(!livingAllocation(with.desk.db(), run));
        const auto next = draftAllocation(work, run, period, examplePlan(Money(2'100'000)));
        QVERIFY(next);
        QCOMPARE(findAllocation(with.desk.db(), *next)->version, std::int64_t(2));
        QVERIFY(livingAllocation(with.desk.db(), run)->key == *next);
        QCOMPARE(allocationsOf(with.desk.db(), run).size(), std::size_t(2));
    }

    void reissueBringsTheCloseBackToWhereItStood_data()
    {
        QTest::addColumn<int>("ended");
        QTest::addColumn<int>("upTo");
        QTest::addColumn<QString>("code");
        for (const auto ended : allAllocationStates)
            for (const auto upTo : allAllocationStates) {
                const bool issues = ended == Withdrawn || ended == Voided || ended == Reversed;
                const bool reaches = upTo == Draft || upTo == Proposed ||
                                     (ended != Withdrawn && (upTo == Approved || upTo == Recorded));
                const auto* code = !issues    ? "agreements.allocation.alive"
                                   : !reaches ? "agreements.allocation.reissue"
                                              : "done";
                QTest::newRow(qPrintable(
                    QString::fromStdString(std::string(toText(ended)) + " to " + std::string(toText(upTo)))))
                    << int(ended) << int(upTo) << code;
            }
    }

    void reissueBringsTheCloseBackToWhereItStood()
    {
        QFETCH(int, ended);
        QFETCH(int, upTo);
        QFETCH(QString, code);
        Case with{AllocationState(ended)};
        auto work = with.desk.work();
        const auto reissued = reissueAllocation(work, with.key, AllocationState(upTo), "undo step 8");
        QCOMPARE(codeOf(reissued), code.toStdString());
        if (!reissued) {
            QCOMPARE(allocationsOf(with.desk.db(), run).size(), std::size_t(1));
            return;
        }
        const auto old = with.allocation();
        const auto next = *findAllocation(with.desk.db(), *reissued);
        QCOMPARE(int(next.state), upTo);
        QCOMPARE(int(old.state), ended);
        QCOMPARE(next.version, old.version + 1);
        QVERIFY(next.reissueOf == with.key);
        QCOMPARE(next.hash, old.hash);
        QVERIFY(verifyAllocation(with.desk.db(), *reissued));
        const bool approved = AllocationState(upTo) == Approved || AllocationState(upTo) == Recorded;
        QCOMPARE(next.approvedBy,
                 approved ? (std::vector<std::string>{"al", "bo"}) : std::vector<std::string>());
        QCOMPARE(memberAllocations(with.desk.db(), *reissued).size(),
                 AllocationState(upTo) == Recorded ? exampleLines.size() : std::size_t(0));
        // Every state on the way is in its history.
        const auto history = historyOf(with.desk.db(), *reissued);
        for (std::size_t i = 1; i < history.size(); ++i)
            QVERIFY(domainMoves.contains({*history[i].from, history[i].to}));
        QVERIFY(history.back().to == next.state);
    }

    void reissueNeedsAReasonAndNoLivingVersion()
    {
        Case with(Voided);
        auto work = with.desk.work();
        QCOMPARE(codeOf(reissueAllocation(work, with.key, Approved, " ")),
                 std::string("agreements.reason_missing"));
        QVERIFY(reissueAllocation(work, with.key, Approved, "undo step 7"));
        QCOMPARE(codeOf(reissueAllocation(work, with.key, Approved, "again")),
                 std::string("agreements.allocation.exists"));
    }

    void distributedWaitsForOpenDistributions()
    {
        Case with(Posted);
        auto work = with.desk.work();
        const auto keys = calculateDistributions(work, with.key);
        QVERIFY(keys);
        const auto refused = markDistributed(work, with.key);
        QCOMPARE(codeOf(refused), std::string("agreements.allocation.distributions_open"));
        QCOMPARE(refused.error().context.at("distributions").size(), std::size_t(5));
        QVERIFY(approveDistributions(work, with.key, {"al", "bo"}));
        QVERIFY(scheduleDistributions(work, with.key, day(2026, 4, 10)));
        QVERIFY(submitDistribution(work, keys->front(), day(2026, 4, 10)));
        QCOMPARE(codeOf(markDistributed(work, with.key)),
                 std::string("agreements.allocation.distributions_open"));
        QVERIFY(markUnknown(work, keys->front(), "no answer"));
        QCOMPARE(codeOf(markDistributed(work, with.key)),
                 std::string("agreements.allocation.distributions_open"));
        QVERIFY(failDistribution(work, keys->front(), "never arrived"));
        // Scheduled and failed ones are carried as payable.
        QVERIFY(markDistributed(work, with.key));
    }
};

QTEST_GUILESS_MAIN(AllocationsTest)
#include "allocations_test.moc"
