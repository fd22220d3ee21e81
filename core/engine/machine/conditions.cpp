// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/conditions.h"

#include "core/engine/machine/subscriptions.h"

#include <algorithm>

namespace habitat::engine {
namespace {

const ConditionPlan& planOf(const Step& step, const Subscription& subscription)
{
    const auto& event = step.model()[subscription.element].planAs<EventPlan>();
    return static_cast<const ConditionPlan&>(*event.definitions[std::size_t(subscription.definition)].plan);
}

bool sees(const InstanceState& state, ElementInstanceKey from, ElementInstanceKey scope)
{
    for (const ElementInstance* at = state.element(from); at; at = state.element(at->scope))
        if (at->key == scope) return true;
    return false;
}

bool isTouched(const Step& step, const Subscription& subscription, const std::vector<VariableChange>& changes)
{
    const ConditionPlan& plan = planOf(step, subscription);
    return std::ranges::any_of(changes, [&](const VariableChange& change) {
        if (!(change.isNew ? plan.onCreate : plan.onUpdate)) return false;
        if (!plan.variables.empty() && std::ranges::find(plan.variables, change.name) == plan.variables.end())
            return false;
        return sees(step.state(), subscription.elementInstance, change.scope);
    });
}

/// What is absent or no truth value does not hold: variables may come later.
bool holds(const Step& step, const Subscription& subscription)
{
    const VariableView view(step.state(), subscription.elementInstance);
    const auto value = planOf(step, subscription).condition.evaluate(view, step.now());
    return value && value->isTrue();
}

} // namespace

void lookAtConditions(Step& step, const std::vector<SubscriptionKey>& opened,
                      const std::vector<VariableChange>& changes)
{
    std::vector<SubscriptionKey> touched;
    for (const Subscription& subscription : step.state().subscriptions)
        if (subscription.kind == SubscriptionKind::Conditional &&
            (std::ranges::find(opened, subscription.key) != opened.end() ||
             isTouched(step, subscription, changes)))
            touched.push_back(subscription.key);
    for (const SubscriptionKey key : touched) {
        const Subscription* subscription = step.state().subscription(key);
        if (!subscription) continue;
        const bool isTrue = holds(step, *subscription);
        if (isTrue == subscription->holds) continue;
        step.emit(ConditionChanged{key, isTrue});
        if (isTrue) triggerSubscription(step, key, {});
    }
}

} // namespace habitat::engine
