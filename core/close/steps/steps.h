// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agreements/allocation_plan.h"
#include "core/agreements/allocations.h"
#include "core/agreements/policies.h"
#include "core/close/allocation_table.h"
#include "core/close/step.h"
#include "core/people/contribution.h"
#include "core/treasury/periods.h"
#include "core/treasury/posting.h"

/// The eleven steps, and the small things that several of them share.
namespace habitat::close {

StepBehaviour freezeStep();
StepBehaviour pinPolicyStep();
StepBehaviour aggregateContributionsStep();
StepBehaviour computePatronageStep();
StepBehaviour proposeAllocationStep();
StepBehaviour approveAllocationStep();
StepBehaviour recordAllocationsStep();
StepBehaviour postCapitalAccountsStep();
StepBehaviour scheduleDistributionsStep();
StepBehaviour executeDistributionsStep();
StepBehaviour reportAndLockStep();

/// What the bank said to the instructions.
struct BankAnswer
{
    std::string confirmation;
    /// It had nothing of an attempt whose end was unknown, and was sent them again.
    bool knewNothing = false;
};
/// Second half of step 10, once the bank has the instructions: payments and their journals; then the step's
/// result is recorded.
Result<nlohmann::json> recordPayments(store::UnitOfWork& work, const Close& close, const BankAnswer& answer);

/// The program stopped while the instructions were being sent: nobody knows whether the bank has them.
Status doubtPayments(store::UnitOfWork& work, const Close& close);

/// First and last day of the close's period.
treasury::PeriodSpan spanOf(const Close& close);
people::PeriodSpan peopleSpan(const Close& close);
/// The policy that step 2 pinned; that it exists was checked before.
agreements::Policy pinned(db::Connection& db, const Close& close);
/// The living allocation of the close, with its lines.
struct AllocationOnRecord
{
    agreements::Allocation allocation;
    std::vector<agreements::AllocationLine> lines;
};
std::optional<AllocationOnRecord> livingWithLines(db::Connection& db, const Close& close);

/// Who posts for a step: its signers, the first as poster and the second (if any) as approver.
treasury::Authority authorityOf(const std::vector<Actor>& signers, std::optional<Money> threshold);

/// That no contribution of the period is still to be decided, with those that are.
Check pendingCheck(db::Connection& db, const Close& close, std::string text);

/// That what a ledger earned or lost can be shared, with the way out where it cannot.
Check shareableCheck(std::string text, const Status& status);

/// Unwraps what a check before has already established.
template <typename T>
T established(Result<T> result)
{
    if (!result) throw InvariantBroken(result.error().message);
    return std::move(*result);
}

} // namespace habitat::close
