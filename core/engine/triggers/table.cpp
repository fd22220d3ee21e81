// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/triggers/triggers.h"

#include <algorithm>
#include <array>

namespace habitat::engine {
namespace {

using bpmn::ElementType;
using bpmn::EventTrigger;

struct Row
{
    EventTrigger kind;
    const Trigger& (*trigger)();
};

/// A new kind of event is a new file and a row here.
constexpr std::array rows{
    Row{EventTrigger::Message, messageTrigger},
    Row{EventTrigger::Timer, timerTrigger},
    Row{EventTrigger::Error, errorTrigger},
    Row{EventTrigger::Escalation, escalationTrigger},
    Row{EventTrigger::Cancel, cancelTrigger},
    Row{EventTrigger::Compensation, compensationTrigger},
    Row{EventTrigger::Conditional, conditionalTrigger},
    Row{EventTrigger::Link, linkTrigger},
    Row{EventTrigger::Signal, signalTrigger},
    Row{EventTrigger::Terminate, terminateTrigger},
};

/// A send or receive task is an event of its message.
std::vector<bpmn::EventDefinition> definitionsOf(const bpmn::Element& event)
{
    if (bpmn::isEvent(event.type)) return event.events;
    return {{{}, event.line, event.message.value_or(bpmn::MessageEvent{})}};
}

/// Errors, cancellations and the like come to a catcher; nothing waits for one of them among several.
bool isAwaited(EventTrigger kind)
{
    return kind == EventTrigger::Message || kind == EventTrigger::Timer || kind == EventTrigger::Signal ||
           kind == EventTrigger::Conditional;
}

Status checkTogether(const bpmn::Element& event, const EventPlan& plan)
{
    if (!event.parallelMultiple || plan.definitions.size() < 2) return {};
    if (std::ranges::all_of(plan.definitions, isAwaited, &EventPlan::Definition::kind)) return {};
    return fail("engine.model.event",
                "Only messages, timers, signals and conditions can be awaited together.");
}

} // namespace

Position positionOf(const bpmn::Process& process, const bpmn::Element& event)
{
    switch (event.type) {
    case ElementType::StartEvent:
        if (!event.parent.isValid()) return Position::ProcessStart;
        return process[event.parent].triggeredByEvent ? Position::EventSubProcess : Position::SubProcessStart;
    case ElementType::BoundaryEvent:
        return Position::Boundary;
    case ElementType::EndEvent:
        return Position::End;
    case ElementType::IntermediateThrowEvent:
    case ElementType::SendTask:
        return Position::Throw;
    default:
        return Position::Catch;
    }
}

const Trigger& triggerOf(EventTrigger kind)
{
    const auto* row = std::ranges::find(rows, kind, &Row::kind);
    ensure(row != rows.end(), "a none event has no trigger");
    return row->trigger();
}

bool canStand(const bpmn::Process& process, const bpmn::Element& event)
{
    const Position position = positionOf(process, event);
    return std::ranges::all_of(definitionsOf(event), [&](const bpmn::EventDefinition& definition) {
        return triggerOf(definition.trigger()).standsAt(position);
    });
}

Result<std::unique_ptr<EventPlan>> planEvent(const bpmn::Process& process, const bpmn::Element& event)
{
    auto plan = std::make_unique<EventPlan>();
    for (const bpmn::EventDefinition& definition : definitionsOf(event)) {
        const Trigger& trigger = triggerOf(definition.trigger());
        plan->definitions.push_back(
            {definition.trigger(), &trigger,
             TRY(trigger.plan({process, event, definition, positionOf(process, event)}))});
    }
    TRY(checkTogether(event, *plan));
    return plan;
}

Result<std::unique_ptr<const Plan>> Trigger::plan(const EventSource&) const
{
    return nullptr;
}

Status Trigger::arm(Step&, const Awaited&, const Plan*) const
{
    return {};
}

Result<StartCondition> Trigger::startsBy(const Plan*, Instant) const
{
    ensure(false, "only what can be awaited starts a process");
    return StartCondition{};
}

Trigger::Catch Trigger::catches(const Plan*, const Thrown&) const
{
    return Catch::No;
}

Result<Trigger::Afterwards> Trigger::fire(Step&, const Visit&, const Plan*) const
{
    ensure(false, "only what can be thrown stands at a throwing event");
    return Afterwards::GoesOn;
}

void Trigger::onCompensated(Step&, const Visit&) const {}

} // namespace habitat::engine
