// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/escalations.h"

#include "core/engine/machine/catching.h"
#include "core/engine/machine/lifecycle.h"

namespace habitat::engine {

void throwEscalation(Step& step, const Visit& thrower, const std::string& code, feel::Context variables)
{
    const auto catcher = nearestCatcher(step, thrower, {bpmn::EventTrigger::Escalation, code});
    if (!catcher) {
        step.emit(EscalationThrown{
            thrower.key, code, {}, {}, !isCompensating(step.state(), thrower.key), variables});
        return;
    }
    step.emit(EscalationThrown{thrower.key, code, catcher->event, catcher->waiting.key, false, {}});
    step.model()[catcher->event].behaviour->onOccurred(step, catcher->waiting, catcher->event,
                                                       std::move(variables));
}

} // namespace habitat::engine
