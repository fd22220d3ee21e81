// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/lifecycle.h"

#include "core/engine/machine/compensation.h"
#include "core/engine/machine/subscriptions.h"
#include "core/engine/machine/variables.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::engine {
namespace {

/// Jobs, tasks, timers and subscriptions that the element waits for.
template <typename T, typename Cancelled>
void cancelAll(Step& step, const std::vector<T>& items, ElementInstanceKey key, Cancelled cancelled)
{
    if (items.empty()) return;
    std::vector<EventBody> events;
    for (const T& item : items)
        if (item.elementInstance == key) events.emplace_back(cancelled(item));
    for (EventBody& event : events)
        step.emit(std::move(event));
}

void withdrawWaiting(Step& step, ElementInstanceKey key)
{
    const InstanceState& state = step.state();
    cancelAll(step, state.jobs, key, [&](const Job& job) { return JobCancelled{job.key, key}; });
    cancelAll(step, state.tasks, key, [&](const Task& task) { return TaskCancelled{task.key, key}; });
    cancelAll(step, state.timers, key, [&](const Timer& timer) { return TimerCancelled{timer.key, key}; });
    cancelAll(step, state.subscriptions, key, [&](const Subscription& subscription) {
        return SubscriptionClosed{subscription.key, key};
    });
}

Status arm(Step& step, const Visit& visit)
{
    const bool isLoop = step.isLoop(visit);
    const bool isIteration = step.compiled(visit).loop && !isLoop;
    if (!isLoop) TRY(applyInputs(step, visit));
    if (!isIteration)
        for (const ElementIndex boundary : step.compiled(visit).boundaries)
            TRY(step.model()[boundary].behaviour->arm(step, visit, boundary));
    if (!isLoop) TRY(armEventSubProcesses(step, visit));
    return {};
}

Status endIteration(Step& step, const Visit& visit)
{
    const Visit loop = step.visitOf(visit.scope);
    TRY(step.compiled(visit).loop->onChildCompleting(step, loop, visit));
    if (!step.state().element(visit.key)) return {};
    leave(step, visit);
    step.compiled(visit).loop->onChildCompleted(step, loop, visit.element);
    return {};
}

Status tryComplete(Step& step, const Visit& visit)
{
    const bool isLoop = step.isLoop(visit);
    const bool isIteration = step.compiled(visit).loop && !isLoop;
    if (!isLoop) TRY(applyOutputs(step, visit));
    if (isIteration) return endIteration(step, visit);
    if (step.state().element(visit.key)->compensates) {
        withdrawWaiting(step, visit.key);
        finishHandler(step, visit);
        return {};
    }
    const auto flows = TRY(step.behaviourAt(visit).leaveBy(step, visit));
    leave(step, visit);
    for (const FlowIndex flow : flows)
        for (int tokens = step.source(visit).completionQuantity; tokens > 0; --tokens)
            step.take(flow, visit.scope);
    if (flows.empty()) step.settle(visit.scope);
    if (const Visit scope = step.visitOf(visit.scope); scope.element.isValid())
        step.compiled(scope).behaviour->onChildCompleted(step, scope, visit.element);
    return {};
}

/// Tokens at a join, or a gateway that has to be reset.
bool hasWaiting(const InstanceState& state, ElementInstanceKey scope)
{
    const auto isHere = [&](const auto& record) { return record.scope == scope; };
    return std::ranges::any_of(state.joins, isHere) || std::ranges::any_of(state.phases, isHere);
}

std::vector<Visit> within(const InstanceState& state, ElementInstanceKey scope)
{
    std::vector<Visit> visits;
    for (auto element = state.elements.rbegin(); element != state.elements.rend(); ++element)
        if (element->scope == scope && element->key != state.root)
            visits.push_back({element->key, element->element, element->scope});
    return visits;
}

Error tooManyActivations(const Step& step, ElementIndex element)
{
    return {
        "engine.step.limit",
        fmt::format("One command activated {} elements without a wait, the last of them \"{}\": the process "
                    "seems to run in a circle. Correct the condition that should leave it, then retry.",
                    activationLimit, step.model().id(element)),
        {{"limit", activationLimit}}};
}

} // namespace

void activate(Step& step, const Activation& activation)
{
    const auto key = activation.key ? activation.key : step.makeKey<ElementInstanceKey>();
    const Visit visit{key, activation.element, activation.scope};
    step.emit(
        ElementActivated{key, visit.element, visit.scope, activation.compensates, activation.iteration});
    for (const auto& [name, value] : activation.locals)
        step.emit(VariableSet{key, name, value});
    if (!activation.variables.empty()) setResult(step, visit, activation.variables);
    if (!step.countActivation())
        return raiseIncident(step, visit, Redo::Activation, tooManyActivations(step, visit.element));
    if (activation.begin == Begin::Happened) return complete(step, visit);
    activateAgain(step, visit);
}

void activateAgain(Step& step, const Visit& visit)
{
    if (Status armed = arm(step, visit); !armed)
        return raiseIncident(step, visit, Redo::Activation, std::move(armed).error());
    enterAgain(step, visit);
}

