// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/model_xml.h"

#include "core/bpmn/reader.h"

#include <fmt/format.h>

#include <sstream>

namespace habitat::engine::test {
namespace {

std::string escaped(std::string_view text)
{
    std::string result;
    for (const char c : text)
        if (c == '<')
            result += "&lt;";
        else if (c == '&')
            result += "&amp;";
        else if (c == '"')
            result += "&quot;";
        else
            result += c;
    return result;
}

std::string extensionsOf(std::string_view items)
{
    std::string mappings;
    std::string properties;
    std::string others;
    std::istringstream lines{std::string(items)};
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("<zeebe:input") || line.starts_with("<zeebe:output"))
            mappings += line;
        else if (line.starts_with("<zeebe:property "))
            properties += line;
        else
            others += line;
    if (!mappings.empty()) others += "<zeebe:ioMapping>" + mappings + "</zeebe:ioMapping>";
    if (!properties.empty()) others += "<zeebe:properties>" + properties + "</zeebe:properties>";
    return others.empty() ? others : "<extensionElements>" + others + "</extensionElements>";
}

std::string border(std::string_view id, std::string_view host, std::string_view attributes,
                   std::string_view definition)
{
    return fmt::format("<boundaryEvent id=\"{}\" attachedToRef=\"{}\" {}>{}</boundaryEvent>\n", id, host,
                       attributes, definition);
}

std::string jobExtension(std::string_view type, std::string_view retries)
{
    return fmt::format("<zeebe:taskDefinition type=\"{}\" retries=\"{}\"/>\n", escaped(type),
                       escaped(retries));
}

} // namespace

std::string start(std::string_view id)
{
    return task("startEvent", id);
}

std::string end(std::string_view id)
{
    return task("endEvent", id);
}

std::string endWith(std::string_view id, std::string_view definition)
{
    return fmt::format("<endEvent id=\"{}\">{}</endEvent>\n", id, definition);
}

std::string throwEvent(std::string_view id, std::string_view definition)
{
    return fmt::format("<intermediateThrowEvent id=\"{}\">{}</intermediateThrowEvent>\n", id, definition);
}

std::string timerCatch(std::string_view id, std::string_view kind, std::string_view text)
{
    return fmt::format("<intermediateCatchEvent id=\"{}\">{}</intermediateCatchEvent>\n", id,
                       timer(kind, text));
}

std::string input(std::string_view source, std::string_view target)
{
    return fmt::format("<zeebe:input source=\"{}\" target=\"{}\"/>\n", escaped(source), target);
}

std::string output(std::string_view source, std::string_view target)
{
    return fmt::format("<zeebe:output source=\"{}\" target=\"{}\"/>\n", escaped(source), target);
}

std::string property(std::string_view name, std::string_view value)
{
    return fmt::format("<zeebe:property name=\"{}\" value=\"{}\"/>\n", name, escaped(value));
}

std::string task(std::string_view tag, std::string_view id, std::string_view inside,
                 std::string_view attributes)
{
    return fmt::format("<{0} id=\"{1}\" name=\"{1}\" {2}>{3}</{0}>\n", tag, id, attributes,
                       extensionsOf(inside));
}

std::string service(std::string_view id, std::string_view extensions, std::string_view retries)
{
    return task("serviceTask", id, jobExtension(id, retries) + std::string(extensions));
}

std::string undoer(std::string_view id)
{
    return task("serviceTask", id, jobExtension(id, "2"), "isForCompensation=\"true\"");
}

std::string user(std::string_view id, std::string_view extensions, std::string_view attributes)
{
    return task("userTask", id, "<zeebe:userTask/>\n" + std::string(extensions), attributes);
}

std::string script(std::string_view id, std::string_view expression, std::string_view variable,
                   std::string_view extensions)
{
    return task("scriptTask", id,
                fmt::format("<zeebe:script expression=\"{}\" resultVariable=\"{}\"/>\n", escaped(expression),
                            variable) +
                    std::string(extensions));
}

std::string call(std::string_view id, std::string_view process, std::string_view attributes,
                 std::string_view extensions)
{
    return task("callActivity", id,
                fmt::format("<zeebe:calledElement processId=\"{}\" {}/>\n", escaped(process), attributes) +
                    std::string(extensions));
}

std::string sub(std::string_view id, std::string_view body, std::string_view extensions)
{
    return fmt::format("<subProcess id=\"{0}\" name=\"{0}\">{1}{2}</subProcess>\n", id,
                       extensionsOf(extensions), body);
}

std::string exclusive(std::string_view id, std::string_view defaultFlow)
{
    const std::string attribute =
        defaultFlow.empty() ? std::string() : fmt::format("default=\"{}\"", defaultFlow);
    return task("exclusiveGateway", id, {}, attribute);
}

std::string parallel(std::string_view id)
{
    return task("parallelGateway", id);
}

std::string inclusive(std::string_view id, std::string_view defaultFlow)
{
    return task("inclusiveGateway", id, {},
                defaultFlow.empty() ? std::string() : fmt::format("default=\"{}\"", defaultFlow));
}

std::string complex(std::string_view id, std::string_view activation, std::string_view defaultFlow)
{
    return fmt::format("<complexGateway id=\"{}\" {}>{}</complexGateway>\n", id,
                       defaultFlow.empty() ? std::string() : fmt::format("default=\"{}\"", defaultFlow),
                       activation.empty() ? std::string()
                                          : fmt::format("<activationCondition>{}</activationCondition>",
                                                        escaped(activation)));
}

std::string eventGateway(std::string_view id, std::string_view attributes)
{
    return task("eventBasedGateway", id, {}, attributes);
}

