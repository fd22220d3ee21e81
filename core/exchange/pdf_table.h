// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/pdf_flow.h"
#include "core/exchange/table.h"

#include <span>

namespace habitat::exchange {

/// How the pages should lie for these tables to be read comfortably.
Orientation orientationFor(std::span<const Table> tables);

/// Draws a table across the page, its title above; breaks between rows and repeats the header on each page.
/// Text wraps where a column is narrow; where figures would not fit, the type becomes smaller. Inside this
/// room.
void drawTable(Flow& flow, const Table& table);

} // namespace habitat::exchange
