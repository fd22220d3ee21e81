// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv_writer.h"

#include "core/base/calendar.h"

#include <algorithm>

namespace habitat::exchange {

namespace {

bool isPlainNumber(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; });
}

bool looksLikeFormula(std::string_view text)
{
    if (text.empty()) return false;
    const char first = text.front();
    const bool sign = first == '+' || first == '-';
    return first == '=' || first == '@' || first == '\t' || first == '\r' ||
           (sign && !isPlainNumber(text.substr(1)));
}

std::string quotedIfNeeded(std::string text)
{
    const bool plain = text.find_first_of(",\"\r\n") == std::string::npos &&
                       (text.empty() || (text.front() != ' ' && text.back() != ' '));
    if (plain) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"') quoted += '"';
    }
    return quoted + '"';
}

struct CellWriter
{
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& text) const { return csvText(text); }
    std::string operator()(Money amount) const { return toPlainText(amount); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(Date date) const { return habitat::toText(date); }
    std::string operator()(Instant instant) const { return habitat::toText(instant); }
};

/// A record of one empty field must not look like an empty line.
void endRecord(std::string& csv, std::size_t start)
{
    if (csv.size() == start) csv += "\"\"";
    csv += "\r\n";
}

} // namespace

std::string csvText(std::string_view text)
{
    return quotedIfNeeded(looksLikeFormula(text) ? "'" + std::string(text) : std::string(text));
}

std::string toCsv(const Table& table)
{
    std::string csv;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        csv += (i == 0 ? "" : ",") + quotedIfNeeded(table.columns[i].name);
    endRecord(csv, 0);
    for (const auto& row : table.rows) {
        ensure(row.size() == table.columns.size(), "a row has one cell for each column");
        const auto start = csv.size();
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) csv += ',';
            csv += std::visit(CellWriter{}, row[i]);
        }
        endRecord(csv, start);
    }
    return csv;
}

} // namespace habitat::exchange
