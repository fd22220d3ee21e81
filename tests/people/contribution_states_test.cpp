// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/contribution_queries.h"
#include "core/people/contribution_register.h"
#include "core/people/contributions.h"
#include "core/people/members.h"
#include "tests/support/desk.h"

#include <QTest>

#include <functional>
#include <map>
#include <set>

using namespace habitat;
using namespace habitat::people;
using namespace habitat::test;

using enum ContributionState;

namespace {

const ApprovalRule onePerson{Money(100'000'000)};
const PeriodSpan quarter{"2026-Q1", day(2026, 1, 1), day(2026, 3, 31)};
const CloseKey run(77);
const std::array allKinds = {ContributionKind::Patronage, ContributionKind::Cash, ContributionKind::InKind};

using Moves = std::set<std::pair<ContributionState, ContributionState>>;

/// The moves of a contribution, spelled once more: patronage. What is approved is valued by itself, and is
/// disputed from there; allocated→valued where its period is reopened.
const Moves patronageMoves = {
    {Draft, Submitted},
    {Submitted, UnderReview},
    {UnderReview, Approved},
    {Approved, Valued},
    {Valued, Claimed},
    {Claimed, Allocated},
    {UnderReview, Clarification},
    {Clarification, UnderReview},
    {UnderReview, Rejected},
    {Draft, Withdrawn},
    {Submitted, Withdrawn},
    {Approved, Disputed},
    {Valued, Disputed},
    {Disputed, Approved},
    {Disputed, Rejected},
    {Claimed, Valued},
    {Allocated, Valued},
};

/// Cash and in-kind pass `applied` between valued and claimed, and come back to it.
Moves capitalMoves()
{
    auto moves = patronageMoves;
    moves.erase({Valued, Claimed});
    moves.erase({Claimed, Valued});
    moves.erase({Valued, Disputed});
    moves.erase({Allocated, Valued});
    moves.insert({{Valued, Applied},
                  {Applied, Claimed},
                  {Claimed, Applied},
                  {Applied, Disputed},
                  {Allocated, Applied}});
    return moves;
}

/// One contribution, brought to any state by the room's own operations.
struct Case
{
    Desk desk;
    ContributionKey key;

    Case(ContributionKind kind, ContributionState state)
    {
        auto work = desk.work("clerk");
        const auto member =
            admitMember(work, {"1", "Alice", day(2020, 1, 1), MemberClass::Patron, MemberStatus::Active, ""});
        key = draftContribution(work, {"C-1", *member, "any", kind, Money(100), day(2026, 2, 1), "", "alice"})
                  .value();
        bring(work, kind, state);
        ensure(this->state() == state, "the case begins where it should");
    }

    [[nodiscard]] ContributionState state() { return findContribution(desk.db(), key)->state; }

    void bring(store::UnitOfWork& work, ContributionKind kind, ContributionState state)
    {
        if (state == Draft) return;
        if (state == Withdrawn) return done(withdrawContribution(work, key, "no"));
        done(submitContribution(work, key));
        if (state == Submitted) return;
        done(startReview(work, key));
        if (state == UnderReview) return;
        if (state == Clarification) return done(askForClarification(work, key, {"rev", "?"}));
        if (state == Rejected) return done(rejectContribution(work, key, {"rev", "no"}));
        done(approveContribution(work, key, {"rev", ""}, onePerson));
        if (state == Approved) return;
        if (state == Disputed) return done(disputeContribution(work, key, {"bob", "no"}));
        done(valueContribution(work, key, Money(100), onePerson, ""));
        if (state == Valued) return;
        if (kind != ContributionKind::Patronage) done(applyContribution(work, key, JournalKey(5)));
        if (state == Applied) return;
        done(claimContributions(work, run, quarter, onePerson));
        if (state == Claimed) return;
        done(markAllocated(work, run));
    }

    template <typename T>
    static void done(const Result<T>& result)
    {
        ensure(result.has_value(), "a case is prepared without a refusal");
    }
};

struct Operation
{
    std::string name;
    ContributionState to;
    /// From where this operation leads there: two operations may share an end.
    std::set<ContributionState> from;
    std::function<Status(store::UnitOfWork&, ContributionKey)> call;
};

const std::vector<Operation>& operations()
{
    static const std::vector<Operation> all = {
        {"submit", Submitted, {Draft}, [](auto& work, auto key) { return submitContribution(work, key); }},
        {"start review",
         UnderReview,
         {Submitted},
         [](auto& work, auto key) { return startReview(work, key); }},
        {"ask",
         Clarification,
         {UnderReview},
         [](auto& work, auto key) {
             return askForClarification(work, key, {"rev", "why?"});
         }},
        {"answer",
         UnderReview,
         {Clarification},
         [](auto& work, auto key) {
             return answerClarification(work, key, {"alice", "because"});
         }},
        {"approve",
         Approved,
         {UnderReview},
         [](auto& work, auto key) -> Status {
             TRY(approveContribution(work, key, {"rev2", ""}, onePerson));
             return {};
         }},
        {"reject",
         Rejected,
         {UnderReview},
         [](auto& work, auto key) {
             return rejectContribution(work, key, {"rev", "no"});
         }},
        {"withdraw",
         Withdrawn,
         {Draft, Submitted},
         [](auto& work, auto key) { return withdrawContribution(work, key, "no"); }},
        {"value",
         Valued,
         {Approved},
         [](auto& work, auto key) { return valueContribution(work, key, Money(100), onePerson, ""); }},
        {"apply",
         Applied,
         {Valued},
         [](auto& work, auto key) { return applyContribution(work, key, JournalKey(1)); }},
        {"dispute",
         Disputed,
         {Approved, Valued, Applied},
         [](auto& work, auto key) {
             return disputeContribution(work, key, {"bob", "no"});
         }},
        {"uphold",
         Approved,
         {Disputed},
         [](auto& work, auto key) {
             return settleDispute(work, key, DisputeOutcome::Upheld, {"rev2", "right"});
         }},
        {"dispute won",
         Rejected,
         {Disputed},
         [](auto& work, auto key) {
             return settleDispute(work, key, DisputeOutcome::Rejected, {"rev2", "wrong"});
         }},
    };
    return all;
}

bool reachable(ContributionKind kind, ContributionState state)
{
    return state != Applied || kind != ContributionKind::Patronage;
}

QString rowName(ContributionKind kind, ContributionState state, const std::string& what)
{
    return QString::fromStdString(std::string(toText(kind)) + ", " + std::string(toText(state)) + ", " +
                                  what);
}

} // namespace

class ContributionStatesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyPairOfStatesIsAsTheDomainSays()
    {
        for (const auto kind : allKinds) {
            const auto& expected = kind == ContributionKind::Patronage ? patronageMoves : capitalMoves();
            for (const auto from : allContributionStates)
                for (const auto to : allContributionStates)
                    QVERIFY2(mayMove(kind, from, to) == expected.contains({from, to}),
                             qPrintable(rowName(kind, from, std::string(toText(to)))));
        }
    }

    void namesReadBack()
    {
        std::set<std::string_view> names;
        for (const auto state : allContributionStates) {
            QVERIFY(parseContributionState(toText(state)) == state);
            names.insert(toText(state));
        }
        QCOMPARE(names.size(), allContributionStates.size());
        for (const auto kind : allKinds)
            QVERIFY(parseContributionKind(toText(kind)) == kind);
        QVERIFY(!parseContributionState("Draft"));
        QVERIFY(!parseContributionKind("inkind"));
    }

    void everyOperationFromEveryState_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("operation");
        for (const auto kind : allKinds)
            for (const auto state : allContributionStates)
                for (std::size_t i = 0; i < operations().size(); ++i)
                    if (reachable(kind, state))
                        QTest::newRow(qPrintable(rowName(kind, state, operations()[i].name)))
                            << int(kind) << int(state) << int(i);
    }

    void everyOperationFromEveryState()
    {
        QFETCH(int, kind);
        QFETCH(int, state);
        QFETCH(int, operation);
        const auto from = ContributionState(state);
        const auto& tried = operations()[std::size_t(operation)];
        Case with(ContributionKind(kind), from);
        const auto before = historyOf(with.desk.db(), with.key);
        auto work = with.desk.work("clerk");
        const auto result = tried.call(work, with.key);
        const bool patronageApplied =
            tried.to == Applied && ContributionKind(kind) == ContributionKind::Patronage;
        // Between approval and books cash stops only for as long as one command takes.
        const bool onItsWay =
            tried.to == Disputed && from == Valued && ContributionKind(kind) != ContributionKind::Patronage;
        const bool allowed = tried.from.contains(from) && !patronageApplied && !onItsWay;
        const auto after = historyOf(with.desk.db(), with.key);
        if (allowed) {
            QCOMPARE(codeOf(result), std::string("done"));
            QCOMPARE(int(with.state()), int(tried.to));
            QCOMPARE(after.size(), before.size() + 1);
            QVERIFY(after.back().from == from && after.back().to == tried.to);
            QCOMPARE(work.published().size(), std::size_t(1));
            return;
        }
        QCOMPARE(codeOf(result), std::string("people.contribution.state"));
        QCOMPARE(result.error().context.at("from").get<std::string>(), std::string(toText(from)));
        QCOMPARE(result.error().context.at("to").get<std::string>(), std::string(toText(tried.to)));
        QVERIFY(result.error().message.find(toText(from)) != std::string::npos);
        QVERIFY(result.error().message.find(toText(tried.to)) != std::string::npos);
        QCOMPARE(int(with.state()), state);
        QCOMPARE(after.size(), before.size());
        QVERIFY(work.published().empty());
    }

    void operationsOnNothingAreRefused()
    {
        Desk desk;
        auto work = desk.work();
        for (const auto& operation : operations())
            QCOMPARE(codeOf(operation.call(work, ContributionKey(404))),
                     std::string("people.contribution.unknown"));
    }

    void historyTellsWhoWhenAndWhy()
    {
        Case with(ContributionKind::Patronage, Disputed);
        const auto history = historyOf(with.desk.db(), with.key);
        QCOMPARE(history.size(), std::size_t(5));
        QVERIFY(!history.front().from && history.front().to == Draft);
        for (std::size_t i = 1; i < history.size(); ++i)
            QVERIFY(history[i].from == history[i - 1].to);
        QCOMPARE(history.back().who, std::string("bob"));
        QCOMPARE(history.back().why, std::string("no"));
        QCOMPARE(toText(history.back().at), std::string("2026-04-01T00:01:00Z"));
    }
};

QTEST_GUILESS_MAIN(ContributionStatesTest)
#include "contribution_states_test.moc"
