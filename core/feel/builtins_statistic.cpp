// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/arithmetic.h"
#include "core/feel/builtins.h"
#include "core/feel/compare.h"
#include "core/feel/evaluation.h"

#include <algorithm>

namespace habitat::feel {
namespace {

/// Functions of a list that may also be given as arguments one by one: sum([1, 2]) and sum(1, 2).
using OfList = Value (*)(Evaluation&, const List&);

template <OfList run>
Value onList(Evaluation& evaluation, Arguments arguments)
{
    if (!evaluation.charge(arguments[0].asList().size())) return nullptr;
    return run(evaluation, arguments[0].asList());
}

template <OfList run>
Value onArguments(Evaluation& evaluation, Arguments arguments)
{
    return run(evaluation, List(arguments.begin(), arguments.end()));
}

bool areNumbers(const List& list)
{
    return std::ranges::all_of(list, [](const Value& item) { return item.isNumber(); });
}

Value notNumbers(Evaluation& evaluation)
{
    return evaluation.refuse("only numbers can be reckoned with here");
}

template <bool wantsLeast>
Value extreme(Evaluation& evaluation, const List& list)
{
    if (list.empty()) return nullptr;
    const Value* best = &list.front();
    if (!order(*best, *best)) return evaluation.refuse("a {} has no order", toText(best->type()));
    for (const Value& item : list) {
        const auto found = order(item, *best);
        if (!found)
            return evaluation.refuse("a {} and a {} have no common order", toText(item.type()),
                                     toText(best->type()));
        if (wantsLeast ? *found < 0 : *found > 0) best = &item;
    }
    return *best;
}

Value sum(Evaluation& evaluation, const List& list)
{
    if (list.empty()) return nullptr;
    if (!list.front().isNumber() && !list.front().is(Type::DaysDuration) &&
        !list.front().is(Type::YearsDuration))
        return notNumbers(evaluation);
    Value total = list.front();
    for (std::size_t i = 1; i < list.size(); ++i) {
        total = calculate(Operator::Add, total, list[i]);
        if (total.isNull()) return notNumbers(evaluation);
    }
    return total;
}

Value product(Evaluation& evaluation, const List& list)
{
    if (list.empty()) return nullptr;
    if (!areNumbers(list)) return notNumbers(evaluation);
    Value total = 1;
    for (const Value& item : list)
        total = calculate(Operator::Multiply, total, item);
    return total;
}

Value mean(Evaluation& evaluation, const List& list)
{
    const Value total = sum(evaluation, list);
    return total.isNull() ? total : calculate(Operator::Divide, total, list.size());
}

Value median(Evaluation& evaluation, const List& list)
{
    if (list.empty()) return nullptr;
    if (!areNumbers(list)) return notNumbers(evaluation);
    List sorted = list;
    std::ranges::sort(sorted, [](const Value& a, const Value& b) { return a.asNumber() < b.asNumber(); });
    const std::size_t middle = sorted.size() / 2;
    if (sorted.size() % 2 == 1) return sorted[middle];
    return calculate(Operator::Divide, calculate(Operator::Add, sorted[middle - 1], sorted[middle]), 2);
}

/// Of the sample: the divisor is one less than the number of items (DMN 1.4 table 75).
Value standardDeviation(Evaluation& evaluation, const List& list)
{
    if (!areNumbers(list)) return notNumbers(evaluation);
    if (list.size() < 2) return evaluation.refuse("stddev() needs two numbers at least");
    const Value average = mean(evaluation, list);
    Value squares = 0;
    for (const Value& item : list) {
        const Value distance = calculate(Operator::Subtract, item, average);
        squares = calculate(Operator::Add, squares, calculate(Operator::Multiply, distance, distance));
    }
    const Value variance = calculate(Operator::Divide, squares, list.size() - 1);
    if (!variance.isNumber()) return notNumbers(evaluation);
    const auto root = squareRoot(variance.asNumber());
    return root ? Value(*root) : Value();
}

Value mode(Evaluation& evaluation, const List& list)
{
    if (!areNumbers(list)) return notNumbers(evaluation);
    List sorted = list;
    std::ranges::sort(sorted, [](const Value& a, const Value& b) { return a.asNumber() < b.asNumber(); });
    List modes;
    std::size_t most = 0;
    for (std::size_t begin = 0; begin < sorted.size();) {
        std::size_t end = begin;
        while (end < sorted.size() && sorted[end] == sorted[begin])
            ++end;
        if (end - begin > most) modes.clear();
        if (end - begin >= most) modes.push_back(sorted[begin]);
        most = std::max(most, end - begin);
        begin = end;
    }
    return modes;
}

template <OfList run>
void addTo(std::vector<Signature>& table, std::string_view name)
{
    table.push_back({name, {{"list", take::list}}, onList<run>});
    table.push_back({name, {{"c", take::anything | take::rest}}, onArguments<run>});
}

} // namespace

std::vector<Signature> statisticBuiltIns()
{
    std::vector<Signature> table;
    addTo<extreme<true>>(table, "min");
    addTo<extreme<false>>(table, "max");
    addTo<sum>(table, "sum");
    addTo<product>(table, "product");
    addTo<mean>(table, "mean");
    addTo<median>(table, "median");
    addTo<standardDeviation>(table, "stddev");
    addTo<mode>(table, "mode");
    return table;
}

} // namespace habitat::feel
