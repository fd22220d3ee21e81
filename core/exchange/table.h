// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/money.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace habitat::exchange {

/// What a column holds; decides alignment and number format wherever the table is shown or written.
enum class ColumnType : std::uint8_t { Text, Money, Number, Date, Instant, Share };

struct Column
{
    /// Stable machine name, the header in CSV ("allocation").
    std::string name;
    /// What people read ("Allocation").
    std::string title;
    ColumnType type = ColumnType::Text;
};

/// One cell; monostate is empty. A share is its exact text "num/den".
using Cell = std::variant<std::monostate, std::string, Money, std::int64_t, Date, Instant>;

/// Figures as rows and columns, the same value whether they end on a screen, in CSV, XLSX or PDF.
struct Table
{
    std::string title;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
    /// Empty, or one cell a column.
    std::vector<Cell> totals;
};

/// How a person reads a cell: "18,000.00", "2026-03-31", "1,234".
std::string toText(const Cell& cell);

} // namespace habitat::exchange
