// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/utf8.h"

namespace habitat::feel {
namespace {

/// Letters whose other case lies at a fixed distance: Latin-1, Greek, Cyrillic, and pairs in Latin
/// Extended-A.
char32_t toUpper(char32_t c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7) ||
        (c >= 0x3B1 && c <= 0x3C9 && c != 0x3C2) || (c >= 0x430 && c <= 0x44F))
        return c - 32;
    if (c >= 0x450 && c <= 0x45F) return c - 80;
    if (c == 0xFF) return 0x178;
    if (c == 0x3C2) return 0x3A3;
    const bool oddIsUpper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    const bool evenIsUpper = (c >= 0x100 && c <= 0x137 && c != 0x131) || (c >= 0x14A && c <= 0x177);
    if (oddIsUpper && c % 2 == 0) return c - 1;
    if (evenIsUpper && c % 2 == 1) return c - 1;
    return c;
}

char32_t toLower(char32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
        (c >= 0x391 && c <= 0x3A9 && c != 0x3A2) || (c >= 0x410 && c <= 0x42F))
        return c + 32;
    if (c >= 0x400 && c <= 0x40F) return c + 80;
    if (c == 0x178) return 0xFF;
    const bool oddIsUpper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    const bool evenIsUpper = (c >= 0x100 && c <= 0x137 && c != 0x130) || (c >= 0x14A && c <= 0x177);
    if ((oddIsUpper && c % 2 == 1) || (evenIsUpper && c % 2 == 0)) return c + 1;
    return c;
}

std::string mapped(std::string_view text, char32_t (*map)(char32_t))
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint next = decode(text, at);
        if (next.value == invalidCodePoint)
            result += text[at];
        else
            appendUtf8(result, map(next.value));
        at += next.length;
    }
    return result;
}

} // namespace

CodePoint decode(std::string_view text, std::size_t at)
{
    const auto byte = [text](std::size_t i) { return char32_t(static_cast<unsigned char>(text[i])); };
    const char32_t first = byte(at);
    if (first < 0x80) return {first, 1};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    if (length == 0 || first > 0xF4 || at + length > text.size()) return {};
    char32_t value = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80) return {};
        value = (value << 6) | (byte(at + i) & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {};
    return {value, length};
}

void appendUtf8(std::string& text, char32_t c)
{
    if (c < 0x80) {
        text += char(c);
    } else if (c < 0x800) {
        text += char(0xC0 | (c >> 6));
        text += char(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        text += char(0xE0 | (c >> 12));
        text += char(0x80 | ((c >> 6) & 0x3F));
        text += char(0x80 | (c & 0x3F));
    } else {
        text += char(0xF0 | (c >> 18));
        text += char(0x80 | ((c >> 12) & 0x3F));
        text += char(0x80 | ((c >> 6) & 0x3F));
        text += char(0x80 | (c & 0x3F));
    }
}

std::size_t countCodePoints(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += decode(text, at).length)
        ++count;
    return count;
}

std::size_t byteOffset(std::string_view text, std::size_t codePoints)
{
    std::size_t at = 0;
    for (; at < text.size() && codePoints > 0; --codePoints)
        at += decode(text, at).length;
    return at;
}

std::string upperCase(std::string_view text)
{
    return mapped(text, toUpper);
}
std::string lowerCase(std::string_view text)
{
    return mapped(text, toLower);
}

} // namespace habitat::feel
