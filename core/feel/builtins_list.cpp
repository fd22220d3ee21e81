// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/builtins.h"
#include "core/feel/compare.h"
#include "core/feel/evaluation.h"

#include <algorithm>
#include <optional>

namespace habitat::feel {
namespace {

const List& listAt(Arguments arguments, std::size_t index)
{
    return arguments[index].asList();
}

bool same(const Value& a, const Value& b)
{
    return equalValues(a, b).value_or(false);
}

bool containsValue(const List& list, const Value& wanted)
{
    return std::ranges::any_of(list, [&wanted](const Value& item) { return same(item, wanted); });
}

/// Positions count from 1, or from the end where they are negative; the index from 0.
std::optional<std::size_t> indexOf(const Number& position, std::size_t size)
{
    const auto at = position.rounded(0, Number::Rounding::Down).toInt64();
    if (!at || *at == 0 || *at > std::int64_t(size) || *at < -std::int64_t(size)) return std::nullopt;
    return *at > 0 ? std::size_t(*at - 1) : std::size_t(std::int64_t(size) + *at);
}

Value noSuchPosition(Evaluation& evaluation, const Value& position, std::size_t size)
{
    return evaluation.refuse("a list of {} items has no position {}", size, toText(position));
}

Value listContains(Evaluation& evaluation, Arguments arguments)
{
    return evaluation.charge(listAt(arguments, 0).size())
               ? Value(containsValue(listAt(arguments, 0), arguments[1]))
               : Value();
}

Value count(Evaluation&, Arguments arguments)
{
    return listAt(arguments, 0).size();
}

Value sublist(Evaluation& evaluation, Arguments arguments)
{
    const List& list = listAt(arguments, 0);
    const auto first = indexOf(arguments[1].asNumber(), list.size());
    if (!first) return noSuchPosition(evaluation, arguments[1], list.size());
    std::size_t length = list.size() - *first;
    if (!arguments[2].isNull()) {
        const auto wanted = arguments[2].asNumber().rounded(0, Number::Rounding::Down).toInt64();
        if (!wanted || *wanted < 0 || std::size_t(*wanted) > length)
            return evaluation.refuse("sublist() is asked for {} items where {} are left",
                                     toText(arguments[2]), length);
        length = std::size_t(*wanted);
    }
    if (!evaluation.charge(length)) return nullptr;
    const auto begin = list.begin() + std::ptrdiff_t(*first);
    return List(begin, begin + std::ptrdiff_t(length));
}

Value append(Evaluation& evaluation, Arguments arguments)
{
    if (!evaluation.charge(listAt(arguments, 0).size())) return nullptr;
    List result = listAt(arguments, 0);
    result.insert(result.end(), arguments.begin() + 1, arguments.end());
    return result;
}

Value concatenate(Evaluation& evaluation, Arguments arguments)
{
    List result;
    for (const Value& each : arguments) {
        if (!evaluation.charge(each.asList().size())) return nullptr;
        result.insert(result.end(), each.asList().begin(), each.asList().end());
    }
    return result;
}

Value distinct(Evaluation& evaluation, const List& list)
{
    List result;
    for (const Value& item : list) {
        if (!evaluation.charge(result.size())) return nullptr;
        if (!containsValue(result, item)) result.push_back(item);
    }
    return result;
}

Value unionOf(Evaluation& evaluation, Arguments arguments)
{
    const Value all = concatenate(evaluation, arguments);
    return all.isNull() ? all : distinct(evaluation, all.asList());
}

Value distinctValues(Evaluation& evaluation, Arguments arguments)
{
    return distinct(evaluation, listAt(arguments, 0));
}

Value insertBefore(Evaluation& evaluation, Arguments arguments)
{
    List result = listAt(arguments, 0);
    const auto at = indexOf(arguments[1].asNumber(), result.size());
    if (!at) return noSuchPosition(evaluation, arguments[1], result.size());
    if (!evaluation.charge(result.size())) return nullptr;
    result.insert(result.begin() + std::ptrdiff_t(*at), arguments[2]);
    return result;
}

Value removeAt(Evaluation& evaluation, Arguments arguments)
{
    List result = listAt(arguments, 0);
    const auto at = indexOf(arguments[1].asNumber(), result.size());
    if (!at) return noSuchPosition(evaluation, arguments[1], result.size());
    if (!evaluation.charge(result.size())) return nullptr;
    result.erase(result.begin() + std::ptrdiff_t(*at));
    return result;
}

Value replaceAt(Evaluation& evaluation, Arguments arguments)
{
    List result = listAt(arguments, 0);
    const auto at = indexOf(arguments[1].asNumber(), result.size());
    if (!at) return noSuchPosition(evaluation, arguments[1], result.size());
    if (!evaluation.charge(result.size())) return nullptr;
    result[*at] = arguments[2];
    return result;
}

Value replaceMatching(Evaluation& evaluation, Arguments arguments)
{
    List result = listAt(arguments, 0);
    const Function& match = *arguments[1].asFunction();
    for (Value& item : result) {
        const Value pair[] = {item, arguments[2]};
        const Value matches = evaluation.invoke(match, pair);
        if (!matches.isBoolean())
            return evaluation.refuse("the function that list replace() matches with must give a boolean");
        if (matches.isTrue()) item = arguments[2];
    }
    return result;
}

Value reverse(Evaluation& evaluation, Arguments arguments)
{
    if (!evaluation.charge(listAt(arguments, 0).size())) return nullptr;
    List result = listAt(arguments, 0);
    std::ranges::reverse(result);
    return result;
}

Value positionsOf(Evaluation& evaluation, Arguments arguments)
{
    const List& list = listAt(arguments, 0);
    if (!evaluation.charge(list.size())) return nullptr;
    List result;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (same(list[i], arguments[1])) result.emplace_back(i + 1);
    return result;
}

bool flattenInto(Evaluation& evaluation, const List& list, List& result)
{
    return std::ranges::all_of(list, [&](const Value& item) {
        if (item.isList()) return flattenInto(evaluation, item.asList(), result);
        result.push_back(item);
        return evaluation.charge(1);
    });
}

Value flatten(Evaluation& evaluation, Arguments arguments)
{
    List result;
    return flattenInto(evaluation, listAt(arguments, 0), result) ? Value(std::move(result)) : Value();
}

Value sort(Evaluation& evaluation, Arguments arguments)
{
    List result = listAt(arguments, 0);
    if (!evaluation.charge(result.size())) return nullptr;
    bool sound = true;
    // A comparison that is no order at all yields some order: stable_sort stays within the list whatever it
    // hears.
    if (arguments[1].isNull()) {
        std::ranges::stable_sort(result, [&](const Value& a, const Value& b) {
            const auto found = order(a, b);
            sound = sound && found && evaluation.charge(1);
            return found && *found < 0;
        });
    } else {
        const Function& precedes = *arguments[1].asFunction();
        std::ranges::stable_sort(result, [&](const Value& a, const Value& b) {
            const Value pair[] = {a, b};
            const Value truth = sound ? evaluation.invoke(precedes, pair) : Value();
            sound = sound && truth.isBoolean();
            return truth.isTrue();
        });
    }
    return sound ? Value(std::move(result)) : evaluation.refuse("sort() cannot compare these items");
}

} // namespace

std::vector<Signature> listBuiltIns()
{
    const std::vector<BuiltInParameter> list = {{"list", take::list}};
    return {
        {"list contains", {{"list", take::list}, {"element"}}, listContains},
        {"count", list, count},
        {"sublist",
         {{"list", take::list},
          {"start position", take::number},
          {"length", take::number | take::null | take::optional}},
         sublist},
        {"append", {{"list", take::list}, {"item", take::anything | take::rest | take::optional}}, append},
        {"concatenate", {{"list", take::list | take::rest}}, concatenate},
        {"insert before", {{"list", take::list}, {"position", take::number}, {"newItem"}}, insertBefore},
        {"remove", {{"list", take::list}, {"position", take::number}}, removeAt},
        {"list replace", {{"list", take::list}, {"position", take::number}, {"newItem"}}, replaceAt},
        {"list replace", {{"list", take::list}, {"match", take::function}, {"newItem"}}, replaceMatching},
        {"reverse", list, reverse},
        {"index of", {{"list", take::list}, {"match"}}, positionsOf},
        {"union", {{"list", take::list | take::rest}}, unionOf},
        {"distinct values", list, distinctValues},
        {"flatten", list, flatten},
        {"sort", {{"list", take::list}, {"precedes", take::function | take::optional}}, sort},
    };
}

} // namespace habitat::feel
