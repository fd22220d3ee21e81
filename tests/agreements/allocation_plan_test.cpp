// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/allocation_plan.h"
#include "tests/agreements/worked_example.h"
#include "tests/support/desk.h"

#include <QTest>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <random>

using namespace habitat;
using namespace habitat::agreements;
using namespace habitat::test;

using Amounts = QList<qlonglong>;

namespace {

const Money netIncome(2'000'000);

AllocationPlan examplePlan(const Policy& policy, Money income = netIncome, const Capital& capital = {})
{
    const auto shares = computeShares(policy, exampleParticipants(), exampleEntries());
    return planAllocation(policy, shares.value(), surplusOf(policy, income), capital).value();
}

Policy oneCategory()
{
    Policy policy;
    policy.categories = {{"labor", BasisPoints(10'000), CategoryKind::Patronage}};
    return policy;
}

Participant participant(std::int64_t key, const std::string& number, Standing standing = Standing::Patron)
{
    return {MemberKey(key), number, "Member " + number, day(2020, 1, 1), standing};
}

/// Members 1, 2, … with these amounts of labor, allocated by labor alone.
Result<AllocationPlan> byLabor(const Policy& policy, const std::vector<std::int64_t>& labor, Money income,
                               const Capital& capital = {}, std::size_t investorsFrom = SIZE_MAX)
{
    std::vector<Participant> participants;
    std::vector<PatronageEntry> entries;
    for (std::size_t i = 0; i < labor.size(); ++i) {
        const auto key = std::int64_t(i) + 1;
        participants.push_back(participant(key, std::to_string(key),
                                           i >= investorsFrom ? Standing::Investor : Standing::Patron));
        if (labor[i] != 0) entries.push_back({MemberKey(key), "labor", Money(labor[i])});
    }
    const auto shares = TRY(computeShares(policy, participants, entries));
    return planAllocation(policy, shares, surplusOf(policy, income), capital);
}

Amounts amountsOf(const AllocationPlan& plan)
{
    Amounts amounts;
    for (const auto& line : plan.lines)
        amounts << line.allocation.minor;
    return amounts;
}

Rational parseFraction(const std::string& text)
{
    const auto slash = text.find('/');
    return {BigInt(text.substr(0, slash)), BigInt(text.substr(slash + 1))};
}

} // namespace

class AllocationPlanTest : public QObject
{
    Q_OBJECT

private slots:
    void workedExampleToTheCent()
    {
        const auto plan = examplePlan(examplePolicy());
        QCOMPARE(plan.surplus.netIncome, Money(2'000'000));
        QCOMPARE(plan.surplus.reserve, Money(200'000));
        QCOMPARE(plan.surplus.allocable, Money(1'800'000));
        QCOMPARE(plan.lines.size(), exampleLines.size());
        for (std::size_t i = 0; i < exampleLines.size(); ++i) {
            const auto& expected = exampleLines[i];
            const auto& line = plan.lines[i];
            QCOMPARE(line.participant.name, std::string(expected.name));
            QCOMPARE(line.allocation, Money(expected.allocationMinor));
            QCOMPARE(line.cash, Money(expected.cashMinor));
            QCOMPARE(line.retained, Money(expected.retainedMinor));
        }
        QCOMPARE(plan.cash(), Money(360'001));
        QCOMPARE(plan.retained(), Money(1'439'999));
        // Two left-over cents go to Chen and Bob.
        QCOMPARE(plan.calculation.at("left_over_units").get<int>(), 2);
        for (const auto& line : plan.lines)
            QCOMPARE(line.calculation.at("left_over_unit").get<bool>(),
                     line.participant.name == "Chen" || line.participant.name == "Bob");
    }

    void workedExampleByMethodV()
    {
        auto policy = examplePolicy();
        policy.method = PatronageMethod::V;
        const auto plan = examplePlan(policy);
        QCOMPARE(amountsOf(plan), (Amounts{386'114, 264'354, 330'040, 144'195, 675'297}));
    }

    void reserveComesOutOfAProfitOnly_data()
    {
        QTest::addColumn<qlonglong>("income");
        QTest::addColumn<qlonglong>("fixed");
        QTest::addColumn<int>("rate");
        QTest::addColumn<qlonglong>("reserve");
        QTest::newRow("fixed amount") << 2'000'000LL << 200'000LL << 0 << 200'000LL;
        QTest::newRow("part, rounded up") << 999LL << 0LL << 1'000 << 100LL;
        QTest::newRow("both") << 1'000LL << 50LL << 1'000 << 150LL;
        QTest::newRow("never more than there is") << 1'000LL << 200'000LL << 0 << 1'000LL;
        QTest::newRow("nothing of a loss") << -1'000LL << 200'000LL << 5'000 << 0LL;
        QTest::newRow("nothing of nothing") << 0LL << 200'000LL << 5'000 << 0LL;
    }

    void reserveComesOutOfAProfitOnly()
    {
        QFETCH(qlonglong, income);
        QFETCH(qlonglong, fixed);
        QFETCH(int, rate);
        QFETCH(qlonglong, reserve);
        Policy policy;
        policy.reserve = Money(fixed);
        policy.reserveRate = BasisPoints(rate);
        const auto surplus = surplusOf(policy, Money(income));
        QCOMPARE(surplus.reserve, Money(reserve));
        QCOMPARE(surplus.allocable, Money(income - reserve));
    }

    void tiesGoByThePolicy_data()
    {
        QTest::addColumn<int>("tieBreak");
        QTest::addColumn<QStringList>("order");
        QTest::newRow("lower number") << int(TieBreak::AdmissionNumber) << QStringList{"9", "10", "11"};
        QTest::newRow("earlier date") << int(TieBreak::AdmissionDate) << QStringList{"11", "9", "10"};
    }

    void tiesGoByThePolicy()
    {
        QFETCH(int, tieBreak);
        QFETCH(QStringList, order);
        auto policy = oneCategory();
        policy.tieBreak = TieBreak(tieBreak);
        std::vector<Participant> participants = {participant(1, "10"), participant(2, "9"),
                                                 participant(3, "11")};
        participants[2].admittedOn = day(2019, 1, 1);
        std::vector<PatronageEntry> entries;
        for (const auto& one : participants)
            entries.push_back({one.member, "labor", Money(5)});
        const auto shares = computeShares(policy, participants, entries);
        const auto plan = planAllocation(policy, *shares, surplusOf(policy, Money(8)), {});
        QVERIFY(plan);
        for (int i = 0; i < order.size(); ++i)
            QCOMPARE(plan->lines[std::size_t(i)].participant.number, order[i].toStdString());
        QCOMPARE(amountsOf(*plan), (Amounts{3, 3, 2}));
    }

    void cashIsNeverBelowItsRate()
    {
        // Rounded to cents a fifth of 0.07 is 0.01, less than 20 %.
        const auto plan = byLabor(oneCategory(), {1}, Money(7));
        QCOMPARE(plan->lines[0].cash, Money(2));
        QCOMPARE(plan->lines[0].retained, Money(5));
    }

    /// Ties go to the lower admission number, and 10 is higher than 9 however the roll is read.
    void leftOverCentsOfEqualsGoByAdmissionNumber_data()
    {
        QTest::addColumn<int>("each");
        QTest::newRow("less than a cent for everybody") << 0;
        QTest::newRow("a dozen cents, and some") << 12;
    }
    void leftOverCentsOfEqualsGoByAdmissionNumber()
    {
        QFETCH(int, each);
        constexpr int members = 300;
        std::vector<Participant> participants;
        std::vector<PatronageEntry> entries;
        for (int place = 0; place < members; ++place) {
            // Every number once, in no order at all.
            const std::int64_t number = (place * 77 + 13) % members + 1;
            participants.push_back(participant(number, std::to_string(number)));
            entries.push_back({MemberKey(number), "labor", Money(1'234)});
        }
        const auto shares = computeShares(oneCategory(), participants, entries);
        QVERIFY(shares);
        for (int remainder = 1; remainder < members; ++remainder) {
            const Money income(std::int64_t(each) * members + remainder);
            const auto plan = planAllocation(oneCategory(), *shares, surplusOf(oneCategory(), income), {});
            QVERIFY(plan);
            QCOMPARE(int(plan->lines.size()), members);
            Money sum;
            for (const auto& line : plan->lines) {
                const int number = std::stoi(line.participant.number);
                QCOMPARE(line.allocation.minor, each + (number <= remainder ? 1 : 0));
                QCOMPARE(line.cash + line.retained, line.allocation);
                sum += line.allocation;
            }
            QCOMPARE(sum, income);
        }
    }

    void perLineRoundingLosesTwoCentsAndWeDoNot()
    {
        const std::vector<std::int64_t> labor = {15500, 21000, 9000, 3500, 4750};
        std::int64_t rounded = 0;
        for (const auto hours : labor)
            rounded += (5'000'000 * hours * 2 + 53'750) / (2 * 53'750);
        QCOMPARE(rounded, std::int64_t(4'999'998));
        const auto plan = byLabor(oneCategory(), labor, Money(5'000'000));
        QCOMPARE(plan->cash() + plan->retained(), Money(5'000'000));
    }

    void nothingToAllocateGivesZeroLines()
    {
        const auto plan = byLabor(oneCategory(), {3, 1}, Money(0));
        QVERIFY(plan);
        QCOMPARE(amountsOf(*plan), (Amounts{0, 0}));
        QCOMPARE(plan->cash(), Money(0));
    }

    void memberWithoutPatronageHasAnEmptyLine()
    {
        const auto plan = byLabor(oneCategory(), {3, 0, 1}, Money(10));
        QCOMPARE(amountsOf(*plan), (Amounts{8, 0, 2}));
        QCOMPARE(plan->lines[1].calculation.at("share").get<std::string>(), std::string("0/1"));
    }

    void patronsGetHalfOfAProfit_data()
    {
        QTest::addColumn<qlonglong>("patron");
        QTest::addColumn<qlonglong>("investor");
        QTest::addColumn<qlonglong>("income");
        QTest::addColumn<QString>("code");
        QTest::newRow("more than half") << 6LL << 4LL << 1000LL << "done";
        QTest::newRow("exactly half") << 5LL << 5LL << 1000LL << "done";
        QTest::newRow("exactly half of an odd amount") << 5LL << 5LL << 1001LL << "done";
        QTest::newRow("less than half")
            << 4999LL << 5001LL << 1000LL << "agreements.patronage.investors_over_half";
        QTest::newRow("nothing") << 0LL << 10LL << 1000LL << "agreements.patronage.investors_over_half";
        QTest::newRow("a loss may fall on patrons") << 4LL << 6LL << -1000LL << "done";
    }

    void patronsGetHalfOfAProfit()
    {
        QFETCH(qlonglong, patron);
        QFETCH(qlonglong, investor);
        QFETCH(qlonglong, income);
        QFETCH(QString, code);
        auto policy = oneCategory();
        policy.everyoneRestores = true;
        QCOMPARE(codeOf(byLabor(policy, {patron, investor}, Money(income), {}, 1)), code.toStdString());
        if (income > 0)
            QCOMPARE(codeOf(byLabor(policy, {patron, investor}, Money(income))), std::string("done"));
    }

    void lossIsLimitedByCapital_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<Amounts>("capital");
        QTest::addColumn<Amounts>("expected");
        QTest::newRow("capital suffices") << "none" << Amounts{500, 500, 500} << Amounts{-300, -300, -300};
        QTest::newRow("excess to the others")
            << "none" << Amounts{100, 500, 500} << Amounts{-100, -400, -400};
        QTest::newRow("capital below zero bears nothing")
            << "none" << Amounts{-50, 500, 500} << Amounts{0, -450, -450};
        QTest::newRow("everyone restores") << "everyone" << Amounts{0, 0, 0} << Amounts{-300, -300, -300};
        QTest::newRow("the first restores") << "first" << Amounts{0, 100, 100} << Amounts{-700, -100, -100};
        QTest::newRow("the first restores up to 250")
            << "first to 250" << Amounts{0, 400, 400} << Amounts{-250, -325, -325};
        QTest::newRow("a limit counts from capital below zero")
            << "first to 250" << Amounts{-50, 400, 400} << Amounts{-200, -350, -350};
    }

    void lossIsLimitedByCapital()
    {
        QFETCH(QString, rule);
        QFETCH(Amounts, capital);
        QFETCH(Amounts, expected);
        auto policy = oneCategory();
        policy.everyoneRestores = rule == "everyone";
        if (rule == "first") policy.restoration = {{"1", std::nullopt}};
        if (rule == "first to 250") policy.restoration = {{"1", Money(250)}};
        Capital before;
        for (int i = 0; i < capital.size(); ++i)
            before[MemberKey(i + 1)] = Money(capital[i]);
        const auto plan = byLabor(policy, {1, 1, 1}, Money(-900), before);
        QVERIFY(plan);
        QCOMPARE(amountsOf(*plan), expected);
        // Nothing of a loss is paid in cash.
        QCOMPARE(plan->cash(), Money(0));
        QCOMPARE(plan->retained(), Money(-900));
    }

    void lossWithoutCapitalIsRefused()
    {
        const auto plan = byLabor(oneCategory(), {1, 1}, Money(-900), {{MemberKey(1), Money(100)}});
        QCOMPARE(codeOf(plan), std::string("agreements.loss.unplaced"));
        QCOMPARE(plan.error().context.at("unplaced_minor").get<int>(), 800);
        QCOMPARE(plan.error().context.at("members").dump(),
                 std::string(R"([{"capacity_minor":100,"member_number":"1"},)"
                             R"({"capacity_minor":0,"member_number":"2"}])"));
        QVERIFY(plan.error().message.find("8.00 of the loss of 9.00") == 0);
    }

    void calculationExplainsEachLineExactly()
    {
        const auto plan = examplePlan(examplePolicy());
        for (const auto& line : plan.lines) {
            const auto& record = line.calculation;
            const auto quota =
                parseFraction(record.at("share").get<std::string>()) * plan.surplus.allocable.minor;
            const auto floor = record.at("floor_minor").get<std::int64_t>();
            QVERIFY(Rational(floor) + parseFraction(record.at("remainder").get<std::string>()) == quota);
            QCOMPARE(floor + (record.at("left_over_unit").get<bool>() ? 1 : 0), line.allocation.minor);
        }
        QCOMPARE(plan.lines[4].calculation.at("values_minor").dump(),
                 std::string(R"({"community":100,"labor":840000,"revenue":4500000})"));
        QCOMPARE(plan.calculation.at("method").get<std::string>(), std::string("S"));
        QCOMPARE(plan.calculation.at("surplus_minor").get<int>(), 1'800'000);
    }

    void hashStandsForTheContent()
    {
        const auto plan = examplePlan(examplePolicy());
        QCOMPARE(hashOf(plan), hashOf(examplePlan(examplePolicy())));
        QVERIFY(hashOf(plan) != hashOf(examplePlan(examplePolicy(), Money(2'000'001))));
        auto changed = plan;
        changed.lines[0].cash += Money(1);
        changed.lines[0].retained -= Money(1);
        QVERIFY(hashOf(changed) != hashOf(plan));
        const auto shares = computeShares(examplePolicy(), exampleParticipants(), exampleEntries());
        auto more = exampleEntries();
        more[0].value += Money(1);
        QVERIFY(hashOf(*shares) != hashOf(*computeShares(examplePolicy(), exampleParticipants(), more)));
    }

    void everyPlanKeepsItsPromisesInAnyOrderOfInput()
    {
        const bool held = rc::check([] {
            auto policy = examplePolicy();
            policy.method = *rc::gen::element(PatronageMethod::S, PatronageMethod::V);
            policy.cashRate = BasisPoints(*rc::gen::inRange<std::int64_t>(0, 10'001));
            const auto members = *rc::gen::inRange<std::int64_t>(1, 20);
            std::vector<Participant> participants;
            std::vector<PatronageEntry> entries = {{MemberKey(1), "labor", Money(1)}};
            Capital capital;
            for (std::int64_t key = 1; key <= members; ++key) {
                participants.push_back(participant(key, std::to_string(key)));
                capital[MemberKey(key)] = Money(*rc::gen::inRange<std::int64_t>(0, 50'000'000));
            }
            const auto many = *rc::gen::inRange(0, 60);
            for (int i = 0; i < many; ++i)
                entries.push_back({MemberKey(*rc::gen::inRange<std::int64_t>(1, members + 1)),
                                   *rc::gen::element<std::string>("labor", "cash", "revenue", "community"),
                                   Money(*rc::gen::inRange<std::int64_t>(0, 10'000'000))});
            const auto income = Money(*rc::gen::inRange<std::int64_t>(-100'000'000, 100'000'000));
            const auto surplus = surplusOf(policy, income);
            const auto shares = computeShares(policy, participants, entries);
            RC_ASSERT(shares.has_value());
            const auto plan = planAllocation(policy, *shares, surplus, capital);
            if (!plan) {
                RC_ASSERT(plan.error().code == "agreements.loss.unplaced");
                return;
            }
            Money sum;
            for (const auto& line : plan->lines) {
                sum += line.allocation;
                RC_ASSERT(line.cash + line.retained == line.allocation);
                RC_ASSERT(!line.cash.isNegative());
                if (surplus.allocable.isNegative()) {
                    RC_ASSERT(line.cash.isZero());
                    RC_ASSERT(!(capital.at(line.participant.member) + line.allocation).isNegative());
                    continue;
                }
                const Rational quota = line.share * surplus.allocable.minor;
                const BigInt floor = numerator(quota) / denominator(quota);
                RC_ASSERT(line.allocation.minor == floor || line.allocation.minor == floor + 1);
                RC_ASSERT(BigInt(line.cash.minor) * 10'000 >=
                          BigInt(line.allocation.minor) * policy.cashRate.value);
                RC_ASSERT(BigInt(line.cash.minor - 1) * 10'000 <
                          BigInt(line.allocation.minor) * policy.cashRate.value);
            }
            RC_ASSERT(sum == surplus.allocable);

            std::mt19937 random(*rc::gen::arbitrary<unsigned>());
            std::shuffle(participants.begin(), participants.end(), random);
            std::shuffle(entries.begin(), entries.end(), random);
            const auto shuffled = computeShares(policy, participants, entries);
            RC_ASSERT(hashOf(*shuffled) == hashOf(*shares));
            RC_ASSERT(hashOf(*planAllocation(policy, *shuffled, surplus, capital)) == hashOf(*plan));
        });
        QVERIFY(held);
    }

    void tenThousandMembersAreAllocatedExactly()
    {
        constexpr std::int64_t members = 10'000;
        std::vector<Participant> participants;
        std::vector<PatronageEntry> entries;
        for (std::int64_t key = 1; key <= members; ++key) {
            participants.push_back(participant(key, std::to_string(key)));
            // Totals without common factors make the common denominator as long as it gets.
            for (const auto* category : {"labor", "cash", "revenue", "community"})
                entries.push_back({MemberKey(key), category, Money(key * 7919 % 1'000'003 + category[0])});
        }
        const auto policy = examplePolicy();
        const auto shares = computeShares(policy, participants, entries);
        QVERIFY(shares);
        const auto plan = planAllocation(policy, *shares, surplusOf(policy, Money(123'456'789)), {});
        QVERIFY(plan);
        QCOMPARE(plan->cash() + plan->retained(), Money(123'256'789));
        Capital capital;
        for (std::int64_t key = 1; key <= members; ++key)
            capital[MemberKey(key)] = Money(key * 104'729 % 30'011);
        const auto loss = planAllocation(policy, *shares, surplusOf(policy, Money(-100'000'000)), capital);
        QVERIFY(loss);
        QCOMPARE(loss->retained(), Money(-100'000'000));
    }
};

QTEST_GUILESS_MAIN(AllocationPlanTest)
#include "allocation_plan_test.moc"
