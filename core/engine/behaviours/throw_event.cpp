// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/lifecycle.h"
#include "core/engine/trigger.h"

#include <algorithm>

namespace habitat::engine {
namespace {

/// What is thrown last, because the thrower may be no more afterwards.
bool endsThrower(bpmn::EventTrigger kind)
{
    return kind == bpmn::EventTrigger::Error || kind == bpmn::EventTrigger::Cancel ||
           kind == bpmn::EventTrigger::Terminate || kind == bpmn::EventTrigger::Compensation;
}

/// Throws what it defines, one after the other, and goes on: intermediate throw events, end events and send
/// tasks without a job (BPMN 2.0.2 §13.5.2, §13.5.6).
class ThrowEvent final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process& process,
                                             const bpmn::Element& element) const override
    {
        auto plan = TRY(planEvent(process, element));
        std::ranges::stable_partition(
            plan->definitions, [](bpmn::EventTrigger kind) { return !endsThrower(kind); },
            &EventPlan::Definition::kind);
        return plan;
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        bool stays = false;
        for (const auto& definition : step.compiled(visit).planAs<EventPlan>().definitions) {
            const auto after = TRY(definition.trigger->fire(step, visit, definition.plan.get()));
            stays = stays || after == Trigger::Afterwards::Stays;
            if (!step.state().element(visit.key)) return {};
        }
        if (!stays) complete(step, visit);
        return {};
    }

    void onCompensated(Step& step, const Visit& visit) const override
    {
        for (const auto& definition : step.compiled(visit).planAs<EventPlan>().definitions)
            definition.trigger->onCompensated(step, visit);
    }
};

} // namespace

const Behaviour& throwEvent()
{
    static const ThrowEvent behaviour;
    return behaviour;
}

} // namespace habitat::engine
