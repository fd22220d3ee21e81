// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/table.h"

#include <string>
#include <string_view>

namespace habitat::exchange {

/// The table as RFC 4180: UTF-8 without byte order mark, CRLF, the columns' machine names as header, totals
/// left out (they are no row). Money is "18000.00", dates and instants are ISO 8601. Any thread.
///
/// A text that a spreadsheet would take for a formula (it begins with = @ tab or carriage return, or with +
/// or - and is no plain number) gets an apostrophe before it (OWASP: CSV injection). Figures are never
/// touched.
std::string toCsv(const Table& table);

/// One field as `toCsv` would write a text cell.
std::string csvText(std::string_view text);

} // namespace habitat::exchange
