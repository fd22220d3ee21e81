// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/lifecycle.h"
#include "core/engine/machine/subscriptions.h"

namespace habitat::engine {
namespace {

/// Happens while its host is active: interrupts it, or runs beside it, then maybe again (BPMN 2.0.2 §13.5.3).
class BoundaryEvent final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process& process,
                                             const bpmn::Element& element) const override
    {
        return TRY(planEvent(process, element));
    }

    Status arm(Step& step, const Visit& host, ElementIndex boundary) const override
    {
        return armEvent(step, host, boundary);
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        complete(step, visit);
        return {};
    }

    void onOccurred(Step& step, const Visit& host, ElementIndex event, feel::Context variables) const override
    {
        triggerBoundary(step, host, event, std::move(variables));
    }
};

} // namespace

const Behaviour& boundaryEvent()
{
    static const BoundaryEvent behaviour;
    return behaviour;
}

} // namespace habitat::engine
