// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/behaviour.h"
#include "core/engine/decide.h"

namespace habitat::engine {

/// A variable that was set, for conditional events.
struct VariableChange
{
    ElementInstanceKey scope;
    std::string name;
    bool isNew = false;
};

/// One command at work: a working copy of the state, the events so far, and the tokens that still have to
/// move. Every event is applied at once, so that what follows sees it. References into the state do not
/// outlive an emit. One thread.
class Step
{
public:
    Step(const Model& model, const InstanceState& state, Context& context);

    [[nodiscard]] const Model& model() const { return m_model; }
    [[nodiscard]] const InstanceState& state() const { return m_next; }
    [[nodiscard]] Instant now() const { return m_context.now; }
    [[nodiscard]] RandomSource& random() { return m_context.random; }
    template <typename K>
    K makeKey()
    {
        return m_context.keys.make<K>();
    }

    [[nodiscard]] const CompiledElement& compiled(const Visit& visit) const { return m_model[visit.element]; }
    /// What the element does there: of a looping activity, as a whole or in one iteration.
    [[nodiscard]] const Behaviour& behaviourAt(const Visit& visit) const;
    [[nodiscard]] bool isLoop(const Visit& visit) const;
    [[nodiscard]] const bpmn::Element& source(const Visit& visit) const
    {
        return m_model.process()[visit.element];
    }
    /// The element instance must be live.
    [[nodiscard]] Visit visitOf(ElementInstanceKey key) const;

    void emit(EventBody body);
    /// For the first event of an instance, which has no key yet.
    void emitCreation(InstanceKey instance, InstanceCreated created);

    // What is to be done next, in order.
    void take(FlowIndex flow, ElementInstanceKey scope);
    void start(ElementIndex element, ElementInstanceKey scope);
    void settle(ElementInstanceKey scope);
    void continueCompensation(ElementInstanceKey thrower);
    /// The next iteration of a loop.
    void goOn(ElementInstanceKey loop);
    /// A condition that is waited for from now on, whether it holds already.
    void lookAt(SubscriptionKey condition);
    /// Tokens on their way within the scope are gone.
    void dropArrivals(ElementInstanceKey scope);
    [[nodiscard]] bool hasArrivals(ElementInstanceKey scope) const;

    /// False where the command has activated as many elements as it may.
    [[nodiscard]] bool countActivation() { return ++m_activations <= activationLimit; }
    /// Does all that is to be done.
    void run();
    [[nodiscard]] Decision finish() &&;

private:
    struct Settle
    {
        ElementInstanceKey scope;
    };
    struct Continue
    {
        ElementInstanceKey thrower;
    };
    struct GoOn
    {
        ElementInstanceKey loop;
    };
    struct LookAtConditions
    {
    };
    using Todo = std::variant<Arrival, Settle, Continue, GoOn, LookAtConditions>;

    void perform(const Todo& todo);
    void noteChange(const VariableSet& set);
    [[nodiscard]] bool isAnyJoining() const { return !m_next.joins.empty() || !m_next.phases.empty(); }

    const Model& m_model;
    Context& m_context;
    InstanceState m_next;
    std::vector<Event> m_events;
    std::vector<Todo> m_todo;
    std::vector<SubscriptionKey> m_conditions;
    std::vector<VariableChange> m_changes;
    std::size_t m_done = 0;
    int m_activations = 0;
};

} // namespace habitat::engine
