// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/money.h"
#include "core/exchange/csv_reader.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace habitat::exchange {

/// Reads the fields of one row as typed values and notes what is wrong with each; a value whose field is
/// wrong is of no use to anybody, since the file is then refused. Inside this room, one thread.
class RowReader
{
public:
    RowReader(const CsvFile& file, std::size_t row, CsvFaults& faults)
        : m_file(file), m_row(row), m_faults(faults)
    {
    }

    /// Without the spaces around it; no control characters but line ends and tabs.
    std::string text(std::size_t column);
    std::string requiredText(std::size_t column);
    /// At most 64 characters of letters, digits and "-._/:@+", no spaces: what names a record.
    std::string code(std::size_t column);
    std::string word(std::size_t column, std::initializer_list<std::string_view> words);
    Date date(std::size_t column);
    /// Empty counts as zero; none where it is no amount.
    std::optional<Money> amount(std::size_t column);
    void fault(std::size_t column, std::string rule, std::string message);

    [[nodiscard]] std::size_t line() const { return m_file.lineOf(m_row); }

private:
    [[nodiscard]] std::string_view trimmed(std::size_t column) const;

    const CsvFile& m_file;
    std::size_t m_row;
    CsvFaults& m_faults;
};

} // namespace habitat::exchange
