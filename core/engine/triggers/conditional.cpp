// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/conditions.h"
#include "core/engine/machine/subscriptions.h"
#include "core/engine/triggers/triggers.h"

#include <algorithm>

namespace habitat::engine {
namespace {

/// Happens when its condition becomes true: looked at when waiting begins and whenever a variable that it
/// sees changes; it has to be false in between to happen again (BPMN 2.0.2 table 10.84).
class ConditionalTrigger final : public Trigger
{
public:
    [[nodiscard]] bool standsAt(Position position) const override
    {
        return position == Position::ProcessStart || position == Position::EventSubProcess ||
               position == Position::Catch || position == Position::Boundary;
    }

    [[nodiscard]] Result<std::unique_ptr<const Plan>> plan(const EventSource& source) const override
    {
        const auto& event = std::get<bpmn::ConditionalEvent>(source.definition.detail);
        auto plan = std::make_unique<ConditionPlan>();
        plan->condition = TRY(Expression::compile(event.condition));
        if (!plan->condition.isStated())
            return fail("engine.model.condition", "It has no condition. Write one in FEEL.");
        plan->text = event.condition.text;
        plan->variables = namesIn(event.variableName);
        const auto& kinds = event.variableEvents;
        const auto wants = [&](const char* kind) {
            return kinds.empty() || std::ranges::find(kinds, kind) != kinds.end();
        };
        plan->onCreate = wants("create");
        plan->onUpdate = wants("update");
        return plan;
    }

    Status arm(Step& step, const Awaited& awaited, const Plan* plan) const override
    {
        if (isAwaited(step.state(), awaited)) return {};
        step.lookAt(openSubscription(step, awaited, SubscriptionKind::Conditional,
                                     static_cast<const ConditionPlan&>(*plan).text, {}));
        return {};
    }

    [[nodiscard]] Result<StartCondition> startsBy(const Plan* plan, Instant) const override
    {
        const auto& condition = static_cast<const ConditionPlan&>(*plan);
        return StartCondition{condition.text, std::nullopt, &condition.condition};
    }

private:
    /// "a, b" → a, b.
    static std::vector<std::string> namesIn(std::string_view text)
    {
        std::vector<std::string> names;
        while (!text.empty()) {
            const std::size_t comma = std::min(text.find(','), text.size());
            std::string_view name = text.substr(0, comma);
            while (name.starts_with(' '))
                name.remove_prefix(1);
            while (name.ends_with(' '))
                name.remove_suffix(1);
            if (!name.empty()) names.emplace_back(name);
            text.remove_prefix(std::min(comma + 1, text.size()));
        }
        return names;
    }
};

} // namespace

const Trigger& conditionalTrigger()
{
    static const ConditionalTrigger trigger;
    return trigger;
}

} // namespace habitat::engine
