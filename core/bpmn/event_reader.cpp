// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/event_reader.h"

#include <fmt/format.h>

#include <array>

namespace habitat::bpmn {

namespace {

void reportDangling(ReadContext& context, const XmlElement& at, std::string_view what, std::string_view id)
{
    context.report(Severity::Error, "bpmn.reference.dangling", at,
                   fmt::format("There is no {} with the id “{}”. Define it or choose another.", what, id));
}

std::vector<std::string> splitAtCommas(std::string_view text)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        if (const auto part = trimmed(text.substr(0, comma)); !part.empty()) parts.emplace_back(part);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return parts;
}

std::string textOr(std::optional<std::string_view> text)
{
    return std::string(text.value_or(""));
}

MessageEvent readMessage(ReadContext& context, const XmlElement& at)
{
    MessageEvent event;
    event.messageRef = at.reference("messageRef");
    event.operationRef = at.reference("operationRef");
    if (const auto operation = at.child(Vocabulary::Bpmn, "operationRef"))
        event.operationRef = operation.referenceIn(operation.text());
    if (event.messageRef.empty()) return event;
    if (const auto* message = context.definitions().message(event.messageRef)) {
        event.messageName = message->name;
        event.correlationKey = message->correlationKey;
    } else {
        reportDangling(context, at, "message", event.messageRef);
    }
    return event;
}

TimerEvent readTimer(ReadContext& context, const XmlElement& at)
{
    static constexpr std::array<std::pair<std::string_view, TimerEvent::Kind>, 3> kinds{
        {{"timeDate", TimerEvent::Kind::Date},
         {"timeDuration", TimerEvent::Kind::Duration},
         {"timeCycle", TimerEvent::Kind::Cycle}}};
    TimerEvent timer;
    for (const auto& [name, kind] : kinds) {
        const auto element = at.child(Vocabulary::Bpmn, name);
        if (!element) continue;
        if (timer.kind != TimerEvent::Kind::None)
            context.report(Severity::Error, "bpmn.timer.ambiguous", element,
                           "A timer has one of timeDate, timeDuration and timeCycle. Keep one of them.");
        timer.kind = kind;
        timer.expression = context.valueOf(element);
        if (timer.expression.line == 0) timer.expression.line = element.line();
    }
    return timer;
}

ErrorEvent readError(ReadContext& context, const XmlElement& at)
{
    ErrorEvent event;
    event.errorRef = at.reference("errorRef");
    event.codeVariable = textOr(at.attribute(Vocabulary::Camunda, "errorCodeVariable"));
    event.messageVariable = textOr(at.attribute(Vocabulary::Camunda, "errorMessageVariable"));
    if (event.errorRef.empty()) return event;
    if (const auto* error = context.definitions().error(event.errorRef)) {
        event.errorCode = error->code;
    } else if (context.isCamundaFile()) {
        // Camunda 7 and Activiti take an unknown reference as the code itself.
        event.errorCode = event.errorRef;
        context.report(
            Severity::Warning, "bpmn.error.undeclared", at,
            fmt::format("There is no error with the id “{}”; it is taken as the error's code. Declare "
                        "the error.",
                        event.errorRef));
    } else {
        reportDangling(context, at, "error", event.errorRef);
    }
    return event;
}

EscalationEvent readEscalation(ReadContext& context, const XmlElement& at)
{
    EscalationEvent event;
    event.escalationRef = at.reference("escalationRef");
    if (event.escalationRef.empty()) return event;
    if (const auto* escalation = context.definitions().escalation(event.escalationRef))
        event.escalationCode = escalation->code;
    else
        reportDangling(context, at, "escalation", event.escalationRef);
    return event;
}

SignalEvent readSignal(ReadContext& context, const XmlElement& at)
{
    SignalEvent event;
    event.signalRef = at.reference("signalRef");
    if (event.signalRef.empty()) return event;
    if (const auto* signal = context.definitions().signal(event.signalRef))
        event.signalName = signal->name;
    else
        reportDangling(context, at, "signal", event.signalRef);
    return event;
}

ConditionalEvent readConditional(ReadContext& context, const XmlElement& at)
{
    ConditionalEvent event;
    event.condition = context.formalExpression(at.child(Vocabulary::Bpmn, "condition"));
    event.variableName = textOr(at.attribute(Vocabulary::Camunda, "variableName"));
    event.variableEvents = splitAtCommas(at.attribute(Vocabulary::Camunda, "variableEvents").value_or(""));
    if (const auto filter = at.extension(Vocabulary::Zeebe, "conditionalFilter")) {
        event.variableName = filter.attribute("variableNames");
        event.variableEvents = splitAtCommas(filter.attribute("variableEvents"));
    }
    return event;
}

LinkEvent readLink(const XmlElement& at)
{
    LinkEvent event;
    event.name = at.attribute("name");
    if (const auto target = at.child(Vocabulary::Bpmn, "target"))
        event.target = target.referenceIn(target.text());
    return event;
}

std::optional<EventDetail> readDetail(ReadContext& context, const XmlElement& at)
{
    const auto name = at.localName();
    if (name == "messageEventDefinition") return readMessage(context, at);
    if (name == "timerEventDefinition") return readTimer(context, at);
    if (name == "errorEventDefinition") return readError(context, at);
    if (name == "escalationEventDefinition") return readEscalation(context, at);
    if (name == "cancelEventDefinition") return CancelEvent{};
    if (name == "compensateEventDefinition")
        return CompensationEvent{at.reference("activityRef"), context.flag(at, "waitForCompletion", true)};
    if (name == "conditionalEventDefinition") return readConditional(context, at);
    if (name == "linkEventDefinition") return readLink(at);
    if (name == "signalEventDefinition") return readSignal(context, at);
    if (name == "terminateEventDefinition") return TerminateEvent{};
    return std::nullopt;
}

} // namespace

std::vector<EventDefinition> readEventDefinitions(ReadContext& context, const XmlElement& event)
{
    std::vector<EventDefinition> definitions;
    const auto add = [&](const XmlElement& at) {
        if (auto detail = readDetail(context, at))
            definitions.push_back({at.id(), at.line(), std::move(*detail)});
    };
    for (const auto& child : event.children()) {
        if (child.vocabulary() != Vocabulary::Bpmn) continue;
        if (child.localName() != "eventDefinitionRef") {
            add(child);
            continue;
        }
        const auto id = child.referenceIn(child.text());
        if (const auto found = context.rootEventDefinitions.find(id);
            found != context.rootEventDefinitions.end())
            add(found->second);
        else
            reportDangling(context, child, "event definition", id);
    }
    return definitions;
}

std::vector<EventDefinition> readRootEventDefinition(ReadContext& context, const std::string& id)
{
    const auto found = context.rootEventDefinitions.find(id);
    if (found == context.rootEventDefinitions.end()) return {};
    auto detail = readDetail(context, found->second);
    if (!detail) return {};
    return {{found->second.id(), found->second.line(), std::move(*detail)}};
}

std::optional<MessageEvent> readTaskMessage(ReadContext& context, const XmlElement& task)
{
    auto message = readMessage(context, task);
    if (message.messageRef.empty() && message.operationRef.empty()) return std::nullopt;
    return message;
}

} // namespace habitat::bpmn
