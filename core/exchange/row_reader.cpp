// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/row_reader.h"

#include "core/base/text.h"
#include "core/exchange/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace habitat::exchange {

namespace {

constexpr std::size_t longestText = 2'000;
constexpr std::size_t longestCode = 64;

bool isControl(char c)
{
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F;
}

bool isCodeCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._/:@+").find(c) != std::string_view::npos;
}

/// Written as an amount, but with more digits than one has.
bool isLongAmount(std::string_view text)
{
    const auto isPart = [](char c) { return (c >= '0' && c <= '9') || c == ',' || c == '.' || c == '-'; };
    const auto whole = text.substr(0, text.find('.'));
    return std::ranges::all_of(text, isPart) &&
           std::ranges::count_if(whole, [](char c) { return c >= '0' && c <= '9'; }) > 16;
}

/// A refused value is shown back, but not a whole page of it.
std::string shown(std::string_view text)
{
    constexpr std::size_t enough = 60;
    std::size_t end = std::min(text.size(), enough);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        ++end;
    return fmt::format("“{}{}”", text.substr(0, end), end < text.size() ? "…" : "");
}

} // namespace

std::string_view RowReader::trimmed(std::size_t column) const
{
    return habitat::trimmed(m_file.field(m_row, column).text);
}

void RowReader::fault(std::size_t column, std::string rule, std::string message)
{
    const auto& field = m_file.field(m_row, column);
    m_faults.add({field.line, field.column, m_file.columnName(column), std::move(rule),
                  fmt::format("{}: {}", m_file.columnName(column), message)});
}

std::string RowReader::text(std::size_t column)
{
    const auto text = trimmed(column);
    if (std::ranges::any_of(text, isControl))
        fault(column, "text.control", "There is a control character in the text. Remove it.");
    else if (countCharacters(text) > longestText)
        fault(column, "text.length", fmt::format("The text is longer than {} characters.", longestText));
    return std::string(text);
}

std::string RowReader::requiredText(std::size_t column)
{
    if (trimmed(column).empty()) fault(column, "required", "It must not be empty.");
    return text(column);
}

std::string RowReader::code(std::size_t column)
{
    const auto code = trimmed(column);
    if (code.empty())
        fault(column, "required", "It must not be empty.");
    else if (code.size() > longestCode || !std::ranges::all_of(code, isCodeCharacter))
        fault(column, "code",
              fmt::format("{} is no name for a record. Use at most {} letters, digits and - . _ / : @ +.",
                          shown(code), longestCode));
    return std::string(code);
}

std::string RowReader::word(std::size_t column, std::initializer_list<std::string_view> words)
{
    const auto word = trimmed(column);
    if (std::ranges::find(words, word) == words.end())
        fault(column, "word", fmt::format("{} is not one of {}.", shown(word), fmt::join(words, ", ")));
    return std::string(word);
}

Date RowReader::date(std::size_t column)
{
    const auto text = trimmed(column);
    if (const auto date = parseDate(text)) return *date;
    fault(column, "date", fmt::format("{} is not a date. Write it as 2026-03-31.", shown(text)));
    return Date{};
}

std::optional<Money> RowReader::amount(std::size_t column)
{
    const auto text = trimmed(column);
    if (text.empty()) return Money();
    if (const auto amount = parseMoney(text)) return *amount;
    if (isLongAmount(text)) {
        fault(column, "money.too_large",
              fmt::format(
                  "{} is more than any amount here may be, 100,000,000,000.00. Are there digits too many?",
                  shown(text)));
        return std::nullopt;
    }
    fault(column, "money", fmt::format("{} is not an amount. Write it as 18000.00.", shown(text)));
    return std::nullopt;
}

} // namespace habitat::exchange
