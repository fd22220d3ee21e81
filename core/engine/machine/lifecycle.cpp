// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/lifecycle.h"

#include "core/engine/machine/compensation.h"
#include "core/engine/machine/variables.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::engine {
namespace {

/// Jobs, tasks and timers that the element waits for.
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
}

Status armAndEnter(Step& step, const Visit& visit, Redo& failing)
{
    failing = Redo::Activation;
    TRY(applyInputs(step, visit));
    for (const ElementIndex boundary : step.compiled(visit).boundaries)
        TRY(step.model()[boundary].behaviour->arm(step, visit, boundary));
    failing = Redo::Entry;
    return step.compiled(visit).behaviour->enter(step, visit);
}

Status tryComplete(Step& step, const Visit& visit)
{
    TRY(applyOutputs(step, visit));
    const bool isHandler = bool(step.state().element(visit.key)->compensates);
    const std::vector<FlowIndex> flows =
        isHandler ? std::vector<FlowIndex>{} : TRY(step.compiled(visit).behaviour->leaveBy(step, visit));
    withdrawWaiting(step, visit.key);
    if (isHandler) {
        finishHandler(step, visit);
        return {};
    }
    registerCompensation(step, visit);
    step.emit(ElementCompleted{visit.key, visit.element, visit.scope});
    for (const FlowIndex flow : flows)
        step.take(flow, visit.scope);
    if (flows.empty()) step.settle(visit.scope);
    return {};
}

std::vector<Visit> within(const InstanceState& state, ElementInstanceKey scope)
{
    std::vector<Visit> visits;
    for (auto element = state.elements.rbegin(); element != state.elements.rend(); ++element)
        if (element->scope == scope && element->key != state.root)
            visits.push_back({element->key, element->element, element->scope});
    return visits;
}

void completeInstance(Step& step, ElementInstanceKey root)
{
    step.emit(ElementCompleted{root, {}, {}});
    step.emit(InstanceCompleted{});
}

bool hasTokens(const InstanceState& state, ElementInstanceKey scope)
{
    return std::ranges::any_of(state.elements, [&](const ElementInstance& e) { return e.scope == scope; }) ||
           std::ranges::any_of(state.compensationRuns,
                               [&](const CompensationRun& run) { return run.scope == scope; });
}

/// Names the gateways that wait, and on which flows they do.
Error stuckAtJoin(const Step& step, ElementInstanceKey scope)
{
    std::vector<std::string> gateways;
    for (const JoinTokens& tokens : step.state().joins)
        if (tokens.scope == scope) gateways.push_back(step.model().id(tokens.element));
    gateways.erase(std::unique(gateways.begin(), gateways.end()), gateways.end());
    return {"engine.join.stuck",
            fmt::format(
                "The gateway \"{}\" waits for tokens that can no longer come: nothing else is active in its "
                "scope. Rewind to an activity before the split, or cancel the instance.",
                gateways.front()),
            {{"gateways", gateways}}};
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
    step.emit(ElementActivated{key, visit.element, visit.scope, activation.compensates});
    if (!activation.variables.empty()) setResult(step, visit, activation.variables);
    if (!step.countActivation())
        return raiseIncident(step, visit, Redo::Activation, tooManyActivations(step, visit.element));
    activateAgain(step, visit);
}

void activateAgain(Step& step, const Visit& visit)
{
    Redo failing = Redo::Activation;
    if (Status done = armAndEnter(step, visit, failing); !done)
        raiseIncident(step, visit, failing, std::move(done).error());
}

void enterAgain(Step& step, const Visit& visit)
{
    if (Status done = step.compiled(visit).behaviour->enter(step, visit); !done)
        raiseIncident(step, visit, Redo::Entry, std::move(done).error());
}

void complete(Step& step, const Visit& visit)
{
    if (Status done = tryComplete(step, visit); !done)
        raiseIncident(step, visit, Redo::Completion, std::move(done).error());
}

void terminate(Step& step, const Visit& visit)
{
    terminateWithin(step, visit.key);
    step.compiled(visit).behaviour->withdraw(step, visit);
    withdrawWaiting(step, visit.key);
    resolveIncidents(step, visit.key, IncidentResolved::How::Obsolete);
    step.emit(ElementTerminated{visit.key, visit.element, visit.scope});
}

namespace {

void terminateAllBut(Step& step, ElementInstanceKey scope, ElementInstanceKey kept)
{
    step.dropArrivals(scope);
    for (const Visit& visit : within(step.state(), scope))
        if (visit.key != kept) terminate(step, visit);
    const auto isHere = [&](const JoinTokens& tokens) { return tokens.scope == scope; };
    if (std::ranges::any_of(step.state().joins, isHere)) step.emit(TokensDropped{scope});
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

void settleScope(Step& step, ElementInstanceKey scope)
{
    const InstanceState& state = step.state();
    if (!state.element(scope) || hasTokens(state, scope) || step.hasArrivals(scope)) return;
    const Visit visit = step.visitOf(scope);
    const auto isHere = [&](const JoinTokens& tokens) { return tokens.scope == scope; };
    if (std::ranges::any_of(state.joins, isHere))
        raiseIncident(step, visit, Redo::Scope, stuckAtJoin(step, scope));
    else if (scope == state.root)
        completeInstance(step, scope);
    else
        step.compiled(visit).behaviour->onScopeDone(step, visit);
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
