// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/behaviours/no_flow.h"
#include "core/engine/machine/lifecycle.h"

namespace habitat::engine {
namespace {

/// Takes the first flow, in document order, whose condition holds; else the default flow (BPMN 2.0.2
/// §13.4.2). Every token that comes in goes on by itself.
class ExclusiveGateway final : public Behaviour
{
public:
    Status enter(Step& step, const Visit& visit) const override
    {
        complete(step, visit);
        return {};
    }

    Result<std::vector<FlowIndex>> leaveBy(Step& step, const Visit& visit) const override
    {
        const bpmn::Element& source = step.source(visit);
        const VariableView view(step.state(), visit.key);
        for (const FlowIndex flow : source.outgoing) {
            if (flow == source.defaultFlow) continue;
            const Expression& condition = step.model()[flow].condition;
            if (!condition.isStated() || TRY(condition.test(view, step.now()))) return std::vector{flow};
        }
        if (source.defaultFlow.isValid()) return std::vector{source.defaultFlow};
        if (source.outgoing.empty()) return std::vector<FlowIndex>{};
        return fail(noFlowHolds(source));
    }
};

} // namespace

const Behaviour& exclusiveGateway()
{
    static const ExclusiveGateway behaviour;
    return behaviour;
}

} // namespace habitat::engine
