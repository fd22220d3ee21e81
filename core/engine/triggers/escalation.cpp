// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/catching.h"
#include "core/engine/machine/escalations.h"
#include "core/engine/triggers/triggers.h"

namespace habitat::engine {
namespace {

/// An escalation reaches the nearest catcher around its thrower, which goes on beside it where the catcher
/// does not interrupt; one that nobody catches is noted and forgotten (BPMN 2.0.2 §10.5.1, §13.5.3).
class EscalationTrigger final : public Trigger
{
public:
    [[nodiscard]] bool standsAt(Position position) const override
    {
        return position == Position::EventSubProcess || position == Position::Boundary ||
               position == Position::Throw || position == Position::End;
    }

    [[nodiscard]] Result<std::unique_ptr<const Plan>> plan(const EventSource& source) const override
    {
        const auto& event = std::get<bpmn::EscalationEvent>(source.definition.detail);
        const bool throws = source.position == Position::Throw || source.position == Position::End;
        if (throws && event.escalationCode.value_or("").empty())
            return fail("engine.model.escalation",
                        "It must say which escalation it throws, with an escalation code.");
        return std::make_unique<CodePlan>(bpmn::EventTrigger::Escalation, event.escalationCode);
    }

    [[nodiscard]] Catch catches(const Plan* plan, const Thrown& thrown) const override
    {
        return catchBy(static_cast<const CodePlan&>(*plan), thrown);
    }

    Result<Afterwards> fire(Step& step, const Visit& thrower, const Plan* plan) const override
    {
        throwEscalation(step, thrower, *static_cast<const CodePlan&>(*plan).code,
                        *step.state().element(thrower.key)->variables);
        return Afterwards::GoesOn;
    }
};

} // namespace

const Trigger& escalationTrigger()
{
    static const EscalationTrigger trigger;
    return trigger;
}

} // namespace habitat::engine
