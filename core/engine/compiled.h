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
    ElementIndex compensationHandler;
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

/// Where tokens start in a scope: its none start event, or without one every element that no flow leads to
/// (BPMN 2.0.2 §13.2).
std::vector<ElementIndex> entriesOf(const bpmn::Process& process, ElementIndex scope);

} // namespace habitat::engine
