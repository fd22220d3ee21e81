// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/runtime/command.h"
#include "core/store/rows.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

/// Work that waits for a person: who sees a task, who may decide it, and deciding it. The rules are here, not
/// in a button. Questions on any connection; operations are the writer's.
namespace habitat::inbox {

/// Open tasks that concern the actor: held by them, or offered to them or to one of their roles. An
/// Administrator and an Auditor see all. Oldest first.
std::vector<store::TaskRow> tasksFor(db::Connection& db, const Actor& actor, int limit);
/// Those that the actor completed, newest first.
std::vector<store::TaskRow> doneBy(db::Connection& db, const Actor& actor, int limit);

/// Whether the task is offered to the actor, by name or role.
bool isOfferedTo(const store::TaskRow& task, const Actor& actor);

/// Why this person may not decide it: "inbox.task.own" (they submitted it), "inbox.task.held" (somebody else
/// holds it), "inbox.task.not_offered", "inbox.task.twice" (they decided an earlier task of this instance:
/// two people are asked for two), "inbox.task.ended". Holds for the instance's whole history.
Status mayDecide(db::Connection& db, const store::TaskRow& task, const Actor& actor);

/// Records the decision with the context that the process belongs to, before the task completes, and
/// answers with variables for the process; a refusal
/// keeps the task open. By process id.
using DecisionHook = std::function<Result<feel::Context>(store::UnitOfWork&, const store::TaskRow&,
                                                         std::string_view decision, const std::string& note)>;
using DecisionHooks = std::map<std::string, DecisionHook, std::less<>>;

/// Completes the task with the variables `decision`, `note` and `decided_by`. Rejecting needs a note
/// ("inbox.note.missing").
runtime::Operation decideTask(TaskKey task, std::string decision, std::string note,
                              std::shared_ptr<const DecisionHooks> hooks);
runtime::Operation claimTask(TaskKey task);
runtime::Operation unclaimTask(TaskKey task);

} // namespace habitat::inbox
