// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/db/connection.h"

#include <cstdint>
#include <string>

namespace habitat::store {

struct ChainReport
{
    std::int64_t records = 0;
    std::string headHash;
};

/// Recomputes the journal's chain of hashes from its first record to its head. Refused
/// ("store.chain.altered",
/// ".missing", ".truncated", ".head") with the number of the first record that is not what was written. Any
/// connection, in its thread; throws db::DbError.
Result<ChainReport> verifyChain(db::Connection& db);

} // namespace habitat::store
