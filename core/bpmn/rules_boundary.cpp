// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace habitat::bpmn {

namespace {

void checkHost(const Check& check, const Element& boundary)
{
    // That there is no such host was reported on reading.
    if (!boundary.attachedTo.isValid()) return;
    const auto& host = check.process[boundary.attachedTo];
    if (!isActivity(host.type) || host.triggeredByEvent)
        check.error(
            boundary, "bpmn.boundary.host",
            fmt::format(
                "{} is attached to “{}”, which is no activity that can be interrupted. Attach it to a "
                "task, a call activity or a sub-process.",
                check.named(boundary), host.id));
    if (host.parent != boundary.parent)
        check.error(
            boundary, "bpmn.boundary.scope",
            fmt::format("{} stands in another scope than “{}”, to which it is attached. Move it beside its "
                        "activity.",
                        check.named(boundary), host.id));
    if (boundary.event(EventTrigger::Cancel) && host.type != ElementType::Transaction)
        check.error(
            boundary, "bpmn.boundary.cancel",
            fmt::format("{} catches a cancellation; only a transaction can be cancelled. Attach it to one.",
                        check.named(boundary)));
}

void checkTrigger(const Check& check, const Element& boundary)
{
    using enum EventTrigger;
    if (boundary.events.empty())
        check.error(boundary, "bpmn.event.definition",
                    fmt::format("{} waits for nothing: it has no event definition. Choose what it catches.",
                                check.named(boundary)));
    for (const auto& definition : boundary.events) {
        const auto trigger = definition.trigger();
        if (trigger == None || trigger == Link || trigger == Terminate)
            check.error(
                boundary, "bpmn.event.trigger",
                fmt::format("{} cannot have the trigger “{}” on a border (BPMN 2.0.2 §10.5, table 10.93). "
                            "Choose another event.",
                            check.named(boundary), toText(trigger)));
    }
    if (!boundary.isInterrupting && (boundary.event(Error) || boundary.event(Cancel)))
        check.error(
            boundary, "bpmn.event.interrupting",
            fmt::format("{} must be interrupting: after an error or a cancellation the activity is over. Set "
                        "cancelActivity to true.",
                        check.named(boundary)));
}

/// BPMN 2.0.2 §10.7.2: a compensation boundary event has an association to its handler and no sequence flow.
void checkWayOut(const Check& check, const Element& boundary)
{
    const bool compensates = boundary.event(EventTrigger::Compensation) != nullptr;
    if (!compensates && boundary.outgoing.empty())
        check.error(boundary, "bpmn.boundary.outgoing",
                    fmt::format("{} leads nowhere. Give it an outgoing flow.", check.named(boundary)));
    if (!compensates) return;
    if (!boundary.outgoing.empty())
        check.error(
            boundary, "bpmn.compensation.flow",
            fmt::format("{} has a sequence flow; it leads to its handler by an association. Replace the flow "
                        "by an association.",
                        check.named(boundary)));
    if (!boundary.compensationHandler.isValid()) {
        check.error(
            boundary, "bpmn.compensation.handler",
            fmt::format("{} has no handler. Draw an association to the activity that undoes the work.",
                        check.named(boundary)));
        return;
    }
    const auto& handler = check.process[boundary.compensationHandler];
    if (!handler.isForCompensation)
        check.error(
            handler, "bpmn.compensation.marker",
            fmt::format("{} undoes the work of another activity but is not marked for compensation. Set "
                        "isForCompensation to true.",
                        check.named(handler)));
}

void checkHandlers(const Check& check)
{
    std::set<ElementIndex> used;
    for (const auto& element : check.process.elements)
        used.insert(element.compensationHandler);
    for (std::size_t at = 0; at < check.process.elements.size(); ++at) {
        const auto& element = check.process.elements[at];
        if (!element.isForCompensation) continue;
        if (!element.incoming.empty() || !element.outgoing.empty())
            check.error(
                element, "bpmn.compensation.flow",
                fmt::format(
                    "{} is marked for compensation and must have no sequence flow. Remove the flow or "
                    "the marker.",
                    check.named(element)));
        if (!used.contains(ElementIndex(at)) && !element.triggeredByEvent)
            check.warning(
                element, "bpmn.compensation.unused",
                fmt::format("{} is marked for compensation, but no compensation event leads to it. Draw an "
                            "association to it.",
                            check.named(element)));
    }
}

bool canBeCompensated(const Check& check, ElementIndex index)
{
    const auto& activity = check.process[index];
    if (check.process.compensationHandlerOf(index).isValid() || isScope(activity.type)) return true;
    return activity.type == ElementType::CallActivity;
}

void checkThrown(const Check& check)
{
    for (const auto& element : check.process.elements) {
        const auto* definition = element.event(EventTrigger::Compensation);
        const bool throws =
            element.type == ElementType::IntermediateThrowEvent || element.type == ElementType::EndEvent;
        if (!definition || !throws) continue;
        const auto activity = check.process.find(std::get<CompensationEvent>(definition->detail).activityRef);
        if (activity.isValid() && !canBeCompensated(check, activity))
            check.error(
                element, "bpmn.compensation.target",
                fmt::format("{} compensates “{}”, which has no compensation. Give it a compensation event.",
                            check.named(element), check.process[activity].id));
    }
}

} // namespace

void checkBoundaryEvents(const Check& check)
{
    for (const auto& element : check.process.elements)
        if (element.type == ElementType::BoundaryEvent) {
            checkHost(check, element);
            checkTrigger(check, element);
            checkWayOut(check, element);
        }
}

void checkCompensation(const Check& check)
{
    checkHandlers(check);
    checkThrown(check);
}

} // namespace habitat::bpmn
