// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/event.h"
#include "core/engine/model.h"

#include <optional>
#include <vector>

namespace habitat::engine {

/// What starts instances of a process from outside (BPMN 2.0.2 §13.2): start events with a trigger, receive
/// tasks that instantiate, the events behind an event-based gateway that does. Pure functions, any thread.

std::vector<ElementIndex> startsOf(const bpmn::Process& process);
bool startsInstances(const bpmn::Process& process, ElementIndex event);

/// One thing that the runtime waits for, to start an instance with CreateInstance::startEvent.
struct StartTrigger
{
    ElementIndex event;
    int definition = 0;
    bpmn::EventTrigger kind = bpmn::EventTrigger::Message;
    std::string name;                    ///< of the message or signal; of a condition its text
    std::optional<TimerScheduled> timer; ///< when it is due first; only the parts about time are set
};
/// Fails where a name or time cannot be evaluated without an instance.
Result<std::vector<StartTrigger>> startTriggers(const Model& model, Instant now);

/// When a timer that started an instance starts the next; none where that was the last.
std::optional<TimerScheduled> nextStart(const TimerScheduled& fired, Instant now);
/// Whether the condition of a start event holds for an instance that would begin with these variables.
bool startConditionHolds(const Model& model, ElementIndex event, int definition,
                         const feel::Context& variables, Instant now);

} // namespace habitat::engine
