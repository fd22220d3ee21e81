// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace habitat::bpmn {

namespace {

void checkQuantities(const Check& check, const Element& activity)
{
    if (activity.startQuantity < 1)
        check.error(activity, "bpmn.activity.quantity",
                    fmt::format("{}: startQuantity must be 1 or more (BPMN 2.0.2 §10.3.1); it is {}.",
                                check.named(activity), activity.startQuantity));
    if (activity.completionQuantity < 1)
        check.error(activity, "bpmn.activity.quantity",
                    fmt::format("{}: completionQuantity must be 1 or more (BPMN 2.0.2 §10.3.1); it is {}.",
                                check.named(activity), activity.completionQuantity));
    if (activity.type == ElementType::ReceiveTask && activity.instantiate && !activity.incoming.empty())
        check.error(activity, "bpmn.activity.instantiate",
                    fmt::format("{} starts instances and must not have an incoming flow. Remove the flow.",
                                check.named(activity)));
}

/// The called process, where it is in this file, can be called only at a none start event (BPMN 2.0.2
/// §13.3.4).
void checkCalled(const Check& check, const Element& activity)
{
    if (!activity.calledElement) return;
    const auto& called = activity.calledElement->processId;
    if (!called.isStated()) {
        if (check.process.isExecutable)
            check.error(activity, "bpmn.call.missing",
                        fmt::format("{} calls nothing. Name the process it calls.", check.named(activity)));
        return;
    }
    const auto* process = check.definitions.process(called.text);
    if (process && !process->noneStartOf({}).isValid())
        check.error(
            activity, "bpmn.call.start",
            fmt::format("{} calls “{}”, which has no none start event and so cannot be called. Give it one.",
                        check.named(activity), process->id));
}

void checkLoop(const Check& check, const Element& activity)
{
    if (const auto* many = std::get_if<MultiInstanceLoop>(&activity.loop)) {
        const bool counted = many->loopCardinality.isStated() || many->inputCollection.isStated() ||
                             !many->loopDataInputRef.empty();
        if (!counted)
            check.error(
                activity, "bpmn.loop.count",
                fmt::format("{} runs many times, but nothing says how many. Give it an input collection or a "
                            "cardinality.",
                            check.named(activity)));
        const bool one = many->behavior == MultiInstanceLoop::Behavior::One;
        const bool none = many->behavior == MultiInstanceLoop::Behavior::None;
        if ((one && many->oneBehaviorEventRef.empty()) || (none && many->noneBehaviorEventRef.empty()))
            check.error(
                activity, "bpmn.loop.behavior",
                fmt::format("{} is to throw an event when instances complete, but names none. Name it.",
                            check.named(activity)));
    }
    if (const auto* loop = std::get_if<StandardLoop>(&activity.loop))
        if (!loop->loopCondition.isStated() && !loop->loopMaximum.isStated())
            check.error(
                activity, "bpmn.loop.endless",
                fmt::format("{} loops without a condition or a maximum and would never end. Give it one.",
                            check.named(activity)));
}

bool needsJob(const Element& element)
{
    switch (element.type) {
    case ElementType::ServiceTask:
    case ElementType::SendTask:
        return true;
    case ElementType::BusinessRuleTask:
        return !element.calledDecision;
    case ElementType::ScriptTask:
        return !element.script;
    default:
        return false;
    }
}

void checkRetries(const Check& check, const Element& element)
{
    const auto& retries = element.job->retries;
    if (retries.kind != Expression::Kind::Literal) return;
    int number = 0;
    const auto* end = retries.text.data() + retries.text.size();
    const auto [stop, error] = std::from_chars(retries.text.data(), end, number);
    if (error != std::errc() || stop != end || number < 1)
        check.error(element, "bpmn.job.retries",
                    fmt::format("{}: retries must be a whole number of 1 or more; it is “{}”.",
                                check.named(element), retries.text));
}

void checkJob(const Check& check, const Element& element)
{
    if (!element.job || !element.job->type.isStated()) {
        if (needsJob(element))
            check.error(
                element, "bpmn.job.missing",
                fmt::format("{} does not say what it does. Name a job type (zeebe:taskDefinition type).",
                            check.named(element)));
        return;
    }
    checkRetries(check, element);
    const auto& type = element.job->type;
    if (type.kind == Expression::Kind::Literal && check.rules.isJobRegistered &&
        !check.rules.isJobRegistered(type.text))
        check.error(
            element, "bpmn.job.unregistered",
            fmt::format("{} has the job type “{}”, for which no handler is registered. Correct the name or "
                        "register a handler.",
                        check.named(element), type.text));
}

/// The author may say that a step has none on purpose: property undo=none on it or a scope around it.
bool isDeclaredFinal(const Check& check, const Element& element)
{
    for (const auto* at = &element; at; at = check.parentOf(*at))
        if (at->properties.get("undo") == "none" || at->isForCompensation) return true;
    return false;
}

bool isCompensated(const Check& check, ElementIndex index)
{
    for (; index.isValid(); index = check.process[index].parent)
        if (check.process.compensationHandlerOf(index).isValid()) return true;
    return false;
}

void checkUndo(const Check& check, ElementIndex index)
{
    const auto& element = check.process[index];
    const bool literal = element.job && element.job->type.kind == Expression::Kind::Literal;
    if (!literal || !isActivity(element.type) || !check.rules.changesRecords ||
        !check.rules.changesRecords(element.job->type.text))
        return;
    if (!isDeclaredFinal(check, element) && !isCompensated(check, index))
        check.warning(
            element, "bpmn.compensation.missing",
            fmt::format("{} changes records but nothing undoes it. Add a compensation event with a handler, "
                        "or the property undo=none where that is meant.",
                        check.named(element)));
}

void checkScript(const Check& check, const Element& element)
{
    if (element.script && !element.script->expression.isStated())
        check.error(element, "bpmn.script.empty",
                    fmt::format("{} has an empty script. Write a FEEL expression.", check.named(element)));
}

/// A task that nobody is assigned to waits where nobody looks.
void checkPeople(const Check& check, const Element& element)
{
    if (element.type != ElementType::UserTask) return;
    const auto& people = element.assignment;
    const bool anybody = people && (people->assignee.isStated() || people->candidateUsers.isStated() ||
                                    people->candidateGroups.isStated());
    if (!anybody)
        check.warning(
            element, "bpmn.task.unassigned",
            fmt::format("{} is for nobody. Give it an assignee or candidate groups.", check.named(element)));
}

void checkReceive(const Check& check, const Element& element)
{
    if (element.type == ElementType::ReceiveTask &&
        (!element.message || !element.message->messageName.isStated()))
        check.error(element, "bpmn.event.reference",
                    fmt::format("{} names no message (with a name). Choose one.", check.named(element)));
}

} // namespace

void checkActivities(const Check& check)
{
    for (const auto& element : check.process.elements)
        if (isActivity(element.type)) {
            checkQuantities(check, element);
            checkCalled(check, element);
            if (element.type == ElementType::ScriptTask && element.script &&
                element.script->language.empty() &&
                element.script->expression.kind == Expression::Kind::Foreign)
                check.error(element, "bpmn.script.language",
                            fmt::format("{} has a script without a language. Write FEEL, beginning with “=”.",
                                        check.named(element)));
        }
}

void checkRunnable(const Check& check)
{
    for (std::size_t at = 0; at < check.process.elements.size(); ++at) {
        const auto& element = check.process.elements[at];
        if (const auto reason = check.rules.whyNotRunnable
                                    ? check.rules.whyNotRunnable(check.process, element)
                                    : std::nullopt)
            check.error(element, "bpmn.element.notRunnable",
                        fmt::format("{} cannot be run: {}. Model it with other elements.",
                                    check.named(element), *reason));
        checkLoop(check, element);
        checkJob(check, element);
        checkScript(check, element);
        checkPeople(check, element);
        checkReceive(check, element);
        checkUndo(check, ElementIndex(at));
    }
}

} // namespace habitat::bpmn
