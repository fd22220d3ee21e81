// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/allocation_plan.h"

#include "core/agreements/apportion.h"
#include "core/agreements/content_hash.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::agreements {

using habitat::toText;

namespace {

using Json = nlohmann::json;

std::string fraction(const BigInt& numerator, const BigInt& denominator)
{
    return toText(Rational(numerator, denominator));
}

/// The loss that a member's capital, and what it must restore, can bear (§704(b)).
LossCapacity capacityOf(const Policy& policy, const Participant& participant, const Capital& capital)
{
    const auto limit = deficitLimit(policy, participant.number);
    if (!limit) return std::nullopt;
    const auto known = capital.find(participant.member);
    const auto held = known == capital.end() ? Money() : known->second;
    return std::max<std::int64_t>((held + *limit).minor, 0);
}

/// The refusal, with who was asked to bear the loss and how much each can.
Error unplaced(Error error, const PatronageShares& shares, const std::vector<LossCapacity>& capacities)
{
    constexpr std::size_t namedAtMost = 5;
    std::string named;
    auto members = Json::array();
    for (std::size_t i = 0; i < capacities.size(); ++i) {
        if (!capacities[i] || shares.members[i].numerator == 0) continue;
        const auto& participant = shares.members[i].participant;
        if (members.size() < namedAtMost)
            named += fmt::format("{}{} {}", named.empty() ? "" : ", ", participant.name,
                                 toText(Money(*capacities[i])));
        members.push_back({{"member_number", participant.number}, {"capacity_minor", *capacities[i]}});
    }
    if (members.size() > namedAtMost) named += fmt::format(" and {} more", members.size() - namedAtMost);
    error.message += fmt::format(" By their capital, and what they must restore, can bear: {}.", named);
    return std::move(error).with("members", std::move(members));
}

Json categoryJson(const PatronageShares& shares)
{
    auto categories = Json::array();
    for (const auto& category : shares.categories)
        categories.push_back({{"name", category.category.name},
                              {"weight_bp", category.category.weight.value},
                              {"total_minor", category.total.minor},
                              {"counts", category.counts}});
    return categories;
}

Json headerJson(const Policy& policy, const PatronageShares& shares, const Surplus& surplus)
{
    return {{"method", toText(shares.method)},
            {"categories", categoryJson(shares)},
            {"tie_break", toText(policy.tieBreak)},
            {"cash_rate_bp", policy.cashRate.value},
            {"net_income_minor", surplus.netIncome.minor},
            {"reserve_minor", surplus.reserve.minor},
            {"surplus_minor", surplus.allocable.minor}};
}

/// What every line says, of a profit or of a loss: values and share.
Json lineJson(const PatronageShares& shares, const MemberPatronage& member, const std::string& share)
{
    auto values = Json::object();
    for (std::size_t i = 0; i < member.values.size(); ++i)
        if (!member.values[i].isZero()) values[shares.categories[i].category.name] = member.values[i].minor;
    return {{"values_minor", std::move(values)}, {"share", share}};
}

std::vector<BigInt> numeratorsOf(const PatronageShares& shares)
{
    std::vector<BigInt> numerators;
    numerators.reserve(shares.members.size());
    for (const auto& member : shares.members)
        numerators.push_back(member.numerator);
    return numerators;
}

AllocationPlan blankPlan(const Policy& policy, const PatronageShares& shares, const Surplus& surplus)
{
    AllocationPlan plan;
    plan.surplus = surplus;
    plan.calculation = headerJson(policy, shares, surplus);
    plan.lines.reserve(shares.members.size());
    for (const auto& member : shares.members) {
        PlannedLine line;
        line.participant = member.participant;
        line.share = shares.share(member);
        line.calculation = lineJson(shares, member, toText(line.share));
        plan.lines.push_back(std::move(line));
    }
    return plan;
}

bool isShared(const PatronageShares& shares)
{
    return std::ranges::any_of(shares.members, [](const auto& member) { return member.numerator != 0; });
}

Status fillProfit(AllocationPlan& plan, const Policy& policy, const PatronageShares& shares)
{
    // A quarter in which nothing happened: every line is zero.
    if (plan.surplus.allocable.isZero() && !isShared(shares)) return {};
    const auto shared = TRY(apportion(plan.surplus.allocable.minor, numeratorsOf(shares)));
    plan.calculation["left_over_units"] = shared.leftOver;
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        auto& line = plan.lines[i];
        const auto& portion = shared.portions[i];
        line.allocation = Money(portion.units);
        line.cash = ceilingShare(line.allocation, policy.cashRate);
        line.retained = line.allocation - line.cash;
        line.calculation["floor_minor"] = portion.units - (portion.gotLeftOver ? 1 : 0);
        line.calculation["remainder"] = fraction(portion.remainder, shared.divisor);
        line.calculation["left_over_unit"] = portion.gotLeftOver;
    }
    return {};
}

