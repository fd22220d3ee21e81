// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/exchange/document.h"
#include "core/exchange/table.h"

#include <span>
#include <string>

namespace habitat::exchange {

/// One sheet a table, with a frozen header, filters, fitting widths, and totals beneath. Money is a number
/// with two digits behind the point; what a spreadsheet cannot hold exactly (more than 15 digits, dates
/// before 1900) is written as text. Text is never taken for a formula. Refuses "exchange.xlsx.too_many_rows"
/// (write CSV then) and "base.file.unwritable". Any thread.
Status writeXlsx(const std::string& path, std::span<const Table> tables, const DocumentInfo& info);

} // namespace habitat::exchange
