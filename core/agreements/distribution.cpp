// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/distribution.h"

#include "core/base/enum_text.h"

#include <algorithm>

namespace habitat::agreements {

namespace {

using enum DistributionState;

constexpr std::array<std::string_view, allDistributionStates.size()> stateNames = {
    "calculated", "approved", "scheduled", "submitting", "processing",   "completed",
    "unknown",    "failed",   "returned",  "unclaimed",  "extinguished", "cancelled",
};

constexpr std::array afterCalculated = {Approved};
constexpr std::array afterApproved = {Scheduled, Cancelled};
constexpr std::array afterScheduled = {Submitting, Cancelled};
constexpr std::array afterSubmitting = {Processing, Unknown};
constexpr std::array afterProcessing = {Completed};
constexpr std::array afterUnknown = {Processing, Failed};
constexpr std::array afterFailed = {Scheduled};
constexpr std::array afterCompleted = {Returned};
constexpr std::array afterReturned = {Scheduled, Unclaimed};
constexpr std::array afterUnclaimed = {Extinguished};

} // namespace

std::string_view toText(DistributionState state)
{
    return stateNames[std::size_t(state)];
}

std::optional<DistributionState> parseDistributionState(std::string_view text)
{
    return enumFromText<DistributionState>(stateNames, text);
}

std::span<const DistributionState> nextStates(DistributionState from)
{
    switch (from) {
    case Calculated:
        return afterCalculated;
    case Approved:
        return afterApproved;
    case Scheduled:
        return afterScheduled;
    case Submitting:
        return afterSubmitting;
    case Processing:
        return afterProcessing;
    case Completed:
        return afterCompleted;
    case Unknown:
        return afterUnknown;
    case Failed:
        return afterFailed;
    case Returned:
        return afterReturned;
    case Unclaimed:
        return afterUnclaimed;
    case Extinguished:
    case Cancelled:
        return {};
    }
    return {};
}

bool mayMove(DistributionState from, DistributionState to)
{
    const auto next = nextStates(from);
    return std::find(next.begin(), next.end(), to) != next.end();
}

bool hasEnded(DistributionState state)
{
    return state == Completed || state == Cancelled || state == Extinguished;
}

bool isPayable(DistributionState state)
{
    return state == Scheduled || state == Failed || state == Returned || state == Unclaimed;
}

} // namespace habitat::agreements
