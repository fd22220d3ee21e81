// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inbox/tasks.h"

#include "core/base/text.h"
#include "core/store/queries.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::inbox {

namespace {

using nlohmann::json;
using runtime::OperationContext;

std::vector<std::string> roleNamesOf(const Actor& actor)
{
    std::vector<std::string> names;
    for (const Role role : actor.roles.toVector())
        names.emplace_back(toText(role));
    return names;
}

bool seesEverything(const Actor& actor)
{
    return actor.roles.contains(Role::Administrator) || actor.roles.contains(Role::Auditor);
}

std::string submitterOf(db::Connection& db, InstanceKey instance)
{
    for (const auto& variable : store::variablesOf(db, instance))
        if (variable.name == "submitted_by" && variable.value.is_string())
            return variable.value.get<std::string>();
    return {};
}

/// A task that asks the submitter (clarification) is theirs to answer; every other is not theirs to decide.
bool isAskedOf(const store::TaskRow& task, const Actor& actor)
{
    return samePerson(task.assignee, actor.user);
}

bool hasDecidedBefore(db::Connection& db, const store::TaskRow& task, const Actor& actor)
{
    return std::ranges::any_of(store::tasksOf(db, task.instance), [&](const store::TaskRow& other) {
        return other.key != task.key && other.elementId != task.elementId && other.outcome == "approve" &&
               samePerson(other.completedBy, actor.user);
    });
}

Result<store::TaskRow> openTask(db::Connection& db, TaskKey key)
{
    auto task = store::task(db, key);
    if (!task)
        return fail("inbox.task.unknown",
                    fmt::format("There is no task {}. The Inbox lists those that wait.", key.value),
                    {{"task", key.value}});
    return std::move(*task);
}

runtime::Command onInstance(const store::TaskRow& task, engine::Command command, const Actor& by)
{
    return {runtime::InstanceCommand{task.instance, std::move(command)}, by, {}, {}};
}

Result<json> decide(OperationContext& context, TaskKey key, const std::string& decision,
                    const std::string& note, const DecisionHooks& hooks)
{
    auto& work = context.work();
    const auto task = TRY(openTask(work.db(), key));
    TRY(mayDecide(work.db(), task, work.actor()));
    if (decision != "approve" && decision != "answer" && isBlank(note))
        return fail("inbox.note.missing",
                    "Say why: this decision needs a note, and the submitter will read it.",
                    {{"task", key.value}, {"decision", decision}});
    feel::Context variables;
    if (const auto hook = hooks.find(task.processId); hook != hooks.end())
        variables = TRY(hook->second(work, task, decision, note));
    variables.set("decision", decision);
    variables.set("note", note);
    variables.set("decided_by", work.actor().user);
    TRY(context.perform(onInstance(task, engine::CompleteTask{key, std::move(variables)}, work.actor())));
    return json{{"task", key.value}, {"decision", decision}, {"instance", task.instance.value}};
}

Result<json> claim(OperationContext& context, TaskKey key)
{
    auto& work = context.work();
    const auto task = TRY(openTask(work.db(), key));
    TRY(mayDecide(work.db(), task, work.actor()));
    TRY(context.perform(onInstance(task, engine::ClaimTask{key, work.actor().user}, work.actor())));
    return json{{"task", key.value}};
}

Result<json> unclaim(OperationContext& context, TaskKey key)
{
    auto& work = context.work();
    const auto task = TRY(openTask(work.db(), key));
    if (!samePerson(task.assignee, work.actor().user) && !work.actor().roles.contains(Role::Administrator))
        return fail("inbox.task.held", "Only who holds a task, or an Administrator, can give it back.",
                    {{"task", key.value}, {"held_by", task.assignee}});
    TRY(context.perform(onInstance(task, engine::UnclaimTask{key}, work.actor())));
    return json{{"task", key.value}};
}

} // namespace

std::vector<store::TaskRow> tasksFor(db::Connection& db, const Actor& actor, int limit)
{
    store::TaskQuery query;
    query.limit = limit;
    if (!seesEverything(actor)) {
        query.assignee = actor.user;
        query.candidateUser = actor.user;
        query.candidateGroups = roleNamesOf(actor);
    }
    return store::tasks(db, query);
}

std::vector<store::TaskRow> doneBy(db::Connection& db, const Actor& actor, int limit)
{
    store::TaskQuery query;
    query.status = store::TaskStatus::Completed;
    query.completedBy = actor.user;
    query.limit = limit;
    return store::tasks(db, query);
}

bool isOfferedTo(const store::TaskRow& task, const Actor& actor)
{
    const auto isRole = [&](const std::string& group) {
        const auto role = parseRole(group);
        return role && actor.roles.contains(*role);
    };
    return std::ranges::any_of(task.candidateGroups, isRole) ||
           std::ranges::any_of(task.candidateUsers,
                               [&](const std::string& user) { return samePerson(user, actor.user); });
}

Status mayDecide(db::Connection& db, const store::TaskRow& task, const Actor& actor)
{
    const json context{{"task", task.key.value}, {"user", actor.user}};
    if (task.status != store::TaskStatus::Open)
        return fail("inbox.task.ended",
                    fmt::format("“{}” is {} already{}.", task.name, store::toText(task.status),
                                task.completedBy.empty() ? "" : ", by " + task.completedBy),
                    context);
    if (isAskedOf(task, actor)) return {};
    if (samePerson(submitterOf(db, task.instance), actor.user))
        return fail("inbox.task.own", "You submitted this. Another approver must decide.", context);
    if (!task.assignee.empty())
        return fail(
            "inbox.task.held",
            fmt::format("{} holds this task. Ask them, or an Administrator, to give it back.", task.assignee),
            context);
    if (!isOfferedTo(task, actor) && !actor.roles.contains(Role::Administrator))
        return fail("inbox.task.not_offered",
                    fmt::format("This task waits for {}.", fmt::join(task.candidateGroups, " or ")), context);
    if (hasDecidedBefore(db, task, actor))
        return fail("inbox.task.twice", "You approved this once already. A second person must decide.",
                    context);
    return {};
}

runtime::Operation decideTask(TaskKey task, std::string decision, std::string note,
                              std::shared_ptr<const DecisionHooks> hooks)
{
    const auto kind = decision == "reject" ? "task.reject" : "task.approve";
    return {kind,
            {{"task", task.value}, {"decision", decision}, {"note", note}},
            [=](OperationContext& context) { return decide(context, task, decision, note, *hooks); },
            {}};
}

runtime::Operation claimTask(TaskKey task)
{
    return {"task.claim",
            {{"task", task.value}},
            [=](OperationContext& context) { return claim(context, task); },
            {}};
}

runtime::Operation unclaimTask(TaskKey task)
{
    return {"task.unclaim",
            {{"task", task.value}},
            [=](OperationContext& context) { return unclaim(context, task); },
            {}};
}

} // namespace habitat::inbox
