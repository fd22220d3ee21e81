// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/policy.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace habitat::agreements {

namespace {

constexpr std::array<std::string_view, 2> methodNames = {"S", "V"};
constexpr std::array<std::string_view, 2> tieBreakNames = {"admission_number", "admission_date"};
constexpr std::array<std::string_view, 2> regimeNames = {"K", "T"};
constexpr std::array<std::string_view, 3> kindNames = {"patronage", "cash", "in_kind"};

/// IRC §1388(c)(1): the part of a qualified written notice that is paid in money.
constexpr BasisPoints leastCashUnderT{2'000};
constexpr std::int64_t leastQuorum = 2;
constexpr std::int64_t mostGraceDays = 366;
constexpr std::size_t longestName = 200;
/// What is added to other amounts leaves room for them within 64 bits.
constexpr Money largestAmount{1'000'000'000'000'000};

tl::unexpected<Error> invalid(const std::string& field, const std::string& rule)
{
    return fail("agreements.policy.invalid", fmt::format("Policy field “{}”: {}", field, rule),
                {{"field", field}, {"rule", rule}});
}

Status checkRate(const std::string& field, BasisPoints rate)
{
    if (rate.value < 0 || rate.value > BasisPoints::whole)
        return invalid(field, fmt::format("{} is not between 0 and 10,000 basis points.", rate.value));
    return {};
}

Status checkNotNegative(const std::string& field, std::int64_t value)
{
    if (value < 0) return invalid(field, fmt::format("{} is below zero.", value));
    return {};
}

Status checkAmount(const std::string& field, Money amount)
{
    TRY(checkNotNegative(field, amount.minor));
    if (amount > largestAmount)
        return invalid(field, fmt::format("{} is more than {}.", toText(amount), toText(largestAmount)));
    return {};
}

Status checkCategories(const Policy& policy)
{
    if (policy.categories.empty()) return invalid("categories", "name at least one category.");
    std::set<std::string_view> names;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < policy.categories.size(); ++i) {
        const auto& category = policy.categories[i];
        const auto field = fmt::format("categories[{}]", i);
        if (isBlank(category.name)) return invalid(field + ".name", "give the category a name.");
        if (!names.insert(category.name).second)
            return invalid(field + ".name", fmt::format("“{}” is named twice.", category.name));
        TRY(checkRate(field + ".weight_bp", category.weight));
        sum += category.weight.value;
    }
    if (sum != BasisPoints::whole)
        return invalid(
            "categories",
            fmt::format("the weights sum to {} basis points; they must sum to exactly 10,000.", sum));
    return {};
}

Status checkRestoration(const Policy& policy)
{
    std::set<std::string_view> numbers;
    for (std::size_t i = 0; i < policy.restoration.size(); ++i) {
        const auto& obligation = policy.restoration[i];
        const auto field = fmt::format("restoration_obligation[{}]", i);
        if (isBlank(obligation.memberNumber)) return invalid(field + ".member_number", "name the member.");
        if (!numbers.insert(obligation.memberNumber).second)
            return invalid(field + ".member_number",
                           fmt::format("member {} is named twice.", obligation.memberNumber));
        if (obligation.limit) TRY(checkAmount(field + ".limit_minor", *obligation.limit));
    }
    if (policy.everyoneRestores && !policy.restoration.empty())
        return invalid("restoration_obligation", "either everyone restores, or those who are listed.");
    return {};
}

} // namespace

std::string_view toText(PatronageMethod method)
{
    return methodNames[std::size_t(method)];
}

std::string_view toText(TieBreak tieBreak)
{
    return tieBreakNames[std::size_t(tieBreak)];
}

std::string_view toText(TaxRegime regime)
{
    return regimeNames[std::size_t(regime)];
}

std::string_view toText(CategoryKind kind)
{
    return kindNames[std::size_t(kind)];
}

const Category* Policy::category(std::string_view categoryName) const
{
    const auto found = std::find_if(categories.begin(), categories.end(),
                                    [&](const Category& category) { return category.name == categoryName; });
    return found == categories.end() ? nullptr : &*found;
}

std::optional<Money> deficitLimit(const Policy& policy, std::string_view memberNumber)
{
    if (policy.everyoneRestores) return std::nullopt;
    const auto obligation =
        std::ranges::find(policy.restoration, memberNumber, &RestorationObligation::memberNumber);
    return obligation == policy.restoration.end() ? Money() : obligation->limit;
}

Status checkPolicy(const Policy& policy)
{
    if (isBlank(policy.name)) return invalid("name", "give the policy a name.");
    if (policy.name.size() > longestName) return invalid("name", "at most 200 letters.");
    if (policy.version < 1) return invalid("version", "versions count from 1.");
    TRY(checkCategories(policy));
    TRY(checkRate("cash_rate_bp", policy.cashRate));
    TRY(checkRate("reserve_bp", policy.reserveRate));
    TRY(checkAmount("reserve_minor", policy.reserve));
    TRY(checkNotNegative("contribution_dual_approval_minor", policy.contributionDualApprovalOver.minor));
    TRY(checkNotNegative("journal_threshold_minor", policy.journalThreshold.minor));
    TRY(checkNotNegative("grace_days", policy.graceDays));
    if (policy.graceDays > mostGraceDays)
        return invalid("grace_days", "the review window is at most 366 days.");
    TRY(checkAmount("minimum_cash_minor", policy.minimumCash));
    if (policy.quorum < leastQuorum)
        return invalid("quorum", "an allocation needs the signatures of at least 2 people.");
    if (policy.taxRegime == TaxRegime::T && policy.cashRate < leastCashUnderT)
        return invalid("cash_rate_bp", "under Subchapter T at least 2,000 basis points are paid in cash.");
    return checkRestoration(policy);
}

} // namespace habitat::agreements
