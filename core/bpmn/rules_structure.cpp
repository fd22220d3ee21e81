// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace habitat::bpmn {

namespace {

/// What begins without a token coming in along a sequence flow (BPMN 2.0.2 §13.2, §13.5).
bool beginsByItself(const Check& check, const Element& element)
{
    if (element.type == ElementType::StartEvent || element.triggeredByEvent || element.isForCompensation)
        return true;
    if (element.instantiate || (element.gateway && element.gateway->instantiate)) return true;
    const auto* parent = check.parentOf(element);
    if (parent && parent->type == ElementType::AdHocSubProcess && element.incoming.empty()) return true;
    return element.type == ElementType::IntermediateCatchEvent && element.event(EventTrigger::Link);
}

bool isInstantiating(const Element& element)
{
    return element.type == ElementType::StartEvent || element.instantiate ||
           (element.gateway && element.gateway->instantiate);
}

class ScopeCheck
{
public:
    ScopeCheck(const Check& check, ElementIndex scope)
        : m_check(check), m_scope(scope), m_owner(scope.isValid() ? &check.process[scope] : nullptr)
    {
        for (const auto child : check.process.childrenOf(scope)) {
            const auto& element = check.process[child];
            m_starts += element.type == ElementType::StartEvent;
            if (element.type == ElementType::StartEvent && !m_firstStart) m_firstStart = &element;
            m_ends += element.type == ElementType::EndEvent;
            m_instantiating |= isInstantiating(element);
        }
    }

    void run() const
    {
        const bool adHoc = m_owner && m_owner->type == ElementType::AdHocSubProcess;
        if (!adHoc) {
            checkStarts();
            checkEnds();
        }
        checkReachable();
    }

private:
    [[nodiscard]] std::string name() const
    {
        return m_owner ? m_check.named(*m_owner) : fmt::format("The process “{}”", m_check.process.id);
    }

    void report(Severity severity, std::string code, std::string message) const
    {
        m_check.problems.push_back({severity, std::move(code), m_owner ? m_owner->id : m_check.process.id,
                                    m_owner ? m_owner->line : m_check.process.line, std::move(message)});
    }

    void checkStarts() const
    {
        const bool eventSubProcess = m_owner && m_owner->triggeredByEvent;
        if (eventSubProcess && m_starts != 1)
            report(Severity::Error, "bpmn.start.eventSubProcess",
                   fmt::format("{} must have exactly one start event, with a trigger; it has {}.", name(),
                               m_starts));
        else if (m_owner && m_starts > 1)
            report(Severity::Error, "bpmn.start.several",
                   fmt::format("{} must have exactly one start event; it has {}. Remove the others.", name(),
                               m_starts));
        else if (m_check.process.isExecutable && !m_instantiating)
            report(
                Severity::Error, "bpmn.start.missing",
                fmt::format("{} has no start event, so that nothing in it would ever run. Add one.", name()));
    }

    /// BPMN 2.0.2 §10.5.3: where there is a start event there must be an end event.
    void checkEnds() const
    {
        if (m_firstStart && m_ends == 0)
            m_check.error(*m_firstStart, "bpmn.end.missing",
                          fmt::format("{} has a start event but no end event. Add one.", name()));
    }

    void checkReachable() const
    {
        // Where there is no start event, everything without an incoming flow starts (BPMN 2.0.2 §10.5.2).
        if (!m_instantiating && !(m_owner && m_owner->type == ElementType::AdHocSubProcess)) return;
        std::vector<ElementIndex> open;
        std::set<ElementIndex> reached;
        const auto reach = [&](ElementIndex index) {
            if (index.isValid() && reached.insert(index).second) open.push_back(index);
        };
        for (const auto child : m_check.process.childrenOf(m_scope))
            if (beginsByItself(m_check, m_check.process[child])) reach(child);
        while (!open.empty()) {
            const auto& element = m_check.process[open.back()];
            open.pop_back();
            for (const auto flow : element.outgoing)
                reach(m_check.process[flow].target);
            for (const auto boundary : element.boundaryEvents)
                reach(boundary);
        }
        for (const auto child : m_check.process.childrenOf(m_scope))
            if (!reached.contains(child))
                m_check.error(
                    m_check.process[child], "bpmn.element.unreachable",
                    fmt::format("{} cannot be reached from any start event. Connect it or remove it.",
                                m_check.named(m_check.process[child])));
    }

