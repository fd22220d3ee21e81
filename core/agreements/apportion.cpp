// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/apportion.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace habitat::agreements {

namespace {

Result<BigInt> sumOf(std::span<const BigInt> weights)
{
    BigInt sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] < 0)
            return fail("agreements.apportion.negative", "A weight to share by is below zero.",
                        {{"index", i}});
        sum += weights[i];
    }
    if (sum == 0)
        return fail("agreements.apportion.no_weight",
                    "Every weight is zero, so there is nothing to share by.");
    return sum;
}

/// The members of a pass that no longer bear by weight.
class Capping
{
public:
    Capping(std::span<const BigInt> weights, std::span<const LossCapacity> capacities)
        : m_weights(weights), m_capacities(capacities)
    {
        for (std::size_t i = 0; i < weights.size(); ++i)
            if (capacities[i] && weights[i] > 0) m_order.push_back(i);
        // Who has the least capacity for its weight is reached first.
        std::sort(m_order.begin(), m_order.end(), [&](std::size_t a, std::size_t b) {
            return BigInt(weights[b] * *capacities[a]) < BigInt(weights[a] * *capacities[b]);
        });
    }

    /// Those for whom rest × weight / divisor is more than they can bear.
    std::vector<std::size_t> next(const BigInt& rest, const BigInt& divisor)
    {
        std::vector<std::size_t> capped;
        for (; m_at < m_order.size(); ++m_at) {
            const auto i = m_order[m_at];
            if (BigInt(rest * m_weights[i]) <= BigInt(divisor * *m_capacities[i])) break;
            capped.push_back(i);
        }
        return capped;
    }

private:
    std::span<const BigInt> m_weights;
    std::span<const LossCapacity> m_capacities;
    std::vector<std::size_t> m_order;
    std::size_t m_at = 0;
};

} // namespace

Result<Apportionment> apportion(std::int64_t units, std::span<const BigInt> weights)
{
    ensure(units >= 0, "only an amount from zero up is apportioned");
    Apportionment result;
    result.divisor = TRY(sumOf(weights));
    result.portions.resize(weights.size());
    result.leftOver = units;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        BigInt whole;
        divide_qr(BigInt(weights[i] * units), result.divisor, whole, result.portions[i].remainder);
        result.portions[i].units = static_cast<std::int64_t>(whole);
        result.leftOver -= result.portions[i].units;
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    const auto first = order.begin() + result.leftOver;
    std::partial_sort(order.begin(), first, order.end(), [&](std::size_t a, std::size_t b) {
        const int compared = result.portions[a].remainder.compare(result.portions[b].remainder);
        return compared != 0 ? compared > 0 : a < b;
    });
    for (auto it = order.begin(); it != first; ++it) {
        ++result.portions[*it].units;
        result.portions[*it].gotLeftOver = true;
    }
    return result;
}

Result<LossApportionment> apportionLoss(std::int64_t loss, std::span<const BigInt> weights,
                                        std::span<const LossCapacity> capacities)
{
    ensure(weights.size() == capacities.size(), "every weight has a capacity");
    LossApportionment result;
    result.portions.resize(weights.size());
    result.divisor = TRY(sumOf(weights));
    std::int64_t rest = loss;
    std::vector<BigInt> bearing(weights.begin(), weights.end());
    Capping capping(weights, capacities);
    for (result.passes = 1;; ++result.passes) {
        const auto capped = capping.next(rest, result.divisor);
        if (capped.empty()) break;
        for (const auto i : capped) {
            result.portions[i].units = *capacities[i];
            result.portions[i].cappedInPass = result.passes;
            rest -= *capacities[i];
            result.divisor -= weights[i];
            bearing[i] = 0;
        }
        if (result.divisor == 0)
            return fail("agreements.loss.unplaced",
                        fmt::format("{} of the loss of {} finds no capital to bear it.", toText(Money(rest)),
                                    toText(Money(loss))),
                        {{"unplaced_minor", rest}, {"loss_minor", loss}});
    }
    // Everybody left can bear more than the floor of the quota, so the rounded portion stays within the
    // capacity.
    auto last = TRY(apportion(rest, bearing));
    result.leftOver = last.leftOver;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (result.portions[i].cappedInPass != 0) continue;
        result.portions[i].units = last.portions[i].units;
        result.portions[i].remainder = std::move(last.portions[i].remainder);
        result.portions[i].gotLeftOver = last.portions[i].gotLeftOver;
    }
    return result;
}

} // namespace habitat::agreements
