// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/import_faults.h"

#include "core/exchange/csv_faults.h"
#include "core/exchange/csv_reader.h"

#include <fmt/format.h>

#include <vector>

namespace habitat::intake {

namespace {

/// The names in the header, as the reader wants them: the file was read before, so its header is sound.
std::vector<std::string> headerOf(std::string_view bytes)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (bytes.starts_with(byteOrderMark)) bytes.remove_prefix(byteOrderMark.size());
    std::vector<std::string> names(1);
    for (const char c : bytes.substr(0, bytes.find_first_of("\r\n"))) {
        if (c == ',')
            names.emplace_back();
        else if (c != '"' && c != ' ')
            names.back() += c;
    }
    return names;
}

} // namespace

Status checkNotFarAhead(Date date, Instant now)
{
    constexpr int farthest = 366;
    const auto today = dateOf(now);
    if (daysSinceEpoch(date) - daysSinceEpoch(today) <= farthest) return {};
    return fail("intake.date.far_ahead",
                fmt::format("{} is more than {} days after today, {}. Is the year right?", toText(date),
                            farthest, toText(today)),
                {{"date", toText(date)}, {"today", toText(today)}});
}

std::size_t FaultLocator::columnOf(std::size_t line, std::string_view field) const
{
    const auto names = headerOf(m_bytes);
    const std::vector<std::string_view> columns(names.begin(), names.end());
    const auto file = exchange::readCsv(m_file, m_bytes, columns);
    if (!file) return 1;
    for (std::size_t row = 0; row < file->rowCount(); ++row)
        if (file->lineOf(row) == line)
            for (std::size_t column = 0; column < columns.size(); ++column)
                if (columns[column] == field) return file->field(row, column).column;
    return 1;
}

Error FaultLocator::at(Error refusal, std::size_t line, std::string_view field) const
{
    exchange::CsvFaults faults(m_file);
    faults.add({line, columnOf(line, field), std::string(field), refusal.code, refusal.message});
    return faults.toError();
}

Error FaultLocator::locate(Error refusal, std::span<const std::size_t> lines) const
{
    const auto row = refusal.context.value("row", std::size_t(-1));
    if (row >= lines.size()) {
        refusal.context["file"] = m_file;
        return refusal;
    }
    const auto field = refusal.context.value("field", std::string());
    return at(std::move(refusal), lines[row], field);
}

} // namespace habitat::intake
