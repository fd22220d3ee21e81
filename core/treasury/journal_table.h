// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/treasury/journal_query.h"

namespace habitat::treasury {

// How journals are written and what each posting keeps up. Inside this room; writer's thread. Whoever calls
// has checked the journal.

/// Who stands for a journal, and in which state it is written.
struct JournalStanding
{
    JournalStatus status = JournalStatus::Posted;
    std::string preparedBy;
    std::string postedBy;
    std::string approvedBy;
};

/// Writes the journal and its lines; opens the accounts that are new.
void writeJournal(store::UnitOfWork& work, JournalKey key, const Journal& journal,
                  const JournalStanding& standing);
/// A draft that becomes part of the books, or stays a draft that somebody now stands for.
void updateStanding(store::UnitOfWork& work, JournalKey key, const JournalStanding& standing);
/// Adds a posted journal to the running balances, then reads back what is stored: throws InvariantBroken
/// unless the journal balances in each ledger and the equation of the books holds.
void addToBooks(store::UnitOfWork& work, JournalKey key, const Journal& journal);

} // namespace habitat::treasury
