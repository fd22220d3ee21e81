// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/cooperative.h"

#include <string>
#include <string_view>

/// Whether a file is a co-op, and which. Any thread.
namespace habitat::console {

/// Of a database that `holdsCooperative`; "console.unfinished" where nobody was entered as its co-op.
Result<store::Cooperative> cooperativeIn(db::Connection& db);

/// Opens for reading only to look, and says what the file is instead and what to do: "console.none" (nothing
/// is there), "console.empty", "console.foreign" (another program's), "console.unfinished",
/// "store.schema.newer", "console.unreadable", or why it cannot be read.
Status holdsCooperative(const std::string& database);
/// "db.readonly" where the file is write-protected: whatever a console does is recorded.
Status canBeWritten(const std::string& database);

/// Logins of sample people are their roles in lower case; their password is the sample's name, and known to
/// all.
std::string samplePassword();
bool isSampleLogin(std::string_view login);

} // namespace habitat::console
