// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"

namespace habitat::engine {

/// Tells the nearest catcher around the thrower. Where nobody in the instance catches it, the event says so
/// and the runtime tells the caller, if there is one. Internal to the room; one Step, one thread.
void throwEscalation(Step& step, const Visit& thrower, const std::string& code, feel::Context variables);

} // namespace habitat::engine
