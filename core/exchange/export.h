// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/exchange/document.h"
#include "core/exchange/table.h"

#include <span>
#include <string>

namespace habitat::exchange {

/// Writes figures to a file in the format that its name asks for: .csv (one table only), .xlsx (a sheet for
/// each) or .pdf (one below the other). "exchange.format.unknown", "exchange.csv.one_table", and what the
/// writers refuse. Any thread.
Status writeTables(const std::string& path, std::span<const Table> tables, const DocumentInfo& info);
Status writeTable(const std::string& path, const Table& table, const DocumentInfo& info);

} // namespace habitat::exchange
