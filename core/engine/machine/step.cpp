// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/step.h"

#include "core/engine/machine/compensation.h"
#include "core/engine/machine/conditions.h"
#include "core/engine/machine/joins.h"
#include "core/engine/machine/lifecycle.h"

#include <algorithm>

namespace habitat::engine {

Step::Step(const Model& model, const InstanceState& state, Context& context)
    : m_model(model), m_context(context), m_next(state)
{
    constexpr std::size_t usual = 12;
    m_events.reserve(usual);
}

Visit Step::visitOf(ElementInstanceKey key) const
{
    const ElementInstance* element = m_next.element(key);
    ensure(element != nullptr, "an element instance that the state refers to is live");
    return {key, element->element, element->scope};
}

bool Step::isLoop(const Visit& visit) const
{
    if (!compiled(visit).loop) return false;
    const ElementInstance* element = m_next.element(visit.key);
    return !element || element->iteration == 0;
}

const Behaviour& Step::behaviourAt(const Visit& visit) const
{
    return isLoop(visit) ? *compiled(visit).loop : *compiled(visit).behaviour;
}

void Step::emit(EventBody body)
{
    if (const auto* set = std::get_if<VariableSet>(&body)) noteChange(*set);
    m_events.push_back({m_next.instance, m_context.now, std::move(body)});
    apply(m_next, m_events.back());
}

void Step::emitCreation(InstanceKey instance, InstanceCreated created)
{
    m_events.push_back({instance, m_context.now, std::move(created)});
    apply(m_next, m_events.back());
}

void Step::take(FlowIndex flow, ElementInstanceKey scope)
{
    emit(FlowTaken{flow, scope});
    m_todo.emplace_back(Arrival{m_model[flow].target, flow, scope});
}

void Step::start(ElementIndex element, ElementInstanceKey scope)
{
    m_todo.emplace_back(Arrival{element, {}, scope});
}

void Step::settle(ElementInstanceKey scope)
{
    m_todo.emplace_back(Settle{scope});
}

void Step::continueCompensation(ElementInstanceKey thrower)
{
    m_todo.emplace_back(Continue{thrower});
}

void Step::goOn(ElementInstanceKey loop)
{
    m_todo.emplace_back(GoOn{loop});
}

void Step::lookAt(SubscriptionKey condition)
{
    if (m_conditions.empty() && m_changes.empty()) m_todo.emplace_back(LookAtConditions{});
    m_conditions.push_back(condition);
}

/// Only where somebody waits for a condition.
void Step::noteChange(const VariableSet& set)
{
    const bool isSeen = std::ranges::any_of(m_next.subscriptions, [](const Subscription& subscription) {
        return subscription.kind == SubscriptionKind::Conditional;
    });
    if (!isSeen) return;
    if (m_conditions.empty() && m_changes.empty()) m_todo.emplace_back(LookAtConditions{});
    const ElementInstance* scope = m_next.element(set.scope);
    m_changes.push_back({set.scope, set.name, scope && !scope->variables->contains(set.name)});
}

void Step::dropArrivals(ElementInstanceKey scope)
{
    const auto isGone = [&](const Todo& todo) {
        const auto* arrival = std::get_if<Arrival>(&todo);
        return arrival && arrival->scope == scope;
    };
    m_todo.erase(std::remove_if(m_todo.begin() + std::ptrdiff_t(m_done), m_todo.end(), isGone), m_todo.end());
}

bool Step::hasArrivals(ElementInstanceKey scope) const
{
    return std::any_of(m_todo.begin() + std::ptrdiff_t(m_done), m_todo.end(), [&](const Todo& todo) {
        const auto* arrival = std::get_if<Arrival>(&todo);
        return arrival && arrival->scope == scope;
    });
}

void Step::perform(const Todo& todo)
{
    if (const auto* arrival = std::get_if<Arrival>(&todo))
        m_model[arrival->element].behaviour->arrive(*this, *arrival);
    else if (const auto* scope = std::get_if<Settle>(&todo))
        settleScope(*this, scope->scope);
    else if (const auto* run = std::get_if<Continue>(&todo))
        compensateNext(*this, run->thrower);
    else if (const auto* next = std::get_if<GoOn>(&todo))
        continueLoop(*this, next->loop);
    else
        lookAtConditions(*this, std::exchange(m_conditions, {}), std::exchange(m_changes, {}));
}

void Step::run()
{
    do {
        while (m_done < m_todo.size()) {
            const Todo todo = m_todo[m_done++];
            if (m_next.isRunning()) perform(todo);
        }
    } while (m_next.isRunning() && isAnyJoining() && joinWhatWaits(*this));
    if (m_next.isRunning() && isAnyJoining()) tellStuck(*this);
}

Decision Step::finish() &&
{
    return {std::move(m_events), std::move(m_next)};
}

} // namespace habitat::engine
