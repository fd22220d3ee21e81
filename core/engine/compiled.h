// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/expression.h"
#include "core/engine/model.h"

namespace habitat::engine {

class Behaviour;

/// What the behaviour of an element prepared for itself when the model was compiled. Immutable, any thread.
struct Plan
{
    Plan() = default;
    Plan(const Plan&) = delete;
    Plan& operator=(const Plan&) = delete;
    virtual ~Plan() = default;
};

struct CompiledMapping
{
    Expression source;
    std::vector<std::string> target; ///< "order.total" is two steps: an entry within a variable
};

struct CompiledElement
{
    const Behaviour* behaviour = nullptr;
    std::unique_ptr<const Plan> plan;
    std::vector<CompiledMapping> inputs;
    std::vector<CompiledMapping> outputs;
    std::vector<ElementIndex> boundaries; ///< in document order, those for compensation left out
    /// Of a scope: the start events of its event sub-processes, those for compensation left out.
    std::vector<ElementIndex> eventStarts;
    /// Of an activity that runs many times: what the activity as a whole does; `behaviour` is its
    /// iterations'.
    const Behaviour* loop = nullptr;
    std::unique_ptr<const Plan> loopPlan;
    /// Where tokens wait for others: for each incoming flow, from which elements of the scope a token can
    /// come to it without passing this one.
    std::vector<std::vector<bool>> reach;
    ElementIndex compensationHandler;
    bool handlerIsInside = false;      ///< it is the compensation event sub-process of this scope
    bool hasConditions = false;        ///< on any flow out of it
    std::vector<ElementIndex> entries; ///< of a scope: where its tokens start

    template <typename P>
    [[nodiscard]] const P& planAs() const
    {
        return static_cast<const P&>(*plan);
    }
};

struct CompiledFlow
{
    ElementIndex target;
    Expression condition;
};

/// Where tokens start in a scope: its none start event (the only one of an event sub-process), or without one
/// every element that no flow leads to (BPMN 2.0.2 §13.2).
std::vector<ElementIndex> entriesOf(const bpmn::Process& process, ElementIndex scope);

} // namespace habitat::engine
