// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/exchange/csv_faults.h"

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace habitat::exchange {

/// One field as it was read: quotes taken off, and where it begins in the file.
struct CsvField
{
    std::string_view text;
    std::size_t line = 0;
    std::size_t column = 0;
};

/// A file of comma-separated values, read whole. Its fields are views into bytes that it owns, so it moves
/// but does not copy. Any thread, one at a time.
class CsvFile
{
public:
    [[nodiscard]] std::size_t rowCount() const { return m_cells.size() / m_columns.size(); }
    /// `column` counts in the order in which the columns were asked for, whatever the order in the file.
    [[nodiscard]] const CsvField& field(std::size_t row, std::size_t column) const
    {
        return m_cells[row * m_columns.size() + column];
    }
    /// Where the row begins.
    [[nodiscard]] std::size_t lineOf(std::size_t row) const
    {
        const auto fields = std::span(m_cells).subspan(row * m_columns.size(), m_columns.size());
        return std::ranges::min(fields, {}, &CsvField::line).line;
    }
    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] const std::string& columnName(std::size_t column) const { return m_columns[column]; }

private:
    friend class CsvParser;
    std::string m_name;
    std::vector<std::string> m_columns;
    std::unique_ptr<std::string> m_bytes;
    std::vector<CsvField> m_cells;
};

/// Reads RFC 4180: UTF-8 (a byte order mark is taken off), lines ending in LF or CRLF, fields in quotes may
/// hold commas, quotes and line ends. The header row must name exactly `columns`, in any order. Lines with
/// nothing on them are passed over. Refuses with "exchange.csv.invalid" and every fault up to
/// CsvFaults::most.
Result<CsvFile> readCsv(std::string name, std::string bytes, std::span<const std::string_view> columns);

} // namespace habitat::exchange
