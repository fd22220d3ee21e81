// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"

namespace habitat::engine {

/// How element instances come and go (BPMN 2.0.2 §13.3.2), the same for every kind. Internal to the room; one
/// Step, one thread.

struct Activation
{
    ElementIndex element;
    ElementInstanceKey scope;
    ElementInstanceKey key;         ///< none: a key is made
    ElementInstanceKey compensates; ///< for a compensation handler
    feel::Context variables;        ///< what an event brings with it
};

/// Activates the element and lets it work; what goes wrong becomes an incident.
void activate(Step& step, const Activation& activation);
/// From its input mappings on; for a retry.
void activateAgain(Step& step, const Visit& visit);
/// The element's own work; for a retry.
void enterAgain(Step& step, const Visit& visit);

/// The element has done its work: output mappings, outgoing flows. For a retry too.
void complete(Step& step, const Visit& visit);

/// Ends the element before it is done, with all that is in it and all that it waits for.
void terminate(Step& step, const Visit& visit);
void terminateWithin(Step& step, ElementInstanceKey scope);
/// Everything in its scope but the element itself.
void terminateBeside(Step& step, const Visit& visit);

/// A boundary event happens: interrupts its host where it is to, and goes on from there.
void triggerBoundary(Step& step, const Visit& host, ElementIndex boundary, feel::Context variables);

/// Ends the scope where no token is left in it; tokens that wait at a join for ever are an incident.
void settleScope(Step& step, ElementInstanceKey scope);

void raiseIncident(Step& step, const Visit& visit, Redo redo, Error error, JobKey job = {});
/// Every open incident of the element.
void resolveIncidents(Step& step, ElementInstanceKey key, IncidentResolved::How how);
/// Whether it is, or is within, a compensation handler.
bool isCompensating(const InstanceState& state, ElementInstanceKey key);

} // namespace habitat::engine
