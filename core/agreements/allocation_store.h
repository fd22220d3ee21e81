// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agreements/allocation.h"
#include "core/base/result.h"
#include "core/store/unit_of_work.h"

/// What the operations on allocations share: load, check, move with history and event. Internal to this room;
/// writer's thread.
namespace habitat::agreements {

/// Different people who sign an allocation or its distributions, whatever the policy's quorum.
inline constexpr std::size_t fewestApprovers = 2;

/// "agreements.allocation.unknown".
Result<Allocation> loadAllocation(db::Connection& db, AllocationKey key);

/// Withdrawn, voided, reversed or amended: a next version may follow.
bool hasEnded(AllocationState state);

/// "agreements.allocation.state" with both states unless nextStates has the move.
Status checkMove(const Allocation& allocation, AllocationState to);
/// "agreements.reason_missing" where the text is blank.
Status requireReason(const Allocation& allocation, std::string_view reason);

/// Writes state and history; refuses as checkMove does.
Status moveAllocation(store::UnitOfWork& work, const Allocation& allocation, AllocationState to,
                      const std::string& why);
/// Publishes `agreements.allocation.<what>` with the allocation's data and `more`.
void publishAllocation(store::UnitOfWork& work, std::string_view what, const Allocation& allocation,
                       nlohmann::json more = nlohmann::json::object());

/// The move of an operation that needs a reason, with its event.
Status explainedMove(store::UnitOfWork& work, AllocationKey key, AllocationState to,
                     const std::string& reason, std::string_view what);

} // namespace habitat::agreements
