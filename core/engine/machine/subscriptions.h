// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"
#include "core/engine/trigger.h"

namespace habitat::engine {

/// Waiting for events: who waits for what, and what happens when it comes. Internal to the room; one Step,
/// one thread.

/// Whether a subscription or timer is open for it.
bool isAwaited(const InstanceState& state, const Awaited& awaited);
SubscriptionKey openSubscription(Step& step, const Awaited& awaited, SubscriptionKind kind, std::string name,
                                 std::string correlation);

/// Begins to wait for everything that the event waits for.
Status armEvent(Step& step, const Visit& waiting, ElementIndex event);
/// Begins to wait for what starts the event sub-processes of a scope.
Status armEventSubProcesses(Step& step, const Visit& scope);
/// Ends waiting for one definition of an event.
void disarm(Step& step, const Awaited& awaited);
/// Ends waiting for one event.
void disarmEvent(Step& step, ElementInstanceKey waiting, ElementIndex event);
/// Ends waiting for them.
void disarmEventSubProcesses(Step& step, ElementInstanceKey scope);

/// Whether the event may happen again while its host or scope is active.
bool repeats(const bpmn::Element& event);
/// What a subscription waits for has come.
void triggerSubscription(Step& step, SubscriptionKey key, feel::Context variables);
/// The definition has happened: so does the event, unless it waits for several at once.
void occur(Step& step, const Awaited& awaited, feel::Context variables);

} // namespace habitat::engine
