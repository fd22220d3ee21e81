// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/process_writer.h"

#include <string>

namespace habitat::bpmn {

namespace {

std::string_view bindingName(Binding binding)
{
    switch (binding) {
    case Binding::Deployment:
        return "deployment";
    case Binding::VersionTag:
        return "versionTag";
    case Binding::Version:
        return "version";
    case Binding::Latest:
        break;
    }
    return {};
}

void writeJob(const JobDefinition& job, XmlBuilder node)
{
    auto extensions = node.extensions();
    extensions.add("zeebe:taskDefinition").set("type", job.type).set("retries", job.retries);
    extensions.addText("camunda:failedJobRetryTimeCycle", XmlBuilder::asText(job.retryCycle));
    if (job.headers.empty()) return;
    auto headers = extensions.add("zeebe:taskHeaders");
    for (const auto& [key, value] : job.headers.all())
        headers.add("zeebe:header").set("key", key).set("value", value);
}

void writeAssignment(const Assignment& assignment, XmlBuilder node)
{
    auto extensions = node.extensions();
    extensions.add("zeebe:assignmentDefinition")
        .set("assignee", assignment.assignee)
        .set("candidateGroups", assignment.candidateGroups)
        .set("candidateUsers", assignment.candidateUsers);
    if (assignment.dueDate.isStated() || assignment.followUpDate.isStated())
        extensions.add("zeebe:taskSchedule")
            .set("dueDate", assignment.dueDate)
            .set("followUpDate", assignment.followUpDate);
    if (assignment.priority.isStated())
        extensions.add("zeebe:priorityDefinition").set("priority", assignment.priority);
}

void writeCall(const CalledElement& call, XmlBuilder node)
{
    node.extensions()
        .add("zeebe:calledElement")
        .set("processId", call.processId)
        .set("bindingType", bindingName(call.binding))
        .set("versionTag", call.versionTag)
        .set("businessKey", call.businessKey)
        .setFlag("propagateAllChildVariables", call.propagateAllChildVariables, true)
        .setFlag("propagateAllParentVariables", call.propagateAllParentVariables, true);
}

void writeMappings(const IoMapping& mapping, XmlBuilder node)
{
    if (mapping.inputs.empty() && mapping.outputs.empty()) return;
    auto list = node.extensions().add("zeebe:ioMapping");
    for (const auto& input : mapping.inputs)
        list.add("zeebe:input").set("source", input.source).set("target", input.target);
    for (const auto& output : mapping.outputs)
        list.add("zeebe:output").set("source", output.source).set("target", output.target);
}

/// zeebe:script is FEEL; another language keeps its own element, and its result variable its own attribute.
void writeScript(const Script& script, XmlBuilder node)
{
    if (script.language == "feel") {
        node.extensions()
            .add("zeebe:script")
            .set("expression", script.expression)
            .set("resultVariable", script.resultVariable);
        return;
    }
    node.set("scriptFormat", script.language).set("camunda:resultVariable", script.resultVariable);
    node.add("bpmn:script").setText(XmlBuilder::asText(script.expression));
}

void writeTask(const Element& element, XmlBuilder node)
{
    if (element.job) writeJob(*element.job, node);
    if (element.assignment) writeAssignment(*element.assignment, node);
    if (element.form)
        node.extensions()
            .add("zeebe:formDefinition")
            .set("formId", element.form->formId)
            .set("formKey", element.form->formKey)
            .set("externalReference", element.form->externalReference);
    if (element.calledElement && element.calledElement->processId.isStated())
        writeCall(*element.calledElement, node);
    if (element.calledDecision)
        node.extensions()
            .add("zeebe:calledDecision")
            .set("decisionId", element.calledDecision->decisionId)
            .set("resultVariable", element.calledDecision->resultVariable)
            .set("bindingType", bindingName(element.calledDecision->binding))
            .set("versionTag", element.calledDecision->versionTag);
    if (element.script) writeScript(*element.script, node);
    if (element.message)
        node.set("messageRef", element.message->messageRef)
            .set("operationRef", element.message->operationRef);
}

void writeLoop(const std::monostate&, XmlBuilder) {}

void writeLoop(const StandardLoop& loop, XmlBuilder parent)
{
    auto node = parent.add("bpmn:standardLoopCharacteristics");
    node.setFlag("testBefore", loop.testBefore, false).set("loopMaximum", loop.loopMaximum);
    node.addFormula("bpmn:loopCondition", loop.loopCondition);
}

std::string_view behaviorName(MultiInstanceLoop::Behavior behavior)
{
    switch (behavior) {
    case MultiInstanceLoop::Behavior::None:
        return "None";
    case MultiInstanceLoop::Behavior::One:
        return "One";
    case MultiInstanceLoop::Behavior::Complex:
        return "Complex";
    case MultiInstanceLoop::Behavior::All:
        break;
    }
    return {};
}

void writeLoop(const MultiInstanceLoop& loop, XmlBuilder parent)
{
    auto node = parent.add("bpmn:multiInstanceLoopCharacteristics");
    node.setFlag("isSequential", loop.isSequential, false)
        .set("behavior", behaviorName(loop.behavior))
        .set("oneBehaviorEventRef", loop.oneBehaviorEventRef)
        .set("noneBehaviorEventRef", loop.noneBehaviorEventRef);
    if (loop.inputCollection.isStated() || loop.outputElement.isStated() || !loop.outputCollection.empty() ||
        !loop.inputElement.empty())
        node.extensions()
            .add("zeebe:loopCharacteristics")
            .set("inputCollection", loop.inputCollection)
            .set("inputElement", loop.inputElement)
            .set("outputCollection", loop.outputCollection)
            .set("outputElement", loop.outputElement);
    node.addText("bpmn:loopCardinality", XmlBuilder::asText(loop.loopCardinality));
    node.addText("bpmn:loopDataInputRef", loop.loopDataInputRef);
    node.addText("bpmn:loopDataOutputRef", loop.loopDataOutputRef);
    for (const auto& behavior : loop.complexBehaviors) {
        auto complex = node.add("bpmn:complexBehaviorDefinition");
        complex.addFormula("bpmn:condition", behavior.condition);
        if (!behavior.eventDefinition.empty()) complex.add("bpmn:event").set("id", behavior.eventDefinition);
    }
    node.addFormula("bpmn:completionCondition", loop.completionCondition);
}

void writeGateway(const GatewayDetail& gateway, XmlBuilder node)
{
    using Direction = GatewayDetail::Direction;
    if (gateway.direction != Direction::Unspecified)
        node.set("gatewayDirection", gateway.direction == Direction::Converging  ? "Converging"
                                     : gateway.direction == Direction::Diverging ? "Diverging"
                                                                                 : "Mixed");
    node.setFlag("instantiate", gateway.instantiate, false);
    if (gateway.waitsForAllEvents) node.set("eventGatewayType", "Parallel");
    node.addFormula("bpmn:activationCondition", gateway.activationCondition);
}

void writeAdHoc(const AdHocDetail& adHoc, XmlBuilder node)
{
    if (adHoc.isSequential) node.set("ordering", "Sequential");
    node.setFlag("cancelRemainingInstances", adHoc.cancelRemainingInstances, true);
    if (adHoc.activeElements.isStated())
        node.extensions().add("zeebe:adHoc").set("activeElementsCollection", adHoc.activeElements);
    node.addFormula("bpmn:completionCondition", adHoc.completionCondition);
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (const auto& part : parts)
        text += (text.empty() ? "" : ",") + part;
    return text;
}

/// Writes one event definition under its event.
class EventWriter
{
public:
    EventWriter(const EventDefinition& event, XmlBuilder parent) : m_id(event.id), m_parent(parent) {}

