// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>

namespace habitat {

/// What people and scripts write for a key or a count: decimal digits and nothing else. None where it is
/// anything else, or more than the type holds. Any thread.
template <std::integral Number>
std::optional<Number> parseWholeNumber(std::string_view text)
{
    if (text.empty() || text.front() == '-') return std::nullopt;
    Number number = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return number;
}

} // namespace habitat
