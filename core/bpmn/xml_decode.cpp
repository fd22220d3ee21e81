// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/xml_guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace habitat::bpmn {

namespace {

void appendUtf8(std::string& out, char32_t code)
{
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (code >> 18));
        out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

/// Where windows-1252 differs from ISO-8859-1; 0 where it has no character.
constexpr std::array<char32_t, 32> windows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::string fromWindows1252(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (const char byte : bytes) {
        const auto code = static_cast<unsigned char>(byte);
        const bool differs = code >= 0x80 && code < 0xA0;
        appendUtf8(out, differs ? windows1252[code - 0x80U] : code);
    }
    return out;
}

std::string fromLatin1(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (const char byte : bytes)
        appendUtf8(out, static_cast<unsigned char>(byte));
    return out;
}

enum class ByteOrder { Little, Big };

std::optional<std::string> fromUtf16(std::string_view bytes, ByteOrder order)
{
    if (bytes.size() % 2 != 0) return std::nullopt;
    const auto unitAt = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(order == ByteOrder::Little ? second << 8 | first : first << 8 | second);
    };
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        char32_t code = unitAt(at);
        if (code >= 0xDC00 && code < 0xE000) return std::nullopt;
        if (code >= 0xD800 && code < 0xDC00) {
            if (at + 3 >= bytes.size()) return std::nullopt;
            at += 2;
            const char32_t low = unitAt(at);
            if (low < 0xDC00 || low >= 0xE000) return std::nullopt;
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
        appendUtf8(out, code);
    }
    return out;
}

/// The encoding named in the XML declaration in lower case, or empty.
std::string declaredEncoding(std::string_view text)
{
    if (!text.starts_with("<?xml")) return {};
    const auto declaration = text.substr(0, text.find("?>"));
    const auto name = declaration.find("encoding");
    const auto open = name == std::string_view::npos ? name : declaration.find_first_of("\"'", name);
    if (open == std::string_view::npos) return {};
    const auto close = declaration.find(declaration[open], open + 1);
    if (close == std::string_view::npos) return {};
    std::string encoding(declaration.substr(open + 1, close - open - 1));
    std::ranges::transform(encoding, encoding.begin(),
                           [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return encoding;
}

/// The length of the character at `at`, or 0 where it is not UTF-8 or not allowed in XML 1.0 (§2.2).
std::size_t characterLength(std::string_view text, std::size_t at)
{
    const auto byteAt = [&](std::size_t index) {
        return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U;
    };
    const unsigned first = byteAt(at);
    if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4) return 0;
    char32_t code = first & (0xFFU >> (length + 1));
    for (std::size_t next = 1; next < length; ++next) {
        const unsigned byte = byteAt(at + next);
        if ((byte & 0xC0U) != 0x80U) return 0;
        code = code << 6 | (byte & 0x3FU);
    }
    constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xD800 && code < 0xE000;
    const bool noCharacter = code == 0xFFFE || code == 0xFFFF || code > 0x10FFFF;
    return code < smallest[length] || surrogate || noCharacter ? 0 : length;
}

Status checkCharacters(std::string_view text, std::string_view fileName)
{
    int line = 1;
    for (std::size_t at = 0; at < text.size();) {
        const auto length = characterLength(text, at);
        if (length == 0)
            return fail(
                "bpmn.xml.encoding",
                fmt::format("{}:{}: byte 0x{:02X} is no character of XML in UTF-8. Save the file as UTF-8.",
                            fileName, line, static_cast<unsigned char>(text[at])),
                {{"file", fileName}, {"line", line}});
        line += text[at] == '\n';
        at += length;
    }
    return {};
}

Result<std::string> convert(std::string_view bytes, std::string_view fileName)
{
    const auto refuse = [&](std::string_view encoding) {
        return fail(
            "bpmn.xml.encoding",
            fmt::format("{}: the encoding {} cannot be read. Save the file as UTF-8.", fileName, encoding),
            {{"file", fileName}, {"encoding", encoding}});
    };
    if (bytes.starts_with("\xEF\xBB\xBF")) return std::string(bytes.substr(3));
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        const auto order = bytes[0] == '\xFF' ? ByteOrder::Little : ByteOrder::Big;
        auto text = fromUtf16(bytes.substr(2), order);
        return text ? Result<std::string>(std::move(*text)) : refuse("UTF-16 (damaged)");
    }
    const auto encoding = declaredEncoding(bytes);
    if (encoding == "iso-8859-1" || encoding == "latin1") return fromLatin1(bytes);
    if (encoding == "windows-1252" || encoding == "cp1252") return fromWindows1252(bytes);
    if (encoding.empty() || encoding == "utf-8" || encoding == "utf8" || encoding == "us-ascii" ||
        encoding == "ascii")
        return std::string(bytes);
    return refuse(encoding);
}

} // namespace

Result<std::string> decodeXml(std::string_view bytes, std::string_view fileName, const XmlLimits& limits)
{
    if (bytes.size() > limits.bytes)
        return fail(
            "bpmn.xml.size",
            fmt::format("{}: {} bytes; at most {} are read. Split the file into one for each process.",
                        fileName, bytes.size(), limits.bytes),
            {{"file", fileName}, {"bytes", bytes.size()}, {"limit", limits.bytes}});
    auto text = TRY(convert(bytes, fileName));
    TRY(checkCharacters(text, fileName));
    return text;
}

} // namespace habitat::bpmn
