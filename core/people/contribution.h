// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/keys.h"
#include "core/base/money.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// What a member brought to the co-op, and the states that it passes. Plain values, any thread.
namespace habitat::people {

/// What a contribution does beside counting as patronage: nothing, money on the bank, or goods on the books.
/// The policy's category says which; the kind is kept on the contribution, as policies change.
enum class ContributionKind : std::uint8_t { Patronage, Cash, InKind };

enum class ContributionState : std::uint8_t {
    Draft,
    Submitted,
    UnderReview,
    Clarification,
    Approved,
    Rejected,
    Withdrawn,
    Disputed,
    Valued,
    Applied,
    Claimed,
    Allocated,
};

inline constexpr std::array allContributionStates = {
    ContributionState::Draft,         ContributionState::Submitted, ContributionState::UnderReview,
    ContributionState::Clarification, ContributionState::Approved,  ContributionState::Rejected,
    ContributionState::Withdrawn,     ContributionState::Disputed,  ContributionState::Valued,
    ContributionState::Applied,       ContributionState::Claimed,   ContributionState::Allocated,
};

/// "patronage", "cash", "in_kind"; "draft", "submitted", "under_review", …
std::string_view toText(ContributionKind kind);
std::string_view toText(ContributionState state);
std::optional<ContributionKind> parseContributionKind(std::string_view text);
std::optional<ContributionState> parseContributionState(std::string_view text);

/// Where a contribution may go next. Patronage is claimed once valued; cash and in-kind pass through
/// `applied` (posted to capital) on the way and return there when a claim is released. What is approved can
/// be disputed, also where it is valued or applied already, which follows by itself; not while a close counts
/// with it. Where its period is reopened, what the lock allocated goes back to valued (applied), or the next
/// close of the period would find nothing to share by.
std::span<const ContributionState> nextStates(ContributionKind kind, ContributionState from);
bool mayMove(ContributionKind kind, ContributionState from, ContributionState to);

struct NewContribution
{
    /// Unique in the co-op ("C-1042").
    std::string reference;
    MemberKey member;
    std::string category;
    ContributionKind kind = ContributionKind::Patronage;
    /// Above zero. Hours and the like are values too: one hour is 1.00.
    Money value;
    Date date;
    std::string description;
    /// Login name; never among its approvers.
    std::string submittedBy;
};

/// One that a person enters, by what they know of it.
struct ContributionEntry
{
    std::string reference;
    std::string memberNumber;
    std::string category;
    Money value;
    Date date{};
    std::string description;
};

/// What of an entry is said anew; nothing: as before.
struct ContributionChange
{
    std::optional<Money> value = {};
    std::optional<Date> date = {};
    std::optional<std::string> description = {};
};

struct Contribution : NewContribution
{
    ContributionKey key;
    ContributionState state = ContributionState::Draft;
    /// The day that decides in which period it counts: its date, or later where it was deferred.
    Date countsFrom;
    /// Grows when it is changed; approvals stand on one revision.
    std::int64_t revision = 1;
    /// The close run that claimed it; none while unclaimed.
    CloseKey claimedBy;
};

struct ContributionApproval
{
    std::string approver;
    Instant at;
    std::string note;
    std::int64_t revision = 1;
};

/// One step in a contribution's history. `from` is absent where it began.
struct ContributionMove
{
    std::string who;
    Instant at;
    std::optional<ContributionState> from;
    ContributionState to = ContributionState::Draft;
    std::string why;
};

/// How many approvals are asked for: two over `dualApprovalOver`, else one. From the policy in force.
struct ApprovalRule
{
    Money dualApprovalOver;

    [[nodiscard]] int approvalsFor(Money value) const { return value > dualApprovalOver ? 2 : 1; }
};

/// Who decided, and what they said.
struct Decision
{
    std::string by;
    std::string note;
};

enum class DisputeOutcome : std::uint8_t { Upheld, Rejected };
/// "upheld", "rejected".
std::string_view toText(DisputeOutcome outcome);

/// How a dispute about a contribution ends.
struct Settlement
{
    DisputeOutcome outcome = DisputeOutcome::Upheld;
    std::string reason;
    /// What it is worth where it is upheld with another value than stated; valuing is part of the settlement,
    /// as it is of the approval.
    std::optional<Money> value = {};
};

/// A period's name and its first and last day.
struct PeriodSpan
{
    std::string code;
    Date first;
    Date last;
};

} // namespace habitat::people
