// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/behaviours/no_flow.h"
#include "core/engine/machine/joins.h"
#include "core/engine/machine/lifecycle.h"

#include <algorithm>

namespace habitat::engine {
namespace {

struct ComplexPlan final : Plan
{
    Expression activation;
};

const GatewayPhase* phaseOf(const InstanceState& state, const JoinPlace& place)
{
    const auto found = std::ranges::find_if(state.phases, [&](const GatewayPhase& phase) {
        return phase.scope == place.scope && phase.element == place.element;
    });
    return found == state.phases.end() ? nullptr : &*found;
}

/// Goes on as soon as its condition on the arrived tokens holds (n of m, a discriminator with 1), then waits
/// for the rest as an inclusive gateway does, and only then for the next round (BPMN 2.0.2 §13.4.5). Its
/// conditions see `activationCount`, the incoming flows that have a token, a number for each of them under
/// its id, and `waitingForStart`. When it resets, tokens go only where a condition says so.
class ComplexGateway final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process&,
                                             const bpmn::Element& element) const override
    {
        auto plan = std::make_unique<ComplexPlan>();
        if (element.gateway)
            plan->activation = TRY(Expression::compile(element.gateway->activationCondition));
        if (element.incoming.size() > 1 && !plan->activation.isStated())
            return fail(
                "engine.model.gateway",
                "It joins, but has no activation condition. Write one, such as = activationCount >= 2.");
        return plan;
    }

    void arrive(Step& step, const Arrival& arrival) const override
    {
        const JoinPlace place{arrival.element, arrival.scope};
        if (!arrival.flow.isValid() || step.model().process()[arrival.element].incoming.size() < 2)
            return activate(step, {arrival.element, arrival.scope});
        step.emit(TokenWaiting{arrival.element, arrival.flow, arrival.scope});
        if (!phaseOf(step.state(), place)) start(step, place);
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        complete(step, visit);
        return {};
    }

    Result<std::vector<FlowIndex>> leaveBy(Step& step, const Visit& visit) const override
    {
        const JoinPlace place{visit.element, visit.scope};
        const bpmn::Element& source = step.source(visit);
        const bool starts = source.incoming.size() < 2 || phaseOf(step.state(), place);
        feel::Context tokens = tokensSeen(step, place);
        tokens.set("waitingForStart", starts);
        const VariableView view(step.state(), visit.key, &tokens);
        std::vector<FlowIndex> flows;
        for (const FlowIndex flow : source.outgoing) {
            const Expression& condition = step.model()[flow].condition;
            if (flow == source.defaultFlow) continue;
            if (condition.isStated() ? TRY(condition.test(view, step.now())) : starts) flows.push_back(flow);
        }
        if (!flows.empty() || !starts || source.outgoing.empty()) return flows;
        if (source.defaultFlow.isValid()) return std::vector{source.defaultFlow};
        return fail(noFlowHolds(source));
    }

    bool joinLate(Step& step, ElementIndex gateway, ElementInstanceKey scope) const override
    {
        const JoinPlace place{gateway, scope};
        const GatewayPhase* phase = phaseOf(step.state(), place);
        if (!phase) return tokensAt(step.state(), place) > 0 && start(step, place);
        std::vector<FlowIndex> open;
        std::vector<FlowIndex> taken = phase->flows;
        for (const FlowIndex flow : step.model().process()[gateway].incoming) {
            if (std::ranges::find(phase->flows, flow) != phase->flows.end()) continue;
            (tokensOn(step.state(), place, flow) > 0 ? taken : open).push_back(flow);
        }
        if (Approach(step, place).mustWait(open, taken)) return false;
        reset(step, place, phase->flows);
        return true;
    }

    [[nodiscard]] bool isStuck(const Step& step, ElementIndex gateway,
                               ElementInstanceKey scope) const override
    {
        const JoinPlace place{gateway, scope};
        if (phaseOf(step.state(), place)) return false;
        const Approach approach(step, place);
        return std::ranges::none_of(step.model().process()[gateway].incoming,
                                    [&](FlowIndex flow) { return approach.canComeOn(flow); });
    }

private:
    static feel::Context tokensSeen(const Step& step, const JoinPlace& place)
    {
        const GatewayPhase* phase = phaseOf(step.state(), place);
        feel::Context seen;
        int taken = 0;
        for (const FlowIndex flow : step.model().process()[place.element].incoming) {
            const bool wasUsed = phase && std::ranges::find(phase->flows, flow) != phase->flows.end();
            const int tokens = tokensOn(step.state(), place, flow) + (wasUsed ? 1 : 0);
            taken += tokens > 0 ? 1 : 0;
            seen.set(step.model().id(flow), tokens);
        }
        seen.set("activationCount", taken);
        return seen;
    }

    /// Whether the condition held. One that has no truth value does not; when no more tokens can come that is
    /// told as being stuck.
    static bool start(Step& step, const JoinPlace& place)
    {
        feel::Context tokens = tokensSeen(step, place);
        tokens.set("waitingForStart", true);
        const auto holds = step.model()[place.element].planAs<ComplexPlan>().activation.evaluate(
            VariableView(step.state(), place.scope, &tokens), step.now());
        if (!holds || !holds->isTrue()) return false;
        const auto flows = flowsWithTokens(step, place);
        step.emit(TokensJoined{place.element, place.scope});
        step.emit(GatewayActivated{place.element, place.scope, flows});
        activate(step, {place.element, place.scope});
        return true;
    }

    /// Uses up what came for the last round; a second token on a flow is for the next one.
    static void reset(Step& step, const JoinPlace& place, const std::vector<FlowIndex>& used)
    {
        std::vector<FlowIndex> late;
        for (const FlowIndex flow : flowsWithTokens(step, place))
            if (std::ranges::find(used, flow) == used.end()) late.push_back(flow);
        step.emit(GatewayReset{place.element, place.scope});
        for (const FlowIndex flow : late)
            step.emit(TokenUsed{place.element, flow, place.scope});
        activate(step, {place.element, place.scope});
    }
};

} // namespace

const Behaviour& complexGateway()
{
    static const ComplexGateway behaviour;
    return behaviour;
}

} // namespace habitat::engine
