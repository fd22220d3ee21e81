// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/model.h"

#include <algorithm>
#include <array>

namespace habitat::bpmn {

namespace {

template <typename T>
const T* byId(const std::vector<T>& items, std::string_view id)
{
    const auto found = std::ranges::find_if(items, [&](const T& item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

struct TriggerOf
{
    EventTrigger operator()(const MessageEvent&) const { return EventTrigger::Message; }
    EventTrigger operator()(const TimerEvent&) const { return EventTrigger::Timer; }
    EventTrigger operator()(const ErrorEvent&) const { return EventTrigger::Error; }
    EventTrigger operator()(const EscalationEvent&) const { return EventTrigger::Escalation; }
    EventTrigger operator()(const CancelEvent&) const { return EventTrigger::Cancel; }
    EventTrigger operator()(const CompensationEvent&) const { return EventTrigger::Compensation; }
    EventTrigger operator()(const ConditionalEvent&) const { return EventTrigger::Conditional; }
    EventTrigger operator()(const LinkEvent&) const { return EventTrigger::Link; }
    EventTrigger operator()(const SignalEvent&) const { return EventTrigger::Signal; }
    EventTrigger operator()(const TerminateEvent&) const { return EventTrigger::Terminate; }
};

} // namespace

std::string_view toText(ElementType type)
{
    static constexpr std::array<std::string_view, 22> names{"startEvent",
                                                            "intermediateCatchEvent",
                                                            "intermediateThrowEvent",
                                                            "boundaryEvent",
                                                            "endEvent",
                                                            "task",
                                                            "serviceTask",
                                                            "sendTask",
                                                            "receiveTask",
                                                            "userTask",
                                                            "manualTask",
                                                            "scriptTask",
                                                            "businessRuleTask",
                                                            "callActivity",
                                                            "subProcess",
                                                            "transaction",
                                                            "adHocSubProcess",
                                                            "exclusiveGateway",
                                                            "inclusiveGateway",
                                                            "parallelGateway",
                                                            "eventBasedGateway",
                                                            "complexGateway"};
    return names[static_cast<std::size_t>(type)];
}

std::string_view toText(EventTrigger trigger)
{
    static constexpr std::array<std::string_view, 11> names{
        "none",         "message",     "timer", "error",  "escalation", "cancel",
        "compensation", "conditional", "link",  "signal", "terminate"};
    return names[static_cast<std::size_t>(trigger)];
}

bool isEvent(ElementType type)
{
    return type <= ElementType::EndEvent;
}

bool isTask(ElementType type)
{
    return type >= ElementType::Task && type <= ElementType::BusinessRuleTask;
}

bool isActivity(ElementType type)
{
    return type >= ElementType::Task && type <= ElementType::AdHocSubProcess;
}

bool isGateway(ElementType type)
{
    return type >= ElementType::ExclusiveGateway;
}

bool isScope(ElementType type)
{
    return type >= ElementType::SubProcess && type <= ElementType::AdHocSubProcess;
}

EventTrigger EventDefinition::trigger() const
{
    return std::visit(TriggerOf{}, detail);
}

void Properties::set(std::string name, std::string value)
{
    const auto found =
        std::ranges::find_if(m_values, [&](const auto& property) { return property.first == name; });
    if (found != m_values.end())
        found->second = std::move(value);
    else
        m_values.emplace_back(std::move(name), std::move(value));
}

const std::string* Properties::find(std::string_view name) const
{
    const auto found =
        std::ranges::find_if(m_values, [&](const auto& property) { return property.first == name; });
    return found == m_values.end() ? nullptr : &found->second;
}

std::string_view Properties::get(std::string_view name, std::string_view otherwise) const
{
    const auto* value = find(name);
    return value ? std::string_view(*value) : otherwise;
}

EventTrigger Element::trigger() const
{
    return events.empty() ? EventTrigger::None : events.front().trigger();
}

const EventDefinition* Element::event(EventTrigger trigger) const
{
    const auto found = std::ranges::find_if(
        events, [&](const EventDefinition& event) { return event.trigger() == trigger; });
    return found == events.end() ? nullptr : &*found;
}

ElementIndex Process::find(std::string_view elementId) const
{
    const auto found = elementById.find(elementId);
    return found == elementById.end() ? ElementIndex() : found->second;
}

const Element* Process::element(std::string_view elementId) const
{
    const auto index = find(elementId);
    return index.isValid() ? &(*this)[index] : nullptr;
}

const std::vector<ElementIndex>& Process::childrenOf(ElementIndex scope) const
{
    return scope.isValid() ? (*this)[scope].children : children;
}

ElementIndex Process::noneStartOf(ElementIndex scope) const
{
    for (const auto child : childrenOf(scope))
        if ((*this)[child].type == ElementType::StartEvent && (*this)[child].events.empty()) return child;
    return {};
}

ElementIndex Process::compensationHandlerOf(ElementIndex activity) const
{
    for (const auto boundary : (*this)[activity].boundaryEvents)
        if ((*this)[boundary].compensationHandler.isValid()) return (*this)[boundary].compensationHandler;
    return {};
}

std::vector<ElementIndex> Process::linkTargetsOf(ElementIndex throwing) const
{
    std::vector<ElementIndex> targets;
    const auto* source = (*this)[throwing].event(EventTrigger::Link);
    if (!source) return targets;
    const auto& link = std::get<LinkEvent>(source->detail);
    for (const auto child : childrenOf((*this)[throwing].parent)) {
        const auto* target = (*this)[child].event(EventTrigger::Link);
        if (!target || (*this)[child].type != ElementType::IntermediateCatchEvent) continue;
        const bool byName = !link.name.empty() && std::get<LinkEvent>(target->detail).name == link.name;
        const bool byId =
            !link.target.empty() && (target->id == link.target || (*this)[child].id == link.target);
        if (byName || byId) targets.push_back(child);
    }
    return targets;
}

const Shape* Diagram::shapeOf(std::string_view elementId) const
{
    const auto found =
        std::ranges::find_if(shapes, [&](const Shape& shape) { return shape.elementId == elementId; });
    return found == shapes.end() ? nullptr : &*found;
}

const Edge* Diagram::edgeOf(std::string_view flowId) const
{
    const auto found =
        std::ranges::find_if(edges, [&](const Edge& edge) { return edge.elementId == flowId; });
    return found == edges.end() ? nullptr : &*found;
}

const Process* Definitions::process(std::string_view processId) const
{
    return byId(processes, processId);
}

const Message* Definitions::message(std::string_view id) const
{
    return byId(messages, id);
}

const Signal* Definitions::signal(std::string_view id) const
{
    return byId(signals, id);
}

const ErrorCode* Definitions::error(std::string_view id) const
{
    return byId(errors, id);
}

const Escalation* Definitions::escalation(std::string_view id) const
{
    return byId(escalations, id);
}

} // namespace habitat::bpmn
