// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/subscriptions.h"

#include "core/engine/machine/lifecycle.h"
#include "core/engine/machine/variables.h"

#include <algorithm>

namespace habitat::engine {
namespace {

const EventPlan& planOf(const Step& step, ElementIndex event)
{
    return step.model()[event].planAs<EventPlan>();
}

bool awaitsAllOf(const bpmn::Element& event)
{
    return event.parallelMultiple && event.events.size() > 1;
}

/// Whether anything of the event is still to come.
bool isAnyOpen(const InstanceState& state, const Awaited& awaited)
{
    const auto matches = [&](const auto& record) {
        return record.elementInstance == awaited.waiting.key && record.element == awaited.event;
    };
    return std::ranges::any_of(state.subscriptions, matches) || std::ranges::any_of(state.timers, matches);
}

/// What `waiting` waits for, of the events that are chosen.
template <typename Chosen>
void closeWhere(Step& step, ElementInstanceKey waiting, Chosen chosen)
{
    std::vector<EventBody> events;
    for (const Subscription& subscription : step.state().subscriptions)
        if (subscription.elementInstance == waiting && chosen(subscription.element, subscription.definition))
            events.emplace_back(SubscriptionClosed{subscription.key, waiting});
    for (const Timer& timer : step.state().timers)
        if (timer.elementInstance == waiting && chosen(timer.element, timer.definition))
            events.emplace_back(TimerCancelled{timer.key, waiting});
    for (EventBody& event : events)
        step.emit(std::move(event));
}

} // namespace

bool isAwaited(const InstanceState& state, const Awaited& awaited)
{
    const auto matches = [&](const auto& record) {
        return record.elementInstance == awaited.waiting.key && record.element == awaited.event &&
               record.definition == awaited.definition;
    };
    return std::ranges::any_of(state.subscriptions, matches) || std::ranges::any_of(state.timers, matches);
}

SubscriptionKey openSubscription(Step& step, const Awaited& awaited, SubscriptionKind kind, std::string name,
                                 std::string correlation)
{
    const auto key = step.makeKey<SubscriptionKey>();
    step.emit(SubscriptionOpened{key, awaited.waiting.key, awaited.event, awaited.definition, kind,
                                 std::move(name), std::move(correlation)});
    return key;
}

Status armEvent(Step& step, const Visit& waiting, ElementIndex event)
{
    int number = 0;
    for (const EventPlan::Definition& definition : planOf(step, event).definitions)
        TRY(definition.trigger->arm(step, {waiting, event, number++}, definition.plan.get()));
    return {};
}

Status armEventSubProcesses(Step& step, const Visit& scope)
{
    for (const ElementIndex start : step.compiled(scope).eventStarts)
        TRY(armEvent(step, scope, start));
    return {};
}

void disarm(Step& step, const Awaited& awaited)
{
    closeWhere(step, awaited.waiting.key, [&](ElementIndex element, int definition) {
        return element == awaited.event && definition == awaited.definition;
    });
}

void disarmEvent(Step& step, ElementInstanceKey waiting, ElementIndex event)
{
    closeWhere(step, waiting, [&](ElementIndex element, int) { return element == event; });
}

void disarmEventSubProcesses(Step& step, ElementInstanceKey scope)
{
    closeWhere(step, scope, [&](ElementIndex element, int) {
        return step.model().process()[element].type == bpmn::ElementType::StartEvent;
    });
}

bool repeats(const bpmn::Element& event)
{
    return !event.isInterrupting &&
           (event.type == bpmn::ElementType::BoundaryEvent || event.type == bpmn::ElementType::StartEvent);
}

void triggerSubscription(Step& step, SubscriptionKey key, feel::Context variables)
{
    const Subscription subscription = *step.state().subscription(key);
    const Awaited awaited{step.visitOf(subscription.elementInstance), subscription.element,
                          subscription.definition};
    const bpmn::Element& event = step.model().process()[awaited.event];
    step.emit(SubscriptionTriggered{key, awaited.waiting.key, awaited.event});
    if (!repeats(event) || awaitsAllOf(event)) step.emit(SubscriptionClosed{key, awaited.waiting.key});
    occur(step, awaited, std::move(variables));
}

void occur(Step& step, const Awaited& awaited, feel::Context variables)
{
    const bpmn::Element& event = step.model().process()[awaited.event];
    if (awaitsAllOf(event)) {
        setWhereKnown(step, awaited.waiting.key, variables);
        variables = {};
        if (isAnyOpen(step.state(), awaited)) return;
        if (repeats(event))
            if (Status armed = armEvent(step, awaited.waiting, awaited.event); !armed)
                raiseIncident(step, awaited.waiting, Redo::Activation, std::move(armed).error());
    }
    step.model()[awaited.event].behaviour->onOccurred(step, awaited.waiting, awaited.event,
                                                      std::move(variables));
}

} // namespace habitat::engine
