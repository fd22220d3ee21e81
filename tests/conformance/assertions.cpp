// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/assertions.h"

#include "tests/conformance/outcome.h"
#include "tests/conformance/values.h"

#include <algorithm>

namespace habitat::conformance {

using nlohmann::json;

namespace {

bool isIn(const json& item, const json& list)
{
    return std::ranges::any_of(list, [&](const json& each) { return same(each, item); });
}

bool holds(const std::string& op, const json& actual, const json& expected)
{
    const auto within = [](const json& items, const json& list) {
        return std::ranges::all_of(items, [&](const json& each) { return isIn(each, list); });
    };
    if (op == "assert_equal") return same(actual, expected);
    if (op == "assert_true") return actual == true;
    if (op == "assert_false") return actual == false;
    if (op == "assert_null") return actual.is_null();
    if (op == "assert_not_null") return !actual.is_null();
    if (op == "assert_contains_exactly")
        return std::ranges::equal(actual, expected, [](const json& a, const json& b) { return same(a, b); });
    if (op == "assert_contains_exactly_in_any_order")
        return actual.size() == expected.size() && within(actual, expected) && within(expected, actual);
    if (op == "assert_contains_only") return within(actual, expected) && within(expected, actual);
    if (op == "assert_contains") return within(expected.is_array() ? expected : json{expected}, actual);
    throw Untranslated("step " + op);
}

} // namespace

void checkValues(const std::string& op, const json& actual, const json& expected)
{
    if (holds(op, actual, expected)) return;
    throw Mismatch(op + ": found " + actual.dump() +
                   (expected.is_null() ? "" : ", expected " + expected.dump()));
}

} // namespace habitat::conformance
