// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"

namespace habitat::engine {

/// What loops of every kind have in common (BPMN 2.0.2 §13.3.6, §13.3.7): the activity as a whole is the
/// scope of its iterations, each an instance of the same element. Internal to the room; one Step, one thread.

/// Iterations that run.
int runningIn(const Loop& loop);
/// The next one, with what it has for itself; it may have ended when this returns, and the loop too.
void beginIteration(Step& step, const Visit& loop, feel::Context locals);

} // namespace habitat::engine
