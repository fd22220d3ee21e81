// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/compare.h"

#include <algorithm>

namespace habitat::feel {
namespace {

using Ordering = std::optional<std::strong_ordering>;

Ordering orderInt(Int128 a, Int128 b)
{
    return a < b   ? std::strong_ordering::less
           : b < a ? std::strong_ordering::greater
                   : std::strong_ordering::equal;
}

/// A local one cannot be placed against one with a zone.
template <typename T>
bool bothLocalOrZoned(const T& a, const T& b)
{
    return (a.zone.kind == Zone::Kind::None) == (b.zone.kind == Zone::Kind::None);
}

Int128 utcNanos(const Time& time)
{
    return time.nanos - Int128(offsetOf(time).value_or(0)) * nanosPerSecond;
}

std::optional<bool> equalLists(const List& a, const List& b)
{
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!equalValues(a[i], b[i]).value_or(false)) return false;
    return true;
}

std::optional<bool> equalContexts(const Context& a, const Context& b)
{
    if (a.size() != b.size()) return false;
    for (const auto& [name, value] : a) {
        const Value* other = b.find(name);
        if (other == nullptr || !equalValues(value, *other).value_or(false)) return false;
    }
    return true;
}

bool equalRanges(const Range& a, const Range& b)
{
    return a.startIncluded == b.startIncluded && a.endIncluded == b.endIncluded &&
           equalValues(a.start, b.start).value_or(false) && equalValues(a.end, b.end).value_or(false);
}

} // namespace

Ordering order(const Value& a, const Value& b)
{
    if (a.type() != b.type()) return std::nullopt;
    switch (a.type()) {
    case Type::Number:
        return a.asNumber() <=> b.asNumber();
    case Type::String:
        return a.asString() <=> b.asString();
    case Type::Date:
        return a.asDate() <=> b.asDate();
    case Type::Time:
        if (!bothLocalOrZoned(a.asTime(), b.asTime())) return std::nullopt;
        return orderInt(utcNanos(a.asTime()), utcNanos(b.asTime()));
    case Type::DateTime:
        if (!bothLocalOrZoned(a.asDateTime(), b.asDateTime())) return std::nullopt;
        return orderInt(epochNanos(a.asDateTime()), epochNanos(b.asDateTime()));
    case Type::DaysDuration:
        return a.asDaysDuration() <=> b.asDaysDuration();
    case Type::YearsDuration:
        return a.asYearsDuration() <=> b.asYearsDuration();
    default:
        return std::nullopt;
    }
}

std::optional<bool> equalValues(const Value& a, const Value& b)
{
    if (a.isNull() || b.isNull()) return a.isNull() && b.isNull();
    if (a.type() != b.type()) return std::nullopt;
    switch (a.type()) {
    case Type::Boolean:
        return a.asBoolean() == b.asBoolean();
    case Type::List:
        return equalLists(a.asList(), b.asList());
    case Type::Context:
        return equalContexts(a.asContext(), b.asContext());
    case Type::Range:
        return equalRanges(a.asRange(), b.asRange());
    case Type::Function:
        return a.asFunction() == b.asFunction();
    default:
        break;
    }
    const Ordering found = order(a, b);
    return found ? std::optional(*found == 0) : std::optional(false);
}

Value compare(Operator op, const Value& a, const Value& b)
{
    if (op == Operator::Equal || op == Operator::NotEqual) {
        const auto equal = equalValues(a, b);
        return equal ? Value(*equal == (op == Operator::Equal)) : Value();
    }
    const Ordering found = order(a, b);
    if (!found) return nullptr;
    switch (op) {
    case Operator::Less:
        return *found < 0;
    case Operator::LessOrEqual:
        return *found <= 0;
    case Operator::Greater:
        return *found > 0;
    default:
        return *found >= 0;
    }
}

std::optional<bool> contains(const Range& range, const Value& value)
{
    std::optional<bool> fromStart;
    if (!range.start.isNull()) {
        const Ordering found = order(range.start, value);
        if (!found) return std::nullopt;
        fromStart = range.startIncluded ? *found <= 0 : *found < 0;
    }
    if (range.end.isNull()) return fromStart;
    const Ordering found = order(value, range.end);
    if (!found) return std::nullopt;
    return fromStart.value_or(true) && (range.endIncluded ? *found <= 0 : *found < 0);
}

Value isIn(const Value& value, const Value& other)
{
    if (other.is(Type::Range) && !value.is(Type::Range)) return toValue(contains(other.asRange(), value));
    if (!other.isList()) return toValue(equalValues(value, other));
    if (value.isList() && equalValues(value, other).value_or(false)) return true;
    return std::ranges::any_of(other.asList(), [&value](const Value& item) {
        if (item.is(Type::Range) && !value.is(Type::Range))
            return contains(item.asRange(), value).value_or(false);
        return equalValues(value, item).value_or(false);
    });
}

} // namespace habitat::feel
