// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/keys.h"
#include "core/base/money.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// The cash part of a member's allocation on its way to the member. Plain values, any thread.
namespace habitat::agreements {

enum class DistributionState : std::uint8_t {
    Calculated,
    Approved,
    Scheduled,
    Submitting,
    Processing,
    Completed,
    Unknown,
    Failed,
    Returned,
    Unclaimed,
    Extinguished,
    Cancelled,
};

inline constexpr std::array allDistributionStates = {
    DistributionState::Calculated, DistributionState::Approved,     DistributionState::Scheduled,
    DistributionState::Submitting, DistributionState::Processing,   DistributionState::Completed,
    DistributionState::Unknown,    DistributionState::Failed,       DistributionState::Returned,
    DistributionState::Unclaimed,  DistributionState::Extinguished, DistributionState::Cancelled,
};

std::string_view toText(DistributionState state);
std::optional<DistributionState> parseDistributionState(std::string_view text);
std::span<const DistributionState> nextStates(DistributionState from);
bool mayMove(DistributionState from, DistributionState to);
/// completed, cancelled, extinguished: nothing more is owed.
bool hasEnded(DistributionState state);
/// scheduled, failed, returned, unclaimed: owed, and carried as payable over a lock.
bool isPayable(DistributionState state);

struct Distribution
{
    DistributionKey key;
    AllocationKey allocation;
    MemberKey member;
    std::string memberNumber;
    std::string memberName;
    Money amount;
    DistributionState state = DistributionState::Calculated;
    std::optional<Date> dueOn;
    /// Idempotency key of the payment; empty until scheduled. It stays over retries of a failed payment and
    /// changes only where a completed payment came back and is paid anew.
    std::string paymentKey;
    std::int64_t payment = 0;
    /// When a completed payment came back or was found unclaimed; the three years run from the notice.
    std::optional<Date> noticeOn;
    /// The bank's word: reference, or why it failed or came back.
    std::string outcome;
};

struct DistributionMove
{
    std::string who;
    Instant at;
    std::optional<DistributionState> from;
    DistributionState to = DistributionState::Calculated;
    std::string why;
};

} // namespace habitat::agreements
