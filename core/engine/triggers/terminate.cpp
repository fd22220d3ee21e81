// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/lifecycle.h"
#include "core/engine/triggers/triggers.h"

namespace habitat::engine {
namespace {

/// Ends its scope at once, whatever else is active in it (BPMN 2.0.2 §13.5.6).
class TerminateTrigger final : public Trigger
{
public:
    [[nodiscard]] bool standsAt(Position position) const override { return position == Position::End; }

    Result<Afterwards> fire(Step& step, const Visit& thrower, const Plan*) const override
    {
        terminateBeside(step, thrower);
        return Afterwards::GoesOn;
    }
};

} // namespace

const Trigger& terminateTrigger()
{
    static const TerminateTrigger trigger;
    return trigger;
}

} // namespace habitat::engine
