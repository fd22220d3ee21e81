// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/infer.h"

namespace habitat::feel {
namespace {

TypePtr orAny(TypePtr type)
{
    return type ? std::move(type) : TypeSpec::any();
}

TypePtr ofContext(const ContextNode& node)
{
    TypeSpec type;
    type.kind = TypeSpec::Kind::Context;
    for (const auto& [name, value] : node.entries)
        type.fields.emplace_back(name, orAny(inferType(*value)));
    return std::make_shared<const TypeSpec>(std::move(type));
}

TypePtr ofFunction(const FunctionNode& node)
{
    TypeSpec type;
    type.kind = TypeSpec::Kind::Function;
    for (const Parameter& parameter : node.parameters)
        type.parameters.push_back(parameter.type);
    type.element = orAny(node.resultType);
    return std::make_shared<const TypeSpec>(std::move(type));
}

} // namespace

TypePtr inferType(const Node& node)
{
    if (const auto* literal = std::get_if<LiteralNode>(&node.body))
        return TypeSpec::ofType(literal->value.type());
    if (const auto* context = std::get_if<ContextNode>(&node.body)) return ofContext(*context);
    if (const auto* function = std::get_if<FunctionNode>(&node.body)) return ofFunction(*function);
    return nullptr;
}

} // namespace habitat::feel
