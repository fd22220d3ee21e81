// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/behaviour.h"

namespace habitat::engine {

/// One of each kind, shared by all models; for the table in table.cpp. Any thread.
const Behaviour& passThrough();
const Behaviour& startEvent();
const Behaviour& catchEvent();
const Behaviour& boundaryEvent();
const Behaviour& throwEvent();
const Behaviour& jobTask();
const Behaviour& userTask();
const Behaviour& scriptTask();
const Behaviour& callActivity();
const Behaviour& subProcess();
const Behaviour& processScope();
const Behaviour& exclusiveGateway();
const Behaviour& parallelGateway();
const Behaviour& inclusiveGateway();
const Behaviour& complexGateway();
const Behaviour& eventBasedGateway();
const Behaviour& adHocSubProcess();
const Behaviour& standardLoop();
const Behaviour& multiInstance();

} // namespace habitat::engine
