// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/close_states.h"

#include <algorithm>

namespace habitat::console {

namespace {

bool isIncidentOf(const store::IncidentRow& incident, int step)
{
    return close::stepOfElement(incident.elementId) == step;
}

/// What the step's job says; an undo's job speaks for the step that it undoes.
std::optional<StepState> fromJob(const StepFacts& facts, const close::Progress& progress)
{
    for (const auto& job : progress.jobs) {
        if (close::stepOfElement(job.elementId) != facts.step) continue;
        switch (job.status) {
        case store::JobStatus::Held:
            return facts.isUnsigned ? StepState::Waiting : StepState::Ready;
        case store::JobStatus::WaitingRetry:
            return StepState::Retrying;
        case store::JobStatus::Failed:
            return StepState::Failed;
        case store::JobStatus::Ready:
        case store::JobStatus::Running:
            return progress.compensating ? StepState::Compensating : StepState::Running;
        }
    }
    return std::nullopt;
}

} // namespace

std::string_view toText(StepState state)
{
    switch (state) {
    case StepState::NotStarted:
        return "not_started";
    case StepState::Ready:
        return "ready";
    case StepState::Waiting:
        return "waiting";
    case StepState::Running:
        return "running";
    case StepState::Retrying:
        return "retrying";
    case StepState::Failed:
        return "failed";
    case StepState::Completed:
        return "completed";
    case StepState::Compensating:
        return "compensating";
    case StepState::Compensated:
        return "compensated";
    }
    return "not_started";
}

StepView emptyStep(int step)
{
    const auto& plan = close::planOf(step);
    StepView view;
    view.number = step;
    view.id = plan.id;
    view.name = plan.name;
    view.context = plan.context;
    view.isPivot = step == close::pivotStep;
    return view;
}

StepState stateOf(const StepFacts& facts, const close::Progress& progress)
{
    const bool failed = std::ranges::any_of(
        progress.incidents, [&](const auto& incident) { return isIncidentOf(incident, facts.step); });
    if (failed) return StepState::Failed;
    if (facts.hasResult && !progress.compensating) return StepState::Completed;
    if (const auto state = fromJob(facts, progress)) return *state;
    if (facts.hasResult) return StepState::Completed;
    return facts.wasUndone ? StepState::Compensated : StepState::NotStarted;
}

} // namespace habitat::console
