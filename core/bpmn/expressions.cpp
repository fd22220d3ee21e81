// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/expressions.h"

namespace habitat::bpmn {

namespace {

class Walker
{
public:
    Walker(std::string_view ownerId, const ExpressionVisitor& visit) : m_ownerId(ownerId), m_visit(visit) {}

    void walk(const Element& element)
    {
        for (const auto& event : element.events)
            std::visit([this](const auto& detail) { walkEvent(detail); }, event.detail);
        std::visit([this](const auto& loop) { walkLoop(loop); }, element.loop);
        walkTask(element);
        for (const auto& mapping : element.ioMapping.inputs)
            visit("input mapping", mapping.source);
        for (const auto& mapping : element.ioMapping.outputs)
            visit("output mapping", mapping.source);
        if (element.gateway) visit("activation condition", element.gateway->activationCondition);
        if (element.adHoc) {
            visit("completion condition", element.adHoc->completionCondition);
            visit("active elements", element.adHoc->activeElements);
        }
    }

    void visit(std::string_view role, const Expression& expression)
    {
        if (expression.isStated()) m_visit({m_ownerId, role}, expression);
    }

private:
    void walkTask(const Element& element)
    {
        if (element.job) {
            visit("job type", element.job->type);
            visit("retries", element.job->retries);
            visit("retry cycle", element.job->retryCycle);
        }
        if (element.assignment) walkAssignment(*element.assignment);
        if (element.script) visit("script", element.script->expression);
        if (element.calledElement) {
            visit("called process", element.calledElement->processId);
            visit("version tag", element.calledElement->versionTag);
            visit("business key", element.calledElement->businessKey);
        }
        if (element.calledDecision) {
            visit("called decision", element.calledDecision->decisionId);
            visit("version tag", element.calledDecision->versionTag);
        }
        if (element.message) walkEvent(*element.message);
    }

    void walkAssignment(const Assignment& assignment)
    {
        visit("assignee", assignment.assignee);
        visit("candidate users", assignment.candidateUsers);
        visit("candidate groups", assignment.candidateGroups);
        visit("due date", assignment.dueDate);
        visit("follow-up date", assignment.followUpDate);
        visit("priority", assignment.priority);
    }

    void walkEvent(const MessageEvent& event)
    {
        visit("message name", event.messageName);
        visit("correlation key", event.correlationKey);
    }
    void walkEvent(const TimerEvent& event) { visit("timer", event.expression); }
    void walkEvent(const ConditionalEvent& event) { visit("condition", event.condition); }
    void walkEvent(const SignalEvent& event) { visit("signal name", event.signalName); }
    void walkEvent(const ErrorEvent&) {}
    void walkEvent(const EscalationEvent&) {}
    void walkEvent(const CancelEvent&) {}
    void walkEvent(const CompensationEvent&) {}
    void walkEvent(const LinkEvent&) {}
    void walkEvent(const TerminateEvent&) {}

    void walkLoop(const std::monostate&) {}
    void walkLoop(const StandardLoop& loop)
    {
        visit("loop maximum", loop.loopMaximum);
        visit("loop condition", loop.loopCondition);
    }
    void walkLoop(const MultiInstanceLoop& loop)
    {
        visit("loop cardinality", loop.loopCardinality);
        visit("input collection", loop.inputCollection);
        visit("output element", loop.outputElement);
        visit("completion condition", loop.completionCondition);
        for (const auto& behavior : loop.complexBehaviors)
            visit("behavior condition", behavior.condition);
    }

    std::string_view m_ownerId;
    const ExpressionVisitor& m_visit;
};

} // namespace

void forEachExpression(const Process& process, const ExpressionVisitor& visit)
{
    for (const auto& element : process.elements)
        Walker(element.id, visit).walk(element);
    for (const auto& flow : process.flows)
        Walker(flow.id, visit).visit("condition", flow.condition);
}

} // namespace habitat::bpmn