std::string catching(std::string_view id, std::string_view definitions, std::string_view attributes,
                     std::string_view extensions)
{
    return fmt::format("<intermediateCatchEvent id=\"{}\" {}>{}{}</intermediateCatchEvent>\n", id, attributes,
                       extensionsOf(extensions), definitions);
}

std::string startWith(std::string_view id, std::string_view definitions, std::string_view attributes,
                      std::string_view extensions)
{
    return fmt::format("<startEvent id=\"{}\" {}>{}{}</startEvent>\n", id, attributes,
                       extensionsOf(extensions), definitions);
}

std::string receive(std::string_view id, std::string_view message, std::string_view attributes)
{
    return fmt::format("<receiveTask id=\"{}\" messageRef=\"message{}\" {}/>\n", id, message, attributes);
}

std::string message(std::string_view name)
{
    return fmt::format("<messageEventDefinition messageRef=\"message{}\"/>", name);
}

std::string signal(std::string_view name)
{
    return fmt::format("<signalEventDefinition signalRef=\"signal{}\"/>", name);
}

std::string escalation(std::string_view code)
{
    if (code.empty()) return "<escalationEventDefinition/>";
    return fmt::format("<escalationEventDefinition escalationRef=\"escalation{}\"/>", code);
}

std::string condition(std::string_view feel, std::string_view attributes)
{
    return fmt::format(
        "<conditionalEventDefinition {}><condition>{}</condition></conditionalEventDefinition>", attributes,
        escaped(feel));
}

std::string link(std::string_view name)
{
    return fmt::format("<linkEventDefinition name=\"{}\"/>", name);
}

std::string timer(std::string_view kind, std::string_view text)
{
    return fmt::format("<timerEventDefinition><{0}>{1}</{0}></timerEventDefinition>", kind, escaped(text));
}

std::string eventSub(std::string_view id, std::string_view startEvent, std::string_view body)
{
    return fmt::format("<subProcess id=\"{}\" triggeredByEvent=\"true\">{}{}</subProcess>\n", id, startEvent,
                       body);
}

std::string boundaryTimer(std::string_view id, std::string_view host, std::string_view kind,
                          std::string_view text, Boundary how)
{
    return boundary(id, host, timer(kind, text), how);
}

std::string boundary(std::string_view id, std::string_view host, std::string_view definitions, Boundary how,
                     std::string_view attributes)
{
    const std::string_view kind = how == Boundary::Interrupting ? "" : "cancelActivity=\"false\" ";
    return border(id, host, std::string(kind) + std::string(attributes), definitions);
}

std::string boundaryError(std::string_view id, std::string_view host, std::string_view code,
                          std::string_view attributes)
{
    const std::string reference = code.empty() ? std::string() : fmt::format("errorRef=\"error{}\"", code);
    return border(id, host, {}, fmt::format("<errorEventDefinition {} {}/>", reference, attributes));
}

std::string undoable(std::string_view host)
{
    return undoer(fmt::format("undo{}", host)) + undoableBy(host, fmt::format("undo{}", host));
}

std::string undoableBy(std::string_view host, std::string_view handler)
{
    return border(fmt::format("back{}", host), host, {}, "<compensateEventDefinition/>") +
           fmt::format("<association id=\"a-{0}\" associationDirection=\"One\" sourceRef=\"back{0}\" "
                       "targetRef=\"{1}\"/>\n",
                       host, handler);
}

std::string compensate(std::string_view activity)
{
    if (activity.empty()) return "<compensateEventDefinition/>";
    return fmt::format("<compensateEventDefinition activityRef=\"{}\"/>", activity);
}

std::string errorDefinition(std::string_view code)
{
    return fmt::format("<errorEventDefinition errorRef=\"error{}\"/>", code);
}

std::string flows(std::string_view path)
{
    std::istringstream names{std::string(path)};
    std::string xml;
    std::string from;
    names >> from;
    for (std::string to; names >> to; from = to)
        xml += flow(from, to);
    return xml;
}

std::string flow(std::string_view from, std::string_view to, std::string_view condition)
{
    const std::string inside =
        condition.empty() ? std::string()
                          : fmt::format("<conditionExpression>{}</conditionExpression>", escaped(condition));
    return fmt::format(
        "<sequenceFlow id=\"{0}-{1}\" sourceRef=\"{0}\" targetRef=\"{1}\">{2}</sequenceFlow>\n", from, to,
        inside);
}

bpmn::Process processOf(std::string_view body)
{
    const std::string xml = fmt::format(
        R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="definitions" targetNamespace="urn:test"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
<error id="errorE1" errorCode="E1"/><error id="errorE2" errorCode="E2"/><error id="errorE3" errorCode="E3"/>
<message id="messageM1" name="M1"/><message id="messageM2" name="M2"/><message id="messageM3" name="M3"/>
<message id="messageMK" name="MK"><extensionElements><zeebe:subscription correlationKey="= key"/></extensionElements>
</message>
<signal id="signalS1" name="S1"/><signal id="signalS2" name="S2"/>
<escalation id="escalationX1" escalationCode="X1"/><escalation id="escalationX2" escalationCode="X2"/>
<escalationEventDefinition id="anyDone" escalationRef="escalationX1"/>
<process id="p" isExecutable="true">
{}</process></definitions>)",
        body);
    Result<bpmn::Document> document = bpmn::read(xml, "test.bpmn");
    ensure(document.has_value(), "a test's model can be read");
    for (const bpmn::Problem& problem : document->problems)
        if (problem.severity == bpmn::Severity::Error) throw InvariantBroken(problem.message);
    return document->definitions.processes.front();
}

std::shared_ptr<const Model> modelOf(std::string_view body)
{
    Result<std::shared_ptr<const Model>> model = compile(processOf(body), DefinitionKey(7), 3);
    if (!model) throw InvariantBroken(model.error().message);
    return *model;
}

} // namespace habitat::engine::test
