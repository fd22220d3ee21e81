// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/contribution.h"
#include "core/store/unit_of_work.h"

#include <vector>

/// The register of a close run: which contributions it counts, held by the run until they are allocated or
/// released. Operations on the writer's thread, in its transaction.
namespace habitat::people {

using RegisterKey = Key<struct RegisterTag>;

enum class RegisterState : std::uint8_t { Claimed, Allocated, Released };
std::string_view toText(RegisterState state);

/// What one member brought in one category.
struct RegisterTotal
{
    MemberKey member;
    std::string category;
    Money value;
    std::int64_t contributions = 0;
};

struct ContributionRegister
{
    RegisterKey key;
    CloseKey run;
    std::string period;
    RegisterState state = RegisterState::Claimed;
    std::int64_t count = 0;
    Money value;
    /// Over every contribution's reference, member number, category, kind, value and date, by reference.
    std::string hash;
    /// By member key, then category.
    std::vector<RegisterTotal> totals;
    /// Ready but counting before this period, so that nobody claims them: late entries to be looked at.
    std::int64_t leftBehind = 0;
};

/// Claims every contribution of the period that is ready: valued (patronage) or applied (cash, in-kind).
/// Refuses, with the offenders in the context: "people.register.pending", "people.register.approvals_missing"
/// (approved by nobody else, or one approval where the rule asks for two), "people.register.exists".
/// Publishes one `people.contribution.claimed` for the run.
Result<ContributionRegister> claimContributions(store::UnitOfWork& work, CloseKey run,
                                                const PeriodSpan& period, const ApprovalRule& rule);

/// Undo of a claim: back to valued or applied; the register stays, marked released. Publishes
/// `people.contribution.released`. "people.register.none", "people.register.allocated".
Status releaseClaims(store::UnitOfWork& work, CloseKey run, const std::string& reason);

/// claimed → allocated, which no undo of a step takes back: call it once the close cannot be undone any more
/// (pivot passed or period locked). Publishes `people.contribution.allocated`.
Status markAllocated(store::UnitOfWork& work, CloseKey run);

/// Where the period is reopened: as releaseClaims, for what the run has allocated too.
/// "people.register.none".
Status releaseAllocated(store::UnitOfWork& work, CloseKey run, const std::string& reason);

/// The register that the run holds now; none where it claimed nothing or released it.
std::optional<ContributionRegister> findRegister(db::Connection& db, CloseKey run);
/// The contributions on a register, also on a released one, in the order of keys.
std::vector<ContributionKey> registerContributions(db::Connection& db, RegisterKey key);

} // namespace habitat::people
