// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/starts.h"

#include "core/engine/machine/timers.h"
#include "core/engine/trigger.h"

#include <algorithm>

namespace habitat::engine {

using bpmn::Element;
using bpmn::ElementType;
using bpmn::Process;

bool startsInstances(const Process& process, ElementIndex event)
{
    const Element& element = process[event];
    if (element.parent.isValid()) return false;
    if (element.type == ElementType::StartEvent) return !element.events.empty();
    if (element.type == ElementType::ReceiveTask && element.instantiate && element.incoming.empty())
        return true;
    return std::ranges::any_of(element.incoming, [&](FlowIndex flow) {
        const ElementIndex source = process[flow].source;
        return source.isValid() && process[source].gateway && process[source].gateway->instantiate;
    });
}

std::vector<ElementIndex> startsOf(const Process& process)
{
    std::vector<ElementIndex> starts;
    for (const ElementIndex child : process.children)
        if (startsInstances(process, child)) starts.push_back(child);
    return starts;
}

Result<std::vector<StartTrigger>> startTriggers(const Model& model, Instant now)
{
    std::vector<StartTrigger> all;
    for (const ElementIndex event : startsOf(model.process())) {
        int number = 0;
        for (const auto& definition : model[event].planAs<EventPlan>().definitions) {
            StartCondition condition = TRY(definition.trigger->startsBy(definition.plan.get(), now));
            all.push_back(
                {event, number++, definition.kind, std::move(condition.name), std::move(condition.timer)});
        }
    }
    return all;
}

std::optional<TimerScheduled> nextStart(const TimerScheduled& fired, Instant now)
{
    return nextDue(fired, now);
}

bool startConditionHolds(const Model& model, ElementIndex event, int definition,
                         const feel::Context& variables, Instant now)
{
    const auto& found = model[event].planAs<EventPlan>().definitions[std::size_t(definition)];
    const auto condition = found.trigger->startsBy(found.plan.get(), now);
    if (!condition || !condition->condition) return false;
    const InstanceState nothing;
    const auto value = condition->condition->evaluate(VariableView(nothing, {}, &variables), now);
    return value && value->isTrue();
}

} // namespace habitat::engine
