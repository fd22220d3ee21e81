// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/camunda_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace habitat::bpmn {

namespace {

constexpr auto camunda = Vocabulary::Camunda;

std::string_view attributeOf(const XmlElement& from, std::string_view name)
{
    return from.attribute(camunda, name).value_or("");
}

/// The place of job attributes: on the task itself, or on the message definition of an event.
XmlElement jobPlace(const XmlElement& from, const Element& element)
{
    const bool sends =
        element.type == ElementType::IntermediateThrowEvent || element.type == ElementType::EndEvent;
    return sends ? from.child(Vocabulary::Bpmn, "messageEventDefinition") : from;
}

bool mayHaveJob(ElementType type)
{
    return type == ElementType::ServiceTask || type == ElementType::SendTask ||
           type == ElementType::BusinessRuleTask || type == ElementType::IntermediateThrowEvent ||
           type == ElementType::EndEvent;
}

/// "R5/PT10M": five attempts, ten minutes between them.
void readRetryCycle(ReadContext& context, const XmlElement& from, JobDefinition& job)
{
    const auto cycle = from.extension(camunda, "failedJobRetryTimeCycle");
    if (!cycle) return;
    job.retryCycle = context.valueOf(cycle);
    const auto& text = job.retryCycle.text;
    if (job.retryCycle.kind != Expression::Kind::Literal || !text.starts_with('R')) return;
    const auto attempts = text.substr(1, text.find('/') - 1);
    if (!attempts.empty() &&
        std::ranges::all_of(attempts, [](char digit) { return digit >= '0' && digit <= '9'; }))
        job.retries = job.retries.isStated() ? job.retries : context.value(cycle, attempts);
}

void reportCode(ReadContext& context, const XmlElement& at)
{
    static constexpr std::array<std::string_view, 3> attributes{"class", "delegateExpression", "expression"};
    for (const auto name : attributes)
        if (const auto code = at.attribute(camunda, name))
            context.report(Severity::Warning, "bpmn.vendor.code", at,
                           fmt::format("{}=\"{}\" names code of another engine and does nothing here. Name a "
                                       "registered job type (zeebe:taskDefinition) instead.",
                                       name, *code));
}

void readJob(ReadContext& context, const XmlElement& from, Element& element)
{
    if (element.job) readRetryCycle(context, from, *element.job);
    if (!mayHaveJob(element.type) || element.job) return;
    const auto at = jobPlace(from, element);
    if (!at) return;
    if (const auto topic = at.attribute(camunda, "topic")) {
        JobDefinition job;
        job.type = context.value(at, *topic);
        readRetryCycle(context, from, job);
        element.job = std::move(job);
        return;
    }
    reportCode(context, at);
}

std::string joined(const std::string& list, std::string_view item)
{
    return list.empty() ? std::string(item) : list + ',' + std::string(item);
}

/// "user(kermit), group(management), accountancy": a name alone is a group (Activiti).
void readPotentialOwners(ReadContext& context, const XmlElement& at, std::string text, Assignment& assignment)
{
    std::string users;
    std::string groups;
    for (std::string_view rest = text; !rest.empty();) {
        const auto comma = std::min(rest.find(','), rest.size());
        auto name = trimmed(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        const bool user = name.starts_with("user(");
        if (const auto open = name.find('('); open != std::string_view::npos && name.ends_with(')'))
            name = trimmed(name.substr(open + 1, name.size() - open - 2));
        (user ? users : groups) = joined(user ? users : groups, name);
    }
    if (!assignment.candidateUsers.isStated()) assignment.candidateUsers = context.value(at, users);
    if (!assignment.candidateGroups.isStated()) assignment.candidateGroups = context.value(at, groups);
}

std::string resourceExpression(const XmlElement& owner)
{
    const auto assignment = owner.child(Vocabulary::Bpmn, "resourceAssignmentExpression");
    return assignment ? assignment.text() : std::string();
}

void readAssignment(ReadContext& context, const XmlElement& from, Element& element)
{
    if (element.type != ElementType::UserTask || element.assignment) return;
    Assignment assignment;
    const auto take = [&](std::string_view name) { return context.value(from, attributeOf(from, name)); };
    assignment.assignee = take("assignee");
    assignment.candidateUsers = take("candidateUsers");
    assignment.candidateGroups = take("candidateGroups");
    assignment.dueDate = take("dueDate");
    assignment.followUpDate = take("followUpDate");
    assignment.priority = take("priority");
    const auto performer = from.child(Vocabulary::Bpmn, "humanPerformer");
    if (performer && !assignment.assignee.isStated())
        assignment.assignee = context.value(performer, resourceExpression(performer));
    if (const auto owner = from.child(Vocabulary::Bpmn, "potentialOwner"))
        readPotentialOwners(context, owner, resourceExpression(owner), assignment);
    const bool anything = assignment.assignee.isStated() || assignment.candidateUsers.isStated() ||
                          assignment.candidateGroups.isStated() || assignment.dueDate.isStated() ||
                          assignment.followUpDate.isStated() || assignment.priority.isStated();
    if (anything) element.assignment = std::move(assignment);
}

void readForm(const XmlElement& from, Element& element)
{
    const auto key = attributeOf(from, "formKey");
    const auto reference = attributeOf(from, "formRef");
    const bool shown = element.type == ElementType::UserTask || element.type == ElementType::StartEvent;
    if (shown && !element.form && (!key.empty() || !reference.empty()))
        element.form = FormReference{std::string(reference), std::string(key), {}};
}

Binding bindingFrom(std::string_view text)
{
    if (text == "deployment") return Binding::Deployment;
    if (text == "version") return Binding::Version;
    return text == "versionTag" ? Binding::VersionTag : Binding::Latest;
}

void readDecision(ReadContext& context, const XmlElement& from, Element& element)
{
    const auto reference = from.attribute(camunda, "decisionRef");
    if (element.type != ElementType::BusinessRuleTask || element.calledDecision || !reference) return;
    CalledDecision decision;
    decision.decisionId = context.value(from, *reference);
    decision.resultVariable = attributeOf(from, "resultVariable");
    decision.binding = bindingFrom(attributeOf(from, "decisionRefBinding"));
    decision.versionTag = context.value(from, attributeOf(from, decision.binding == Binding::Version
                                                                    ? "decisionRefVersion"
                                                                    : "decisionRefVersionTag"));
    element.calledDecision = std::move(decision);
}

Mapping mappingFrom(ReadContext& context, const XmlElement& at)
{
    Mapping mapping;
    mapping.target = at.attribute("target");
    mapping.line = at.line();
    if (const auto source = at.attribute("source"); !source.empty())
        mapping.source = {Expression::Kind::Feel, std::string(source), {}, at.line()};
    else
        mapping.source = context.value(at, at.attribute("sourceExpression"));
    return mapping;
}

void readCall(ReadContext& context, const XmlElement& from, Element& element)
{
    if (element.type != ElementType::CallActivity || from.extension(Vocabulary::Zeebe, "calledElement"))
        return;
    auto& call = *element.calledElement;
    call.binding = bindingFrom(attributeOf(from, "calledElementBinding"));
    call.versionTag =
        context.value(from, attributeOf(from, call.binding == Binding::Version ? "calledElementVersion"
                                                                               : "calledElementVersionTag"));
    // Camunda 7 passes nothing but what is listed.
    if (context.isCamundaFile()) call.propagateAllChildVariables = call.propagateAllParentVariables = false;
    for (const auto& item : from.extensions()) {
        const bool in = item.is(camunda, "in");
        if (!in && !item.is(camunda, "out")) continue;
        if (const auto key = item.attribute("businessKey"); !key.empty())
            call.businessKey = context.value(item, key);
        else if (item.attribute("variables") == "all")
            (in ? call.propagateAllParentVariables : call.propagateAllChildVariables) = true;
        else
            (in ? element.ioMapping.inputs : element.ioMapping.outputs).push_back(mappingFrom(context, item));
    }
}

/// A value, list or map of camunda:inputOutput as a FEEL expression; nothing for scripts.
std::optional<std::string> feelOf(ReadContext& context, const XmlElement& at)
{
    const auto nested = at.children();
    if (nested.empty()) {
        const auto value = context.value(at, at.text());
        if (value.kind == Expression::Kind::Feel) return value.text;
        if (value.kind == Expression::Kind::Foreign) return std::nullopt;
        return nlohmann::json(value.text).dump();
    }
    const auto& content = nested.front();
    const bool map = content.is(camunda, "map");
    if (!map && !content.is(camunda, "list")) return std::nullopt;
    std::string out = map ? "{" : "[";
    for (const auto& item : content.children()) {
        const auto value = feelOf(context, item);
        if (!value) return std::nullopt;
        out += out.size() > 1 ? ", " : "";
        out += map ? nlohmann::json(item.attribute("key")).dump() + ": " : "";
        out += *value;
    }
    return out + (map ? "}" : "]");
}

Mapping parameterFrom(ReadContext& context, const XmlElement& at)
{
    Mapping mapping;
    mapping.target = at.attribute("name");
    mapping.line = at.line();
    if (at.children().empty()) {
        mapping.source = context.value(at, at.text());
        return mapping;
    }
    if (auto feel = feelOf(context, at)) {
        mapping.source = {Expression::Kind::Feel, std::move(*feel), {}, at.line()};
        return mapping;
    }
    mapping.source = {Expression::Kind::Foreign, at.text(), "script", at.line()};
    context.report(
        Severity::Error, "bpmn.vendor.script", at,
        fmt::format("The value of “{}” is a script, which does not run here. Write it in FEEL, beginning "
                    "with “=”.",
                    mapping.target));
    return mapping;
}

void readInputOutput(ReadContext& context, const XmlElement& from, Element& element)
{
    const auto parameters = from.extension(camunda, "inputOutput");
    if (!parameters || from.extension(Vocabulary::Zeebe, "ioMapping")) return;
    for (const auto& item : parameters.children(camunda, "inputParameter"))
        element.ioMapping.inputs.push_back(parameterFrom(context, item));
    for (const auto& item : parameters.children(camunda, "outputParameter"))
        element.ioMapping.outputs.push_back(parameterFrom(context, item));
}

void readScriptResult(const XmlElement& from, Element& element)
{
    if (element.script && element.script->resultVariable.empty())
        element.script->resultVariable = attributeOf(from, "resultVariable");
}

void readCollection(ReadContext& context, const XmlElement& from, Element& element)
{
    auto* loop = std::get_if<MultiInstanceLoop>(&element.loop);
    if (!loop || loop->inputCollection.isStated()) return;
    const auto at = from.child(Vocabulary::Bpmn, "multiInstanceLoopCharacteristics");
    const auto collection = attributeOf(at, "collection");
    loop->inputCollection = context.value(at, collection);
    // A bare word is the name of the variable that holds the collection.
    if (loop->inputCollection.kind == Expression::Kind::Literal)
        loop->inputCollection.kind = Expression::Kind::Feel;
    if (loop->inputElement.empty()) loop->inputElement = attributeOf(at, "elementVariable");
}

void reportIgnored(ReadContext& context, const XmlElement& from)
{
    static constexpr std::array<std::string_view, 3> async{"asyncBefore", "asyncAfter", "async"};
    for (const auto name : async)
        if (attributeOf(from, name) == "true")
            context.report(Severity::Warning, "bpmn.vendor.ignored", from,
                           fmt::format("{} is ignored: every step is durable before the next begins.", name));
    static constexpr std::array<std::string_view, 6> extensions{
        "executionListener", "taskListener", "formData", "connector", "formProperty", "eventListener"};
    for (const auto& extension : from.extensions()) {
        if (extension.vocabulary() != camunda) continue;
        if (std::ranges::find(extensions, extension.localName()) != extensions.end())
            context.report(
                Severity::Warning, "bpmn.vendor.ignored", extension,
                fmt::format("{} of another engine is kept in the file but does nothing here. Put what it "
                            "does into a task.",
                            extension.localName()));
    }
}

} // namespace

void readCamundaDetails(ReadContext& context, const XmlElement& from, Element& element)
{
    readJob(context, from, element);
    readAssignment(context, from, element);
    readForm(from, element);
    readDecision(context, from, element);
    readCall(context, from, element);
    readInputOutput(context, from, element);
    readScriptResult(from, element);
    readCollection(context, from, element);
    reportIgnored(context, from);
}

} // namespace habitat::bpmn
