// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/compensation.h"

#include "core/engine/machine/lifecycle.h"
#include "core/engine/machine/subscriptions.h"

#include <algorithm>

namespace habitat::engine {
namespace {

bool hasRecordsIn(const InstanceState& state, ElementInstanceKey scope)
{
    return std::ranges::any_of(state.compensations,
                               [&](const CompensationRecord& record) { return record.scope == scope; });
}

const CompensationRun* runOf(const InstanceState& state, ElementInstanceKey thrower)
{
    const auto run = std::ranges::find(state.compensationRuns, thrower, &CompensationRun::thrower);
    return run == state.compensationRuns.end() ? nullptr : &*run;
}

/// Where the handler runs: beside its activity, or where that scope is gone, where the run was started.
ElementInstanceKey scopeFor(const InstanceState& state, const CompensationRecord& record,
                            const CompensationRun& run)
{
    return state.element(record.scope) ? record.scope : run.scope;
}

/// What started the process's event sub-processes is waited for again.
void rearm(Step& step, const Visit& root)
{
    if (Status armed = armEventSubProcesses(step, root); !armed)
        raiseIncident(step, root, Redo::Scope, std::move(armed).error());
}

/// Where the event can undo: its own scope, and beside the event sub-process that it is in, or what that one
/// is to undo.
std::vector<ElementInstanceKey> scopesInReach(const Step& step, const Visit& thrower)
{
    std::vector<ElementInstanceKey> scopes{thrower.scope};
    const ElementInstance* scope = step.state().element(thrower.scope);
    const bool isAside = scope->element.isValid() && step.model().process()[scope->element].triggeredByEvent;
    if (isAside) scopes.push_back(scope->compensates ? scope->compensates : scope->scope);
    return scopes;
}

void endRun(Step& step, const CompensationRun& run)
{
    const ElementInstanceKey thrower = run.thrower;
    const ElementInstanceKey scope = run.scope;
    const ElementIndex target = run.target;
    const CompensationPurpose purpose = run.purpose;
    step.emit(CompensationEnded{thrower});
    switch (purpose) {
    case CompensationPurpose::Throw: {
        const Visit visit = step.visitOf(thrower);
        step.compiled(visit).behaviour->onCompensated(step, visit);
        break;
    }
    case CompensationPurpose::Rewind:
        rearm(step, step.visitOf(scope));
        activate(step, {target, scope, {}, {}, {}});
        break;
    case CompensationPurpose::RewindAll:
        endInstance(step, InstanceCompensated{});
        break;
    case CompensationPurpose::Background:
        step.settle(scope);
        break;
    }
}

} // namespace

bool RecordFilter::operator()(const CompensationRecord& record) const
{
    return (!activity.isValid() || record.element == activity) && record.sequence >= from &&
           (abandonedToo || !record.abandoned);
}

std::vector<ElementInstanceKey> inReverse(const InstanceState& state, ElementInstanceKey scope,
                                          const RecordFilter& filter)
{
    std::vector<const CompensationRecord*> records;
    for (const CompensationRecord& record : state.compensations)
        if (record.scope == scope && filter(record)) records.push_back(&record);
    std::ranges::sort(records, std::ranges::greater{}, &CompensationRecord::sequence);
    std::vector<ElementInstanceKey> order;
    for (const CompensationRecord* record : records) {
        if (!record->handler.isValid()) {
            const auto inner = inReverse(state, record->activity, filter.within());
            order.insert(order.end(), inner.begin(), inner.end());
        }
        order.push_back(record->activity);
    }
    return order;
}

void registerCompensation(Step& step, const Visit& visit)
{
    const CompiledElement& compiled = step.compiled(visit);
    // A loop is undone by its iterations.
    const ElementIndex handler = step.isLoop(visit) ? ElementIndex() : compiled.compensationHandler;
    if (handler.isValid() || hasRecordsIn(step.state(), visit.key))
        step.emit(CompensationRegistered{visit.key, visit.element, handler, visit.scope,
                                         step.state().completed + 1,
                                         handler.isValid() && compiled.handlerIsInside});
}

bool throwCompensation(Step& step, const Visit& thrower, ElementIndex activity, CompensationPurpose purpose)
{
    std::vector<ElementInstanceKey> order;
    for (const ElementInstanceKey scope : scopesInReach(step, thrower)) {
        const auto here = inReverse(step.state(), scope, RecordFilter::thrown(activity));
        order.insert(order.end(), here.begin(), here.end());
    }
    if (order.empty()) return false;
    step.emit(CompensationTriggered{thrower.key, thrower.scope, purpose, {}, 0, std::move(order)});
    step.continueCompensation(thrower.key);
    return true;
}

void abandonRuns(Step& step, const Visit& visit)
{
    const auto concerns = [&](const CompensationRun& run) {
        return run.thrower == visit.key || run.scope == visit.key || run.handler == visit.key;
    };
    while (true) {
        const auto& runs = step.state().compensationRuns;
        const auto run = std::ranges::find_if(runs, concerns);
        if (run == runs.end()) return;
        const ElementInstanceKey thrower = run->thrower;
        const ElementInstanceKey handler = run->handler;
        // The handler ends its run too, where it is not the one that ends already.
        if (handler && handler != visit.key && step.state().element(handler))
            terminate(step, step.visitOf(handler));
        else
            step.emit(CompensationAbandoned{thrower});
    }
}

void compensateNext(Step& step, ElementInstanceKey thrower)
{
    const CompensationRun* run = runOf(step.state(), thrower);
    if (!run) return;
    if (run->pending.empty()) return endRun(step, *run);
    const CompensationRecord& record = run->pending.back();
    const ElementInstanceKey activity = record.activity;
    const ElementIndex element = record.element;
    if (!record.handler.isValid()) {
        step.emit(CompensationFinished{thrower, activity, element});
        return step.continueCompensation(thrower);
    }
    Activation handler;
    handler.element = record.handler;
    handler.scope = scopeFor(step.state(), record, *run);
    handler.key = step.makeKey<ElementInstanceKey>();
    handler.compensates = activity;
    step.emit(CompensationStarted{thrower, activity, element, handler.key});
    activate(step, handler);
}

void finishHandler(Step& step, const Visit& handler)
{
    const CompensationRun* run = step.state().runOfHandler(handler.key);
    ensure(run != nullptr, "a compensation handler belongs to a run");
    const ElementInstanceKey thrower = run->thrower;
    const CompensationRecord& record = run->pending.back();
    const CompensationFinished finished{thrower, record.activity, record.element};
    step.emit(ElementCompleted{handler.key, handler.element, handler.scope});
    step.emit(finished);
    step.continueCompensation(thrower);
}

} // namespace habitat::engine
