// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/treasury/chart.h"

namespace habitat::treasury {

// The table of accounts, as the rest of this room writes and reads it. Inside this room; writer's thread.

/// Adds the account to the table unless it is there.
void openAccount(store::UnitOfWork& work, const Account& account);
/// The account in a row that begins with code, name, class, ledgers, member.
Account readAccount(const db::Query& row);
/// The class that the database names.
AccountClass accountClassFromText(std::string_view text);

} // namespace habitat::treasury
