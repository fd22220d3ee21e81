// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/permissions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace habitat::identity {

namespace {

using enum Role;

constexpr RoleSet everyone = {Member,        Contributor, Reviewer, Treasurer,        Allocator,
                              Administrator, Board,       Auditor,  WorkflowDesigner, Agent};
/// An Auditor reads everything and changes nothing.
constexpr RoleSet everyoneButAuditor = {Member,        Contributor, Reviewer,         Treasurer, Allocator,
                                        Administrator, Board,       WorkflowDesigner, Agent};
/// Those who decide in person: an Agent is a program.
constexpr RoleSet people = {Member,    Contributor,   Reviewer, Treasurer,
                            Allocator, Administrator, Board,    WorkflowDesigner};
constexpr RoleSet finance = {Treasurer, Allocator, Administrator};
constexpr RoleSet officers = {Reviewer, Treasurer, Allocator, Administrator, Board, Auditor};

constexpr std::array<Grant, permissionCount> table = {{
    {Permission::ImportMembers, "import.members", "import members", {Treasurer, Administrator, Agent}},
    {Permission::ImportContributions,
     "import.contributions",
     "import contributions",
     {Reviewer, Treasurer, Allocator, Administrator, Agent}},
    {Permission::ImportJournal, "import.journal", "import journals", {Treasurer, Administrator}},
    {Permission::SubmitContribution, "contribution.submit", "submit a contribution or take it back",
     everyoneButAuditor},
    {Permission::DisputeContribution,
     "contribution.dispute",
     "dispute a contribution",
     {Member, Contributor, Reviewer, Treasurer, Allocator, Administrator, Board}},
    {Permission::SettleDispute,
     "contribution.settle",
     "settle a dispute about a contribution",
     {Reviewer, Administrator, Board}},
    {Permission::ViewContributions, "contribution.view", "look at everybody's contributions", officers},
    {Permission::RatifyPolicy, "policy.ratify", "ratify a policy", {Board, Administrator}},
    {Permission::ChangeMember, "member.change", "change a member", {Treasurer, Administrator, Board}},
    {Permission::ViewMembers, "member.view", "look at the roll of members", officers},

    {Permission::StartClose, "close.start", "start a period close", finance},
    {Permission::ViewClose, "close.view", "look at a period close", officers},
    {Permission::PreviewStep,
     "close.preview",
     "preview a step of the close",
     {Reviewer, Treasurer, Allocator, Administrator, Board, Auditor, Agent}},
    {Permission::RunStep, "close.run", "run a step of the close", finance},
    {Permission::RetryStep, "close.retry", "retry a step of the close", finance},
    {Permission::UndoStep, "close.undo", "undo a step of the close", finance},
    {Permission::SignStep,
     "close.sign",
     "sign a step of the close",
     {Reviewer, Treasurer, Allocator, Administrator, Board}},
    {Permission::TakeBackup, "close.backup", "take a backup", finance},
    {Permission::EnterTieOut, "close.tie_out", "enter the bank's balance", finance},
    {Permission::DeferContribution,
     "close.defer",
     "defer a contribution",
     {Reviewer, Treasurer, Allocator, Administrator}},
    {Permission::AttachEvidence,
     "close.attach",
     "attach evidence",
     {Reviewer, Treasurer, Allocator, Administrator, Board, Agent}},
    {Permission::OpenEvidence, "close.evidence", "open evidence", officers},
    {Permission::ReopenPeriod, "period.reopen", "reopen a period", {Treasurer, Administrator, Board}},
    {Permission::RunDrill, "close.drill", "run a training drill", {Administrator}},

    {Permission::DraftJournal,
     "journal.draft",
     "prepare a draft journal",
     {Treasurer, Allocator, Administrator, Agent}},
    {Permission::PostJournal, "journal.post", "post a journal", {Treasurer, Administrator}},
    {Permission::ExecutePayment, "payment.execute", "execute a payment", {Treasurer}},
    {Permission::ViewBooks, "books.view", "look at the books", officers},

    {Permission::ClaimTask, "task.claim", "claim a task", people},
    {Permission::ApproveTask, "task.approve", "approve a task", people},
    {Permission::RejectTask, "task.reject", "reject a task", people},

    {Permission::DeployDefinition,
     "definition.deploy",
     "deploy a process definition",
     {Administrator, WorkflowDesigner}},
    {Permission::StartProcess, "process.start", "start a process", everyoneButAuditor},
    {Permission::ViewAllInstances, "instance.view_all", "look at every instance", {Administrator, Auditor}},
    {Permission::RetryInstance, "instance.retry", "retry an instance", {Administrator}},
    {Permission::CancelInstance, "instance.cancel", "cancel an instance", {Administrator}},
    {Permission::ChangeInstance,
     "instance.change",
     "tell running instances what has happened",
     {Administrator}},

    {Permission::ViewAlerts, "alert.view", "look at alerts", {Treasurer, Allocator, Administrator, Auditor}},
    {Permission::HandleAlert, "alert.handle", "acknowledge or snooze an alert", {Administrator}},
    {Permission::Verify,
     "audit.verify",
     "verify books and audit trail",
     {Treasurer, Allocator, Administrator, Board, Auditor}},
    {Permission::Export, "export", "export figures", officers},

    {Permission::ManageUsers, "user.manage", "manage the people who sign in", {Administrator}},
    {Permission::ViewUsers, "user.view", "look at the list of people who sign in", {Administrator, Auditor}},
    {Permission::ChangeOwnPassword, "user.change_own_password", "change their own password", everyone},
}};

constexpr bool tableFollowsTheEnumeration()
{
    for (std::size_t i = 0; i < table.size(); ++i)
        if (std::size_t(table[i].permission) != i || table[i].roles.isEmpty()) return false;
    return true;
}
static_assert(tableFollowsTheEnumeration());

/// Beside what the role itself grants, an Agent who has another role may use that one to look, and to keep a
/// copy. Whatever decides, vouches, posts, signs, pays or undoes takes a person, whichever roles the program
/// was given.
constexpr std::array openToAgentsOfAnotherRole = {
    Permission::ViewClose,        Permission::OpenEvidence,      Permission::ViewBooks,
    Permission::ViewAllInstances, Permission::ViewAlerts,        Permission::Verify,
    Permission::Export,           Permission::ViewUsers,         Permission::TakeBackup,
    Permission::ViewMembers,      Permission::ViewContributions,
};

bool isClosedToAgents(const Grant& grant)
{
    return !grant.roles.contains(Agent) &&
           std::ranges::find(openToAgentsOfAnotherRole, grant.permission) == openToAgentsOfAnotherRole.end();
}

std::string joined(RoleSet roles)
{
    std::string text;
    for (const Role role : roles.toVector())
        text += fmt::format("{}{}", text.empty() ? "" : ", ", toText(role));
    return text.empty() ? "no role" : text;
}

nlohmann::json asJson(RoleSet roles)
{
    auto names = nlohmann::json::array();
    for (const Role role : roles.toVector())
        names.push_back(toText(role));
    return names;
}

} // namespace

