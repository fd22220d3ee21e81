// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/treasury/posting.h"

#include <optional>

namespace habitat::treasury {

// Questions about journals, in pages. Any connection.

struct JournalRecord
{
    JournalKey key;
    Journal journal;
    JournalStatus status = JournalStatus::Draft;
    std::string contentHash;
    std::string preparedBy;
    Instant preparedAt{};
    /// Empty until somebody stands for it.
    std::string postedBy;
    std::string approvedBy;
    std::optional<Instant> postedAt;
    /// The journal that reverses this one.
    JournalKey reversedBy;
    std::string discardReason;
};

/// A place in the list: pages continue after it.
struct JournalCursor
{
    Date date{};
    JournalKey key;
};

struct JournalFilter
{
    std::optional<Date> from = {};
    std::optional<Date> to = {};
    /// Journals with a line in that ledger; other lines are left out.
    std::optional<Ledger> ledger = {};
    std::optional<JournalStatus> status = {};
    std::optional<std::string> account = {};
    std::optional<std::string> forPeriod = {};
    std::optional<JournalCursor> after = {};
    int limit = 200;
};
/// By date, then key; with their lines.
std::vector<JournalRecord> journals(db::Connection& db, const JournalFilter& filter);

/// "treasury.journal.unknown".
Result<JournalRecord> findJournal(db::Connection& db, JournalKey key);
std::optional<JournalRecord> journalBySource(db::Connection& db, std::string_view sourceKey);

} // namespace habitat::treasury
