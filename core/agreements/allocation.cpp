// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/allocation.h"

#include "core/base/enum_text.h"

#include <algorithm>

namespace habitat::agreements {

namespace {

using enum AllocationState;

constexpr std::array<std::string_view, allAllocationStates.size()> stateNames = {
    "draft",       "proposed",  "approved", "suspended", "recorded", "posted",
    "distributed", "withdrawn", "voided",   "reversed",  "amended",
};

constexpr std::array afterDraft = {Proposed};
constexpr std::array afterProposed = {Approved, Withdrawn};
constexpr std::array afterApproved = {Recorded, Suspended};
constexpr std::array afterSuspended = {Proposed};
constexpr std::array afterRecorded = {Posted, Voided};
constexpr std::array afterPosted = {Distributed, Reversed};
constexpr std::array afterDistributed = {Amended};

} // namespace

std::string_view toText(AllocationState state)
{
    return stateNames[std::size_t(state)];
}

std::optional<AllocationState> parseAllocationState(std::string_view text)
{
    return enumFromText<AllocationState>(stateNames, text);
}

std::span<const AllocationState> nextStates(AllocationState from)
{
    switch (from) {
    case Draft:
        return afterDraft;
    case Proposed:
        return afterProposed;
    case Approved:
        return afterApproved;
    case Suspended:
        return afterSuspended;
    case Recorded:
        return afterRecorded;
    case Posted:
        return afterPosted;
    case Distributed:
        return afterDistributed;
    case Withdrawn:
    case Voided:
    case Reversed:
    case Amended:
        return {};
    }
    return {};
}

bool mayMove(AllocationState from, AllocationState to)
{
    const auto next = nextStates(from);
    return std::find(next.begin(), next.end(), to) != next.end();
}

} // namespace habitat::agreements
