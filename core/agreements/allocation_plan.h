// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agreements/patronage.h"

#include <nlohmann/json.hpp>

#include <unordered_map>

/// From shares to amounts. Pure functions, any thread; nothing here is stored.
namespace habitat::agreements {

struct Surplus
{
    Money netIncome;
    Money reserve;
    /// netIncome − reserve: what is allocated; negative is a loss.
    Money allocable;
};

/// The reserve comes out of a positive net income only, and never takes more than there is.
Surplus surplusOf(const Policy& policy, Money netIncome);

/// Each member's capital before this allocation; who is absent has none. Read only for a loss.
using Capital = std::unordered_map<MemberKey, Money>;

struct PlannedLine
{
    Participant participant;
    Rational share;
    Money allocation;
    /// Paid out: ceil(allocation × cash rate); nothing of a loss.
    Money cash;
    Money retained;
    /// Exactly how the allocation came about: values, quota, remainder as "num/den", left-over unit, capping.
    nlohmann::json calculation;
};

struct AllocationPlan
{
    Surplus surplus;
    /// In the policy's tie-break order.
    std::vector<PlannedLine> lines;
    /// What holds for all lines: method, weights, totals, cash rate, left-over units, passes.
    nlohmann::json calculation;

    [[nodiscard]] Money cash() const;
    [[nodiscard]] Money retained() const;
};

/// Lines that sum to the surplus exactly. "agreements.patronage.investors_over_half" where investors exist
/// and the patrons' shares of a profit are less than half (Colorado LCA); "agreements.loss.unplaced".
Result<AllocationPlan> planAllocation(const Policy& policy, const PatronageShares& shares,
                                      const Surplus& surplus, const Capital& capital);

/// Hash of the content: surplus and, for each member number, share and amounts.
std::string hashOf(const AllocationPlan& plan);

} // namespace habitat::agreements
