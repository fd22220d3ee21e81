// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agreements/allocation.h"
#include "core/agreements/allocation_plan.h"
#include "core/store/unit_of_work.h"

/// Allocations of a close run on record: never deleted, each change a state or a new version. Operations on
/// the writer's thread, in its transaction. A move that nextStates does not have is refused with
/// "agreements.allocation.state" and both states; an unknown key with "agreements.allocation.unknown"; a
/// missing reason with "agreements.reason_missing". Each publishes `agreements.allocation.<what happened>`.
///
/// Undo of the close steps, in order: 8 reverseAllocation, 7 voidAllocation, 6 suspend + repropose, 5
/// withdraw. A reversed or voided version is final; reissueAllocation makes its successor, so that the close
/// stands where it stood before the undone step.
namespace habitat::agreements {

/// Keeps a plan as the next version of the run, in `draft`. Refuses a plan whose lines do not sum to its
/// surplus
/// ("agreements.allocation.sum"), or whose cash and retained part are not the line
/// ("agreements.allocation.split"), and a second living version ("agreements.allocation.exists").
Result<AllocationKey> draftAllocation(store::UnitOfWork& work, CloseKey run, const std::string& period,
                                      const AllocationPlan& plan);
Status proposeAllocation(store::UnitOfWork& work, AllocationKey key);
/// proposed → withdrawn.
Status withdrawAllocation(store::UnitOfWork& work, AllocationKey key, const std::string& reason);

struct AllocationApproval
{
    /// The hash that the signatures were given on.
    std::string signedHash;
    std::string voteReference;
    /// Login names of those who signed; distinct people are counted.
    std::vector<std::string> approvers;
    /// From the pinned policy.
    std::int64_t quorum = 2;
};
/// "agreements.allocation.hash_differs", ".quorum" (fewer distinct people than the quorum, or than two),
/// ".vote_missing".
Status approveAllocation(store::UnitOfWork& work, AllocationKey key, const AllocationApproval& approval);
/// approved → suspended, where an approval is revoked or what it stood on changed.
Status suspendAllocation(store::UnitOfWork& work, AllocationKey key, const std::string& reason);
/// suspended → proposed.
Status reproposeAllocation(store::UnitOfWork& work, AllocationKey key, const std::string& reason);
/// Writes one immutable member allocation (the written notice) a line, all or nothing.
Status recordAllocation(store::UnitOfWork& work, AllocationKey key);
/// recorded → voided; the member allocations stay, marked void.
Status voidAllocation(store::UnitOfWork& work, AllocationKey key, const std::string& reason);
Status markPosted(store::UnitOfWork& work, AllocationKey key, const std::vector<JournalKey>& journals);
/// posted → reversed.
Status reverseAllocation(store::UnitOfWork& work, AllocationKey key, const std::string& reason);
/// "agreements.allocation.distributions_open" while one is neither ended nor carried as payable.
Status markDistributed(store::UnitOfWork& work, AllocationKey key);
/// distributed → amended, in favour of a later correction: where its period is reopened, what the next close
/// of it allocates. The member allocations stay, marked void.
Status amendAllocation(store::UnitOfWork& work, AllocationKey key, const std::string& reason);

/// The next version, with the content, hash and approvals of a withdrawn, voided or reversed one, brought to
/// `upTo` (Draft, Proposed, Approved or Recorded, never further than its predecessor had come).
/// "agreements.allocation.alive" unless the old one has ended, "agreements.allocation.reissue" for a state
/// that it cannot be brought to.
Result<AllocationKey> reissueAllocation(store::UnitOfWork& work, AllocationKey ended, AllocationState upTo,
                                        const std::string& reason);

std::optional<Allocation> findAllocation(db::Connection& db, AllocationKey key);
/// The version of the run that is alive (not withdrawn, voided, reversed, amended); none where all have
/// ended.
std::optional<Allocation> livingAllocation(db::Connection& db, CloseKey run);
/// All versions, oldest first.
std::vector<Allocation> allocationsOf(db::Connection& db, CloseKey run);
/// In the policy's tie-break order. `offset` and `limit` page.
std::vector<AllocationLine> allocationLines(db::Connection& db, AllocationKey key, std::int64_t offset = 0,
                                            std::int64_t limit = INT64_MAX);
std::vector<AllocationMove> historyOf(db::Connection& db, AllocationKey key);

/// One immutable row of step 7.
struct MemberAllocation
{
    std::int64_t key = 0;
    AllocationKey allocation;
    MemberKey member;
    Money amount;
    Money cash;
    Money retained;
    Instant noticeAt;
    bool isVoid = false;
};
std::vector<MemberAllocation> memberAllocations(db::Connection& db, AllocationKey key);

/// Recomputes hash and sums from the stored rows ("agreements.allocation.sum", ".split", ".hash_differs").
Status verifyAllocation(db::Connection& db, AllocationKey key);

} // namespace habitat::agreements