Status fillLoss(AllocationPlan& plan, const Policy& policy, const PatronageShares& shares,
                const Capital& capital)
{
    std::vector<LossCapacity> capacities;
    for (const auto& line : plan.lines)
        capacities.push_back(capacityOf(policy, line.participant, capital));
    const auto placed = apportionLoss(abs(plan.surplus.allocable).minor, numeratorsOf(shares), capacities);
    if (!placed && placed.error().code == "agreements.loss.unplaced")
        return fail(unplaced(placed.error(), shares, capacities));
    if (!placed) return fail(placed.error());
    const auto& shared = *placed;
    plan.calculation["left_over_units"] = shared.leftOver;
    plan.calculation["passes"] = shared.passes;
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        auto& line = plan.lines[i];
        const auto& portion = shared.portions[i];
        line.allocation = Money(-portion.units);
        line.retained = line.allocation;
        line.calculation["capacity_minor"] = capacities[i] ? Json(*capacities[i]) : Json(nullptr);
        if (portion.cappedInPass != 0) {
            line.calculation["capped_in_pass"] = portion.cappedInPass;
            continue;
        }
        line.calculation["floor_minor"] = portion.units - (portion.gotLeftOver ? 1 : 0);
        line.calculation["remainder"] = fraction(portion.remainder, shared.divisor);
        line.calculation["left_over_unit"] = portion.gotLeftOver;
    }
    return {};
}

/// Where investors take part, patrons get at least half of a profit (Colorado LCA). Judged by the exact
/// shares: which way an odd cent falls is rounding.
Status checkPatronsHalf(const AllocationPlan& plan, const PatronageShares& shares)
{
    bool investors = false;
    BigInt patrons = 0;
    Money amount;
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        if (plan.lines[i].participant.standing == Standing::Investor) {
            investors = true;
            continue;
        }
        patrons += shares.members[i].numerator;
        amount += plan.lines[i].allocation;
    }
    if (!investors || plan.surplus.allocable.isZero() || BigInt(patrons * 2) >= shares.denominator) return {};
    return fail(
        "agreements.patronage.investors_over_half",
        fmt::format("Patrons would get {} of {}, less than the half that the law gives them where investors "
                    "take part. Look at the register, and at the policy's weights.",
                    toText(amount), toText(plan.surplus.allocable)),
        {{"patrons_minor", amount.minor},
         {"patrons_share", fraction(patrons, shares.denominator)},
         {"surplus_minor", plan.surplus.allocable.minor}});
}

} // namespace

Surplus surplusOf(const Policy& policy, Money netIncome)
{
    if (netIncome <= Money(0)) return {netIncome, Money(0), netIncome};
    const auto reserve = std::min(netIncome, policy.reserve + ceilingShare(netIncome, policy.reserveRate));
    return {netIncome, reserve, netIncome - reserve};
}

Money AllocationPlan::cash() const
{
    Money sum;
    for (const auto& line : lines)
        sum += line.cash;
    return sum;
}

Money AllocationPlan::retained() const
{
    Money sum;
    for (const auto& line : lines)
        sum += line.retained;
    return sum;
}

Result<AllocationPlan> planAllocation(const Policy& policy, const PatronageShares& shares,
                                      const Surplus& surplus, const Capital& capital)
{
    auto plan = blankPlan(policy, shares, surplus);
    if (surplus.allocable.isNegative()) {
        TRY(fillLoss(plan, policy, shares, capital));
    } else {
        TRY(fillProfit(plan, policy, shares));
        TRY(checkPatronsHalf(plan, shares));
    }
    ensure(plan.cash() + plan.retained() == surplus.allocable, "allocation lines sum to the surplus");
    return plan;
}

std::string hashOf(const AllocationPlan& plan)
{
    ContentHash hash(plan.surplus.netIncome, plan.surplus.reserve, plan.surplus.allocable);
    for (const auto& line : plan.lines)
        hash.addLine(line.participant.number, toText(line.share), line.allocation, line.cash, line.retained);
    return hash.hex();
}

} // namespace habitat::agreements
