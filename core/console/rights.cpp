// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/rights.h"

#include "core/close/plan.h"
#include "core/identity/users.h"
#include "core/intake/contribution_approval.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>

namespace habitat::console {

namespace {

using identity::Permission;

struct Right
{
    std::string_view kind;
    /// None: nobody gives it by itself; the engine does, or a command of this program within its own rules.
    std::optional<Permission> permission = std::nullopt;
};

/// What a person asks of the program as a whole, and the permission that it takes.
constexpr Right commandRights[] = {
    {"import.members", Permission::ImportMembers},
    {"member.change_status", Permission::ChangeMember},
    {"import.contributions", Permission::ImportContributions},
    {"import.journal", Permission::ImportJournal},
    {"import.drafts", Permission::DraftJournal},
    {"journal.post", Permission::PostJournal},
    {"journal.discard", Permission::PostJournal},
    {"policy.ratify", Permission::RatifyPolicy},
    {"payment.return", Permission::ExecutePayment},
    {"payment.pay_again", Permission::ExecutePayment},
    {"payment.send_again", Permission::ExecutePayment},
    {"payment.paid", Permission::ExecutePayment},
    {"payment.confirm", Permission::ExecutePayment},
    {"payment.unclaimed", Permission::ExecutePayment},
    {"close.start", Permission::StartClose},
    {"close.run", Permission::RunStep},
    {"close.retry", Permission::RetryStep},
    {"close.sign", Permission::SignStep},
    {"close.undo", Permission::UndoStep},
    {"period.reopen", Permission::ReopenPeriod},
    {"close.preview", Permission::PreviewStep},
    {"close.evidence.attach", Permission::AttachEvidence},
    {"close.evidence.open", Permission::OpenEvidence},
    {"close.drill", Permission::RunDrill},
    {"backup.take", Permission::TakeBackup},
    {"tie_out.enter", Permission::EnterTieOut},
    {"contribution.defer", Permission::DeferContribution},
    {"contribution.draft", Permission::SubmitContribution},
    {"contribution.revise", Permission::SubmitContribution},
    {"contribution.submit", Permission::SubmitContribution},
    {"contribution.withdraw", Permission::SubmitContribution},
    {"contribution.dispute", Permission::DisputeContribution},
    {"contribution.settle", Permission::SettleDispute},
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
    {"user.set_roles", Permission::ManageUsers},
    {"user.deactivate", Permission::ManageUsers},
    {"user.change_password", Permission::ChangeOwnPassword},
    {"message.publish", Permission::ChangeInstance},
    {"signal.broadcast", Permission::ChangeInstance},
    {"condition.evaluate", Permission::StartProcess},
};

/// What can be asked of the state machine of one instance. Most of it has a command above with the same end,
/// which knows more: whose task it is, what a close has done already.
constexpr Right machineRights[] = {
    {"subscription.trigger", Permission::ChangeInstance},
    {"activity.start", Permission::ChangeInstance},
    {"instance.start"},
    {"instance.rewind"},
    {"instance.compensate"},
    {"instance.cancel"},
    {"instance.variables"},
    {"incident.retry"},
    {"job.complete"},
    {"job.fail"},
    {"job.error"},
    {"job.release"},
    {"job.timeout"},
    {"task.complete"},
    {"task.claim"},
    {"task.unclaim"},
    {"timer.fire"},
    {"call.complete"},
    {"call.fail"},
    {"call.escalate"},
};

Result<Permission> permissionOf(std::span<const Right> rights, const std::string& kind)
{
    const auto right = std::ranges::find(rights, std::string_view(kind), &Right::kind);
    if (right == rights.end())
        return fail("console.command.unmapped",
                    fmt::format("Nobody may give the command “{}”: this program grants it to no role. Use a "
                                "newer version of it.",
                                kind),
                    {{"command", kind}});
    if (!right->permission)
        return fail(
            "console.command.internal",
            fmt::format("“{}” is not given by itself. Use what decides, retries, cancels or undoes as "
                        "a whole: the Inbox, Instances or Close.",
                        kind),
            {{"command", kind}});
    return *right->permission;
}

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
        return refuse(
            "Enter the contribution, with `habitatctl contributions draft` and `submit`, or import it.");
    return {};
}

} // namespace

Status checkAccount(const Actor& actor, db::Connection& db)
{
    const auto user = actor.isSystem() ? std::nullopt : identity::findUser(db, actor.user);
    if (!user) return {};
    TRY(identity::actorOf(db, actor.user));
    if (user->roles == actor.roles) return {};
    return fail("identity.roles.changed",
                fmt::format("The roles of {} were changed meanwhile. Sign in again.", actor.user),
                {{"user", actor.user}});
}

Status mayAsk(const Actor& actor, identity::Permission permission, db::Connection& db)
{
    TRY(checkAccount(actor, db));
    return identity::authorize(actor, permission);
}

Status authorise(const Actor& actor, const runtime::Command& command, db::Connection& db)
{
    TRY(checkAccount(actor, db));
    const bool isOfMachine = std::holds_alternative<runtime::InstanceCommand>(command.body);
    const std::span<const Right> rights =
        isOfMachine ? std::span<const Right>(machineRights) : std::span<const Right>(commandRights);
    TRY(identity::authorize(actor, TRY(permissionOf(rights, runtime::kindOf(command.body)))));
    const auto* start = std::get_if<runtime::StartProcess>(&command.body);
    return start ? mayStartByHand(*start) : Status{};
}

} // namespace habitat::console