    const Check& m_check;
    ElementIndex m_scope;
    const Element* m_owner;
    const Element* m_firstStart = nullptr;
    int m_starts = 0;
    int m_ends = 0;
    bool m_instantiating = false;
};

void checkEndsOfFlow(const Check& check, const SequenceFlow& flow)
{
    const auto& source = check.process[flow.source];
    const auto& target = check.process[flow.target];
    if (source.parent != target.parent)
        check.error(
            flow, "bpmn.flow.scope",
            fmt::format("The flow ({}) crosses the border of a sub-process, from “{}” to “{}”. End it inside "
                        "and leave from the sub-process itself.",
                        flow.id, source.id, target.id));
    if (target.type == ElementType::StartEvent)
        check.error(
            target, "bpmn.flow.intoStart",
            fmt::format("The flow ({}) leads into the start event “{}”; nothing may. Lead it to the element "
                        "after it.",
                        flow.id, target.id));
    if (target.type == ElementType::BoundaryEvent)
        check.error(
            target, "bpmn.flow.intoBoundary",
            fmt::format("{} is the target of the flow ({}); a boundary event must not be. Lead the flow to "
                        "the activity.",
                        check.named(target), flow.id));
    if (source.type == ElementType::EndEvent)
        check.error(
            source, "bpmn.flow.fromEnd",
            fmt::format("The flow ({}) leaves the end event “{}”; nothing may. Use an intermediate event.",
                        flow.id, source.id));
    if (source.triggeredByEvent || target.triggeredByEvent)
        check.error(
            source.triggeredByEvent ? source : target, "bpmn.flow.eventSubProcess",
            fmt::format("The flow ({}) touches the event sub-process “{}”, which its trigger alone starts. "
                        "Remove the flow.",
                        flow.id, source.triggeredByEvent ? source.id : target.id));
}

const Process* processOf(const Definitions& definitions, std::string_view interactionNode)
{
    for (const auto& process : definitions.processes)
        if (process.find(interactionNode).isValid()) return &process;
    return nullptr;
}

const Element* elementOf(const Definitions& definitions, std::string_view id)
{
    const auto* process = processOf(definitions, id);
    return process ? process->element(id) : nullptr;
}

/// The participant that a message flow's end lies in: itself, or the pool of the element's process.
std::string_view poolOf(const Definitions& definitions, const Collaboration& collaboration,
                        std::string_view id)
{
    for (const auto& participant : collaboration.participants)
        if (participant.id == id) return participant.id;
    const auto* process = processOf(definitions, id);
    for (const auto& participant : collaboration.participants)
        if (process && participant.processRef == process->id) return participant.id;
    return {};
}

enum class MessageSide { Sends, Receives };

/// What may send and what may receive (BPMN 2.0.2 §7.6.2, table 7.4).
bool mayBe(MessageSide side, const Element& element)
{
    const bool message = element.event(EventTrigger::Message) || element.events.size() > 1;
    switch (element.type) {
    case ElementType::StartEvent:
    case ElementType::IntermediateCatchEvent:
    case ElementType::BoundaryEvent:
        return side == MessageSide::Receives && (message || element.events.empty());
    case ElementType::IntermediateThrowEvent:
    case ElementType::EndEvent:
        return side == MessageSide::Sends && message;
    default:
        return !isGateway(element.type);
    }
}

void checkMessageEnd(const Definitions& definitions, const MessageFlow& flow, MessageSide side,
                     Problems& problems)
{
    const bool sends = side == MessageSide::Sends;
    const auto* element = elementOf(definitions, sends ? flow.sourceRef : flow.targetRef);
    if (element && !mayBe(side, *element))
        problems.push_back(
            {Severity::Error, sends ? "bpmn.messageFlow.source" : "bpmn.messageFlow.target", element->id,
             element->line,
             fmt::format("The {} “{}” is the {} of the message flow ({}) and cannot be: it does not {} "
                         "messages. Connect the flow to another element.",
                         toText(element->type), element->id, sends ? "source" : "target", flow.id,
                         sends ? "send" : "receive")});
}

} // namespace

void checkScopes(const Check& check)
{
    ScopeCheck(check, {}).run();
    for (std::size_t at = 0; at < check.process.elements.size(); ++at)
        if (isScope(check.process.elements[at].type)) ScopeCheck(check, ElementIndex(at)).run();
}

void checkFlows(const Check& check)
{
    for (const auto& flow : check.process.flows)
        if (flow.source.isValid() && flow.target.isValid()) checkEndsOfFlow(check, flow);
}

void checkMessageFlows(const Definitions& definitions, Problems& problems)
{
    const auto report = [&](const MessageFlow& flow, std::string code, std::string message) {
        problems.push_back({Severity::Error, std::move(code), flow.id, flow.line, std::move(message)});
    };
    for (const auto& collaboration : definitions.collaborations)
        for (const auto& flow : collaboration.messageFlows) {
            const auto from = poolOf(definitions, collaboration, flow.sourceRef);
            const auto to = poolOf(definitions, collaboration, flow.targetRef);
            if (!from.empty() && from == to)
                report(flow, "bpmn.messageFlow.pool",
                       fmt::format(
                           "The message flow ({}) stays within one pool; it must connect two. Use a sequence "
                           "flow inside a pool.",
                           flow.id));
            checkMessageEnd(definitions, flow, MessageSide::Sends, problems);
            checkMessageEnd(definitions, flow, MessageSide::Receives, problems);
        }
}

} // namespace habitat::bpmn
