// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/trigger.h"

namespace habitat::engine {

/// One of each kind, shared by all models; for the table in table.cpp. Any thread.
const Trigger& messageTrigger();
const Trigger& timerTrigger();
const Trigger& errorTrigger();
const Trigger& escalationTrigger();
const Trigger& cancelTrigger();
const Trigger& compensationTrigger();
const Trigger& conditionalTrigger();
const Trigger& linkTrigger();
const Trigger& signalTrigger();
const Trigger& terminateTrigger();

} // namespace habitat::engine
