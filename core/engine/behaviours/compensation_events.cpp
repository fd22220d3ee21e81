// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/compensation.h"
#include "core/engine/machine/lifecycle.h"

#include <fmt/format.h>

namespace habitat::engine {
namespace {

const bpmn::CompensationEvent& compensationOf(const bpmn::Element& element)
{
    return std::get<bpmn::CompensationEvent>(element.event(bpmn::EventTrigger::Compensation)->detail);
}

/// Marks the handler that undoes its host; tokens never come here (BPMN 2.0.2 §10.7).
class CompensationBoundaryEvent final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process& process,
                                             const bpmn::Element& element) const override
    {
        if (!element.compensationHandler.isValid())
            return fail("engine.model.compensation",
                        "No association leads from it to the activity that undoes.");
        const bpmn::Element& handler = process[element.compensationHandler];
        if (!handler.incoming.empty() || !handler.outgoing.empty())
            return fail("engine.model.compensation",
                        fmt::format("Its handler \"{}\" is part of a sequence flow; it must stand alone.",
                                    handler.id));
        if (!handler.boundaryEvents.empty())
            return fail("engine.model.compensation",
                        fmt::format("Its handler \"{}\" has boundary events; nothing may interrupt undoing.",
                                    handler.id));
        if (handler.parent != element.parent)
            return fail("engine.model.compensation",
                        fmt::format("Its handler \"{}\" is in another scope.", handler.id));
        return nullptr;
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        complete(step, visit);
        return {};
    }
};

struct ThrowPlan final : Plan
{
    ElementIndex activity;
};

/// Undoes what has completed in its scope, or the activity that it names, and goes on when that is done. As
/// an intermediate or an end event.
class CompensationThrowEvent final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process& process,
                                             const bpmn::Element& element) const override
    {
        const bpmn::CompensationEvent& event = compensationOf(element);
        if (!event.waitForCompletion)
            return fail("engine.model.compensation",
                        "Compensation without waiting for its end is not supported.");
        auto plan = std::make_unique<ThrowPlan>();
        if (event.activityRef.empty()) return plan;
        plan->activity = process.find(event.activityRef);
        const bool isBeside = plan->activity.isValid() && process[plan->activity].parent == element.parent;
        if (!isBeside || !bpmn::isActivity(process[plan->activity].type))
            return fail(
                "engine.model.compensation",
                fmt::format("It names \"{}\", which is no activity of its own scope.", event.activityRef));
        return plan;
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        const ElementIndex activity = step.compiled(visit).planAs<ThrowPlan>().activity;
        if (!throwCompensation(step, visit, activity)) complete(step, visit);
        return {};
    }

    void onCompensated(Step& step, const Visit& visit) const override { complete(step, visit); }
};

} // namespace

const Behaviour& compensationBoundaryEvent()
{
    static const CompensationBoundaryEvent behaviour;
    return behaviour;
}

const Behaviour& compensationThrowEvent()
{
    static const CompensationThrowEvent behaviour;
    return behaviour;
}

} // namespace habitat::engine
