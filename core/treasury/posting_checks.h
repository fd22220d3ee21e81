// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/treasury/journal_table.h"
#include "core/treasury/posting.h"

namespace habitat::treasury {

// What a journal must pass before it is written: people, dates, reversals. Inside this room; any connection.

/// "treasury.journal.agent".
Status refuseAgent(const Actor& actor);
tl::unexpected<Error> refuseSelfApproval(const Journal& journal, const std::string& person);
bool isOverThreshold(const Journal& journal, const Authority& authority);
/// Who posts and who approves; above the threshold they are two.
Result<JournalStanding> standingOf(const store::UnitOfWork& work, const Journal& journal,
                                   const Authority& authority);
/// The date's period takes a journal of this nature.
Status checkDate(db::Connection& db, const Journal& journal);
/// The same lines with sides changed, and the same kind, flag and close.
bool isMirror(const Journal& reversal, const Journal& original);
/// A reversal is the mirror image of a posted journal that stands unreversed. Nothing for other journals.
Status checkReversal(db::Connection& db, const Journal& journal);

} // namespace habitat::treasury
