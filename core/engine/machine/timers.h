// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"
#include "core/engine/trigger.h"

namespace habitat::engine {

/// Timers of events (BPMN 2.0.2 §10.5.5.6). Internal to the room; one Step, one thread.

struct TimerPlan final : Plan
{
    TimerKind kind = TimerKind::Date;
    Expression expression;
};

Result<std::unique_ptr<const Plan>> planTimer(const bpmn::TimerEvent& event);

/// When it is due first, with these variables.
Result<TimerScheduled> firstDue(const TimerPlan& plan, const VariableView& view, Instant now);
/// Evaluates the timer with what waits for it sees and schedules it; passes over one that is scheduled
/// already (a retry).
Status scheduleTimer(Step& step, const Awaited& awaited, const TimerPlan& plan);

/// The next firing of a cycle. A counted cycle makes up for every firing that was missed while nothing ran;
/// an endless one goes on with the next that is still to come.
void scheduleNext(Step& step, const Timer& fired);
/// When a cycle is due again; none where it has come to its end.
std::optional<TimerScheduled> nextDue(const TimerScheduled& fired, Instant now);

} // namespace habitat::engine
