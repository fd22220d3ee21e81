// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace habitat::identity {

/// Everything that somebody can ask of the program. What is not granted by the table is denied.
/// Who is meant within a role (the assigned person, not the one who submitted, a second person) is decided by
/// the room that knows; this table only says which roles may ask at all. Plain data, any thread.
enum class Permission : std::uint8_t {
    // what goes in
    ImportMembers,
    ImportContributions,
    ImportJournal,
    /// Draft, submit, say anew what is asked about, and take back what one submitted.
    SubmitContribution,
    /// Money stops until somebody else has settled it, so that nothing is lost by asking: whoever the money
    /// is
    /// about, and whoever answers for it, in person.
    DisputeContribution,
    /// Those who approve contributions (the groups of contribution-approval.bpmn), and an Administrator, who
    /// may decide any task.
    SettleDispute,
    /// Everybody's; whoever may submit sees their own.
    ViewContributions,
    RatifyPolicy,
    ChangeMember,
    ViewMembers,
    // period close
    StartClose,
    ViewClose,
    PreviewStep,
    RunStep,
    RetryStep,
    UndoStep,
    SignStep,
    TakeBackup,
    EnterTieOut,
    DeferContribution,
    AttachEvidence,
    OpenEvidence,
    ReopenPeriod,
    RunDrill,
    // books
    DraftJournal,
    PostJournal,
    ExecutePayment,
    ViewBooks,
    // inbox
    ClaimTask,
    ApproveTask,
    RejectTask,
    // processes
    DeployDefinition,
    StartProcess,
    ViewAllInstances,
    RetryInstance,
    CancelInstance,
    ChangeInstance,
    // watching
    ViewAlerts,
    HandleAlert,
    Verify,
    Export,
    // people who sign in
    ManageUsers,
    ViewUsers,
    ChangeOwnPassword,
};

inline constexpr std::size_t permissionCount = std::size_t(Permission::ChangeOwnPassword) + 1;

struct Grant
{
    Permission permission;
    /// Stable name, as in error contexts and files: "close.run".
    std::string_view name;
    /// What the roles may do, to follow "may" or "may not": "run a step of the close".
    std::string_view action;
    RoleSet roles;
};

/// One row for each permission, in the order of the enumeration.
std::span<const Grant> permissionTable();

const Grant& grantOf(Permission permission);
std::string_view toText(Permission permission);

/// Whether one of the roles is granted it, and none forbids it: an Agent never posts a journal, signs,
/// approves or executes a payment, whatever other role it was given.
bool isAllowed(RoleSet roles, Permission permission);

/// Refuses with "identity.permission.denied" and names the roles that may. The system itself may do all.
Status authorize(const Actor& actor, Permission permission);

} // namespace habitat::identity
