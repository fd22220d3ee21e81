// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/close/progress.h"
#include "core/console/close_views.h"

/// The word for where a step stands. Pure; inside this room.
namespace habitat::console {

/// Names and context of the plan, nothing done.
StepView emptyStep(int step);

/// `unsignedSlots`: signatures are still asked for.
StepState stateOf(int step, bool hasResult, bool unsignedSlots, const close::Progress& progress,
                  bool wasUndone);

} // namespace habitat::console
