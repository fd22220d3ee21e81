// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/step.h"
#include "core/engine/triggers/triggers.h"

#include <fmt/format.h>

namespace habitat::engine {
namespace {

struct LinkPlan final : Plan
{
    ElementIndex target;
};

/// A sequence flow that is not drawn: the token goes on at the catching event of the name (BPMN 2.0.2
/// §10.5.5.3).
class LinkTrigger final : public Trigger
{
public:
    [[nodiscard]] bool standsAt(Position position) const override
    {
        return position == Position::Catch || position == Position::Throw;
    }

    [[nodiscard]] Result<std::unique_ptr<const Plan>> plan(const EventSource& source) const override
    {
        if (source.position == Position::Catch) return nullptr;
        const auto targets = source.process.linkTargetsOf(source.process.find(source.element.id));
        if (targets.size() != 1)
            return fail("engine.model.link",
                        fmt::format("It must lead to exactly one link target of its name in its scope; there "
                                    "are {}.",
                                    targets.size()));
        auto plan = std::make_unique<LinkPlan>();
        plan->target = targets.front();
        return plan;
    }

    Result<Afterwards> fire(Step& step, const Visit& thrower, const Plan* plan) const override
    {
        step.start(static_cast<const LinkPlan&>(*plan).target, thrower.scope);
        return Afterwards::GoesOn;
    }
};

} // namespace

const Trigger& linkTrigger()
{
    static const LinkTrigger trigger;
    return trigger;
}

} // namespace habitat::engine
