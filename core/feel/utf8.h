// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace habitat::feel {

/// Code points in UTF-8 text; FEEL counts characters, not bytes. Pure functions, any thread.
inline constexpr char32_t invalidCodePoint = 0xFFFFFFFF;

struct CodePoint
{
    char32_t value = invalidCodePoint;
    std::size_t length = 1;
};

/// The code point at that byte; invalidCodePoint (one byte long) where the bytes are not UTF-8.
CodePoint decode(std::string_view text, std::size_t at);
void appendUtf8(std::string& text, char32_t codePoint);
std::size_t countCodePoints(std::string_view text);
/// The byte where the code point of that number (from 0) begins; the text's size where it has fewer.
std::size_t byteOffset(std::string_view text, std::size_t codePoints);
std::string upperCase(std::string_view text);
std::string lowerCase(std::string_view text);

} // namespace habitat::feel
