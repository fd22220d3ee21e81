// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/errors.h"

#include "core/engine/machine/catching.h"
#include "core/engine/machine/lifecycle.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::engine {
namespace {

void failInstance(Step& step, BusinessError error)
{
    endInstance(step,
                InstanceFailed{std::move(error.code), std::move(error.message), std::move(error.variables)});
}

/// The variables of the catching event: those thrown, and code and message where the event asks for them.
feel::Context caughtVariables(const bpmn::Element& event, BusinessError& error)
{
    feel::Context variables = std::move(error.variables);
    for (const bpmn::EventDefinition& definition : event.events)
        if (const auto* caught = std::get_if<bpmn::ErrorEvent>(&definition.detail)) {
            if (!caught->codeVariable.empty()) variables.set(caught->codeVariable, error.code);
            if (!caught->messageVariable.empty()) variables.set(caught->messageVariable, error.message);
        }
    return variables;
}

Error uncaught(const Step& step, const Visit& thrower, const BusinessError& error)
{
    return {
        "engine.error.uncaught",
        fmt::format(
            "Nothing catches the error \"{}\" that \"{}\" threw{}{}. Add an error boundary event for it, or "
            "remove its cause and retry.",
            error.code, step.model().id(thrower.element), error.message.empty() ? "" : ": ", error.message),
        {{"errorCode", error.code}, {"element", step.model().id(thrower.element)}}};
}

} // namespace

Status throwError(Step& step, const Visit& thrower, BusinessError error)
{
    if (const auto catcher = nearestCatcher(step, thrower, {bpmn::EventTrigger::Error, error.code})) {
        step.emit(ErrorThrown{thrower.key, error.code, error.message, catcher->event, catcher->waiting.key});
        const bpmn::Element& event = step.model().process()[catcher->event];
        step.model()[catcher->event].behaviour->onOccurred(step, catcher->waiting, catcher->event,
                                                           caughtVariables(event, error));
        return {};
    }
    step.emit(ErrorThrown{thrower.key, error.code, error.message, {}, {}});
    const auto& parent = step.state().parent;
    if (!parent || isCompensating(step.state(), thrower.key) || !parent->caught.contains(error.code))
        return fail(uncaught(step, thrower, error));
    failInstance(step, std::move(error));
    return {};
}

CaughtErrors caughtAround(const Step& step, const Visit& visit)
{
    CaughtErrors caught;
    if (step.state().parent && !isCompensating(step.state(), visit.key)) caught = step.state().parent->caught;
    for (const Catcher& catcher : catchersAround(step, visit))
        for (const bpmn::EventDefinition& definition : step.model().process()[catcher.event].events)
            if (const auto* error = std::get_if<bpmn::ErrorEvent>(&definition.detail)) {
                if (error->errorCode)
                    caught.codes.push_back(*error->errorCode);
                else
                    caught.all = true;
            }
    std::ranges::sort(caught.codes);
    const auto repeats = std::ranges::unique(caught.codes);
    caught.codes.erase(repeats.begin(), repeats.end());
    return caught;
}

} // namespace habitat::engine
