// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/loops.h"

#include "core/engine/machine/lifecycle.h"

namespace habitat::engine {

int runningIn(const Loop& loop)
{
    return loop.started - loop.completed - loop.terminated;
}

void beginIteration(Step& step, const Visit& loop, feel::Context locals)
{
    const int iteration = step.state().loop(loop.key)->started + 1;
    locals.set("loopCounter", iteration);
    activate(step, {loop.element, loop.key, {}, {}, {}, Begin::Normally, iteration, std::move(locals)});
}

} // namespace habitat::engine