void enterAgain(Step& step, const Visit& visit)
{
    if (Status done = step.behaviourAt(visit).enter(step, visit); !done)
        raiseIncident(step, visit, Redo::Entry, std::move(done).error());
}

void complete(Step& step, const Visit& visit)
{
    if (Status done = tryComplete(step, visit); !done)
        raiseIncident(step, visit, Redo::Completion, std::move(done).error());
}

void completeWith(Step& step, const Visit& visit, const feel::Context& variables)
{
    setResult(step, visit, variables);
    complete(step, visit);
}

void leave(Step& step, const Visit& visit)
{
    withdrawWaiting(step, visit.key);
    registerCompensation(step, visit);
    step.emit(ElementCompleted{visit.key, visit.element, visit.scope});
}

void terminate(Step& step, const Visit& visit)
{
    terminateWithin(step, visit.key);
    abandonRuns(step, visit);
    step.behaviourAt(visit).withdraw(step, visit);
    withdrawWaiting(step, visit.key);
    resolveIncidents(step, visit.key, IncidentResolved::How::Obsolete);
    step.emit(ElementTerminated{visit.key, visit.element, visit.scope});
}

namespace {

void terminateAllBut(Step& step, ElementInstanceKey scope, ElementInstanceKey kept)
{
    step.dropArrivals(scope);
    for (const Visit& visit : within(step.state(), scope))
        if (visit.key != kept && step.state().element(visit.key)) terminate(step, visit);
    if (hasWaiting(step.state(), scope)) step.emit(TokensDropped{scope});
}

} // namespace

void terminateWithin(Step& step, ElementInstanceKey scope)
{
    terminateAllBut(step, scope, {});
}

void terminateBeside(Step& step, const Visit& visit)
{
    terminateAllBut(step, visit.scope, visit.key);
}

void triggerBoundary(Step& step, const Visit& host, ElementIndex boundary, feel::Context variables)
{
    if (step.model().process()[boundary].isInterrupting) terminate(step, host);
    activate(step, {boundary, host.scope, {}, {}, std::move(variables)});
}

void startEventSubProcess(Step& step, const Visit& scope, ElementIndex start, feel::Context variables)
{
    const bpmn::Element& event = step.model().process()[start];
    if (event.isInterrupting) {
        terminateWithin(step, scope.key);
        disarmEventSubProcesses(step, scope.key);
    }
    const auto key = step.makeKey<ElementInstanceKey>();
    step.emit(ElementActivated{key, event.parent, scope.key, {}, 0});
    const Visit visit{key, event.parent, scope.key};
    if (!step.countActivation())
        return raiseIncident(step, visit, Redo::Activation, tooManyActivations(step, visit.element));
    if (Status armed = armEventSubProcesses(step, visit); !armed)
        return raiseIncident(step, visit, Redo::Activation, std::move(armed).error());
    activate(step, {start, key, {}, {}, std::move(variables)});
}

void endInstance(Step& step, EventBody how)
{
    const ElementInstanceKey root = step.state().root;
    terminateWithin(step, root);
    withdrawWaiting(step, root);
    resolveIncidents(step, root, IncidentResolved::How::Obsolete);
    if (std::holds_alternative<InstanceCompleted>(how))
        step.emit(ElementCompleted{root, {}, {}});
    else
        step.emit(ElementTerminated{root, {}, {}});
    step.emit(std::move(how));
}

bool hasTokens(const InstanceState& state, ElementInstanceKey scope)
{
    return std::ranges::any_of(state.elements, [&](const ElementInstance& e) { return e.scope == scope; }) ||
           std::ranges::any_of(state.compensationRuns,
                               [&](const CompensationRun& run) { return run.scope == scope; });
}

void settleScope(Step& step, ElementInstanceKey scope)
{
    const InstanceState& state = step.state();
    if (!state.element(scope) || hasTokens(state, scope) || step.hasArrivals(scope)) return;
    // Tokens that wait for others are looked at when nothing moves any more.
    if (hasWaiting(state, scope)) return;
    const Visit visit = step.visitOf(scope);
    step.behaviourAt(visit).onScopeDone(step, visit);
}

void continueLoop(Step& step, ElementInstanceKey loop)
{
    if (!step.state().element(loop)) return;
    const Visit visit = step.visitOf(loop);
    step.behaviourAt(visit).goOn(step, visit);
}

void raiseIncident(Step& step, const Visit& visit, Redo redo, Error error, JobKey job)
{
    step.emit(IncidentRaised{step.makeKey<IncidentKey>(), visit.key, visit.element, job,
                             std::move(error.code), validText(std::move(error.message)),
                             validJson(error.context), redo});
}

void resolveIncidents(Step& step, ElementInstanceKey key, IncidentResolved::How how)
{
    cancelAll(step, step.state().incidents, key, [&](const Incident& incident) {
        return IncidentResolved{incident.key, key, how};
    });
}

bool isCompensating(const InstanceState& state, ElementInstanceKey key)
{
    for (const ElementInstance* at = state.element(key); at; at = state.element(at->scope))
        if (at->compensates) return true;
    return false;
}

} // namespace habitat::engine
