// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

/// What a member may be numbered, and which numbers people take for one another. Any thread.
namespace habitat {

inline constexpr std::size_t longestMemberNumber = 32;

/// "3", "M-017": at most 32 of letters, digits and "-._", no dot at the beginning, as it names a file too.
inline bool isMemberNumber(std::string_view text)
{
    const auto allowed = [](char c) {
        const char lower = lowerAscii(c);
        return isDigit(c) || (lower >= 'a' && lower <= 'z') || c == '-' || c == '.' || c == '_';
    };
    return !text.empty() && text.size() <= longestMemberNumber && text.front() != '.' &&
           std::all_of(text.begin(), text.end(), allowed);
}

/// One text for all numbers that differ only in capitals and in zeros before a run of digits: "m-17" of
/// "M-017", "0" of "00".
inline std::string foldedNumber(std::string_view number)
{
    std::string folded;
    for (std::size_t i = 0; i < number.size(); ++i) {
        const bool begins = folded.empty() || !isDigit(folded.back());
        const bool goesOn = i + 1 < number.size() && isDigit(number[i + 1]);
        if (number[i] == '0' && begins && goesOn) continue;
        folded += lowerAscii(number[i]);
    }
    return folded;
}

} // namespace habitat
