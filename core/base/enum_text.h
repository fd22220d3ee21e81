// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <array>
#include <optional>
#include <string_view>

/// Words for enumerations, as they stand in files, in the database and on the screen. Any thread.
namespace habitat {

/// The value whose place in `names` the word has; none where the word is not among them.
template <typename Enum, std::size_t size>
constexpr std::optional<Enum> enumFromText(const std::array<std::string_view, size>& names,
                                           std::string_view text)
{
    for (std::size_t i = 0; i < size; ++i)
        if (names[i] == text) return Enum(i);
    return std::nullopt;
}

/// Unwraps a word that this program wrote itself.
template <typename Value>
Value known(std::optional<Value> value)
{
    ensure(value.has_value(), "a word in the database is one that this program knows");
    return *value;
}

} // namespace habitat
