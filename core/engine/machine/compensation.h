// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"

namespace habitat::engine {

/// Undoing completed activities, last completed first, one at a time (BPMN 2.0.2 §13.5.5). Internal to the
/// room; one Step, one thread.

/// Which completed activities a run undoes.
struct RecordFilter
{
    ElementIndex activity;     ///< nowhere: every one
    std::int64_t from = 0;     ///< completed at or after
    bool abandonedToo = false; ///< in scopes that were interrupted

    static RecordFilter thrown(ElementIndex activity) { return {activity, 0, false}; }
    static RecordFilter since(std::int64_t from) { return {{}, from, true}; }
    /// For what is in a sub-process that is undone: all of it.
    [[nodiscard]] RecordFilter within() const { return {{}, 0, abandonedToo}; }
    bool operator()(const CompensationRecord& record) const;
};

/// The activities to undo, in that order: last completed first, those in a sub-process before itself.
std::vector<ElementInstanceKey> inReverse(const InstanceState& state, ElementInstanceKey scope,
                                          const RecordFilter& filter);

/// A completing activity is remembered where something can undo it.
void registerCompensation(Step& step, const Visit& visit);

/// Undoes what completed in the event's scope, or the named activity only; from an event sub-process also
/// what completed beside it. False where there is nothing.
bool throwCompensation(Step& step, const Visit& thrower, ElementIndex activity, CompensationPurpose purpose);
/// Runs of compensation that the element threw, contains or works for end with it, and the handlers they are
/// at.
void abandonRuns(Step& step, const Visit& visit);

/// Starts the next handler of the run, or ends the run.
void compensateNext(Step& step, ElementInstanceKey thrower);
/// The handler has done its work.
void finishHandler(Step& step, const Visit& handler);

/// Goes back to an activity of the process itself. Refuses one that does not exist or was never reached, one
/// in a parallel branch, and a second rewind at once.
Status rewindTo(Step& step, const std::string& elementId);
Status rewindAll(Step& step);

} // namespace habitat::engine
