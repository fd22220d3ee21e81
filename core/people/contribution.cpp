// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/contribution.h"

#include "core/base/enum_text.h"

#include <algorithm>

namespace habitat::people {

namespace {

using enum ContributionState;

constexpr std::array<std::string_view, 3> kindNames = {"patronage", "cash", "in_kind"};
constexpr std::array<std::string_view, 12> stateNames = {
    "draft",     "submitted", "under_review", "clarification", "approved", "rejected",
    "withdrawn", "disputed",  "valued",       "applied",       "claimed",  "allocated",
};

constexpr std::array afterDraft = {Submitted, Withdrawn};
constexpr std::array afterSubmitted = {UnderReview, Withdrawn};
constexpr std::array afterUnderReview = {Clarification, Approved, Rejected};
constexpr std::array afterClarification = {UnderReview};
constexpr std::array afterApproved = {Valued, Disputed};
constexpr std::array afterDisputed = {Approved, Rejected};
// Valuing follows approval by itself, so that what is disputed is mostly valued, or in the books, already.
constexpr std::array afterValuedPatronage = {Claimed, Disputed};
constexpr std::array afterValuedCapital = {Applied};
constexpr std::array afterApplied = {Claimed, Disputed};
constexpr std::array afterClaimedPatronage = {Allocated, Valued};
constexpr std::array afterClaimedCapital = {Allocated, Applied};
constexpr std::array afterAllocatedPatronage = {Valued};
constexpr std::array afterAllocatedCapital = {Applied};

} // namespace

std::string_view toText(ContributionKind kind)
{
    return kindNames[std::size_t(kind)];
}

std::string_view toText(ContributionState state)
{
    return stateNames[std::size_t(state)];
}

std::string_view toText(DisputeOutcome outcome)
{
    return outcome == DisputeOutcome::Upheld ? "upheld" : "rejected";
}

std::optional<ContributionKind> parseContributionKind(std::string_view text)
{
    return enumFromText<ContributionKind>(kindNames, text);
}

std::optional<ContributionState> parseContributionState(std::string_view text)
{
    return enumFromText<ContributionState>(stateNames, text);
}

std::span<const ContributionState> nextStates(ContributionKind kind, ContributionState from)
{
    const bool patronage = kind == ContributionKind::Patronage;
    const auto either = [patronage](std::span<const ContributionState> forPatronage,
                                    std::span<const ContributionState> forCapital) {
        return patronage ? forPatronage : forCapital;
    };
    switch (from) {
    case Draft:
        return afterDraft;
    case Submitted:
        return afterSubmitted;
    case UnderReview:
        return afterUnderReview;
    case Clarification:
        return afterClarification;
    case Approved:
        return afterApproved;
    case Disputed:
        return afterDisputed;
    case Valued:
        return either(afterValuedPatronage, afterValuedCapital);
    case Applied:
        return either({}, afterApplied);
    case Claimed:
        return either(afterClaimedPatronage, afterClaimedCapital);
    case Allocated:
        return either(afterAllocatedPatronage, afterAllocatedCapital);
    case Rejected:
    case Withdrawn:
        return {};
    }
    return {};
}

bool mayMove(ContributionKind kind, ContributionState from, ContributionState to)
{
    const auto next = nextStates(kind, from);
    return std::find(next.begin(), next.end(), to) != next.end();
}

} // namespace habitat::people
