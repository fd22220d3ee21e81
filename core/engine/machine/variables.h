// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"

namespace habitat::engine {

/// How variables move between scopes, by the rules of the zeebe:ioMapping extension. Internal to the room;
/// one Step, one thread.

/// Evaluates the input mappings, in order, into variables of the element's own.
Status applyInputs(Step& step, const Visit& visit);
/// Evaluates the output mappings, in order, into the scopes around the element.
Status applyOutputs(Step& step, const Visit& visit);
/// What the element's work has brought: to be mapped where it has output mappings, else set around it.
void setResult(Step& step, const Visit& visit, const feel::Context& variables);
/// Each variable where it exists, from `from` outwards, else in the instance.
void setWhereKnown(Step& step, ElementInstanceKey from, const feel::Context& variables);

} // namespace habitat::engine
