// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/db/connection.h"

#include <functional>
#include <vector>

namespace habitat::store {

/// Whether a row on disk is as good as the expected one with the same key.
using SameRow = std::function<bool(const db::Row& expected, const db::Row& actual)>;

/// Rows of the table that differ between a database made anew and the one on disk, each named:
/// "store.row.altered", "store.row.missing", "store.row.foreign". Throws db::DbError.
std::vector<Error> compareTable(db::Connection& expected, db::Connection& actual, const db::Table& table,
                                const SameRow& same = std::equal_to<>());

} // namespace habitat::store
