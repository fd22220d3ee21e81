// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/behaviour.h"

namespace habitat::engine {

/// One of each kind, shared by all models; for the table in table.cpp. Any thread.
const Behaviour& passThrough();
const Behaviour& jobTask();
const Behaviour& userTask();
const Behaviour& scriptTask();
const Behaviour& callActivity();
const Behaviour& subProcess();
const Behaviour& exclusiveGateway();
const Behaviour& parallelGateway();
const Behaviour& timerCatchEvent();
const Behaviour& timerBoundaryEvent();
const Behaviour& errorBoundaryEvent();
const Behaviour& compensationBoundaryEvent();
const Behaviour& compensationThrowEvent();
const Behaviour& errorEndEvent();
const Behaviour& terminateEndEvent();

} // namespace habitat::engine
