// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agreements/policy.h"
#include "core/base/keys.h"
#include "core/store/unit_of_work.h"

#include <vector>

/// Policy versions on record, and the snapshot that a close run pins. Versions are never changed: a change is
/// a new version. Operations on the writer's thread, in its transaction.
namespace habitat::agreements {

struct StoredPolicy
{
    PolicyKey key;
    Policy policy;
    std::string hash;
    /// When it was entered in this program.
    Instant addedAt{};
};

/// The same content again gives the key it has. "agreements.policy.version_taken" where this name and version
/// say something else, "agreements.policy.category_name" where files could not hold the name of a category.
/// Publishes `agreements.policy.added`.
Result<PolicyKey> addPolicy(store::UnitOfWork& work, const Policy& policy);

std::optional<StoredPolicy> findPolicy(db::Connection& db, PolicyKey key);
/// The version for a period that begins that day: effective by then and ratified before it; among several the
/// one effective latest, then the highest version. The date of ratification is believed for periods that
/// began before the co-op was first opened here, since its minutes may be older than the program; for later
/// ones a policy must also have been entered before the period began, so that nobody dates one back.
/// "agreements.policy.none_in_force".
Result<StoredPolicy> policyInForce(db::Connection& db, Date periodBegins);

/// An immutable copy for one close run.
struct PinnedPolicy
{
    CloseKey run;
    StoredPolicy stored;
};

/// "agreements.policy.not_ratified" unless ratified before the period began,
/// "agreements.policy.entered_late" where it was entered too late to be believed (policyInForce),
/// "agreements.policy.not_effective", "agreements.policy.already_pinned", "agreements.policy.unknown", and
/// checkPolicy's refusals. Publishes `agreements.policy.pinned`.
Result<PinnedPolicy> pinPolicy(store::UnitOfWork& work, CloseKey run, PolicyKey policy, Date periodBegins);
/// The snapshot stays on record, marked unpinned. "agreements.policy.not_pinned". Publishes
/// `agreements.policy.unpinned`.
Status unpinPolicy(store::UnitOfWork& work, CloseKey run, const std::string& reason);
std::optional<PinnedPolicy> pinnedPolicy(db::Connection& db, CloseKey run);

} // namespace habitat::agreements
