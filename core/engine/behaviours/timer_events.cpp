// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/lifecycle.h"
#include "core/engine/machine/timers.h"

namespace habitat::engine {
namespace {

/// Waits until its time has come.
class TimerCatchEvent final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process&,
                                             const bpmn::Element& element) const override
    {
        return planTimer(element);
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        return scheduleTimer(step, visit, visit.element);
    }

    Status onTimer(Step& step, const Visit& waiting, const Timer&) const override
    {
        complete(step, waiting);
        return {};
    }
};

/// Happens while its host is active: interrupts it, or runs beside it, then again and again in a cycle.
class TimerBoundaryEvent final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process&,
                                             const bpmn::Element& element) const override
    {
        return planTimer(element);
    }

    Status arm(Step& step, const Visit& host, ElementIndex boundary) const override
    {
        return scheduleTimer(step, host, boundary);
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        complete(step, visit);
        return {};
    }

    Status onTimer(Step& step, const Visit& host, const Timer& timer) const override
    {
        if (!step.model().process()[timer.element].isInterrupting) scheduleNext(step, timer);
        triggerBoundary(step, host, timer.element, {});
        return {};
    }
};

} // namespace

const Behaviour& timerCatchEvent()
{
    static const TimerCatchEvent behaviour;
    return behaviour;
}

const Behaviour& timerBoundaryEvent()
{
    static const TimerBoundaryEvent behaviour;
    return behaviour;
}

} // namespace habitat::engine
