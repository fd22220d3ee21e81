// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/keys.h"
#include "core/base/money.h"

#include <nlohmann/json.hpp>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The allocation of a surplus to members: versions, lines and the states they pass. Plain
/// values.
namespace habitat::agreements {

enum class AllocationState : std::uint8_t {
    Draft,
    Proposed,
    Approved,
    Suspended,
    Recorded,
    Posted,
    Distributed,
    Withdrawn,
    Voided,
    Reversed,
    Amended,
};

inline constexpr std::array allAllocationStates = {
    AllocationState::Draft,       AllocationState::Proposed,  AllocationState::Approved,
    AllocationState::Suspended,   AllocationState::Recorded,  AllocationState::Posted,
    AllocationState::Distributed, AllocationState::Withdrawn, AllocationState::Voided,
    AllocationState::Reversed,    AllocationState::Amended,
};

std::string_view toText(AllocationState state);
std::optional<AllocationState> parseAllocationState(std::string_view text);
std::span<const AllocationState> nextStates(AllocationState from);
bool mayMove(AllocationState from, AllocationState to);

struct AllocationLine
{
    MemberKey member;
    std::string memberNumber;
    std::string memberName;
    /// "num/den" in lowest terms.
    std::string share;
    Money allocation;
    Money cash;
    Money retained;
    nlohmann::json calculation;
};

struct Allocation
{
    AllocationKey key;
    CloseKey run;
    std::string period;
    /// Counts within the run, from 1.
    std::int64_t version = 1;
    AllocationState state = AllocationState::Draft;
    Money netIncome;
    Money reserve;
    Money surplus;
    Money cash;
    Money retained;
    std::int64_t lineCount = 0;
    /// Of the content; what signatures are given on. Equal content has an equal hash in every version.
    std::string hash;
    /// Empty until approved.
    std::string voteReference;
    std::vector<std::string> approvedBy;
    /// The version that it was issued again from; none for an original.
    AllocationKey reissueOf;
    nlohmann::json calculation;
};

struct AllocationMove
{
    std::string who;
    Instant at;
    std::optional<AllocationState> from;
    AllocationState to = AllocationState::Draft;
    std::string why;
};

} // namespace habitat::agreements
