// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"

namespace habitat::engine {

/// How element instances come and go (BPMN 2.0.2 §13.3.2), the same for every kind. Internal to the room; one
/// Step, one thread.

/// Where an element's life begins.
enum class Begin : std::uint8_t {
    Normally,
    Happened ///< of a catching event: what it would wait for has come, at the gateway before it
};

struct Activation
{
    ElementIndex element;
    ElementInstanceKey scope;
    ElementInstanceKey key = {};         ///< none: a key is made
    ElementInstanceKey compensates = {}; ///< for a compensation handler
    feel::Context variables = {};        ///< what an event brings with it
    Begin begin = Begin::Normally;
    int iteration = 0;         ///< of a looping activity
    feel::Context locals = {}; ///< of the element itself
};

/// Activates the element and lets it work; what goes wrong becomes an incident.
void activate(Step& step, const Activation& activation);
/// From its input mappings on; for a retry.
void activateAgain(Step& step, const Visit& visit);
/// The element's own work; for a retry.
void enterAgain(Step& step, const Visit& visit);

/// The element has done its work: output mappings, outgoing flows. For a retry too.
void complete(Step& step, const Visit& visit);
/// The same, with what its work has brought.
void completeWith(Step& step, const Visit& visit, const feel::Context& variables);
/// Ends the element as done; where its tokens go is the caller's business.
void leave(Step& step, const Visit& visit);

/// Ends the element before it is done, with all that is in it and all that it waits for.
void terminate(Step& step, const Visit& visit);
void terminateWithin(Step& step, ElementInstanceKey scope);
/// Everything in its scope but the element itself.
void terminateBeside(Step& step, const Visit& visit);

/// A boundary event happens: interrupts its host where it is to, and goes on from there.
void triggerBoundary(Step& step, const Visit& host, ElementIndex boundary, feel::Context variables);
/// An event sub-process starts: instead of all else in its scope where it interrupts, or beside it.
void startEventSubProcess(Step& step, const Visit& scope, ElementIndex start, feel::Context variables);
/// Ends the instance with all that is in it.
void endInstance(Step& step, EventBody how);

/// Ends the scope where no token is left in it.
void settleScope(Step& step, ElementInstanceKey scope);
/// Whether anything is active in the scope; tokens that wait for others are not.
bool hasTokens(const InstanceState& state, ElementInstanceKey scope);
void continueLoop(Step& step, ElementInstanceKey loop);

void raiseIncident(Step& step, const Visit& visit, Redo redo, Error error, JobKey job = {});
/// Every open incident of the element.
void resolveIncidents(Step& step, ElementInstanceKey key, IncidentResolved::How how);
/// Whether it is, or is within, a compensation handler: nothing that is thrown leaves one, because then
/// nobody could finish undoing.
bool isCompensating(const InstanceState& state, ElementInstanceKey key);

} // namespace habitat::engine
