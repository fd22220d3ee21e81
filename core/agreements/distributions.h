// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agreements/distribution.h"
#include "core/base/result.h"
#include "core/store/unit_of_work.h"

#include <vector>

/// Distributions on record. Operations on the writer's thread, in its transaction. A move that
/// nextStates does not have is refused with "agreements.distribution.state" and both states; an unknown key
/// with "agreements.distribution.unknown". Each publishes `agreements.distribution.<what happened>`.
namespace habitat::agreements {

/// One distribution for each member with cash, in the order of the lines. Refuses unless the allocation is
/// posted ("agreements.distribution.not_posted") or where living ones exist
/// ("agreements.distribution.exists").
Result<std::vector<DistributionKey>> calculateDistributions(store::UnitOfWork& work,
                                                            AllocationKey allocation);
/// All calculated ones of the allocation. Two distinct people ("agreements.distribution.approvers").
Status approveDistributions(store::UnitOfWork& work, AllocationKey allocation,
                            const std::vector<std::string>& approvers);
/// All approved ones of the allocation; gives each its due date and payment key.
Status scheduleDistributions(store::UnitOfWork& work, AllocationKey allocation, Date dueOn);
/// Undo of a schedule: all that are approved or scheduled. Refuses, and cancels none, where one has gone
/// further or is still calculated.
Status cancelDistributions(store::UnitOfWork& work, AllocationKey allocation, const std::string& reason);

Status cancelDistribution(store::UnitOfWork& work, DistributionKey key, const std::string& reason);
/// scheduled → submitting, and the payment key to send. "agreements.distribution.not_due" before its date.
Result<std::string> submitDistribution(store::UnitOfWork& work, DistributionKey key, Date today);
/// submitting | unknown → processing: the bank took it.
Status acceptDistribution(store::UnitOfWork& work, DistributionKey key, const std::string& bankReference);
/// processing → completed.
Status completeDistribution(store::UnitOfWork& work, DistributionKey key, const std::string& bankReference);
/// submitting → unknown: nobody knows whether it was sent; ask before sending again.
Status markUnknown(store::UnitOfWork& work, DistributionKey key, const std::string& why);
/// unknown → failed: the bank knows nothing of it or declined it. An immediate refusal goes through `unknown`
/// too.
Status failDistribution(store::UnitOfWork& work, DistributionKey key, const std::string& why);
/// failed → scheduled with the same payment key.
Status retryDistribution(store::UnitOfWork& work, DistributionKey key, Date dueOn);
/// completed → returned.
Status returnDistribution(store::UnitOfWork& work, DistributionKey key, Date returnedOn,
                          const std::string& why);
/// returned → scheduled with a new payment key.
Status payAgain(store::UnitOfWork& work, DistributionKey key, Date dueOn);
/// returned → unclaimed, with the day the member was told.
Status markUnclaimed(store::UnitOfWork& work, DistributionKey key, Date noticeOn);
/// unclaimed → extinguished, three years after the notice (Colorado LCA).
/// "agreements.distribution.too_early".
Status extinguishDistribution(store::UnitOfWork& work, DistributionKey key, Date today);

struct DistributionFilter
{
    std::optional<AllocationKey> allocation = {};
    std::optional<DistributionState> state = {};
    std::optional<MemberKey> member = {};
    DistributionKey after = {};
    std::int64_t limit = INT64_MAX;
};
/// In the order of keys.
std::vector<Distribution> listDistributions(db::Connection& db, const DistributionFilter& filter);
/// Those of an allocation that have neither ended nor are carried as payable.
std::vector<Distribution> unsettledDistributions(db::Connection& db, AllocationKey allocation);
std::optional<Distribution> findDistribution(db::Connection& db, DistributionKey key);
/// The sum of those that are not cancelled.
Money distributionTotal(db::Connection& db, AllocationKey allocation);
std::vector<DistributionMove> historyOf(db::Connection& db, DistributionKey key);

} // namespace habitat::agreements