    void operator()(const MessageEvent& event)
    {
        auto node = add("messageEventDefinition").set("messageRef", event.messageRef);
        node.addText("bpmn:operationRef", event.operationRef);
    }
    void operator()(const TimerEvent& event)
    {
        auto node = add("timerEventDefinition");
        const char* name = event.kind == TimerEvent::Kind::Date       ? "bpmn:timeDate"
                           : event.kind == TimerEvent::Kind::Duration ? "bpmn:timeDuration"
                                                                      : "bpmn:timeCycle";
        if (event.kind != TimerEvent::Kind::None)
            node.add(name).setText(XmlBuilder::asText(event.expression));
    }
    void operator()(const ErrorEvent& event)
    {
        add("errorEventDefinition")
            .set("errorRef", event.errorRef)
            .set("camunda:errorCodeVariable", event.codeVariable)
            .set("camunda:errorMessageVariable", event.messageVariable);
    }
    void operator()(const EscalationEvent& event)
    {
        add("escalationEventDefinition").set("escalationRef", event.escalationRef);
    }
    void operator()(const CancelEvent&) { add("cancelEventDefinition"); }
    void operator()(const CompensationEvent& event)
    {
        add("compensateEventDefinition")
            .set("activityRef", event.activityRef)
            .setFlag("waitForCompletion", event.waitForCompletion, true);
    }
    void operator()(const ConditionalEvent& event)
    {
        auto node = add("conditionalEventDefinition");
        if (!event.variableName.empty() || !event.variableEvents.empty())
            node.extensions()
                .add("zeebe:conditionalFilter")
                .set("variableNames", event.variableName)
                .set("variableEvents", joined(event.variableEvents));
        node.addFormula("bpmn:condition", event.condition);
    }
    void operator()(const LinkEvent& event)
    {
        add("linkEventDefinition").set("name", event.name).addText("bpmn:target", event.target);
    }
    void operator()(const SignalEvent& event)
    {
        add("signalEventDefinition").set("signalRef", event.signalRef);
    }
    void operator()(const TerminateEvent&) { add("terminateEventDefinition"); }

private:
    XmlBuilder add(const std::string& name) { return m_parent.add(("bpmn:" + name).c_str()).set("id", m_id); }

