// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"

namespace habitat::engine {

/// Timers of catching and boundary events (BPMN 2.0.2 §10.5.5.6). Internal to the room; one Step, one thread.

struct TimerPlan final : Plan
{
    TimerKind kind = TimerKind::Date;
    Expression expression;
};

Result<std::unique_ptr<const Plan>> planTimer(const bpmn::Element& element);

/// Evaluates the timer of `event` with what `waiting` sees and schedules it; passes over one that is
/// scheduled already (a retry).
Status scheduleTimer(Step& step, const Visit& waiting, ElementIndex event);

/// The next firing of a cycle. A counted cycle makes up for every firing that was missed while nothing ran;
/// an endless one goes on with the next that is still to come.
void scheduleNext(Step& step, const Timer& fired);

} // namespace habitat::engine
