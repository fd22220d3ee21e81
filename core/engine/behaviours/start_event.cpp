// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/lifecycle.h"
#include "core/engine/machine/subscriptions.h"

namespace habitat::engine {
namespace {

/// A start event with a trigger. That of a process has happened when its token comes, because the runtime
/// waited for it; that of an event sub-process is waited for by the scope around it (BPMN 2.0.2 §13.5.4).
class StartEvent final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process& process,
                                             const bpmn::Element& element) const override
    {
        return TRY(planEvent(process, element));
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        const bool awaitsMore = step.source(visit).parallelMultiple && !step.source(visit).parent.isValid();
        if (awaitsMore) return armEvent(step, visit, visit.element);
        complete(step, visit);
        return {};
    }

    void onOccurred(Step& step, const Visit& scope, ElementIndex event,
                    feel::Context variables) const override
    {
        if (scope.element == event) return completeWith(step, scope, variables);
        startEventSubProcess(step, scope, event, std::move(variables));
    }
};

} // namespace

const Behaviour& startEvent()
{
    static const StartEvent behaviour;
    return behaviour;
}

} // namespace habitat::engine
