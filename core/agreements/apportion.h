// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/decimal.h"
#include "core/base/money.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// Sharing whole minor units by exact weights. Pure functions, any thread.
namespace habitat::agreements {

struct Portion
{
    std::int64_t units = 0;
    /// What stood behind the point: remainder / Apportionment::divisor.
    BigInt remainder;
    /// It got one of the left-over units.
    bool gotLeftOver = false;
};

struct Apportionment
{
    std::vector<Portion> portions;
    /// The sum of the weights.
    BigInt divisor;
    std::int64_t leftOver = 0;
};

/// Largest remainder (Hamilton): floors, then one unit each to the largest remainders; among equals who
/// stands first in `weights`. `units` at least 0. "agreements.apportion.no_weight" where all weights are
/// zero,
/// ".negative" for a negative weight. The portions sum to `units` exactly.
Result<Apportionment> apportion(std::int64_t units, std::span<const BigInt> weights);

/// How much loss one member can bear; absent: any.
using LossCapacity = std::optional<std::int64_t>;

struct LossPortion
{
    std::int64_t units = 0;
    /// The pass in which it reached its capacity; 0 where it never did.
    int cappedInPass = 0;
    BigInt remainder;
    bool gotLeftOver = false;
};

struct LossApportionment
{
    std::vector<LossPortion> portions;
    /// The weights of those not capped, which bear what the others could not.
    BigInt divisor;
    std::int64_t leftOver = 0;
    int passes = 0;
};

/// Places a loss (given as a positive number) by weight; what goes over a member's capacity goes to the
/// others by weight, again and again until it is placed. The passes are exact and only the last
/// one is rounded, by largest remainder, so the outcome does not hang on the order of the passes.
/// "agreements.loss.unplaced" where the capacities do not suffice, with {"unplaced_minor"}.
Result<LossApportionment> apportionLoss(std::int64_t loss, std::span<const BigInt> weights,
                                        std::span<const LossCapacity> capacities);

} // namespace habitat::agreements
