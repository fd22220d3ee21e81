// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/step.h"

#include "core/engine/machine/compensation.h"
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

void Step::emit(EventBody body)
{
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
    else
        compensateNext(*this, std::get<Continue>(todo).thrower);
}

void Step::run()
{
    while (m_done < m_todo.size()) {
        const Todo todo = m_todo[m_done++];
        if (m_next.isRunning()) perform(todo);
    }
}

Decision Step::finish() &&
{
    return {std::move(m_events), std::move(m_next)};
}

} // namespace habitat::engine
