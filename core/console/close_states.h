// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/close/progress.h"
#include "core/console/close_views.h"

/// The word for where a step stands. Pure; inside this room.
namespace habitat::console {

/// Names and context of the plan, nothing done.
StepView emptyStep(int step);

/// What is known of a step beside the jobs of its close.
struct StepFacts
{
    int step = 0;
    bool hasResult = false;
    /// Signatures are still asked for.
    bool isUnsigned = false;
    bool wasUndone = false;
};
StepState stateOf(const StepFacts& facts, const close::Progress& progress);

} // namespace habitat::console
