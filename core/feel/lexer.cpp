// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/lexer.h"

#include "core/feel/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace habitat::feel {
namespace {

constexpr std::array<std::string_view, 8> longSymbols = {"**", "..", "<=", ">=", "!=", "->", "=>", "=="};
constexpr std::string_view symbols = "+-*/<>=()[]{},:.@'";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isSpace(char32_t c)
{
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 || c == 0x180E ||
           (c >= 0x2000 && c <= 0x200D) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

/// Letters of any script; what lies beyond ASCII and is no space is taken for one (DMN 1.4 §10.3.1.2, rule
/// 27).
bool startsName(char32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '?' || c == '$' ||
           (c > 0x7F && !isSpace(c));
}

bool continuesName(char32_t c)
{
    return (startsName(c) && c != '?') || (c >= '0' && c <= '9');
}

class Lexer
{
public:
    explicit Lexer(std::string_view source) : m_source(source) {}

    Result<std::vector<Token>> run()
    {
        std::vector<Token> tokens;
        while (true) {
            TRY(skipBlank());
            Token token;
            token.position = std::uint32_t(m_at);
            if (m_at < m_source.size()) TRY(read(token));
            token.text = m_source.substr(token.position, m_at - token.position);
            tokens.push_back(std::move(token));
            if (tokens.back().kind == TokenKind::End) return tokens;
        }
    }

private:
    [[nodiscard]] std::string_view rest() const { return m_source.substr(m_at); }
    [[nodiscard]] tl::unexpected<Error> refuse(std::string message) const
    {
        return syntaxError(m_source, m_at, std::move(message));
    }

    Status skipBlank()
    {
        while (m_at < m_source.size()) {
            const CodePoint next = decode(m_source, m_at);
            if (isSpace(next.value)) {
                m_at += next.length;
            } else if (rest().starts_with("//")) {
                const std::size_t end = m_source.find('\n', m_at);
                m_at = end == std::string_view::npos ? m_source.size() : end;
            } else if (rest().starts_with("/*")) {
                const std::size_t end = m_source.find("*/", m_at + 2);
                if (end == std::string_view::npos)
                    return refuse("the comment that begins here is never closed with */");
                m_at = end + 2;
            } else {
                break;
            }
        }
        return {};
    }

    Status read(Token& token)
    {
        const CodePoint first = decode(m_source, m_at);
        if (first.value == invalidCodePoint) return refuse("the text is not valid UTF-8");
        if (first.value == '"') return readString(token);
        const bool pointedNumber =
            first.value == '.' && m_at + 1 < m_source.size() && isDigit(m_source[m_at + 1]);
        if ((first.value < 0x80 && isDigit(char(first.value))) || pointedNumber) return readNumber(token);
        if (startsName(first.value)) return readName(token);
        return readSymbol(token);
    }

    Status readNumber(Token& token)
    {
        token.kind = TokenKind::Number;
        skipDigits();
        if (m_at + 1 < m_source.size() && m_source[m_at] == '.' && isDigit(m_source[m_at + 1])) {
            ++m_at;
            skipDigits();
        }
        // An exponent (DMN 1.4 rule 37); "1e" followed by anything else is the number 1 and a name.
        if (m_at < m_source.size() && (m_source[m_at] == 'e' || m_source[m_at] == 'E')) {
            std::size_t digits = m_at + 1;
            if (digits < m_source.size() && (m_source[digits] == '+' || m_source[digits] == '-')) ++digits;
            if (digits < m_source.size() && isDigit(m_source[digits])) {
                m_at = digits;
                skipDigits();
            }
        }
        return {};
    }

    void skipDigits()
    {
        while (m_at < m_source.size() && isDigit(m_source[m_at]))
            ++m_at;
    }

    Status readName(Token& token)
    {
        token.kind = TokenKind::Name;
        const bool question = m_source[m_at] == '?';
        do {
            m_at += decode(m_source, m_at).length;
        } while (!question && m_at < m_source.size() && continuesName(decode(m_source, m_at).value));
        return {};
    }

    Status readSymbol(Token& token)
    {
        token.kind = TokenKind::Symbol;
        for (const std::string_view symbol : longSymbols) {
            if (rest().starts_with(symbol)) {
                m_at += symbol.size();
                return {};
            }
        }
        if (symbols.find(m_source[m_at]) == std::string_view::npos)
            return refuse(fmt::format("the character '{}' has no meaning here", m_source[m_at]));
        ++m_at;
        return {};
    }

    Status readString(Token& token)
    {
        token.kind = TokenKind::String;
        const std::size_t start = m_at++;
        while (m_at < m_source.size() && m_source[m_at] != '"') {
            if (m_source[m_at] == '\\') {
                TRY(readEscape(token.content));
                continue;
            }
            const CodePoint next = decode(m_source, m_at);
            if (next.value == invalidCodePoint) return refuse("the text is not valid UTF-8");
            token.content.append(m_source.substr(m_at, next.length));
            m_at += next.length;
        }
        if (m_at >= m_source.size())
            return syntaxError(m_source, start,
                               "the string that begins here is never closed with a quotation mark");
        ++m_at;
        return {};
    }

    Status readEscape(std::string& into)
    {
        const char kind = m_at + 1 < m_source.size() ? m_source[m_at + 1] : '\0';
        switch (kind) {
        case 'n':
            into += '\n';
            break;
        case 'r':
            into += '\r';
            break;
        case 't':
            into += '\t';
            break;
        case '"':
            into += '"';
            break;
        case '\'':
            into += '\'';
            break;
        case '\\':
            into += '\\';
            break;
        case 'u':
            return readCodePoint(into, 4);
        case 'U':
            return readCodePoint(into, 6);
        default:
            // Patterns for matches() are full of such: "\d", "\s". The backslash then stands for itself.
            into += '\\';
            ++m_at;
            return {};
        }
        m_at += 2;
        return {};
    }

    [[nodiscard]] char32_t hexAt(std::size_t at, std::size_t digits) const
    {
        if (at + digits > m_source.size()) return invalidCodePoint;
        char32_t value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            const std::string_view alphabet = "0123456789abcdef";
            const char c = m_source[at + i];
            const std::size_t digit = alphabet.find(c >= 'A' && c <= 'F' ? char(c + 32) : c);
            if (digit == std::string_view::npos) return invalidCodePoint;
            value = value * 16 + char32_t(digit);
        }
        return value;
    }

    Status readCodePoint(std::string& into, std::size_t digits)
    {
        char32_t value = hexAt(m_at + 2, digits);
        std::size_t length = 2 + digits;
        const auto isHigh = [](char32_t c) { return c >= 0xD800 && c <= 0xDBFF; };
        const auto isLow = [](char32_t c) { return c >= 0xDC00 && c <= 0xDFFF; };
        if (isHigh(value) && m_source.substr(m_at + length).starts_with("\\u")) {
            const char32_t low = hexAt(m_at + length + 2, 4);
            if (isLow(low)) {
                value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
                length += 6;
            }
        }
        if (value > 0x10FFFF || isHigh(value) || isLow(value))
            return refuse(fmt::format("\\{} must be followed by {} hexadecimal digits of a Unicode character",
                                      m_source[m_at + 1], digits));
        appendUtf8(into, value);
        m_at += length;
        return {};
    }

    std::string_view m_source;
    std::size_t m_at = 0;
};

} // namespace

tl::unexpected<Error> syntaxError(std::string_view source, std::size_t position, std::string message)
{
    position = std::min(position, source.size());
    const std::string_view before = source.substr(0, position);
    const auto line = std::size_t(std::ranges::count(before, '\n')) + 1;
    const std::size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
    const std::size_t column = countCodePoints(before.substr(lineStart)) + 1;
    return fail("feel.syntax", fmt::format("Line {}, column {}: {}.", line, column, message),
                {{"line", line}, {"column", column}, {"position", position}});
}

Result<std::vector<Token>> tokenize(std::string_view source)
{
    if (source.size() > longestSource)
        return fail("feel.too-long", fmt::format("The expression is {} bytes long; at most {} are read.",
                                                 source.size(), longestSource));
    return Lexer(source).run();
}

} // namespace habitat::feel
