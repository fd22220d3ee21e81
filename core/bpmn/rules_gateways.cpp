// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace habitat::bpmn {

namespace {

bool choosesByCondition(ElementType type)
{
    return type == ElementType::ExclusiveGateway || type == ElementType::InclusiveGateway ||
           type == ElementType::ComplexGateway;
}

void checkDirection(const Check& check, const Element& gateway)
{
    using Direction = GatewayDetail::Direction;
    const auto direction = gateway.gateway->direction;
    if (direction == Direction::Diverging && gateway.incoming.size() > 1)
        check.error(
            gateway, "bpmn.gateway.direction",
            fmt::format("{} is marked diverging but has {} incoming flows; it may have one (BPMN 2.0.2 "
                        "§10.6). Mark it mixed or join before it.",
                        check.named(gateway), gateway.incoming.size()));
    if (direction == Direction::Converging && gateway.outgoing.size() > 1)
        check.error(
            gateway, "bpmn.gateway.direction",
            fmt::format("{} is marked converging but has {} outgoing flows; it may have one (BPMN 2.0.2 "
                        "§10.6). Mark it mixed or split after it.",
                        check.named(gateway), gateway.outgoing.size()));
    if (gateway.incoming.empty() && gateway.outgoing.size() < 2)
        check.error(
            gateway, "bpmn.gateway.useless",
            fmt::format("{} neither splits nor joins. Connect it or remove it.", check.named(gateway)));
}

/// BPMN 2.0.2 §13.4.2, §13.4.3: without a default, a token that no condition lets pass is an exception.
void checkConditions(const Check& check, const Element& gateway)
{
    if (gateway.outgoing.size() < 2) return;
    for (const auto index : gateway.outgoing) {
        const auto& flow = check.process[index];
        const bool isDefault = index == gateway.defaultFlow;
        if (!isDefault && !flow.condition.isStated() && check.process.isExecutable)
            check.error(
                flow, "bpmn.gateway.condition",
                fmt::format("The flow ({}) out of “{}” has no condition. Give it one or make it the default "
                            "flow.",
                            flow.id, gateway.id));
        if (isDefault && flow.condition.isStated())
            check.warning(
                flow, "bpmn.gateway.defaultCondition",
                fmt::format("The default flow ({}) has a condition, which is never looked at. Remove it.",
                            flow.id));
    }
    if (!gateway.defaultFlow.isValid() && check.process.isExecutable)
        check.warning(
            gateway, "bpmn.gateway.noDefault",
            fmt::format("{} has no default flow; where no condition holds, the instance stops with an "
                        "incident. Choose a default flow.",
                        check.named(gateway)));
}

bool isEventTarget(const Element& element)
{
    static constexpr std::array allowed{EventTrigger::Message, EventTrigger::Timer, EventTrigger::Signal,
                                        EventTrigger::Conditional};
    if (element.type == ElementType::ReceiveTask) return true;
    return element.type == ElementType::IntermediateCatchEvent &&
           (element.events.size() > 1 || std::ranges::find(allowed, element.trigger()) != allowed.end());
}

/// BPMN 2.0.2 §10.6.6.
void checkEventBased(const Check& check, const Element& gateway)
{
    if (gateway.outgoing.size() < 2)
        check.error(gateway, "bpmn.gateway.event",
                    fmt::format("{} must have two or more outgoing flows, one for each event it waits for.",
                                check.named(gateway)));
    if (gateway.gateway->instantiate && !gateway.incoming.empty())
        check.error(gateway, "bpmn.gateway.instantiate",
                    fmt::format("{} starts instances and must not have an incoming flow. Remove the flow.",
                                check.named(gateway)));
    bool receives = false;
    bool catchesMessage = false;
    for (const auto index : gateway.outgoing) {
        if (!check.process[index].target.isValid()) continue;
        const auto& target = check.process[check.process[index].target];
        receives |= target.type == ElementType::ReceiveTask;
        catchesMessage |= target.event(EventTrigger::Message) != nullptr;
        if (!isEventTarget(target))
            check.error(
                target, "bpmn.gateway.eventTarget",
                fmt::format("{} follows the event-based gateway “{}”; only receive tasks and message, timer, "
                            "signal and conditional catch events may.",
                            check.named(target), gateway.id));
        if (target.incoming.size() > 1)
            check.error(
                gateway, "bpmn.gateway.eventTarget",
                fmt::format("{} waits for “{}”, which has other incoming flows; it may have none but this "
                            "gateway's.",
                            check.named(gateway), target.id));
    }
    if (receives && catchesMessage)
        check.error(
            gateway, "bpmn.gateway.eventMixed",
            fmt::format("{} mixes receive tasks and message events. Use one kind.", check.named(gateway)));
}

void checkUnconditional(const Check& check, const Element& element)
{
    for (const auto index : element.outgoing)
        if (check.process[index].condition.isStated())
            check.error(
                check.process[index], "bpmn.flow.condition",
                fmt::format("The flow ({}) has a condition, but {} “{}” sends along all of its flows. Remove "
                            "the condition or use an exclusive or inclusive gateway.",
                            check.process[index].id, toText(element.type), element.id));
}

void checkDefault(const Check& check, const Element& element)
{
    const bool allowed = choosesByCondition(element.type) || isActivity(element.type);
    if (element.defaultFlow.isValid() && !allowed)
        check.error(
            element, "bpmn.flow.defaultType",
            fmt::format(
                "{} has a default flow; only exclusive, inclusive and complex gateways and activities "
                "may. Remove it.",
                check.named(element)));
}

} // namespace

void checkGateways(const Check& check)
{
    for (const auto& element : check.process.elements) {
        checkDefault(check, element);
        if (choosesByCondition(element.type))
            checkConditions(check, element);
        else if (!isActivity(element.type))
            checkUnconditional(check, element);
        if (isGateway(element.type)) checkDirection(check, element);
        if (element.type == ElementType::EventBasedGateway) checkEventBased(check, element);
    }
}

} // namespace habitat::bpmn
