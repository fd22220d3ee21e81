// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feel/syntax.h"
#include "core/feel/value.h"

#include <compare>
#include <optional>

namespace habitat::feel {

/// Comparison as FEEL has it (DMN 1.4 tables 41 and 42): three-valued, "none" is FEEL's null. Pure, any
/// thread.

/// `=`: null only equals null; values of different kinds cannot be compared (none).
std::optional<bool> equalValues(const Value& a, const Value& b);
/// How two numbers, strings, dates, times or durations of one kind lie to each other; none for anything else,
/// and for a local against a zoned time.
std::optional<std::strong_ordering> order(const Value& a, const Value& b);
/// One of = != < <= > >=.
Value compare(Operator op, const Value& a, const Value& b);
/// Whether the value lies in the range; none where it cannot be compared with the range's ends.
std::optional<bool> contains(const Range& range, const Value& value);
/// `value in other`: member of a list, inside a range, or equal.
Value isIn(const Value& value, const Value& other);

inline Value toValue(std::optional<bool> truth)
{
    return truth ? Value(*truth) : Value();
}

} // namespace habitat::feel
