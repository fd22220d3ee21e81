// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/errors.h"

#include "core/engine/machine/lifecycle.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::engine {
namespace {

struct Catcher
{
    Visit host;
    ElementIndex boundary;
};

ElementIndex catcherAt(const Step& step, const Visit& host, const std::string& code)
{
    ElementIndex any;
    for (const ElementIndex boundary : step.compiled(host).boundaries) {
        const CompiledElement& compiled = step.model()[boundary];
        const Behaviour::Catch match = compiled.behaviour->catches(compiled, code);
        if (match == Behaviour::Catch::Exactly) return boundary;
        if (match == Behaviour::Catch::Any && !any.isValid()) any = boundary;
    }
    return any;
}

/// The element and the scopes around it that an error can pass, innermost first, without the root.
std::vector<Visit> wayOut(const Step& step, const Visit& from)
{
    std::vector<Visit> way;
    const InstanceState& state = step.state();
    for (const ElementInstance* at = state.element(from.key); at && at->key != state.root;
         at = state.element(at->scope)) {
        way.push_back({at->key, at->element, at->scope});
        if (at->compensates) break;
    }
    return way;
}

bool leavesHandler(const Step& step, const std::vector<Visit>& way)
{
    return !way.empty() && bool(step.state().element(way.back().key)->compensates);
}

std::optional<Catcher> findCatcher(const Step& step, const std::vector<Visit>& way, const std::string& code)
{
    for (const Visit& host : way)
        if (const ElementIndex boundary = catcherAt(step, host, code); boundary.isValid())
            return Catcher{host, boundary};
    return std::nullopt;
}

void failInstance(Step& step, BusinessError error)
{
    const ElementInstanceKey root = step.state().root;
    terminateWithin(step, root);
    resolveIncidents(step, root, IncidentResolved::How::Obsolete);
    step.emit(ElementTerminated{root, {}, {}});
    step.emit(InstanceFailed{std::move(error.code), std::move(error.message), std::move(error.variables)});
}

/// The variables of the catching event: those thrown, and code and message where the event asks for them.
feel::Context caughtVariables(const bpmn::Element& boundary, BusinessError& error)
{
    feel::Context variables = std::move(error.variables);
    for (const bpmn::EventDefinition& definition : boundary.events)
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
    const std::vector<Visit> way = wayOut(step, thrower);
    if (const auto catcher = findCatcher(step, way, error.code)) {
        step.emit(ErrorThrown{thrower.key, error.code, error.message, catcher->boundary, catcher->host.key});
        const bpmn::Element& boundary = step.model().process()[catcher->boundary];
        triggerBoundary(step, catcher->host, catcher->boundary, caughtVariables(boundary, error));
        return {};
    }
    step.emit(ErrorThrown{thrower.key, error.code, error.message, {}, {}});
    const auto& parent = step.state().parent;
    if (!parent || leavesHandler(step, way) || !parent->caught.contains(error.code))
        return fail(uncaught(step, thrower, error));
    failInstance(step, std::move(error));
    return {};
}

CaughtErrors caughtAround(const Step& step, const Visit& visit)
{
    const std::vector<Visit> way = wayOut(step, visit);
    CaughtErrors caught;
    if (step.state().parent && !leavesHandler(step, way)) caught = step.state().parent->caught;
    for (const Visit& host : way)
        for (const ElementIndex boundary : step.compiled(host).boundaries)
            for (const bpmn::EventDefinition& definition : step.model().process()[boundary].events)
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
