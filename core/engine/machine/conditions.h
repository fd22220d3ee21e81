// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"

namespace habitat::engine {

/// Conditional events: looked at after what they see has changed. Internal to the room; one Step, one thread.

struct ConditionPlan final : Plan
{
    Expression condition;
    std::string text;
    std::vector<std::string> variables; ///< whose changes count; empty: all
    bool onCreate = true;
    bool onUpdate = true;
};

/// Conditions that were false and are true now happen. Looked at are those of `opened`, and those that see
/// one of the changes.
void lookAtConditions(Step& step, const std::vector<SubscriptionKey>& opened,
                      const std::vector<VariableChange>& changes);

} // namespace habitat::engine
