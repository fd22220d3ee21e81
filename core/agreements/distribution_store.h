// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agreements/distribution.h"
#include "core/base/result.h"
#include "core/store/unit_of_work.h"

/// What the operations on distributions share: load, check, move with history and event. Internal to this
/// room; writer's thread.
namespace habitat::agreements {

/// "agreements.distribution.unknown".
Result<Distribution> loadDistribution(db::Connection& db, DistributionKey key);

/// "agreements.distribution.state" with both states unless nextStates has the move.
Status checkMove(const Distribution& distribution, DistributionState to);
/// The same refusal unless it is in the state that this operation starts from: two operations may end in one
/// state.
Status requireState(const Distribution& distribution, DistributionState from, DistributionState to);
/// "agreements.reason_missing" where the text is blank.
Status requireReason(const Distribution& distribution, std::string_view reason);

/// Writes state and history; refuses as checkMove does.
Status moveDistribution(store::UnitOfWork& work, const Distribution& distribution, DistributionState to,
                        const std::string& why);
/// Publishes `agreements.distribution.<what>` with the distribution's data and `more`.
void publishDistribution(store::UnitOfWork& work, std::string_view what, const Distribution& distribution,
                         nlohmann::json more);

/// A due date and the key of a payment that was not begun before.
void setSchedule(store::UnitOfWork& work, const Distribution& distribution, Date dueOn);

} // namespace habitat::agreements
