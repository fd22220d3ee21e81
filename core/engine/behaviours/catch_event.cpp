// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/lifecycle.h"
#include "core/engine/machine/subscriptions.h"

#include <algorithm>

namespace habitat::engine {
namespace {

/// A token waits here until the event happens: intermediate catch events and receive tasks. The target of a
/// link has nothing to wait for: the token came from its source.
class CatchEvent final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process& process,
                                             const bpmn::Element& element) const override
    {
        return TRY(planEvent(process, element));
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        const auto& definitions = step.compiled(visit).planAs<EventPlan>().definitions;
        if (std::ranges::count(definitions, bpmn::EventTrigger::Link, &EventPlan::Definition::kind) > 0) {
            complete(step, visit);
            return {};
        }
        return armEvent(step, visit, visit.element);
    }

    /// Where a gateway waits for the event, it is the gateway's.
    void onOccurred(Step& step, const Visit& waiting, ElementIndex event,
                    feel::Context variables) const override
    {
        if (waiting.element != event)
            return step.compiled(waiting).behaviour->onOccurred(step, waiting, event, std::move(variables));
        resolveIncidents(step, waiting.key, IncidentResolved::How::Completed);
        completeWith(step, waiting, variables);
    }
};

} // namespace

const Behaviour& catchEvent()
{
    static const CatchEvent behaviour;
    return behaviour;
}

} // namespace habitat::engine
