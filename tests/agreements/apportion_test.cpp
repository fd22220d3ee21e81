// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/apportion.h"
#include "tests/support/desk.h"

#include <QTest>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>

using namespace habitat;
using namespace habitat::agreements;
using namespace habitat::test;

using Amounts = QList<qlonglong>;

namespace {

std::vector<BigInt> big(const std::vector<std::int64_t>& numbers)
{
    return {numbers.begin(), numbers.end()};
}

std::vector<BigInt> big(const Amounts& numbers)
{
    std::vector<BigInt> weights;
    for (const auto number : numbers)
        weights.emplace_back(std::int64_t(number));
    return weights;
}

template <typename Portions>
Amounts unitsOf(const Portions& portions)
{
    Amounts units;
    for (const auto& portion : portions)
        units << portion.units;
    return units;
}

/// The rule of losses pass by pass in exact fractions, capping whoever is over, as written down.
std::vector<Rational> placedByPasses(std::int64_t loss, const std::vector<std::int64_t>& weights,
                                     const std::vector<LossCapacity>& capacities)
{
    std::vector<Rational> placed(weights.size(), 0);
    Rational rest = loss;
    while (rest > 0) {
        std::int64_t divisor = 0;
        for (std::size_t i = 0; i < weights.size(); ++i)
            if (!capacities[i] || placed[i] < *capacities[i]) divisor += weights[i];
        if (divisor == 0) break;
        Rational next = 0;
        const Rational share = rest / divisor;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            if (capacities[i] && placed[i] >= *capacities[i]) continue;
            placed[i] += share * weights[i];
            if (capacities[i] && placed[i] > *capacities[i]) {
                next += placed[i] - *capacities[i];
                placed[i] = *capacities[i];
            }
        }
        rest = next;
    }
    return placed;
}

struct LossCase
{
    std::int64_t loss = 0;
    std::vector<std::int64_t> weights;
    std::vector<LossCapacity> capacities;
};

