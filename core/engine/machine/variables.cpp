// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/variables.h"

#include <span>

namespace habitat::engine {
namespace {

/// The context with the entry at that path replaced; whatever is no context on the way becomes one.
feel::Value withEntry(const feel::Value& base, std::span<const std::string> path, feel::Value value)
{
    if (path.empty()) return value;
    feel::Context context = base.isContext() ? base.asContext() : feel::Context{};
    const feel::Value* inner = context.find(path.front());
    context.set(path.front(), withEntry(inner ? *inner : feel::Value(), path.subspan(1), std::move(value)));
    return context;
}

ElementInstanceKey scopeKnowing(const InstanceState& state, ElementInstanceKey from, std::string_view name)
{
    for (const ElementInstance* at = state.element(from); at; at = state.element(at->scope))
        if (at->variables->contains(name)) return at->key;
    return state.root;
}

/// What a name stands for now, looked up from a scope outwards.
feel::Value valueFrom(const InstanceState& state, ElementInstanceKey scope, const std::string& name)
{
    const ElementInstance* holder = state.element(scopeKnowing(state, scope, name));
    const feel::Value* value = holder ? holder->variables->find(name) : nullptr;
    return value ? *value : feel::Value();
}

void set(Step& step, ElementInstanceKey scope, const std::string& name, feel::Value value)
{
    step.emit(VariableSet{scope, name, std::move(value)});
}

} // namespace

Status applyInputs(Step& step, const Visit& visit)
{
    for (const CompiledMapping& mapping : step.compiled(visit).inputs) {
        feel::Value value = TRY(mapping.source.evaluate(VariableView(step.state(), visit.key), step.now()));
        const std::string& name = mapping.target.front();
        const feel::Value* own = step.state().element(visit.key)->variables->find(name);
        const auto path = std::span(mapping.target).subspan(1);
        set(step, visit.key, name, withEntry(own ? *own : feel::Value(), path, std::move(value)));
    }
    return {};
}

Status applyOutputs(Step& step, const Visit& visit)
{
    for (const CompiledMapping& mapping : step.compiled(visit).outputs) {
        feel::Value value = TRY(mapping.source.evaluate(VariableView(step.state(), visit.key), step.now()));
        const std::string& name = mapping.target.front();
        const auto path = std::span(mapping.target).subspan(1);
        const feel::Value before = path.empty() ? feel::Value() : valueFrom(step.state(), visit.scope, name);
        set(step, scopeKnowing(step.state(), visit.scope, name), name,
            withEntry(before, path, std::move(value)));
    }
    return {};
}

void setResult(Step& step, const Visit& visit, const feel::Context& variables)
{
    if (step.compiled(visit).outputs.empty()) return setWhereKnown(step, visit.scope, variables);
    for (const auto& [name, value] : variables)
        set(step, visit.key, name, value);
}

void setWhereKnown(Step& step, ElementInstanceKey from, const feel::Context& variables)
{
    for (const auto& [name, value] : variables)
        set(step, scopeKnowing(step.state(), from, name), name, value);
}

} // namespace habitat::engine
