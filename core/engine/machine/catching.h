// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"
#include "core/engine/trigger.h"

namespace habitat::engine {

/// Errors and escalations on their way to whoever catches them (BPMN 2.0.2 §10.5.1): from the thrower
/// outwards, in each scope its event sub-processes before the events on its border, exact codes before all.
/// Internal to the room; one Step, one thread.

/// What an error or escalation event catches or throws; no code catches every one.
struct CodePlan final : Plan
{
    CodePlan(bpmn::EventTrigger caught, std::optional<std::string> which)
        : kind(caught), code(std::move(which))
    {
    }
    bpmn::EventTrigger kind;
    std::optional<std::string> code;
};
Trigger::Catch catchBy(const CodePlan& plan, const Thrown& thrown);

struct Catcher
{
    Visit waiting;      ///< the host of the boundary event, or the scope of the event sub-process
    ElementIndex event; ///< the boundary event, or the start event
};
std::optional<Catcher> nearestCatcher(const Step& step, const Visit& thrower, const Thrown& thrown);

/// Every event that could catch something of this thrower in the instance, nearest first.
std::vector<Catcher> catchersAround(const Step& step, const Visit& thrower);

} // namespace habitat::engine
