// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/db/connection.h"

#include <vector>

namespace habitat::runtime {

/// Folds the events of the whole journal once more, onto tables made anew, and tells every row of the
/// engine's tables that differs: "store.row.altered", "store.row.missing", "store.row.foreign", each with
/// table and row; "runtime.verify.events" where a record's events are no longer those of its instance. A
/// snapshot is compared with the state that the events lead to; one that is gone is no loss. Any connection,
/// in its thread; throws db::DbError.
std::vector<Error> verifyInstances(db::Connection& db);

} // namespace habitat::runtime
