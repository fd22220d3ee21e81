// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/rights.h"

#include "core/identity/permissions.h"

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

} // namespace

Status authorise(const Actor& actor, const runtime::Command& command, db::Connection&)
{
    const auto kind = runtime::kindOf(command.body);
    const auto known = std::ranges::find(permissionOfKind, std::string_view(kind),
                                         &std::pair<std::string_view, Permission>::first);
    if (known == std::end(permissionOfKind))
        return fail("console.command.unmapped",
                    fmt::format("Nobody may give the command “{}” directly.", kind), {{"command", kind}});
    return identity::authorize(actor, known->second);
}

} // namespace habitat::console
