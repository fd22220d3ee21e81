// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/db/connection.h"

#include <vector>

namespace habitat::treasury {

// The invariants of the books, recomputed from the postings and compared with what the program keeps up. Any
// connection; reads everything, so it is asked for and not run on each posting.
//
// The equation, in each ledger, after every posting:
//     assets − liabilities = Σ member capital − Σ distributions + reserve + 3310 + revenue − expense
// and, at the end of each period that is closed or locked, with revenue, expense and 3310 at zero:
//     assets − liabilities = Σ member capital − Σ distributions + reserve

/// All violations, each with its records; empty where the books are sound. Codes "treasury.books.…":
/// "unbalanced" (a journal), "line" (a line that no journal may have), "content" (a journal that no longer
/// has its hash), "account" (not what the chart says), "equation", "running" (a running balance that
/// differs), "reversal" (not the one mirror image), "approval" (poster is approver), "period" (overlap,
/// history, closed books that are not square, a posting later than the close), "payment" (its cash journals
/// do not say what it says).
std::vector<Error> verifyBooks(db::Connection& db);

} // namespace habitat::treasury
