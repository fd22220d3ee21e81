// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/timers.h"
#include "core/engine/triggers/triggers.h"

namespace habitat::engine {
namespace {

/// Happens when its time has come (BPMN 2.0.2 §10.5.5.6).
class TimerTrigger final : public Trigger
{
public:
    [[nodiscard]] bool standsAt(Position position) const override
    {
        return position == Position::ProcessStart || position == Position::EventSubProcess ||
               position == Position::Catch || position == Position::Boundary;
    }

    [[nodiscard]] Result<std::unique_ptr<const Plan>> plan(const EventSource& source) const override
    {
        return planTimer(std::get<bpmn::TimerEvent>(source.definition.detail));
    }

    Status arm(Step& step, const Awaited& awaited, const Plan* plan) const override
    {
        return scheduleTimer(step, awaited, static_cast<const TimerPlan&>(*plan));
    }

    [[nodiscard]] Result<StartCondition> startsBy(const Plan* plan, Instant now) const override
    {
        const InstanceState nothing;
        return StartCondition{
            {}, TRY(firstDue(static_cast<const TimerPlan&>(*plan), VariableView(nothing, {}), now))};
    }
};

} // namespace

const Trigger& timerTrigger()
{
    static const TimerTrigger trigger;
    return trigger;
}

} // namespace habitat::engine
