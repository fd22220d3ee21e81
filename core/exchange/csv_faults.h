// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <vector>

namespace habitat::exchange {

/// One thing wrong with a file. Line and column count from 1; the column counts characters.
struct CsvFault
{
    std::size_t line = 0;
    std::size_t column = 0;
    /// The column's name in the header ("value"); empty where the fault is not one field's.
    std::string field;
    /// Stable name of the rule that is broken ("csv.quote", "date", "money").
    std::string rule;
    /// What is wrong and what is expected, a whole sentence.
    std::string message;
};

/// All that is wrong with one file, so that a person mends it in one go. Importers add their own faults to
/// those of the reader. Keeps the first `most` and counts the rest. One thread at a time.
class CsvFaults
{
public:
    static constexpr std::size_t most = 100;

    explicit CsvFaults(std::string file) : m_file(std::move(file)) {}

    void add(CsvFault fault);
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    [[nodiscard]] const std::vector<CsvFault>& kept() const { return m_kept; }
    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] const std::string& file() const { return m_file; }

    /// "exchange.csv.invalid"; context {"file", "count", "faults": [{"line", "column", "field", "rule",
    /// "message"}]}.
    [[nodiscard]] Error toError() const;

private:
    std::string m_file;
    std::vector<CsvFault> m_kept;
    std::size_t m_count = 0;
};

} // namespace habitat::exchange
