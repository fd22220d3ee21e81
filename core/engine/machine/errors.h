// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"

namespace habitat::engine {

/// Business errors on their way to whoever catches them (BPMN 2.0.2 §13.5.3). Internal to the room; one Step,
/// one thread.

struct BusinessError
{
    std::string code;
    std::string message;
    feel::Context variables;
};

/// Interrupts the nearest scope around the thrower that catches the code, or all; ends a called instance
/// whose callers catch it. Refused where nobody does ("engine.error.uncaught"); an error never leaves a
/// compensation handler, because then nobody could finish undoing.
Status throwError(Step& step, const Visit& thrower, BusinessError error);

/// What is caught around the activity, here and by the callers of the instance.
CaughtErrors caughtAround(const Step& step, const Visit& visit);

} // namespace habitat::engine
