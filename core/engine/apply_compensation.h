// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/state.h"

namespace habitat::engine {

/// How events change what of an instance can be undone and what is being undone: the part of `apply` that
/// concerns compensation (BPMN 2.0.2 §13.5.5). Pure functions, any thread.

/// When an activity has completed that is undone as a whole: what was done in it is not undone by itself.
void forgetPartsOf(InstanceState& state, ElementInstanceKey completed);
/// When an activity was interrupted: only a rewind still undoes what had been done in it.
void abandonPartsOf(InstanceState& state, ElementInstanceKey ended, ElementInstanceKey scope);

void applyCompensation(InstanceState& state, const CompensationRegistered& e);
void applyCompensation(InstanceState& state, const CompensationTriggered& e);
void applyCompensation(InstanceState& state, const CompensationStarted& e);
void applyCompensation(InstanceState& state, const CompensationFinished& e);
void applyCompensation(InstanceState& state, const CompensationEnded& e);
void applyCompensation(InstanceState& state, const CompensationAbandoned& e);

} // namespace habitat::engine
