// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/joins.h"
#include "core/engine/machine/lifecycle.h"

#include <algorithm>

namespace habitat::engine {
namespace {

/// Waits for a token on each incoming flow, uses up one of each, and puts one on every outgoing flow
/// (BPMN 2.0.2 §13.4.1).
class ParallelGateway final : public Behaviour
{
public:
    void arrive(Step& step, const Arrival& arrival) const override
    {
        const std::size_t awaited = step.model().process()[arrival.element].incoming.size();
        if (arrival.flow.isValid() && awaited > 1) {
            step.emit(TokenWaiting{arrival.element, arrival.flow, arrival.scope});
            const auto arrived = std::ranges::count_if(step.state().joins, [&](const JoinTokens& tokens) {
                return tokens.scope == arrival.scope && tokens.element == arrival.element;
            });
            if (std::cmp_less(arrived, awaited)) return;
            step.emit(TokensJoined{arrival.element, arrival.scope});
        }
        activate(step, {arrival.element, arrival.scope});
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        complete(step, visit);
        return {};
    }

    /// Conditions on its flows mean nothing.
    Result<std::vector<FlowIndex>> leaveBy(Step& step, const Visit& visit) const override
    {
        return step.source(visit).outgoing;
    }

    /// One flow that no token can come on any more is enough.
    [[nodiscard]] bool isStuck(const Step& step, ElementIndex gateway,
                               ElementInstanceKey scope) const override
    {
        const JoinPlace place{gateway, scope};
        const Approach approach(step, place);
        return std::ranges::any_of(step.model().process()[gateway].incoming, [&](FlowIndex flow) {
            return tokensOn(step.state(), place, flow) == 0 && !approach.canComeOn(flow);
        });
    }
};

} // namespace

const Behaviour& parallelGateway()
{
    static const ParallelGateway behaviour;
    return behaviour;
}

} // namespace habitat::engine