std::span<const Grant> permissionTable()
{
    return table;
}

const Grant& grantOf(Permission permission)
{
    ensure(std::size_t(permission) < table.size(), "every permission has a row in the table");
    return table[std::size_t(permission)];
}

std::string_view toText(Permission permission)
{
    return grantOf(permission).name;
}

bool isAllowed(RoleSet roles, Permission permission)
{
    const auto& grant = grantOf(permission);
    if (roles.contains(Agent) && isClosedToAgents(grant)) return false;
    return grant.roles.intersects(roles);
}

Status authorize(const Actor& actor, Permission permission)
{
    if (actor.isSystem() || isAllowed(actor.roles, permission)) return {};
    const auto& grant = grantOf(permission);
    const bool isAgent = actor.roles.contains(Agent) && grant.roles.intersects(actor.roles);
    const auto remedy = isAgent ? std::string("An Agent prepares; a person has to do this.")
                                : fmt::format("That takes one of these roles: {}.", joined(grant.roles));
    return fail("identity.permission.denied",
                fmt::format("{} ({}) may not {}. {}", actor.user, joined(actor.roles), grant.action, remedy),
                {{"user", actor.user},
                 {"roles", asJson(actor.roles)},
                 {"permission", grant.name},
                 {"allowed_roles", asJson(grant.roles)}});
}

} // namespace habitat::identity
