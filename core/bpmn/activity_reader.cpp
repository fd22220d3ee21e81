// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/activity_reader.h"

#include "core/bpmn/camunda_reader.h"
#include "core/bpmn/event_reader.h"

#include <fmt/format.h>

namespace habitat::bpmn {

namespace {

Binding bindingFrom(ReadContext& context, const XmlElement& at)
{
    const auto text = at.attribute("bindingType");
    if (text.empty() || text == "latest") return Binding::Latest;
    if (text == "deployment") return Binding::Deployment;
    if (text == "versionTag") return Binding::VersionTag;
    if (text == "version") return Binding::Version;
    context.report(
        Severity::Error, "bpmn.attribute.invalid", at,
        fmt::format("bindingType=\"{}\" must be latest, deployment, version or versionTag.", text));
    return Binding::Latest;
}

void readJob(ReadContext& context, const XmlElement& from, Element& element)
{
    const auto definition = from.extension(Vocabulary::Zeebe, "taskDefinition");
    if (!definition) return;
    JobDefinition job;
    job.type = context.value(definition, definition.attribute("type"));
    job.retries = context.value(definition, definition.attribute("retries"));
    if (const auto headers = from.extension(Vocabulary::Zeebe, "taskHeaders"))
        for (const auto& header : headers.children(Vocabulary::Zeebe, "header"))
            job.headers.set(std::string(header.attribute("key")), std::string(header.attribute("value")));
    element.job = std::move(job);
}

void readAssignment(ReadContext& context, const XmlElement& from, Element& element)
{
    const auto people = from.extension(Vocabulary::Zeebe, "assignmentDefinition");
    const auto schedule = from.extension(Vocabulary::Zeebe, "taskSchedule");
    const auto priority = from.extension(Vocabulary::Zeebe, "priorityDefinition");
    if (!people && !schedule && !priority) return;
    Assignment assignment;
    if (people) {
        assignment.assignee = context.value(people, people.attribute("assignee"));
        assignment.candidateUsers = context.value(people, people.attribute("candidateUsers"));
        assignment.candidateGroups = context.value(people, people.attribute("candidateGroups"));
    }
    if (schedule) {
        assignment.dueDate = context.value(schedule, schedule.attribute("dueDate"));
        assignment.followUpDate = context.value(schedule, schedule.attribute("followUpDate"));
    }
    if (priority) assignment.priority = context.value(priority, priority.attribute("priority"));
    element.assignment = std::move(assignment);
}

void readForm(const XmlElement& from, Element& element)
{
    if (const auto form = from.extension(Vocabulary::Zeebe, "formDefinition"))
        element.form =
            FormReference{std::string(form.attribute("formId")), std::string(form.attribute("formKey")),
                          std::string(form.attribute("externalReference"))};
}

void readScript(ReadContext& context, const XmlElement& from, Element& element)
{
    if (const auto script = from.extension(Vocabulary::Zeebe, "script")) {
        // zeebe:script is FEEL by definition, with or without "=".
        element.script = Script{"feel", context.formula(script, script.attribute("expression"), "feel"),
                                std::string(script.attribute("resultVariable"))};
    } else if (const auto body = from.child(Vocabulary::Bpmn, "script")) {
        Script script;
        script.language = from.attribute("scriptFormat");
        script.expression = context.formula(body, body.text(), script.language);
        element.script = std::move(script);
    }
}

void readCall(ReadContext& context, const XmlElement& from, Element& element)
{
    const auto called = from.extension(Vocabulary::Zeebe, "calledElement");
    CalledElement call;
    if (called) {
        call.processId = context.value(called, called.attribute("processId"));
        call.binding = bindingFrom(context, called);
        call.versionTag = context.value(called, called.attribute("versionTag"));
        call.businessKey = context.value(called, called.attribute("businessKey"));
        call.propagateAllChildVariables = context.flag(called, "propagateAllChildVariables", true);
        call.propagateAllParentVariables = context.flag(called, "propagateAllParentVariables", true);
    } else if (from.has("calledElement")) {
        call.processId = context.value(from, from.reference("calledElement"));
    }
    element.calledElement = std::move(call);
}

void readDecision(ReadContext& context, const XmlElement& from, Element& element)
{
    const auto called = from.extension(Vocabulary::Zeebe, "calledDecision");
    if (!called) return;
    CalledDecision decision;
    decision.decisionId = context.value(called, called.attribute("decisionId"));
    decision.resultVariable = called.attribute("resultVariable");
    decision.binding = bindingFrom(context, called);
    decision.versionTag = context.value(called, called.attribute("versionTag"));
    element.calledDecision = std::move(decision);
}

void readMappings(ReadContext& context, const XmlElement& from, Element& element)
{
    const auto mapping = from.extension(Vocabulary::Zeebe, "ioMapping");
    if (!mapping) return;
    const auto read = [&](std::string_view name, std::vector<Mapping>& into) {
        for (const auto& item : mapping.children(Vocabulary::Zeebe, name))
            into.push_back({context.value(item, item.attribute("source")),
                            std::string(item.attribute("target")), item.line()});
    };
    read("input", element.ioMapping.inputs);
    read("output", element.ioMapping.outputs);
}

StandardLoop readStandardLoop(ReadContext& context, const XmlElement& at)
{
    StandardLoop loop;
    loop.testBefore = context.flag(at, "testBefore", false);
    loop.loopMaximum = context.value(at, at.attribute("loopMaximum"));
    loop.loopCondition = context.formalExpression(at.child(Vocabulary::Bpmn, "loopCondition"));
    return loop;
}

MultiInstanceLoop::Behavior behaviorFrom(ReadContext& context, const XmlElement& at)
{
    const auto text = at.attribute("behavior");
    if (text == "None") return MultiInstanceLoop::Behavior::None;
    if (text == "One") return MultiInstanceLoop::Behavior::One;
    if (text == "Complex") return MultiInstanceLoop::Behavior::Complex;
    if (!text.empty() && text != "All")
        context.report(Severity::Error, "bpmn.attribute.invalid", at,
                       fmt::format("behavior=\"{}\" must be None, One, All or Complex.", text));
    return MultiInstanceLoop::Behavior::All;
}

std::string referencedText(const XmlElement& at, std::string_view name)
{
    const auto child = at.child(Vocabulary::Bpmn, name);
    return child ? child.referenceIn(child.text()) : std::string();
}

MultiInstanceLoop readMultiInstance(ReadContext& context, const XmlElement& at)
{
    MultiInstanceLoop loop;
    loop.isSequential = context.flag(at, "isSequential", false);
    loop.loopCardinality = context.valueOf(at.child(Vocabulary::Bpmn, "loopCardinality"));
    loop.completionCondition = context.formalExpression(at.child(Vocabulary::Bpmn, "completionCondition"));
    loop.behavior = behaviorFrom(context, at);
    loop.oneBehaviorEventRef = at.reference("oneBehaviorEventRef");
    loop.noneBehaviorEventRef = at.reference("noneBehaviorEventRef");
    loop.oneBehaviorEvent = readRootEventDefinition(context, loop.oneBehaviorEventRef);
    loop.noneBehaviorEvent = readRootEventDefinition(context, loop.noneBehaviorEventRef);
    loop.loopDataInputRef = referencedText(at, "loopDataInputRef");
    loop.loopDataOutputRef = referencedText(at, "loopDataOutputRef");
    for (const auto& behavior : at.children(Vocabulary::Bpmn, "complexBehaviorDefinition")) {
        const auto event = behavior.child(Vocabulary::Bpmn, "event");
        loop.complexBehaviors.push_back(
            {context.formalExpression(behavior.child(Vocabulary::Bpmn, "condition")), event ? event.id() : "",
             event ? readEventDefinitions(context, event) : std::vector<EventDefinition>()});
    }
    if (const auto data = at.extension(Vocabulary::Zeebe, "loopCharacteristics")) {
        loop.inputCollection = context.value(data, data.attribute("inputCollection"));
        loop.inputElement = data.attribute("inputElement");
        loop.outputCollection = data.attribute("outputCollection");
        loop.outputElement = context.value(data, data.attribute("outputElement"));
    }
    return loop;
}

void readLoop(ReadContext& context, const XmlElement& from, Element& element)
{
    if (const auto standard = from.child(Vocabulary::Bpmn, "standardLoopCharacteristics"))
        element.loop = readStandardLoop(context, standard);
    if (const auto multiple = from.child(Vocabulary::Bpmn, "multiInstanceLoopCharacteristics"))
        element.loop = readMultiInstance(context, multiple);
}

void readActivity(ReadContext& context, const XmlElement& from, Element& element)
{
    element.isForCompensation = context.flag(from, "isForCompensation", false);
    element.startQuantity = context.count(from, "startQuantity", 1);
    element.completionQuantity = context.count(from, "completionQuantity", 1);
    readLoop(context, from, element);
}

void readScope(ReadContext& context, const XmlElement& from, Element& element)
{
    element.triggeredByEvent = context.flag(from, "triggeredByEvent", false);
    if (element.type != ElementType::AdHocSubProcess) return;
    AdHocDetail detail;
    detail.isSequential = from.attribute("ordering") == "Sequential";
    detail.cancelRemainingInstances = context.flag(from, "cancelRemainingInstances", true);
    detail.completionCondition =
        context.formalExpression(from.child(Vocabulary::Bpmn, "completionCondition"));
    if (const auto zeebe = from.extension(Vocabulary::Zeebe, "adHoc"))
        detail.activeElements = context.value(zeebe, zeebe.attribute("activeElementsCollection"));
    element.adHoc = std::move(detail);
}

void readByType(ReadContext& context, const XmlElement& from, Element& element)
{
    switch (element.type) {
    case ElementType::UserTask:
        readAssignment(context, from, element);
        readForm(from, element);
        break;
    case ElementType::StartEvent:
        readForm(from, element);
        break;
    case ElementType::ScriptTask:
        readScript(context, from, element);
        break;
    case ElementType::BusinessRuleTask:
        readDecision(context, from, element);
        break;
    case ElementType::CallActivity:
        readCall(context, from, element);
        break;
    case ElementType::SendTask:
    case ElementType::ReceiveTask:
        element.message = readTaskMessage(context, from);
        element.instantiate = context.flag(from, "instantiate", false);
        break;
    default:
        break;
    }
}

} // namespace

Properties readProperties(const XmlElement& from)
{
    Properties properties;
    for (const auto vocabulary : {Vocabulary::Camunda, Vocabulary::Zeebe})
        if (const auto list = from.extension(vocabulary, "properties"))
            for (const auto& property : list.children(vocabulary, "property"))
                properties.set(std::string(property.attribute("name")),
                               std::string(property.attribute("value")));
    return properties;
}

void readDetails(ReadContext& context, const XmlElement& from, Element& element)
{
    element.properties = readProperties(from);
    readJob(context, from, element);
    readMappings(context, from, element);
    if (isActivity(element.type)) readActivity(context, from, element);
    if (isScope(element.type)) readScope(context, from, element);
    readByType(context, from, element);
    readCamundaDetails(context, from, element);
}

} // namespace habitat::bpmn
