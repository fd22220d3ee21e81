// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviour.h"

#include "core/engine/machine/joins.h"
#include "core/engine/machine/lifecycle.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::engine {
namespace {

/// Whether the token is the last of those that the activity needs; they are used up then.
bool collect(Step& step, const Arrival& arrival, int needed)
{
    const JoinPlace place{arrival.element, arrival.scope};
    step.emit(TokenWaiting{arrival.element, arrival.flow, arrival.scope});
    if (tokensAt(step.state(), place) < needed) return false;
    while (needed > 0)
        for (const FlowIndex flow : flowsWithTokens(step, place)) {
            step.emit(TokenUsed{arrival.element, flow, arrival.scope});
            if (--needed == 0) break;
        }
    return true;
}

} // namespace

Result<std::unique_ptr<const Plan>> Behaviour::plan(const bpmn::Process&, const bpmn::Element&) const
{
    return nullptr;
}

void Behaviour::arrive(Step& step, const Arrival& arrival) const
{
    const int needed = step.model().process()[arrival.element].startQuantity;
    if (needed > 1 && arrival.flow.isValid() && !collect(step, arrival, needed)) return;
    activate(step, {arrival.element, arrival.scope});
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

void Behaviour::onOccurred(Step&, const Visit&, ElementIndex, feel::Context) const
{
    ensure(false, "only events happen");
}

bool Behaviour::joinLate(Step&, ElementIndex, ElementInstanceKey) const
{
    return false;
}

/// An activity that needs several tokens: none can come any more.
bool Behaviour::isStuck(const Step& step, ElementIndex element, ElementInstanceKey scope) const
{
    const Approach approach(step, {element, scope});
    return std::ranges::none_of(step.model().process()[element].incoming,
                                [&](FlowIndex flow) { return approach.canComeOn(flow); });
}

Status Behaviour::onChildCompleting(Step&, const Visit&, const Visit&) const
{
    return {};
}

void Behaviour::onChildCompleted(Step&, const Visit&, ElementIndex) const {}

void Behaviour::goOn(Step&, const Visit&) const
{
    ensure(false, "only loops go on");
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
