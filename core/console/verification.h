// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/book_views.h"
#include "core/db/connection.h"

namespace habitat::console {

/// Everything that can be proven of a co-op's database and of the files beside it. Never stops at what it
/// finds: a part that cannot even be read is told as a violation ("verify.unreadable"); throws db::DbError
/// where the disk fails. Reads only, any connection, in its thread.
Verification verifyDatabase(db::Connection& db);

} // namespace habitat::console
