// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"

namespace habitat::engine {

/// What each command does; a Status that fails refuses it. Internal to the room; one Step, one thread.

Status perform(Step& step, const CreateInstance& command);
Status perform(Step& step, const CancelInstance& command);
Status perform(Step& step, const SetVariables& command);
Status perform(Step& step, const Rewind& command);
Status perform(Step& step, const RewindAll& command);
Status perform(Step& step, const RetryIncident& command);

Status perform(Step& step, const CompleteJob& command);
Status perform(Step& step, const FailJob& command);
Status perform(Step& step, const ThrowJobError& command);
Status perform(Step& step, const ReleaseJob& command);
Status perform(Step& step, const TimeoutJob& command);

Status perform(Step& step, const CompleteTask& command);
Status perform(Step& step, const ClaimTask& command);
Status perform(Step& step, const UnclaimTask& command);
Status perform(Step& step, const FireTimer& command);
Status perform(Step& step, const TriggerSubscription& command);
Status perform(Step& step, const EscalateCall& command);
Status perform(Step& step, const StartActivity& command);
Status perform(Step& step, const CompleteCall& command);
Status perform(Step& step, const FailCall& command);

} // namespace habitat::engine
