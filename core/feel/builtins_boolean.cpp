// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/builtins.h"
#include "core/feel/evaluation.h"

#include <algorithm>

namespace habitat::feel {
namespace {

Value negation(Evaluation& evaluation, Arguments arguments)
{
    if (arguments[0].isBoolean()) return !arguments[0].asBoolean();
    return evaluation.refuse("not() takes a boolean, not a {}", toText(arguments[0].type()));
}

/// The same element of the value space: dates with equal moments but different zones are not (DMN 1.4
/// §10.3.4.11).
Value isSame(Evaluation&, Arguments arguments)
{
    return arguments[0] == arguments[1];
}

Value allOf(Evaluation&, const List& items)
{
    if (std::ranges::any_of(items, [](const Value& item) { return item.isFalse(); })) return false;
    return std::ranges::all_of(items, [](const Value& item) { return item.isTrue(); }) ? Value(true)
                                                                                       : Value();
}

Value anyOf(Evaluation&, const List& items)
{
    if (std::ranges::any_of(items, [](const Value& item) { return item.isTrue(); })) return true;
    return std::ranges::all_of(items, [](const Value& item) { return item.isFalse(); }) ? Value(false)
                                                                                        : Value();
}

template <Value (*run)(Evaluation&, const List&)>
Value onList(Evaluation& evaluation, Arguments arguments)
{
    if (!evaluation.charge(arguments[0].asList().size())) return nullptr;
    return run(evaluation, arguments[0].asList());
}

template <Value (*run)(Evaluation&, const List&)>
Value onArguments(Evaluation& evaluation, Arguments arguments)
{
    return run(evaluation, List(arguments.begin(), arguments.end()));
}

} // namespace

std::vector<Signature> booleanBuiltIns()
{
    return {
        {"not", {{"negand"}}, negation},
        {"is",
         {{"value1", take::anything | take::optional}, {"value2", take::anything | take::optional}},
         isSame},
        {"all", {{"list", take::list}}, onList<allOf>},
        {"all", {{"b", take::boolean | take::null}, {"", take::anything | take::rest}}, onArguments<allOf>},
        {"any", {{"list", take::list}}, onList<anyOf>},
        {"any", {{"b", take::boolean | take::null}, {"", take::anything | take::rest}}, onArguments<anyOf>},
    };
}

} // namespace habitat::feel
