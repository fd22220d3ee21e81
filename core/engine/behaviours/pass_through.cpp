// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/lifecycle.h"

namespace habitat::engine {
namespace {

/// None start, end and throw events, abstract and manual tasks: nothing for an engine to do (BPMN 2.0.2
/// §13.3.3 for manual tasks).
class PassThrough final : public Behaviour
{
public:
    Status enter(Step& step, const Visit& visit) const override
    {
        complete(step, visit);
        return {};
    }
};

} // namespace

const Behaviour& passThrough()
{
    static const PassThrough behaviour;
    return behaviour;
}

} // namespace habitat::engine
