// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agreements/policies.h"
#include "core/people/contribution.h"
#include "core/runtime/registry.h"

/// contribution-approval.bpmn, where People and Treasury meet: who decided is recorded with People at the
/// moment of the decision; the process only says who is asked next. Writer's thread.
namespace habitat::intake {

inline constexpr std::string_view approvalProcess = "contribution-approval";

people::ContributionKind kindOf(agreements::CategoryKind kind);
/// The policy that a contribution of that day falls under: the one in force when its period begins.
Result<agreements::StoredPolicy> policyFor(db::Connection& db, Date date);
Result<people::ApprovalRule> approvalRule(db::Connection& db, Date date);

/// Refuses a value that sums of a whole register could not hold ("intake.value.too_large").
Status withinReason(const std::string& reference, Money value);
/// What arrives in a period whose register is made would be shared by no close: the refusal of its state.
Status periodTakes(db::Connection& db, Date date);

/// The source key of the journal by which a cash or in-kind contribution stands in the books.
std::string journalSource(const people::Contribution& contribution);
/// Posts an approved cash or in-kind contribution to the member's capital and marks it applied.
Status applyToBooks(store::UnitOfWork& work, ContributionKey key);

/// What the process knows of the contribution.
Result<feel::Context> approvalVariables(db::Connection& db, const people::Contribution& contribution);
/// Starts the approval of a submitted contribution.
Status startApproval(runtime::OperationContext& context, ContributionKey key);

/// A person's decision on a task of the process: "approve", "reject" (with a reason) or "clarify" (with a
/// question); on the task `clarify`, "answer". Recorded with People, which refuses one's own and double
/// approvals.
Result<feel::Context> recordDecision(store::UnitOfWork& work, const std::string& reference,
                                     std::string_view elementId, std::string_view decision,
                                     const std::string& note);

/// contributions.accept and contributions.reject.
void registerHandlers(runtime::Registry& registry);

} // namespace habitat::intake
