// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/db/connection.h"

#include <string>
#include <string_view>

/// The one row that says whose database this is. Any connection.
namespace habitat::console {

struct CooperativeRow
{
    std::string name;
    std::string currency;
    /// Name of the sample it was made from; empty for a real co-op.
    std::string sample;
};

/// Of a database that `holdsCooperative`; "console.unfinished" where nobody was entered as its co-op.
Result<CooperativeRow> cooperativeIn(db::Connection& db);

/// Opens for reading only to look, and says what the file is instead and what to do: "console.none" (nothing
/// is there), "console.empty", "console.foreign" (another program's), "console.unfinished",
/// "store.schema.newer", "console.unreadable", or why it cannot be read.
Status holdsCooperative(const std::string& database);
/// "console.readonly" where the file is write-protected: whatever a console does is recorded.
Status canBeWritten(const std::string& database);

/// Logins of sample people are their roles in lower case; their password is the sample's, and known to all.
std::string samplePassword();
bool isSampleLogin(std::string_view login);

} // namespace habitat::console
