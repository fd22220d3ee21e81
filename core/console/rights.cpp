// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/rights.h"

#include "core/close/plan.h"
#include "core/identity/permissions.h"
#include "core/intake/contribution_approval.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace habitat::console {

namespace {

using identity::Permission;

/// Every kind of command that a person can give, and the permission that it takes.
constexpr std::pair<std::string_view, Permission> permissionOfKind[] = {
    {"import.members", Permission::ImportMembers},
    {"member.change_status", Permission::ChangeMember},
    {"import.contributions", Permission::ImportContributions},
    {"import.journal", Permission::ImportJournal},
    {"import.drafts", Permission::DraftJournal},
    {"journal.post", Permission::PostJournal},
    {"journal.discard", Permission::PostJournal},
    {"policy.ratify", Permission::RatifyPolicy},
    {"close.start", Permission::StartClose},
    {"close.run", Permission::RunStep},
    {"close.retry", Permission::RetryStep},
    {"close.sign", Permission::SignStep},
    {"close.undo", Permission::UndoStep},
    {"close.preview", Permission::PreviewStep},
    {"close.evidence.attach", Permission::AttachEvidence},
    {"close.evidence.open", Permission::OpenEvidence},
    {"close.drill", Permission::RunDrill},
    {"backup.take", Permission::TakeBackup},
    {"tie_out.enter", Permission::EnterTieOut},
    {"contribution.defer", Permission::DeferContribution},
    {"task.approve", Permission::ApproveTask},
    {"task.reject", Permission::RejectTask},
    {"task.claim", Permission::ClaimTask},
    {"task.unclaim", Permission::ClaimTask},
    {"instance.start", Permission::StartProcess},
    {"instance.cancel", Permission::CancelInstance},
    {"instance.retry", Permission::RetryInstance},
    {"definition.deploy", Permission::DeployDefinition},
    {"alert.acknowledge", Permission::HandleAlert},
    {"alert.snooze", Permission::HandleAlert},
    {"alert.reopen", Permission::HandleAlert},
    {"user.add", Permission::ManageUsers},
};

/// These belong to a record that their own command makes beside the process; an instance without one would
/// ask people for signatures and decisions on nothing.
Status mayStartByHand(const runtime::StartProcess& start)
{
    const auto refuse = [&](std::string_view remedy) {
        return fail("console.start.by_hand",
                    fmt::format("“{}” is not started by itself. {}", start.processId, remedy),
                    {{"process", start.processId}});
    };
    if (start.processId == close::processId)
        return refuse("Start the close of a period, with `habitatctl close start` or in Close.");
    if (start.processId == intake::approvalProcess)
        return refuse("Import the contribution, with `habitatctl import contributions`.");
    return {};
}

} // namespace

Status authorise(const Actor& actor, const runtime::Command& command, db::Connection&)
{
    const auto kind = runtime::kindOf(command.body);
    const auto known = std::ranges::find(permissionOfKind, std::string_view(kind),
                                         &std::pair<std::string_view, Permission>::first);
    if (known == std::end(permissionOfKind))
        return fail("console.command.unmapped",
                    fmt::format("Nobody may give the command “{}” directly.", kind), {{"command", kind}});
    TRY(identity::authorize(actor, known->second));
    const auto* start = std::get_if<runtime::StartProcess>(&command.body);
    return start ? mayStartByHand(*start) : Status{};
}

} // namespace habitat::console
