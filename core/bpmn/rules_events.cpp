// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/rules.h"

#include "core/bpmn/iso8601.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace habitat::bpmn {

namespace {

using Triggers = std::initializer_list<EventTrigger>;

void allowOnly(const Check& check, const Element& event, Triggers allowed, std::string_view place)
{
    for (const auto& definition : event.events)
        if (std::ranges::find(allowed, definition.trigger()) == allowed.end())
            check.error(
                event, "bpmn.event.trigger",
                fmt::format("{} cannot have the trigger “{}” {} (BPMN 2.0.2 §10.5, table 10.93). Choose "
                            "another event.",
                            check.named(event), toText(definition.trigger()), place));
}

void checkStart(const Check& check, const Element& event)
{
    using enum EventTrigger;
    const auto* parent = check.parentOf(event);
    if (!parent) {
        allowOnly(check, event, {Message, Timer, Conditional, Signal}, "at the start of a process");
    } else if (!parent->triggeredByEvent) {
        allowOnly(check, event, {}, "at the start of an embedded sub-process");
    } else {
        allowOnly(check, event, {Message, Timer, Escalation, Error, Compensation, Conditional, Signal},
                  "at the start of an event sub-process");
        if (event.events.empty())
            check.error(event, "bpmn.start.trigger",
                        fmt::format("{} starts an event sub-process and needs a trigger. Give it one.",
                                    check.named(event)));
        if (!event.isInterrupting && (event.event(Error) || event.event(Compensation)))
            check.error(
                event, "bpmn.event.interrupting",
                fmt::format("{} must be interrupting: an error or compensation cannot leave its scope "
                            "running.",
                            check.named(event)));
    }
}

void checkCatch(const Check& check, const Element& event)
{
    using enum EventTrigger;
    allowOnly(check, event, {Message, Timer, Conditional, Link, Signal}, "as an intermediate catch event");
    if (event.events.empty())
        check.error(event, "bpmn.event.definition",
                    fmt::format("{} waits for nothing: it has no event definition. Choose what it waits for.",
                                check.named(event)));
}

void checkEnd(const Check& check, const Element& event)
{
    using enum EventTrigger;
    allowOnly(check, event, {Message, Error, Escalation, Cancel, Compensation, Signal, Terminate},
              "at an end");
    const auto* parent = check.parentOf(event);
    if (event.event(Cancel) && !(parent && parent->type == ElementType::Transaction))
        check.error(event, "bpmn.event.cancel",
                    fmt::format("{} cancels a transaction but stands in none. Put it into a transaction.",
                                check.named(event)));
}

void checkThrow(const Check& check, const Element& event)
{
    using enum EventTrigger;
    allowOnly(check, event, {Message, Escalation, Compensation, Link, Signal},
              "as an intermediate throw event");
}

/// A timer must be stated, and where it is no FEEL, be ISO 8601 of its kind.
void checkTimer(const Check& check, const Element& event, const TimerEvent& timer)
{
    if (timer.kind == TimerEvent::Kind::None || !timer.expression.isStated()) {
        check.error(
            event, "bpmn.timer.missing",
            fmt::format("{} does not say when. Give it a date, a duration or a cycle.", check.named(event)));
        return;
    }
    const auto& text = timer.expression.text;
    const bool cycle = timer.kind == TimerEvent::Kind::Cycle;
    const bool once = event.type == ElementType::IntermediateCatchEvent ||
                      (event.type == ElementType::BoundaryEvent && event.isInterrupting);
    if (cycle && once)
        check.warning(
            event, "bpmn.timer.cycle",
            fmt::format("{} can fire only once, yet has a cycle. Use a duration.", check.named(event)));
    if (timer.expression.kind != Expression::Kind::Literal) return;
    const bool valid = cycle                                      ? parseRepeatingInterval(text).has_value()
                       : timer.kind == TimerEvent::Kind::Duration ? parseDuration(text).has_value()
                                                                  : parseDateTime(text).has_value();
    const std::string_view example = cycle ? "a cycle such as R3/PT1H"
                                     : timer.kind == TimerEvent::Kind::Duration
                                         ? "a duration such as PT15M or P2D"
                                         : "a time with its zone such as "
                                           "2026-03-31T08:00:00Z";
    if (!valid)
        check.error(event, "bpmn.timer.invalid",
                    fmt::format("{}: “{}” is no ISO 8601 time. Write {}, or FEEL beginning with “=”.",
                                check.named(event), text, example));
}

bool sendsByJob(const Element& event)
{
    return event.job && event.job->type.isStated();
}

/// References that only matter when the process runs (BPMN 2.0.2 §8.4.5, §8.4.11).
void checkReferences(const Check& check, const Element& event, const EventDefinition& definition)
{
    const bool throws =
        event.type == ElementType::IntermediateThrowEvent || event.type == ElementType::EndEvent;
    const auto missing = [&](std::string_view what) {
        check.problems.push_back({Severity::Error, "bpmn.event.reference", event.id, definition.line,
                                  fmt::format("{} names no {}. Choose one.", check.named(event), what)});
    };
    if (const auto* message = std::get_if<MessageEvent>(&definition.detail);
        message && !(throws && sendsByJob(event)) &&
        (message->messageRef.empty() || !message->messageName.isStated()))
        missing("message (with a name)");
    if (const auto* signal = std::get_if<SignalEvent>(&definition.detail);
        signal && !signal->signalName.isStated())
        missing("signal (with a name)");
    if (const auto* error = std::get_if<ErrorEvent>(&definition.detail); error && throws && !error->errorCode)
        missing("error with a code");
    if (const auto* escalation = std::get_if<EscalationEvent>(&definition.detail);
        escalation && throws && !escalation->escalationCode)
        missing("escalation with a code");
    if (const auto* condition = std::get_if<ConditionalEvent>(&definition.detail);
        condition && !condition->condition.isStated())
        missing("condition");
}

/// BPMN 2.0.2 §10.5.5.3: a link joins two events of one scope, with no flow beyond them.
void checkLink(const Check& check, ElementIndex index)
{
    const auto& event = check.process[index];
    const auto& definition = *event.event(EventTrigger::Link);
    const auto report = [&](std::string code, std::string message) {
        check.problems.push_back(
            {Severity::Error, std::move(code), event.id, definition.line, std::move(message)});
    };
    const bool throws = event.type == ElementType::IntermediateThrowEvent;
    if (throws ? !event.outgoing.empty() : !event.incoming.empty())
        check.error(event, "bpmn.link.flow",
                    fmt::format("{} is a link {} and must have no {} flow. Remove the flow.",
                                check.named(event), throws ? "source" : "target",
                                throws ? "outgoing" : "incoming"));
    if (std::get<LinkEvent>(definition.detail).name.empty())
        report("bpmn.link.name", fmt::format("{} is a link without a name. Name it.", check.named(event)));
    if (!throws) return;
    if (const auto targets = check.process.linkTargetsOf(index); targets.size() != 1)
        report("bpmn.link.target",
               fmt::format("{} must lead to exactly one link target of its name in its scope; there are {}.",
                           check.named(event), targets.size()));
}

void checkEvent(const Check& check, ElementIndex index)
{
    const auto& event = check.process[index];
    switch (event.type) {
    case ElementType::StartEvent:
        checkStart(check, event);
        break;
    case ElementType::IntermediateCatchEvent:
        checkCatch(check, event);
        break;
    case ElementType::IntermediateThrowEvent:
        checkThrow(check, event);
        break;
    case ElementType::EndEvent:
        checkEnd(check, event);
        break;
    default:
        break;
    }
    const bool intermediate = event.type == ElementType::IntermediateCatchEvent ||
                              event.type == ElementType::IntermediateThrowEvent;
    if (intermediate && event.event(EventTrigger::Link)) checkLink(check, index);
    for (const auto& definition : event.events) {
        if (const auto* timer = std::get_if<TimerEvent>(&definition.detail);
            timer && check.process.isExecutable)
            checkTimer(check, event, *timer);
        if (check.process.isExecutable) checkReferences(check, event, definition);
    }
}

} // namespace

void checkEvents(const Check& check)
{
    for (std::size_t at = 0; at < check.process.elements.size(); ++at)
        if (isEvent(check.process.elements[at].type)) checkEvent(check, ElementIndex(at));
}

} // namespace habitat::bpmn
