// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/commands/commands.h"
#include "core/engine/machine/compensation.h"
#include "core/engine/machine/lifecycle.h"
#include "core/engine/machine/variables.h"

#include <fmt/format.h>

namespace habitat::engine {
namespace {

void setIn(Step& step, ElementInstanceKey scope, const feel::Context& variables)
{
    for (const auto& [name, value] : variables)
        step.emit(VariableSet{scope, name, value});
}

/// The job gets as many attempts as it had at first; what it waited for is forgotten.
void retryJob(Step& step, JobKey key)
{
    const Job* job = step.state().job(key);
    ensure(job != nullptr, "an incident of a job ends with the job");
    step.emit(JobRetried{job->key, job->elementInstance, job->attempts});
}

} // namespace

Status perform(Step& step, const CreateInstance& command)
{
    TRY(checkStorable(command.variables));
    const bpmn::Process& process = step.model().process();
    const auto instance = command.instance ? command.instance : step.makeKey<InstanceKey>();
    const auto root = step.makeKey<ElementInstanceKey>();
    step.emitCreation(instance, {step.model().definition(), step.model().version(), process.id,
                                 validText(command.businessKey), root, command.parent});
    step.emit(ElementActivated{root, {}, {}, {}});
    setIn(step, root, command.variables);
    for (const ElementIndex entry : entriesOf(process, {}))
        step.start(entry, root);
    return {};
}

Status perform(Step& step, const CancelInstance&)
{
    const ElementInstanceKey root = step.state().root;
    terminateWithin(step, root);
    resolveIncidents(step, root, IncidentResolved::How::Obsolete);
    step.emit(ElementTerminated{root, {}, {}});
    step.emit(InstanceCancelled{});
    return {};
}

Status perform(Step& step, const SetVariables& command)
{
    TRY(checkStorable(command.variables));
    const ElementInstanceKey scope = command.scope ? command.scope : step.state().root;
    if (!step.state().element(scope))
        return fail(
            "engine.scope.unknown",
            fmt::format(
                "The instance has no active element {}; it may have ended. Look at the instance again.",
                scope.value),
            {{"elementInstance", scope.value}});
    setIn(step, scope, command.variables);
    return {};
}

Status perform(Step& step, const Rewind& command)
{
    return rewindTo(step, command.elementId);
}

Status perform(Step& step, const RewindAll&)
{
    return rewindAll(step);
}

Status perform(Step& step, const RetryIncident& command)
{
    const Incident* found = step.state().incident(command.incident);
    if (!found)
        return fail("engine.incident.unknown",
                    fmt::format("The instance has no open incident {}; it may be solved already.",
                                command.incident.value),
                    {{"incident", command.incident.value}});
    const Incident incident = *found;
    if (command.variables) {
        TRY(checkStorable(*command.variables));
        setWhereKnown(step, incident.elementInstance, *command.variables);
    }
    step.emit(IncidentResolved{incident.key, incident.elementInstance, IncidentResolved::How::Retried});
    const Visit visit = step.visitOf(incident.elementInstance);
    switch (incident.redo) {
    case Redo::Job:
        retryJob(step, incident.job);
        break;
    case Redo::Activation:
        activateAgain(step, visit);
        break;
    case Redo::Entry:
        enterAgain(step, visit);
        break;
    case Redo::Completion:
        complete(step, visit);
        break;
    case Redo::Scope:
        step.settle(visit.key);
        break;
    }
    return {};
}

} // namespace habitat::engine