LossCase anyLoss()
{
    LossCase loss;
    loss.loss = *rc::gen::inRange<std::int64_t>(0, 100'000);
    const auto members = *rc::gen::inRange<std::size_t>(1, 12);
    for (std::size_t i = 0; i < members; ++i) {
        loss.weights.push_back(*rc::gen::inRange<std::int64_t>(0, 50));
        const bool limited = *rc::gen::inRange(0, 4) != 0;
        loss.capacities.push_back(limited ? LossCapacity(*rc::gen::inRange<std::int64_t>(0, 30'000))
                                          : std::nullopt);
    }
    return loss;
}

} // namespace

class ApportionTest : public QObject
{
    Q_OBJECT

private slots:
    void vectors_data()
    {
        QTest::addColumn<qlonglong>("units");
        QTest::addColumn<Amounts>("weights");
        QTest::addColumn<Amounts>("expected");
        QTest::newRow("Hamilton's ten seats")
            << 10LL << Amounts{47000, 16000, 15800, 12000, 6100, 3100} << Amounts{5, 2, 1, 1, 1, 0};
        QTest::newRow("equal weights, ties to the first") << 7LL << Amounts{5, 5, 5} << Amounts{3, 2, 2};
        QTest::newRow("all to the only weight") << 5LL << Amounts{0, 1, 0} << Amounts{0, 5, 0};
        QTest::newRow("a hundred in three") << 100LL << Amounts{1, 1, 1} << Amounts{34, 33, 33};
        QTest::newRow("five by 3 and 7") << 5LL << Amounts{3, 7} << Amounts{2, 3};
        QTest::newRow("five by 7 and 3") << 5LL << Amounts{7, 3} << Amounts{4, 1};
        QTest::newRow("nothing to share") << 0LL << Amounts{1, 2} << Amounts{0, 0};
        QTest::newRow("one cent") << 1LL << Amounts{1, 2, 2} << Amounts{0, 1, 0};
        QTest::newRow("the largest amount there is")
            << qlonglong(INT64_MAX) << Amounts{1, 1} << Amounts{INT64_MAX / 2 + 1, INT64_MAX / 2};
        // Rounding each line to cents gives 49,999.98 here.
        QTest::newRow("fifty thousand over five") << 5'000'000LL << Amounts{15500, 21000, 9000, 3500, 4750}
                                                  << Amounts{1'441'861, 1'953'488, 837'209, 325'581, 441'861};
    }

    void vectors()
    {
        QFETCH(qlonglong, units);
        QFETCH(Amounts, weights);
        QFETCH(Amounts, expected);
        const auto shared = apportion(units, big(weights));
        QVERIFY(shared);
        QCOMPARE(unitsOf(shared->portions), expected);
        QCOMPARE(std::accumulate(expected.begin(), expected.end(), 0LL), units);
    }

    void nothingToShareByIsRefused()
    {
        QCOMPARE(codeOf(apportion(5, big(Amounts{0, 0, 0}))), std::string("agreements.apportion.no_weight"));
        QCOMPARE(codeOf(apportion(5, {})), std::string("agreements.apportion.no_weight"));
        QCOMPARE(codeOf(apportion(5, big(Amounts{3, -1}))), std::string("agreements.apportion.negative"));
        QVERIFY_EXCEPTION_THROWN((void)apportion(-1, big(Amounts{1})), InvariantBroken);
    }

    void percentagesRoundedFirstLoseMoney()
    {
        // Upstream's mistake: three thirds of 12,000.00 by percentages of two digits lose 1.20.
        const std::int64_t third = std::int64_t(1'200'000) * 3333 / 10'000;
        QCOMPARE(1'200'000 - 3 * third, std::int64_t(120));
        QCOMPARE(unitsOf(apportion(1'200'000, big(Amounts{1, 1, 1}))->portions),
                 (Amounts{400'000, 400'000, 400'000}));
    }

    void moreSurplusMayLowerAMember()
    {
        // Largest remainder is not monotone (the Alabama paradox); nobody may rely on it.
        const auto weights = big(Amounts{6, 6, 2});
        QCOMPARE(unitsOf(apportion(10, weights)->portions), (Amounts{4, 4, 2}));
        QCOMPARE(unitsOf(apportion(11, weights)->portions), (Amounts{5, 5, 1}));
    }

    void everyApportionmentKeepsItsPromises()
    {
        const bool held = rc::check([] {
            const auto units = *rc::gen::inRange<std::int64_t>(0, 10'000'000'000);
            auto weights = *rc::gen::nonEmpty(
                rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1'000'000)));
            weights.push_back(*rc::gen::inRange<std::int64_t>(1, 1'000'000));
            const auto shared = apportion(units, big(weights));
            RC_ASSERT(shared.has_value());
            const auto total = std::accumulate(weights.begin(), weights.end(), std::int64_t(0));
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < weights.size(); ++i) {
                const auto& portion = shared->portions[i];
                const BigInt floor = BigInt(units) * weights[i] / total;
                RC_ASSERT(portion.units == floor || portion.units == floor + 1);
                RC_ASSERT(portion.gotLeftOver == (portion.units == floor + 1));
                RC_ASSERT(weights[i] > 0 || portion.units == 0);
                RC_ASSERT(floor * total + portion.remainder == BigInt(units) * weights[i]);
                sum += portion.units;
            }
            RC_ASSERT(sum == units);
            // Nobody without a left-over unit has a larger remainder than one who got it, nor an equal one
            // earlier.
            for (std::size_t i = 0; i < weights.size(); ++i)
                for (std::size_t j = 0; j < weights.size(); ++j) {
                    const auto& got = shared->portions[i];
                    const auto& not_ = shared->portions[j];
                    if (got.gotLeftOver && !not_.gotLeftOver)
                        RC_ASSERT(got.remainder > not_.remainder ||
                                  (got.remainder == not_.remainder && i < j));
                }
        });
        QVERIFY(held);
    }

    void losses_data()
    {
        QTest::addColumn<qlonglong>("loss");
        QTest::addColumn<Amounts>("weights");
        // -1: no limit
        QTest::addColumn<Amounts>("capacities");
        QTest::addColumn<Amounts>("expected");
        QTest::addColumn<int>("passes");
        QTest::newRow("within everybody's capital")
            << 900LL << Amounts{1, 1, 1} << Amounts{500, 500, 500} << Amounts{300, 300, 300} << 1;
        QTest::newRow("the excess goes to the others by weight")
            << 900LL << Amounts{1, 1, 1} << Amounts{100, 500, 500} << Amounts{100, 400, 400} << 2;
        QTest::newRow("again where that is too much for one")
            << 900LL << Amounts{1, 1, 1} << Amounts{100, 350, 500} << Amounts{100, 350, 450} << 3;
        QTest::newRow("an obligation to restore bears the rest")
            << 900LL << Amounts{1, 1, 1} << Amounts{0, 0, -1} << Amounts{0, 0, 900} << 2;
        QTest::newRow("weights steer the excess")
            << 1000LL << Amounts{2, 1, 1} << Amounts{100, -1, -1} << Amounts{100, 450, 450} << 2;
        QTest::newRow("odd cents to the largest remainder")
            << 100LL << Amounts{1, 1, 1} << Amounts{10, -1, -1} << Amounts{10, 45, 45} << 2;
        QTest::newRow("a tie to the first")
            << 101LL << Amounts{1, 1, 1} << Amounts{10, -1, -1} << Amounts{10, 46, 45} << 2;
        QTest::newRow("exactly what there is")
            << 300LL << Amounts{5, 1, 1} << Amounts{100, 100, 100} << Amounts{100, 100, 100} << 2;
        QTest::newRow("who has no share bears nothing")
            << 300LL << Amounts{1, 0} << Amounts{-1, -1} << Amounts{300, 0} << 1;
        QTest::newRow("no loss") << 0LL << Amounts{1, 1} << Amounts{0, 0} << Amounts{0, 0} << 1;
    }

    void losses()
    {
        QFETCH(qlonglong, loss);
        QFETCH(Amounts, weights);
        QFETCH(Amounts, capacities);
        QFETCH(Amounts, expected);
        QFETCH(int, passes);
        std::vector<LossCapacity> limits;
        for (const auto capacity : capacities)
            limits.push_back(capacity < 0 ? LossCapacity() : LossCapacity(capacity));
        const auto placed = apportionLoss(loss, big(weights), limits);
        QVERIFY(placed);
        QCOMPARE(unitsOf(placed->portions), expected);
        QCOMPARE(placed->passes, passes);
    }

    void lossThatNothingCanBearIsRefused()
    {
        const std::vector<LossCapacity> capacities = {100, 50, 1'000};
        // The third has capital but no share: it does not absorb what others cannot.
        const auto refused = apportionLoss(900, big(Amounts{1, 1, 0}), capacities);
        QCOMPARE(codeOf(refused), std::string("agreements.loss.unplaced"));
        QCOMPARE(refused.error().context.at("unplaced_minor").get<int>(), 750);
        QCOMPARE(refused.error().context.at("loss_minor").get<int>(), 900);
    }

    void everyLossKeepsItsPromises()
    {
        const bool held = rc::check([] {
            const auto given = anyLoss();
            const auto weighs =
                std::accumulate(given.weights.begin(), given.weights.end(), std::int64_t(0)) > 0;
            RC_PRE(weighs);
            const auto placed = apportionLoss(given.loss, big(given.weights), given.capacities);
            const auto exact = placedByPasses(given.loss, given.weights, given.capacities);
            const Rational total = std::accumulate(exact.begin(), exact.end(), Rational(0));
            RC_ASSERT(placed.has_value() == (total == given.loss));
            if (!placed) return;
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < given.weights.size(); ++i) {
                const auto units = placed->portions[i].units;
                RC_ASSERT(units >= 0);
                RC_ASSERT(!given.capacities[i] || units <= *given.capacities[i]);
                // Rounding never moves more than the one unit between floor and ceiling of the exact outcome.
                RC_ASSERT(Rational(units) > exact[i] - 1);
                RC_ASSERT(Rational(units) < exact[i] + 1);
                sum += units;
            }
            RC_ASSERT(sum == given.loss);
        });
        QVERIFY(held);
    }

    void lossWithoutLimitsIsSharedLikeAProfit()
    {
        const bool held = rc::check([] {
            const auto units = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
            auto weights =
                *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1'000));
            weights.push_back(1);
            const std::vector<LossCapacity> unlimited(weights.size());
            const auto profit = apportion(units, big(weights));
            const auto loss = apportionLoss(units, big(weights), unlimited);
            for (std::size_t i = 0; i < weights.size(); ++i)
                RC_ASSERT(profit->portions[i].units == loss->portions[i].units);
        });
        QVERIFY(held);
    }
};

QTEST_GUILESS_MAIN(ApportionTest)
#include "apportion_test.moc"
