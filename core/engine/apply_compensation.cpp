// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/apply_compensation.h"

#include <algorithm>
#include <iterator>

namespace habitat::engine {
namespace {

/// Forgets what is in a completed sub-process that can no longer be undone piece by piece.
void dropRecordsIn(InstanceState& state, ElementInstanceKey scope)
{
    std::vector<ElementInstanceKey> scopes{scope};
    while (!scopes.empty()) {
        const ElementInstanceKey next = scopes.back();
        scopes.pop_back();
        std::erase_if(state.compensations, [&](const CompensationRecord& record) {
            if (record.scope != next) return false;
            scopes.push_back(record.activity);
            return true;
        });
    }
}

bool isUndoneByParts(const InstanceState& state, ElementInstanceKey activity)
{
    return std::ranges::any_of(state.compensations, [&](const CompensationRecord& record) {
        return record.activity == activity && (!record.handler.isValid() || record.inside);
    });
}

std::vector<SharedVariables> snapshotFrom(const InstanceState& state, ElementInstanceKey activity)
{
    std::vector<SharedVariables> snapshot;
    for (const ElementInstance* at = state.element(activity); at; at = state.element(at->scope))
        if (!at->variables.empty()) snapshot.push_back(at->variables);
    return snapshot;
}

CompensationRun* findRun(InstanceState& state, ElementInstanceKey thrower)
{
    const auto run = std::ranges::find(state.compensationRuns, thrower, &CompensationRun::thrower);
    return run == state.compensationRuns.end() ? nullptr : &*run;
}

/// What is in it passes to its scope, where only a rewind still undoes it.
void abandonRecordsIn(InstanceState& state, ElementInstanceKey activity, ElementInstanceKey scope)
{
    for (CompensationRecord& record : state.compensations)
        if (record.scope == activity) {
            record.scope = scope;
            record.abandoned = true;
        }
}

void moveRecord(InstanceState& state, ElementInstanceKey activity, std::vector<CompensationRecord>& to)
{
    const auto found = std::ranges::find(state.compensations, activity, &CompensationRecord::activity);
    if (found == state.compensations.end()) return;
    to.push_back(std::move(*found));
    state.compensations.erase(found);
}

/// An interrupted run leaves what it has not undone yet to a rewind.
void giveBack(InstanceState& state, ElementInstanceKey ended)
{
    for (CompensationRun& run : state.compensationRuns)
        if (run.thrower == ended || run.scope == ended)
            std::ranges::move(run.pending, std::back_inserter(state.compensations));
    std::erase_if(state.compensationRuns,
                  [&](const CompensationRun& run) { return run.thrower == ended || run.scope == ended; });
}

} // namespace

void forgetPartsOf(InstanceState& state, ElementInstanceKey completed)
{
    if (!isUndoneByParts(state, completed)) dropRecordsIn(state, completed);
}

void abandonPartsOf(InstanceState& state, ElementInstanceKey ended, ElementInstanceKey scope)
{
    giveBack(state, ended);
    abandonRecordsIn(state, ended, scope);
}

void applyCompensation(InstanceState& state, const CompensationRegistered& e)
{
    if (e.handler.isValid() && !e.inside) dropRecordsIn(state, e.activity);
    CompensationRecord record{e.activity, e.element, e.handler, e.scope, e.sequence, false, e.inside, {}};
    if (e.handler.isValid()) record.snapshot = snapshotFrom(state, e.activity);
    state.compensations.push_back(std::move(record));
}

void applyCompensation(InstanceState& state, const CompensationTriggered& e)
{
    CompensationRun run{e.thrower, e.scope, e.purpose, e.target, {}, {}};
    for (auto activity = e.activities.rbegin(); activity != e.activities.rend(); ++activity)
        moveRecord(state, *activity, run.pending);
    for (auto record = run.pending.rbegin(); record != run.pending.rend(); ++record)
        if (!record->handler.isValid()) abandonRecordsIn(state, record->activity, record->scope);
    state.compensationRuns.push_back(std::move(run));
    if (e.purpose == CompensationPurpose::Rewind || e.purpose == CompensationPurpose::RewindAll)
        std::erase_if(state.completions, [&](const Completion& c) { return c.sequence >= e.fromSequence; });
}

void applyCompensation(InstanceState& state, const CompensationStarted& e)
{
    if (CompensationRun* run = findRun(state, e.thrower)) run->handler = e.handler;
}

void applyCompensation(InstanceState& state, const CompensationFinished& e)
{
    CompensationRun* run = findRun(state, e.thrower);
    if (!run || run->pending.empty()) return;
    if (run->pending.back().inside) dropRecordsIn(state, run->pending.back().activity);
    run->pending.pop_back();
    run->handler = {};
}

void applyCompensation(InstanceState& state, const CompensationEnded& e)
{
    std::erase_if(state.compensationRuns,
                  [&](const CompensationRun& run) { return run.thrower == e.thrower; });
}

void applyCompensation(InstanceState& state, const CompensationAbandoned& e)
{
    if (CompensationRun* run = findRun(state, e.thrower))
        std::ranges::move(run->pending, std::back_inserter(state.compensations));
    std::erase_if(state.compensationRuns,
                  [&](const CompensationRun& run) { return run.thrower == e.thrower; });
}

} // namespace habitat::engine
