// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/commands/commands.h"
#include "core/engine/machine/errors.h"
#include "core/engine/machine/escalations.h"
#include "core/engine/machine/lifecycle.h"
#include "core/engine/machine/subscriptions.h"
#include "core/engine/machine/timers.h"
#include "core/engine/machine/variables.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::engine {
namespace {

Result<Task> taskOf(const Step& step, TaskKey key)
{
    if (const Task* task = step.state().task(key)) return *task;
    return fail("engine.task.unknown",
                fmt::format("The instance has no open task {}; it may be done, or its step was cancelled.",
                            key.value),
                {{"task", key.value}});
}

/// The call activity that waits for its child.
Result<Visit> waitingCall(const Step& step, ElementInstanceKey key)
{
    const ElementInstance* element = step.state().element(key);
    const bool isCall =
        element && element->element.isValid() && step.model()[element->element].behaviour->isCall();
    if (!isCall)
        return fail("engine.call.unknown",
                    fmt::format("The instance has no call {} that waits; its step may have been cancelled.",
                                key.value),
                    {{"elementInstance", key.value}});
    if (!element->isCalling)
        return fail(
            "engine.call.state",
            fmt::format("The call {} has an incident; for this it must be waiting for its called instance.",
                        key.value),
            {{"elementInstance", key.value}, {"is", "failed"}, {"needed", "waiting"}});
    return step.visitOf(key);
}

} // namespace

Status perform(Step& step, const CompleteTask& command)
{
    const Task task = TRY(taskOf(step, command.task));
    TRY(checkStorable(command.variables));
    const Visit visit = step.visitOf(task.elementInstance);
    step.emit(TaskCompleted{task.key, visit.key});
    setResult(step, visit, command.variables);
    complete(step, visit);
    return {};
}

Status perform(Step& step, const ClaimTask& command)
{
    const Task task = TRY(taskOf(step, command.task));
    const std::string user = validText(command.user);
    if (user.empty())
        return fail("engine.task.user", "A task is claimed by somebody: the user's name is empty.");
    if (task.assignee == user) return {};
    if (!task.assignee.empty())
        return fail(
            "engine.task.state",
            fmt::format("Task {} is claimed by {}; for this it must be unclaimed. Ask them to release it.",
                        task.key.value, task.assignee),
            {{"task", task.key.value}, {"is", "claimed"}, {"needed", "unclaimed"}, {"by", task.assignee}});
    step.emit(TaskClaimed{task.key, user});
    return {};
}

Status perform(Step& step, const UnclaimTask& command)
{
    const Task task = TRY(taskOf(step, command.task));
    if (task.assignee.empty())
        return fail("engine.task.state",
                    fmt::format("Task {} is unclaimed; for this it must be claimed.", task.key.value),
                    {{"task", task.key.value}, {"is", "unclaimed"}, {"needed", "claimed"}});
    step.emit(TaskUnclaimed{task.key, task.assignee});
    return {};
}

Status perform(Step& step, const FireTimer& command)
{
    const Timer* found = step.state().timer(command.timer);
    if (!found)
        return fail("engine.timer.unknown",
                    fmt::format("The instance has no timer {} any more; its step may have ended.",
                                command.timer.value),
                    {{"timer", command.timer.value}});
    const Timer timer = *found;
    if (step.now() < timer.dueAt)
        return fail("engine.timer.early",
                    fmt::format("Timer {} is due at {}; now it is {}.", timer.key.value,
                                habitat::toText(timer.dueAt), habitat::toText(step.now())),
                    {{"timer", timer.key.value}, {"dueAt", habitat::toText(timer.dueAt)}});
    step.emit(TimerFired{timer.key, timer.elementInstance, timer.element});
    const bpmn::Element& event = step.model().process()[timer.element];
    if (repeats(event) && !event.parallelMultiple) scheduleNext(step, timer);
    occur(step, {step.visitOf(timer.elementInstance), timer.element, timer.definition}, {});
    return {};
}

Status perform(Step& step, const TriggerSubscription& command)
{
    TRY(checkStorable(command.variables));
    if (!step.state().subscription(command.subscription))
        return fail("engine.subscription.unknown",
                    fmt::format("The instance does not wait for {} any more; its step may have ended.",
                                command.subscription.value),
                    {{"subscription", command.subscription.value}});
    triggerSubscription(step, command.subscription, command.variables);
    return {};
}

Status perform(Step& step, const EscalateCall& command)
{
    const Visit visit = TRY(waitingCall(step, command.elementInstance));
    TRY(checkStorable(command.variables));
    throwEscalation(step, visit, validText(command.escalationCode), command.variables);
    return {};
}

Status perform(Step& step, const CompleteCall& command)
{
    const Visit visit = TRY(waitingCall(step, command.elementInstance));
    TRY(checkStorable(command.variables));
    step.emit(CallEnded{visit.key, CallEnded::How::Completed});
    const bool mapsOutputs = !step.compiled(visit).outputs.empty();
    if (mapsOutputs || step.source(visit).calledElement->propagateAllChildVariables)
        setResult(step, visit, command.variables);
    complete(step, visit);
    return {};
}

Status perform(Step& step, const FailCall& command)
{
    const Visit visit = TRY(waitingCall(step, command.elementInstance));
    TRY(checkStorable(command.variables));
    step.emit(CallEnded{visit.key, CallEnded::How::Failed});
    BusinessError error{validText(command.errorCode), validText(command.message), command.variables};
    if (Status caught = throwError(step, visit, std::move(error)); !caught)
        raiseIncident(step, visit, Redo::Entry, std::move(caught).error());
    return {};
}

} // namespace habitat::engine
