// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/compensation.h"

#include "core/engine/machine/lifecycle.h"

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
        activate(step, {target, scope, {}, {}, {}});
        break;
    case CompensationPurpose::RewindAll:
        step.emit(ElementTerminated{scope, {}, {}});
        step.emit(InstanceCompensated{});
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
    const ElementIndex handler = step.compiled(visit).compensationHandler;
    if (handler.isValid() || hasRecordsIn(step.state(), visit.key))
        step.emit(CompensationRegistered{visit.key, visit.element, handler, visit.scope,
                                         step.state().completed + 1});
}

bool throwCompensation(Step& step, const Visit& thrower, ElementIndex activity)
{
    auto order = inReverse(step.state(), thrower.scope, RecordFilter::thrown(activity));
    if (order.empty()) return false;
    step.emit(CompensationTriggered{
        thrower.key, thrower.scope, CompensationPurpose::Throw, {}, 0, std::move(order)});
    step.continueCompensation(thrower.key);
    return true;
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
