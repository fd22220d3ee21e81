// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/joins.h"
#include "core/engine/machine/lifecycle.h"

namespace habitat::engine {
namespace {

/// Puts a token on every outgoing flow whose condition holds, and joins what can come: it waits exactly while
/// a token may still arrive on an empty incoming flow that cannot arrive on one with a token (BPMN 2.0.2
/// §13.4.3).
class InclusiveGateway final : public Behaviour
{
public:
    void arrive(Step& step, const Arrival& arrival) const override
    {
        if (arrival.flow.isValid() && step.model().process()[arrival.element].incoming.size() > 1)
            step.emit(TokenWaiting{arrival.element, arrival.flow, arrival.scope});
        else
            activate(step, {arrival.element, arrival.scope});
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        complete(step, visit);
        return {};
    }

    bool joinLate(Step& step, ElementIndex gateway, ElementInstanceKey scope) const override
    {
        const JoinPlace place{gateway, scope};
        std::vector<FlowIndex> empty;
        std::vector<FlowIndex> taken;
        for (const FlowIndex flow : step.model().process()[gateway].incoming)
            (tokensOn(step.state(), place, flow) > 0 ? taken : empty).push_back(flow);
        if (taken.empty() || Approach(step, place).mustWait(empty, taken)) return false;
        step.emit(TokensJoined{gateway, scope});
        activate(step, {gateway, scope});
        return true;
    }
};

} // namespace

const Behaviour& inclusiveGateway()
{
    static const InclusiveGateway behaviour;
    return behaviour;
}

} // namespace habitat::engine
