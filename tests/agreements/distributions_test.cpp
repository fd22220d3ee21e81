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

using enum DistributionState;

namespace {

const Date due = day(2026, 4, 10);
const Date noticed = day(2026, 5, 1);

/// The moves of a distribution, spelled once more.
const std::set<std::pair<DistributionState, DistributionState>> domainMoves = {
    {Calculated, Approved},  {Approved, Scheduled},  {Scheduled, Submitting},   {Submitting, Processing},
    {Processing, Completed}, {Submitting, Unknown},  {Unknown, Processing},     {Unknown, Failed},
    {Failed, Scheduled},     {Completed, Returned},  {Returned, Scheduled},     {Returned, Unclaimed},
    {Approved, Cancelled},   {Scheduled, Cancelled}, {Unclaimed, Extinguished},
};

/// The worked example, posted, with the first distribution brought to any state.
struct Case
{
    Desk desk;
    AllocationKey allocation;
    std::vector<DistributionKey> keys;

    Case()
    {
        const auto policy = examplePolicy();
        const auto shares = computeShares(policy, exampleParticipants(), exampleEntries()).value();
        const auto plan = planAllocation(policy, shares, surplusOf(policy, Money(2'000'000)), {}).value();
        auto work = desk.work("al");
        allocation = draftAllocation(work, CloseKey(1), "2026-Q1", plan).value();
        done(proposeAllocation(work, allocation));
        done(approveAllocation(work, allocation, {hashOf(plan), "vote 7", {"al", "bo"}, 2}));
        done(recordAllocation(work, allocation));
    }

    explicit Case(DistributionState state) : Case()
    {
        auto work = desk.work("trea");
        post(work);
        keys = calculateDistributions(work, allocation).value();
        bring(work, state);
        ensure(first().state == state, "the case begins where it should");
    }

    void post(store::UnitOfWork& work) { done(markPosted(work, allocation, {JournalKey(5)})); }
    [[nodiscard]] Distribution first() { return findDistribution(desk.db(), keys.front()).value(); }

    void bring(store::UnitOfWork& work, DistributionState state)
    {
        const auto key = keys.front();
        if (state == Calculated) return;
        done(approveDistributions(work, allocation, {"trea", "al"}));
        if (state == Approved) return;
        done(scheduleDistributions(work, allocation, due));
        if (state == Scheduled) return;
        if (state == Cancelled) return done(cancelDistribution(work, key, "no"));
        ensure(submitDistribution(work, key, due).has_value(), "a due distribution is submitted");
        if (state == Submitting) return;
        if (state == Unknown || state == Failed) done(markUnknown(work, key, "no answer"));
        if (state == Unknown) return;
        if (state == Failed) return done(failDistribution(work, key, "refused"));
        done(acceptDistribution(work, key, "B-1"));
        if (state == Processing) return;
        done(completeDistribution(work, key, "B-1"));
        if (state == Completed) return;
        done(returnDistribution(work, key, day(2026, 4, 20), "account closed"));
        if (state == Returned) return;
        done(markUnclaimed(work, key, noticed));
        if (state == Unclaimed) return;
        done(extinguishDistribution(work, key, day(2029, 5, 1)));
    }

    static void done(const Status& status)
    {
        ensure(status.has_value(), "a case is prepared without a refusal");
    }
};

struct Operation
{
    std::string name;
    std::set<DistributionState> from;
    DistributionState to;
    std::function<Status(store::UnitOfWork&, DistributionKey)> call;
};

const std::vector<Operation>& operations()
{
    static const std::vector<Operation> all = {
        {"cancel",
         {Approved, Scheduled},
         Cancelled,
         [](auto& work, auto key) { return cancelDistribution(work, key, "x"); }},
        {"submit",
         {Scheduled},
         Submitting,
         [](auto& work, auto key) -> Status {
             TRY(submitDistribution(work, key, due));
             return {};
         }},
        {"accept",
         {Submitting, Unknown},
         Processing,
         [](auto& work, auto key) { return acceptDistribution(work, key, "B-2"); }},
        {"complete",
         {Processing},
         Completed,
         [](auto& work, auto key) { return completeDistribution(work, key, "B-2"); }},
        {"lose sight",
         {Submitting},
         Unknown,
         [](auto& work, auto key) { return markUnknown(work, key, "x"); }},
        {"fail", {Unknown}, Failed, [](auto& work, auto key) { return failDistribution(work, key, "x"); }},
        {"retry",
         {Failed},
         Scheduled,
         [](auto& work, auto key) { return retryDistribution(work, key, due); }},
        {"return",
         {Completed},
         Returned,
         [](auto& work, auto key) { return returnDistribution(work, key, due, "x"); }},
        {"pay again", {Returned}, Scheduled, [](auto& work, auto key) { return payAgain(work, key, due); }},
        {"leave unclaimed",
         {Returned},
         Unclaimed,
         [](auto& work, auto key) { return markUnclaimed(work, key, noticed); }},
        {"extinguish",
         {Unclaimed},
         Extinguished,
         [](auto& work, auto key) { return extinguishDistribution(work, key, day(2029, 5, 1)); }},
    };
    return all;
}

QString rowName(DistributionState state, const std::string& what)
{
    return QString::fromStdString(std::string(toText(state)) + ", " + what);
}

} // namespace

class DistributionsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyPairOfStatesIsAsTheDomainSays()
    {
        std::set<std::string_view> names;
        for (const auto from : allDistributionStates) {
            names.insert(toText(from));
            QVERIFY(parseDistributionState(toText(from)) == from);
            for (const auto to : allDistributionStates)
                QVERIFY2(mayMove(from, to) == domainMoves.contains({from, to}),
                         qPrintable(rowName(from, std::string(toText(to)))));
        }
        QCOMPARE(names.size(), allDistributionStates.size());
    }

    void everyStateIsEndedPayableOrOpen()
    {
        const std::set<DistributionState> ended = {Completed, Cancelled, Extinguished};
        const std::set<DistributionState> payable = {Scheduled, Failed, Returned, Unclaimed};
        for (const auto state : allDistributionStates) {
            QCOMPARE(hasEnded(state), ended.contains(state));
            QCOMPARE(isPayable(state), payable.contains(state));
        }
    }

    void everyOperationFromEveryState_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("operation");
        for (const auto state : allDistributionStates)
            for (std::size_t i = 0; i < operations().size(); ++i)
                QTest::newRow(qPrintable(rowName(state, operations()[i].name))) << int(state) << int(i);
    }

    void everyOperationFromEveryState()
    {
        QFETCH(int, state);
        QFETCH(int, operation);
        const auto from = DistributionState(state);
        const auto& tried = operations()[std::size_t(operation)];
        Case with(from);
        const auto before = with.first();
        const auto history = historyOf(with.desk.db(), before.key);
        auto work = with.desk.work("trea");
        const auto result = tried.call(work, before.key);
        const auto after = historyOf(with.desk.db(), before.key);
        if (tried.from.contains(from)) {
            QCOMPARE(codeOf(result), std::string("done"));
            QCOMPARE(int(with.first().state), int(tried.to));
            QCOMPARE(namesOf(work),
                     std::vector<std::string>{"agreements.distribution." + std::string(toText(tried.to))});
            QCOMPARE(after.size(), history.size() + 1);
            QVERIFY(after.back().from == from && after.back().to == tried.to && after.back().who == "trea");
            return;
        }
        QCOMPARE(codeOf(result), std::string("agreements.distribution.state"));
        QCOMPARE(result.error().context.at("from").get<std::string>(), std::string(toText(from)));
        QCOMPARE(result.error().context.at("to").get<std::string>(), std::string(toText(tried.to)));
        QVERIFY(result.error().message.find(toText(from)) != std::string::npos);
        QVERIFY(result.error().message.find(toText(tried.to)) != std::string::npos);
        QCOMPARE(int(with.first().state), state);
        QCOMPARE(with.first().paymentKey, before.paymentKey);
        QVERIFY(with.first().dueOn == before.dueOn);
        QCOMPARE(after.size(), history.size());
        QVERIFY(work.published().empty());
    }

    void operationsOnNothingAreRefused()
    {
        Desk desk;
        auto work = desk.work();
        for (const auto& operation : operations())
            QCOMPARE(codeOf(operation.call(work, DistributionKey(404))),
                     std::string("agreements.distribution.unknown"));
    }

    void oneForEachMemberWithCash()
    {
        Case with(Calculated);
        const auto all = listDistributions(with.desk.db(), {.allocation = with.allocation});
        QCOMPARE(all.size(), exampleLines.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(all[i].amount, Money(exampleLines[i].cashMinor));
            QCOMPARE(all[i].memberName, std::string(exampleLines[i].name));
            QVERIFY(all[i].paymentKey.empty() && !all[i].dueOn);
        }
        QCOMPARE(distributionTotal(with.desk.db(), with.allocation), Money(360'001));
        auto work = with.desk.work();
        QCOMPARE(codeOf(calculateDistributions(work, with.allocation)),
                 std::string("agreements.distribution.exists"));
    }

    void distributionsFollowThePosting()
    {
        Case with;
        auto work = with.desk.work();
        QCOMPARE(codeOf(calculateDistributions(work, with.allocation)),
                 std::string("agreements.distribution.not_posted"));
        QCOMPARE(codeOf(calculateDistributions(work, AllocationKey(404))),
                 std::string("agreements.allocation.unknown"));
        with.post(work);
        QVERIFY(calculateDistributions(work, with.allocation));
    }

    void twoPeopleApprove_data()
    {
        QTest::addColumn<QStringList>("approvers");
        QTest::addColumn<bool>("sound");
        QTest::newRow("two") << QStringList{"trea", "al"} << true;
        QTest::newRow("one") << QStringList{"trea"} << false;
        QTest::newRow("none") << QStringList{} << false;
        QTest::newRow("one twice") << QStringList{"trea", "Trea"} << false;
        QTest::newRow("nobody") << QStringList{"trea", ""} << false;
        QTest::newRow("the system") << QStringList{"trea", "system"} << false;
    }

    void twoPeopleApprove()
    {
        QFETCH(QStringList, approvers);
        QFETCH(bool, sound);
        std::vector<std::string> people;
        for (const auto& one : approvers)
            people.push_back(one.toStdString());
        Case with(Calculated);
        auto work = with.desk.work();
        QCOMPARE(codeOf(approveDistributions(work, with.allocation, people)),
                 std::string(sound ? "done" : "agreements.distribution.approvers"));
        QCOMPARE(with.first().state == Approved, sound);
        QCOMPARE(with.desk.count("SELECT count(*) FROM distribution_approval"), std::int64_t(sound ? 10 : 0));
    }

    void batchesMoveAllOrNone()
    {
        Case with(Scheduled);
        auto work = with.desk.work();
        QCOMPARE(codeOf(approveDistributions(work, with.allocation, {"trea", "al"})),
                 std::string("agreements.distribution.state"));
        QCOMPARE(codeOf(scheduleDistributions(work, with.allocation, due)),
                 std::string("agreements.distribution.state"));
        QVERIFY(submitDistribution(work, with.keys[4], due));
        const auto published = work.published().size();
        QCOMPARE(codeOf(cancelDistributions(work, with.allocation, "undo")),
                 std::string("agreements.distribution.state"));
        QCOMPARE(work.published().size(), published);
        QCOMPARE(listDistributions(with.desk.db(), {.state = Scheduled}).size(), std::size_t(4));
        QVERIFY(listDistributions(with.desk.db(), {.state = Cancelled}).empty());
    }

    void cancelledOnesMayBeCalculatedAnew()
    {
        Case with(Scheduled);
        const auto before = with.first().paymentKey;
        auto work = with.desk.work();
        QCOMPARE(codeOf(cancelDistributions(work, with.allocation, "")),
                 std::string("agreements.reason_missing"));
        QVERIFY(cancelDistributions(work, with.allocation, "undo step 9"));
        QCOMPARE(distributionTotal(with.desk.db(), with.allocation), Money(0));
        with.keys = *calculateDistributions(work, with.allocation);
        QVERIFY(approveDistributions(work, with.allocation, {"trea", "al"}));
        QVERIFY(scheduleDistributions(work, with.allocation, due));
        QCOMPARE(distributionTotal(with.desk.db(), with.allocation), Money(360'001));
        QVERIFY(with.first().paymentKey != before);
        QCOMPARE(listDistributions(with.desk.db(), {}).size(), std::size_t(10));
    }

    void paymentKeyStaysOverRetriesAndChangesAfterAReturn()
    {
        Case with(Scheduled);
        const auto paymentKey = with.first().paymentKey;
        QVERIFY(!paymentKey.empty());
        auto work = with.desk.work();
        const auto key = with.keys.front();
        QCOMPARE(*submitDistribution(work, key, due), paymentKey);
        QVERIFY(markUnknown(work, key, "no answer"));
        QVERIFY(failDistribution(work, key, "never arrived"));
        QCOMPARE(with.first().outcome, std::string("never arrived"));
        QVERIFY(retryDistribution(work, key, day(2026, 4, 12)));
        QCOMPARE(with.first().paymentKey, paymentKey);
        QVERIFY(with.first().dueOn == day(2026, 4, 12));
        QCOMPARE(*submitDistribution(work, key, day(2026, 4, 12)), paymentKey);
        QVERIFY(acceptDistribution(work, key, "B-9") && completeDistribution(work, key, "B-9"));
        QVERIFY(returnDistribution(work, key, day(2026, 4, 20), "account closed"));
        QVERIFY(payAgain(work, key, day(2026, 5, 2)));
        QVERIFY(with.first().paymentKey != paymentKey);
        QCOMPARE(with.first().payment, std::int64_t(2));
        std::set<std::string> paymentKeys;
        for (const auto& one : listDistributions(with.desk.db(), {}))
            paymentKeys.insert(one.paymentKey);
        QCOMPARE(paymentKeys.size(), exampleLines.size());
    }

    /// A backup that was put back counts keys anew; its payments are others, or the very same.
    void paymentKeyHangsOnWhatIsPaidAndOnNoCounter_data()
    {
        QTest::addColumn<int>("keysTaken");
        QTest::addColumn<bool>("cancelledBefore");
        QTest::addColumn<bool>("same");
        QTest::newRow("the same history") << 0 << false << true;
        QTest::newRow("something else was written in between") << 3 << false << true;
        QTest::newRow("one was cancelled before") << 0 << true << false;
    }
    void paymentKeyHangsOnWhatIsPaidAndOnNoCounter()
    {
        QFETCH(int, keysTaken);
        QFETCH(bool, cancelledBefore);
        QFETCH(bool, same);
        Case one(Scheduled);
        Case other;
        auto work = other.desk.work();
        for (int i = 0; i < keysTaken; ++i)
            work.keys().next();
        other.post(work);
        for (int round = cancelledBefore ? 2 : 1; round > 0; --round) {
            other.keys = *calculateDistributions(work, other.allocation);
            other.bring(work, Scheduled);
            if (round > 1) QVERIFY(cancelDistributions(work, other.allocation, "undo step 9"));
        }
        QCOMPARE(other.first().key == one.first().key, keysTaken == 0 && !cancelledBefore);
        QCOMPARE(other.first().paymentKey == one.first().paymentKey, same);
        const auto all = listDistributions(other.desk.db(), {.state = Scheduled});
        QVERIFY(std::ranges::none_of(all, [&](const Distribution& each) {
            return each.member != one.first().member && each.paymentKey == one.first().paymentKey;
        }));
    }

    void nothingIsSubmittedBeforeItIsDue()
    {
        Case with(Scheduled);
        auto work = with.desk.work();
        QCOMPARE(codeOf(submitDistribution(work, with.keys[0], day(2026, 4, 9))),
                 std::string("agreements.distribution.not_due"));
        QVERIFY(with.first().state == Scheduled);
        QVERIFY(submitDistribution(work, with.keys[0], day(2026, 4, 11)));
    }

    void unclaimedIsExtinguishedAfterThreeYears_data()
    {
        QTest::addColumn<QDate>("notice");
        QTest::addColumn<QDate>("today");
        QTest::addColumn<QString>("code");
        QTest::newRow("the day before")
            << QDate(2026, 5, 1) << QDate(2029, 4, 30) << "agreements.distribution.too_early";
        QTest::newRow("the day") << QDate(2026, 5, 1) << QDate(2029, 5, 1) << "done";
        QTest::newRow("leap day, last of February")
            << QDate(2028, 2, 29) << QDate(2031, 2, 28) << "agreements.distribution.too_early";
        QTest::newRow("leap day, first of March") << QDate(2028, 2, 29) << QDate(2031, 3, 1) << "done";
    }

    void unclaimedIsExtinguishedAfterThreeYears()
    {
        QFETCH(QDate, notice);
        QFETCH(QDate, today);
        QFETCH(QString, code);
        Case with(Returned);
        auto work = with.desk.work();
        const auto toDate = [](QDate date) {
            return day(date.year(), unsigned(date.month()), unsigned(date.day()));
        };
        QVERIFY(markUnclaimed(work, with.keys[0], toDate(notice)));
        QCOMPARE(codeOf(extinguishDistribution(work, with.keys[0], toDate(today))), code.toStdString());
    }

    void reasonsAreAskedFor()
    {
        Case scheduled(Scheduled);
        auto work = scheduled.desk.work();
        QCOMPARE(codeOf(cancelDistribution(work, scheduled.keys[0], " ")),
                 std::string("agreements.reason_missing"));
        Case completed(Completed);
        auto other = completed.desk.work();
        QCOMPARE(codeOf(returnDistribution(other, completed.keys[0], due, "")),
                 std::string("agreements.reason_missing"));
    }

    void listFiltersAndPages()
    {
        Case with(Scheduled);
        auto& db = with.desk.db();
        QCOMPARE(listDistributions(db, {.member = with.first().member}).size(), std::size_t(1));
        QCOMPARE(listDistributions(db, {.allocation = AllocationKey(404)}).size(), std::size_t(0));
        const auto page = listDistributions(db, {.after = with.keys[1], .limit = 2});
        QCOMPARE(page.size(), std::size_t(2));
        QVERIFY(page[0].key == with.keys[2]);
        QCOMPARE(listDistributions(db, {.allocation = with.allocation, .after = with.keys[3]}).size(),
                 std::size_t(1));
        QCOMPARE(listDistributions(db, {.allocation = with.allocation, .state = Completed}).size(),
                 std::size_t(0));
    }
};

QTEST_GUILESS_MAIN(DistributionsTest)
#include "distributions_test.moc"
