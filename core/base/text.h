// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

/// Small rules about what people write: numbers in their order, login names, empty reasons. Any thread.
namespace habitat {

inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
inline char lowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

/// Without the white space around it.
inline std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view space = " \t\r\n";
    const auto first = text.find_first_not_of(space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

/// Nothing but white space.
inline bool isBlank(std::string_view text)
{
    return trimmed(text).empty();
}

/// Login names that differ only in upper and lower case are the same person.
inline bool samePerson(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lowerAscii(x) == lowerAscii(y); });
}

/// Orders numbers as people do: runs of digits by their value, so that "9" stands before "10" and "M-9"
/// before "M-10". A strict weak order; texts that differ only in leading zeros are told apart by their
/// characters.
inline bool numberBefore(std::string_view a, std::string_view b)
{
    const auto digitsFrom = [](std::string_view text, std::size_t& at) {
        const auto begin = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        auto run = text.substr(begin, at - begin);
        run.remove_prefix(std::min(run.find_first_not_of('0'), run.size()));
        return run;
    };
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (isDigit(a[i]) && isDigit(b[j])) {
            const auto x = digitsFrom(a, i);
            const auto y = digitsFrom(b, j);
            if (x.size() != y.size()) return x.size() < y.size();
            if (x != y) return x < y;
        } else if (a[i] != b[j]) {
            return a[i] < b[j];
        } else {
            ++i;
            ++j;
        }
    }
    if ((i < a.size()) != (j < b.size())) return j < b.size();
    return a < b;
}

} // namespace habitat
