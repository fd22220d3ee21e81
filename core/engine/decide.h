// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/model.h"
#include "core/engine/random.h"
#include "core/engine/state.h"

namespace habitat::engine {

/// The state machine: a pure function, no clock, disk or threads. Callable from any thread.

/// What comes in from outside. Borrowed for one call.
struct Context
{
    Instant now;
    KeyGenerator& keys;
    RandomSource& random;
};

struct Decision
{
    std::vector<Event> events;
    InstanceState next; ///< the state with the events applied
};

/// Elements that one command may activate; the next one becomes an incident, so that a cycle without a wait
/// cannot run for ever.
inline constexpr int activationLimit = 10'000;
/// Calls within calls.
inline constexpr int callDepthLimit = 100;

/// Refuses without effect what the state does not allow: unknown records ("engine.job.unknown" and so on),
/// wrong states (both named), variables that cannot be stored ("engine.variables.invalid"). Whatever goes
/// wrong within the process (an expression, a gateway without a way out) is an incident in the events
/// instead.
Result<Decision> decide(const Model& model, const InstanceState& state, const Command& command,
                        Context& context);

} // namespace habitat::engine
