// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agreements/allocation_plan.h"
#include "core/store/unit_of_work.h"

/// The patronage that a close run computed (step 4), kept exactly as it was computed. Operations on the
/// writer's thread, in its transaction.
namespace habitat::agreements {

struct RecordedPatronage
{
    CloseKey run;
    std::string period;
    PatronageShares shares;
    Surplus surplus;
    /// Of the shares, as hashOf gives it.
    std::string sharesHash;
    std::string registerHash;
    std::string policyHash;
};

struct PatronageInputs
{
    CloseKey run;
    std::string period;
    std::string registerHash;
    std::string policyHash;
};

/// "agreements.patronage.exists". Publishes `agreements.patronage.computed`.
Status recordPatronage(store::UnitOfWork& work, const PatronageInputs& inputs, const PatronageShares& shares,
                       const Surplus& surplus);
/// The record stays, marked discarded. "agreements.patronage.not_computed". Publishes
/// `agreements.patronage.discarded`.
Status discardPatronage(store::UnitOfWork& work, CloseKey run, const std::string& reason);
/// What the run holds now; none where it never computed or discarded it.
std::optional<RecordedPatronage> findPatronage(db::Connection& db, CloseKey run);

} // namespace habitat::agreements
