// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/allocation_table.h"

namespace habitat::close {

exchange::Table allocationTable(std::span<const agreements::AllocationLine> lines)
{
    using exchange::ColumnType;
    exchange::Table table{"Allocation",
                          {{"member_number", "No.", ColumnType::Text},
                           {"name", "Member", ColumnType::Text},
                           {"share", "Share", ColumnType::Share},
                           {"allocation", "Allocation", ColumnType::Money},
                           {"cash", "Cash", ColumnType::Money},
                           {"retained", "Retained", ColumnType::Money}},
                          {},
                          {}};
    Money sum;
    Money cash;
    Money retained;
    for (const auto& line : lines) {
        table.rows.push_back(
            {line.memberNumber, line.memberName, line.share, line.allocation, line.cash, line.retained});
        sum += line.allocation;
        cash += line.cash;
        retained += line.retained;
    }
    table.totals = {std::monostate{}, std::string("Sum"), std::monostate{}, sum, cash, retained};
    return table;
}

} // namespace habitat::close
