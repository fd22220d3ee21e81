// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/lifecycle.h"

namespace habitat::engine {
namespace {

/// Ends its scope at once, whatever else is active in it (BPMN 2.0.2 §13.5.6).
class TerminateEndEvent final : public Behaviour
{
public:
    Status enter(Step& step, const Visit& visit) const override
    {
        terminateBeside(step, visit);
        complete(step, visit);
        return {};
    }
};

} // namespace

const Behaviour& terminateEndEvent()
{
    static const TerminateEndEvent behaviour;
    return behaviour;
}

} // namespace habitat::engine