    std::string_view m_id;
    XmlBuilder m_parent;
};

} // namespace

void writeProperties(const Properties& properties, XmlBuilder node)
{
    if (properties.empty()) return;
    auto list = node.extensions().add("zeebe:properties");
    for (const auto& [name, value] : properties.all())
        list.add("zeebe:property").set("name", name).set("value", value);
}

void writeDetails(const Element& element, XmlBuilder node)
{
    node.setFlag("isForCompensation", element.isForCompensation, false);
    node.setFlag("triggeredByEvent", element.triggeredByEvent, false);
    node.setFlag("instantiate", element.instantiate, false);
    node.setFlag("parallelMultiple", element.parallelMultiple, false);
    if (element.startQuantity != 1) node.set("startQuantity", std::to_string(element.startQuantity));
    if (element.completionQuantity != 1)
        node.set("completionQuantity", std::to_string(element.completionQuantity));
    if (element.type == ElementType::StartEvent) node.setFlag("isInterrupting", element.isInterrupting, true);
    if (element.type == ElementType::BoundaryEvent)
        node.setFlag("cancelActivity", element.isInterrupting, true);
    writeTask(element, node);
    writeMappings(element.ioMapping, node);
    writeProperties(element.properties, node);
    if (element.gateway) writeGateway(*element.gateway, node);
    if (element.adHoc) writeAdHoc(*element.adHoc, node);
    std::visit([&](const auto& loop) { writeLoop(loop, node); }, element.loop);
}

void writeEventDefinitions(const Element& element, XmlBuilder node)
{
    for (const auto& event : element.events)
        std::visit(EventWriter(event, node), event.detail);
}

} // namespace habitat::bpmn
