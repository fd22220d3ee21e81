// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/contribution.h"
#include "core/store/unit_of_work.h"

/// What the operations on contributions share: load, check, move with history and event. Internal to this
/// room; writer's thread.
namespace habitat::people {

/// "people.contribution.unknown".
Result<Contribution> loadContribution(db::Connection& db, ContributionKey key);

/// "people.contribution.invalid" with {"field"}.
Status checkContribution(const NewContribution& contribution);

/// Hash over what was stated first; the kind is left out, as it follows from the policy.
std::string originHash(const NewContribution& contribution);

/// "people.reason_missing" where the text is blank.
Status requireReason(const Contribution& contribution, std::string_view reason);

/// The refusal of a move, naming both states; `advice` says what to do.
Error wrongState(const Contribution& contribution, ContributionState to, std::string_view advice);

/// wrongState unless it is in the state that this operation starts from: two operations may end in one state.
Status requireState(const Contribution& contribution, ContributionState from, ContributionState to);

/// wrongState unless nextStates has the move; nothing is written.
Status checkMove(const Contribution& contribution, ContributionState to);

/// Writes state and history; refuses as checkMove does.
Status moveContribution(store::UnitOfWork& work, const Contribution& contribution, ContributionState to,
                        const std::string& who, const std::string& why);

/// Publishes `people.contribution.<what>` with the contribution's data and `more`.
void publishContribution(store::UnitOfWork& work, std::string_view what, const Contribution& contribution,
                         nlohmann::json more = nlohmann::json::object());

/// Why this person may not approve: own submission, already approved this revision, not a person.
Status checkApprover(const NewContribution& contribution, std::span<const std::string> already,
                     const std::string& approver);

} // namespace habitat::people
