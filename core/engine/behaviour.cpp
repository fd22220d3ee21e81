// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviour.h"

#include "core/engine/machine/lifecycle.h"

#include <fmt/format.h>

namespace habitat::engine {

Result<std::unique_ptr<const Plan>> Behaviour::plan(const bpmn::Process&, const bpmn::Element&) const
{
    return nullptr;
}

void Behaviour::arrive(Step& step, const Arrival& arrival) const
{
    activate(step, {arrival.element, arrival.scope, {}, {}, {}});
}

Result<std::vector<FlowIndex>> Behaviour::leaveBy(Step& step, const Visit& visit) const
{
    const bpmn::Element& source = step.source(visit);
    if (!step.compiled(visit).hasConditions) return source.outgoing;
    std::vector<FlowIndex> flows;
    bool anyHolds = false;
    const VariableView view(step.state(), visit.key);
    for (const FlowIndex flow : source.outgoing) {
        if (flow == source.defaultFlow) continue;
        const Expression& condition = step.model()[flow].condition;
        const bool holds = !condition.isStated() || TRY(condition.test(view, step.now()));
        anyHolds = anyHolds || (condition.isStated() && holds);
        if (holds) flows.push_back(flow);
    }
    if (!anyHolds && source.defaultFlow.isValid()) flows.push_back(source.defaultFlow);
    if (!flows.empty()) return flows;
    return fail(
        "engine.flow.none",
        fmt::format(
            "No condition on the flows out of \"{}\" holds and none is the default. Set the variables "
            "that they use, or correct the model, then retry.",
            source.id),
        {{"element", source.id}});
}

void Behaviour::withdraw(Step&, const Visit&) const {}

Status Behaviour::arm(Step&, const Visit&, ElementIndex) const
{
    return {};
}

Behaviour::Catch Behaviour::catches(const CompiledElement&, const std::string&) const
{
    return Catch::No;
}

Status Behaviour::onTimer(Step&, const Visit&, const Timer&) const
{
    ensure(false, "only elements with a timer are told that it is due");
    return {};
}

void Behaviour::onScopeDone(Step&, const Visit&) const
{
    ensure(false, "only scopes contain tokens");
}

void Behaviour::onCompensated(Step&, const Visit&) const
{
    ensure(false, "only elements that throw compensation are told of its end");
}

} // namespace habitat::engine
