// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/builtins.h"
#include "core/feel/compare.h"
#include "core/feel/evaluation.h"
#include "core/feel/expression.h"
#include "core/feel/syntax.h"

#include <functional>

namespace habitat::feel {
namespace {

/// One side of a range; without a value it lies beyond everything.
struct End
{
    const Value* value;
    bool included;
    int infinity;
};

End startOf(const Range& range)
{
    return {&range.start, range.startIncluded, range.start.isNull() ? -1 : 0};
}
End endOf(const Range& range)
{
    return {&range.end, range.endIncluded, range.end.isNull() ? 1 : 0};
}

/// A point is the range from itself to itself; the functions of DMN 1.4 table 78 are then one rule each.
Range asRange(const Value& value)
{
    return value.is(Type::Range) ? value.asRange() : Range{value, value};
}

/// -1, 0 or 1. Throws nothing and says nothing about ends that have no order: `comparable` is asked first.
int orderOf(const End& a, const End& b)
{
    if (a.infinity != 0 || b.infinity != 0)
        return a.infinity == b.infinity ? 0 : a.infinity < b.infinity ? -1 : 1;
    const auto found = order(*a.value, *b.value);
    return !found || *found == 0 ? 0 : *found < 0 ? -1 : 1;
}

bool comparable(const Range& a, const Range& b)
{
    const Value& left = a.start.isNull() ? a.end : a.start;
    const Value& right = b.start.isNull() ? b.end : b.start;
    return order(left, right).has_value();
}

bool before(const Range& a, const Range& b)
{
    const int found = orderOf(endOf(a), startOf(b));
    return found < 0 || (found == 0 && !(a.endIncluded && b.startIncluded));
}

bool meets(const Range& a, const Range& b)
{
    return a.endIncluded && b.startIncluded && orderOf(endOf(a), startOf(b)) == 0;
}

bool overlaps(const Range& a, const Range& b)
{
    return !before(a, b) && !before(b, a);
}

bool overlapsBefore(const Range& a, const Range& b)
{
    const int starts = orderOf(startOf(a), startOf(b));
    const int ends = orderOf(endOf(a), endOf(b));
    return (starts < 0 || (starts == 0 && a.startIncluded && !b.startIncluded)) && !before(a, b) &&
           (ends < 0 || (ends == 0 && (!a.endIncluded || b.endIncluded)));
}

bool finishes(const Range& a, const Range& b)
{
    const int starts = orderOf(startOf(a), startOf(b));
    return a.endIncluded == b.endIncluded && orderOf(endOf(a), endOf(b)) == 0 &&
           (starts > 0 || (starts == 0 && (!a.startIncluded || b.startIncluded)));
}

bool starts(const Range& a, const Range& b)
{
    const int ends = orderOf(endOf(a), endOf(b));
    return a.startIncluded == b.startIncluded && orderOf(startOf(a), startOf(b)) == 0 &&
           (ends < 0 || (ends == 0 && (!a.endIncluded || b.endIncluded)));
}

bool includes(const Range& a, const Range& b)
{
    const int starts = orderOf(startOf(a), startOf(b));
    const int ends = orderOf(endOf(a), endOf(b));
    return (starts < 0 || (starts == 0 && (a.startIncluded || !b.startIncluded))) &&
           (ends > 0 || (ends == 0 && (a.endIncluded || !b.endIncluded)));
}

bool coincides(const Range& a, const Range& b)
{
    return a.startIncluded == b.startIncluded && a.endIncluded == b.endIncluded &&
           orderOf(startOf(a), startOf(b)) == 0 && orderOf(endOf(a), endOf(b)) == 0;
}

using Relation = bool (*)(const Range&, const Range&);

template <Relation holds>
Value relate(Evaluation& evaluation, Arguments arguments)
{
    const Range a = asRange(arguments[0]);
    const Range b = asRange(arguments[1]);
    if (!comparable(a, b))
        return evaluation.refuse("a {} and a {} have no common order", toText(arguments[0].type()),
                                 toText(arguments[1].type()));
    return holds(a, b);
}

template <Relation holds>
bool converse(const Range& a, const Range& b)
{
    return holds(b, a);
}

/// Ends may be literals, or constructors of dates and durations with a literal in them (DMN 1.5 table 71).
bool isConstant(const NodePtr& node)
{
    if (!node || std::holds_alternative<LiteralNode>(node->body)) return true;
    const auto* call = std::get_if<CallNode>(&node->body);
    const auto* callee = call != nullptr ? std::get_if<NameNode>(&call->callee->body) : nullptr;
    if (callee == nullptr || callee->builtIn == nullptr) return false;
    const bool isConstructor = callee->name == "date" || callee->name == "time" ||
                               callee->name == "date and time" || callee->name == "duration";
    return isConstructor && std::ranges::all_of(call->arguments, [](const NodePtr& argument) {
               return std::holds_alternative<LiteralNode>(argument->body);
           });
}

Value rangeFromText(Evaluation& evaluation, Arguments arguments)
{
    const std::string& text = arguments[0].asString();
    const auto parsed = parse(text);
    const auto* range = parsed ? std::get_if<RangeNode>(&parsed->root().body) : nullptr;
    if (range == nullptr || !range->start || !range->end || !isConstant(range->start) ||
        !isConstant(range->end))
        return evaluation.refuse("\"{}\" is no range of literals", text);
    return evaluation.evaluate(parsed->root(), Evaluation::Frame());
}

} // namespace

std::vector<Signature> rangeBuiltIns()
{
    constexpr Accepts point =
        take::number | take::string | take::date | take::time | take::dateTime | take::days | take::years;
    constexpr Accepts any = point | take::range;
    const auto pair = [](std::string_view first, Accepts takesFirst, std::string_view second,
                         Accepts takesSecond) {
        return std::vector<BuiltInParameter>{{first, takesFirst}, {second, takesSecond}};
    };
    std::vector<Signature> table;
    const auto add = [&](std::string_view name, auto run, Accepts first, Accepts second) {
        table.push_back({name, pair("range1", first, "range2", second), run});
        table.push_back({name, pair("point1", first, "point2", second), run});
        table.push_back({name, pair("point", first, "range", second), run});
        table.push_back({name, pair("range", first, "point", second), run});
    };
    add("before", relate<before>, any, any);
    add("after", relate<converse<before>>, any, any);
    add("meets", relate<meets>, take::range, take::range);
    add("met by", relate<converse<meets>>, take::range, take::range);
    add("overlaps", relate<overlaps>, take::range, take::range);
    add("overlaps before", relate<overlapsBefore>, take::range, take::range);
    add("overlaps after", relate<converse<overlapsBefore>>, take::range, take::range);
    add("finishes", relate<finishes>, any, take::range);
    add("finished by", relate<converse<finishes>>, take::range, any);
    add("includes", relate<includes>, take::range, any);
    add("during", relate<converse<includes>>, any, take::range);
    add("starts", relate<starts>, any, take::range);
    add("started by", relate<converse<starts>>, take::range, any);
    add("coincides", relate<coincides>, any, any);
    table.push_back({"range", {{"from", take::string}}, rangeFromText});
    return table;
}

} // namespace habitat::feel
