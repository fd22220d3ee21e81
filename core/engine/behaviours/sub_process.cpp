// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/lifecycle.h"

namespace habitat::engine {
namespace {

/// Embedded and event sub-processes, transactions: a scope of its own that is done when no token is left in
/// it (BPMN 2.0.2 §13.3.4).
class SubProcess final : public Behaviour
{
public:
    Status enter(Step& step, const Visit& visit) const override
    {
        for (const ElementIndex entry : step.compiled(visit).entries)
            step.start(entry, visit.key);
        if (step.compiled(visit).entries.empty()) complete(step, visit);
        return {};
    }

    void onScopeDone(Step& step, const Visit& visit) const override { complete(step, visit); }
};

/// The instance itself.
class ProcessScope final : public Behaviour
{
public:
    Status enter(Step& step, const Visit& visit) const override
    {
        for (const ElementIndex entry : step.compiled(visit).entries)
            step.start(entry, visit.key);
        return {};
    }

    void onScopeDone(Step& step, const Visit&) const override { endInstance(step, InstanceCompleted{}); }
};

} // namespace

const Behaviour& subProcess()
{
    static const SubProcess behaviour;
    return behaviour;
}

const Behaviour& processScope()
{
    static const ProcessScope behaviour;
    return behaviour;
}

} // namespace habitat::engine
