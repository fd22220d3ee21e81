// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/commands/commands.h"
#include "core/engine/machine/compensation.h"
#include "core/engine/machine/lifecycle.h"
#include "core/engine/machine/subscriptions.h"
#include "core/engine/machine/variables.h"
#include "core/engine/starts.h"

#include <fmt/format.h>

namespace habitat::engine {
namespace {

void setIn(Step& step, ElementInstanceKey scope, const feel::Context& variables)
{
    for (const auto& [name, value] : variables)
        step.emit(VariableSet{scope, name, value});
}

/// Where tokens start: at the event that happened, else where the process begins by itself.
Result<std::vector<ElementIndex>> startsFor(const Model& model, const std::string& startEvent)
{
    const bpmn::Process& process = model.process();
    if (!startEvent.empty()) {
        const ElementIndex start = process.find(startEvent);
        if (start.isValid() && startsInstances(process, start)) return std::vector{start};
        return fail("engine.start.unknown",
                    fmt::format("The process \"{}\" has no event \"{}\" that could start it.", process.id,
                                startEvent),
                    {{"element", startEvent}});
    }
    if (!model[ElementIndex()].entries.empty()) return model[ElementIndex()].entries;
    return fail("engine.start.none",
                fmt::format("The process \"{}\" starts only when one of its start events happens. Send its "
                            "message or signal, or wait for its time.",
                            process.id),
                {{"process", process.id}});
}

/// The event has happened already; where others belong to it (several at once, an event-based gateway that
/// starts with each of its events) these are waited for.
void startAt(Step& step, ElementIndex start, ElementInstanceKey root, int definition)
{
    const bpmn::Element& element = step.model().process()[start];
    const bool isTask = element.type == bpmn::ElementType::ReceiveTask;
    if (isTask && element.instantiate) return activate(step, {start, root, {}, {}, {}, Begin::Happened});
    if (element.incoming.empty() && !element.parallelMultiple) return step.start(start, root);
    const ElementIndex waiting =
        element.incoming.empty() ? start : step.model().process()[element.incoming.front()].source;
    const auto key = step.makeKey<ElementInstanceKey>();
    activate(step, {waiting, root, key});
    if (!step.state().element(key)) return;
    const Awaited happened{step.visitOf(key), start, definition};
    disarm(step, happened);
    occur(step, happened, {});
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
    const auto starts = TRY(startsFor(step.model(), command.startEvent));
    const bpmn::Process& process = step.model().process();
    const auto instance = command.instance ? command.instance : step.makeKey<InstanceKey>();
    const auto root = step.makeKey<ElementInstanceKey>();
    step.emitCreation(instance,
                      {step.model().definition(), step.model().version(), process.id,
                       validText(command.businessKey), root, command.parent, validText(command.startKey)});
    step.emit(ElementActivated{root, {}, {}, {}, 0});
    setIn(step, root, command.variables);
    TRY(armEventSubProcesses(step, {root, {}, {}}));
    for (const ElementIndex start : starts)
        startAt(step, start, root, command.startDefinition);
    return {};
}

Status perform(Step& step, const CancelInstance&)
{
    endInstance(step, InstanceCancelled{});
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
