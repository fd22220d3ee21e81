// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/db/connection.h"

#include <cstdint>
#include <string>
#include <vector>

namespace habitat::store {

struct ChainReport
{
    std::int64_t records = 0;
    std::string headHash;
};

/// Recomputes the journal's chain of hashes, with the testimony on rows that hangs on it, from its first
/// record to its head. Refused ("store.chain.altered", ".changes", ".missing", ".truncated", ".head") with
/// table and number of the first record that is not what was written.
///
/// A tail that was cut off is seen as long as the head, or anything that the lost records wrote, was not
/// taken back as well: rows that they wrote then testify of a record that is gone (verifyRows,
/// verifyInstances). Not seen is what nothing on this disk can tell: records of refusals at the very end
/// together with their head, a whole older copy of the file, or a chain that somebody computed anew with this
/// program's own rules. Against those the head's hash, noted elsewhere, is the proof; that is why `verify`
/// prints it.
///
/// Any connection, in its thread; throws db::DbError.
Result<ChainReport> verifyChain(db::Connection& db);

/// Whatever in the schema is not what the migrations make of a fresh database: a trigger that was added, a
/// constraint that was dropped ("store.schema.altered"). As above.
std::vector<Error> verifySchema(db::Connection& db);

} // namespace habitat::store
