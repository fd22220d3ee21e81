// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/builtins.h"

#include "core/feel/evaluation.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace habitat::feel {
namespace {

std::unordered_map<std::string_view, BuiltIn> makeTable()
{
    std::unordered_map<std::string_view, BuiltIn> table;
    for (const auto group :
         {conversionBuiltIns, booleanBuiltIns, stringBuiltIns, patternBuiltIns, listBuiltIns,
          statisticBuiltIns, numericBuiltIns, dateBuiltIns, rangeBuiltIns, contextBuiltIns}) {
        for (Signature& signature : group()) {
            BuiltIn& builtIn = table[signature.name];
            builtIn.name = signature.name;
            builtIn.overloads.push_back(std::move(signature));
        }
    }
    return table;
}

bool isRest(const BuiltInParameter& parameter)
{
    return (parameter.takes & take::rest) != 0;
}
bool isOptional(const BuiltInParameter& parameter)
{
    return (parameter.takes & take::optional) != 0;
}
bool fits(const Value& value, Accepts takes)
{
    return (accepts(value.type()) & takes) != 0;
}

/// The argument as the parameter takes it, with the implicit conversions of DMN 1.4 §10.3.2.9.4.
std::optional<Value> adapt(const Value& value, Accepts takes)
{
    if (fits(value, takes)) return value;
    if (value.isList() && value.asList().size() == 1 && fits(value.asList().front(), takes))
        return value.asList().front();
    if (!value.isNull() && !value.isList() && (takes & take::list) != 0) return Value(List{value});
    if (value.is(Type::Date) && (takes & take::dateTime) != 0)
        return Value(DateTime(value.asDate(), 0, Zone::utc()));
    return std::nullopt;
}

std::optional<std::vector<Value>> fitArguments(const Signature& signature, Arguments arguments)
{
    const auto& parameters = signature.parameters;
    const bool hasRest = !parameters.empty() && isRest(parameters.back());
    if (arguments.size() > parameters.size() && !hasRest) return std::nullopt;
    std::vector<Value> fitted;
    fitted.reserve(std::max(arguments.size(), parameters.size()));
    for (std::size_t i = 0; i < std::max(arguments.size(), parameters.size()); ++i) {
        const BuiltInParameter& parameter = parameters[std::min(i, parameters.size() - 1)];
        if (i >= arguments.size()) {
            if (!isOptional(parameter)) return std::nullopt;
            if (!isRest(parameter)) fitted.emplace_back();
            continue;
        }
        auto adapted = adapt(arguments[i], parameter.takes);
        if (!adapted) return std::nullopt;
        fitted.push_back(std::move(*adapted));
    }
    return fitted;
}

/// Arguments by name in the order of the parameters; none where a name is unknown or a needed one is missing.
std::optional<std::vector<Value>> orderArguments(const Signature& signature, Arguments arguments,
                                                 std::span<const std::string> names)
{
    const auto& parameters = signature.parameters;
    std::vector<std::optional<Value>> found(parameters.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto parameter =
            std::ranges::find(parameters, std::string_view(names[i]), &BuiltInParameter::name);
        if (parameter == parameters.end() || found[std::size_t(parameter - parameters.begin())])
            return std::nullopt;
        auto adapted = adapt(arguments[i], parameter->takes);
        if (!adapted) return std::nullopt;
        found[std::size_t(parameter - parameters.begin())] = std::move(adapted);
    }
    std::vector<Value> ordered;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (!found[i] && !isOptional(parameters[i])) return std::nullopt;
        if (found[i] || !isRest(parameters[i])) ordered.push_back(found[i].value_or(Value()));
    }
    return ordered;
}

std::string kinds(Arguments arguments)
{
    std::string text;
    for (const Value& argument : arguments.first(std::min<std::size_t>(arguments.size(), 8)))
        text += (text.empty() ? "" : ", ") + std::string(toText(argument.type()));
    return text;
}

} // namespace

const BuiltIn* findBuiltIn(std::string_view name)
{
    static const auto table = makeTable();
    const auto found = table.find(name);
    return found == table.end() ? nullptr : &found->second;
}

Value callBuiltIn(Evaluation& evaluation, const BuiltIn& builtIn, Arguments arguments)
{
    for (const Signature& signature : builtIn.overloads)
        if (const auto fitted = fitArguments(signature, arguments)) return signature.run(evaluation, *fitted);
    return evaluation.refuse("{}() does not take ({})", builtIn.name, kinds(arguments));
}

Value callBuiltIn(Evaluation& evaluation, const BuiltIn& builtIn, Arguments arguments,
                  std::span<const std::string> names)
{
    for (const Signature& signature : builtIn.overloads)
        if (const auto ordered = orderArguments(signature, arguments, names))
            return signature.run(evaluation, *ordered);
    return evaluation.refuse("{}() has no parameters of these names for ({})", builtIn.name,
                             kinds(arguments));
}

} // namespace habitat::feel
