// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/compensation.h"

#include "core/engine/machine/lifecycle.h"
#include "core/engine/triggers/triggers.h"

#include <fmt/format.h>

namespace habitat::engine {
namespace {

using bpmn::Element;

tl::unexpected<Error> badModel(std::string message)
{
    return fail("engine.model.compensation", std::move(message));
}

Status checkHandler(const EventSource& source)
{
    if (!source.element.compensationHandler.isValid())
        return badModel("No association leads from it to the activity that undoes.");
    const Element& handler = source.process[source.element.compensationHandler];
    if (!handler.incoming.empty() || !handler.outgoing.empty())
        return badModel(
            fmt::format("Its handler \"{}\" is part of a sequence flow; it must stand alone.", handler.id));
    if (!handler.boundaryEvents.empty())
        return badModel(fmt::format("Its handler \"{}\" has boundary events; nothing may interrupt undoing.",
                                    handler.id));
    if (handler.parent != source.element.parent)
        return badModel(fmt::format("Its handler \"{}\" is in another scope.", handler.id));
    return {};
}

struct ThrowPlan final : Plan
{
    ElementIndex activity;
    bool waits = true;
};

/// An event sub-process may also undo what stands beside it.
bool isInReach(const bpmn::Process& process, const Element& thrower, const Element& activity)
{
    if (activity.parent == thrower.parent) return true;
    const bool isAside = thrower.parent.isValid() && process[thrower.parent].triggeredByEvent;
    return isAside && activity.parent == process[thrower.parent].parent;
}

/// Undoes completed activities (BPMN 2.0.2 §10.7, §13.5.5). On a border it marks the handler that undoes its
/// host, at the start of an event sub-process that one itself is the handler; tokens never come there.
class CompensationTrigger final : public Trigger
{
public:
    [[nodiscard]] bool standsAt(Position position) const override
    {
        return position == Position::EventSubProcess || position == Position::Boundary ||
               position == Position::Throw || position == Position::End;
    }

    [[nodiscard]] Result<std::unique_ptr<const Plan>> plan(const EventSource& source) const override
    {
        if (source.position == Position::EventSubProcess) return nullptr;
        if (source.position == Position::Boundary) {
            TRY(checkHandler(source));
            return nullptr;
        }
        const auto& event = std::get<bpmn::CompensationEvent>(source.definition.detail);
        auto plan = std::make_unique<ThrowPlan>();
        plan->waits = event.waitForCompletion;
        if (event.activityRef.empty()) return plan;
        plan->activity = source.process.find(event.activityRef);
        const bool isThere = plan->activity.isValid() &&
                             isInReach(source.process, source.element, source.process[plan->activity]);
        if (!isThere || !bpmn::isActivity(source.process[plan->activity].type))
            return badModel(
                fmt::format("It names \"{}\", which is no activity of its own scope.", event.activityRef));
        return plan;
    }

    Result<Afterwards> fire(Step& step, const Visit& thrower, const Plan* plan) const override
    {
        const auto& thrown = static_cast<const ThrowPlan&>(*plan);
        const auto purpose = thrown.waits ? CompensationPurpose::Throw : CompensationPurpose::Background;
        const bool runs = throwCompensation(step, thrower, thrown.activity, purpose);
        return runs && thrown.waits ? Afterwards::Stays : Afterwards::GoesOn;
    }

    void onCompensated(Step& step, const Visit& thrower) const override { complete(step, thrower); }
};

} // namespace

const Trigger& compensationTrigger()
{
    static const CompensationTrigger trigger;
    return trigger;
}

} // namespace habitat::engine
