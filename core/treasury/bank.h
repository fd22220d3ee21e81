// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/money.h"
#include "core/store/unit_of_work.h"

#include <optional>
#include <string>
#include <vector>

namespace habitat::treasury {

// Proof from outside that the books are right and safe: bank tie-outs and recorded backups. Owned by
// Treasury.

struct TieOutEntry
{
    std::string period = {};
    Date statementDate{};
    Money bankBalance = {};
    /// Needed where bank and books differ ("treasury.tie_out.unexplained").
    std::string explanation = {};
};

struct TieOut
{
    std::int64_t key = 0;
    TieOutEntry entry;
    /// 1110 in the book ledger at the end of the statement date, when it was entered.
    Money bookBalance;
    std::string enteredBy;
    Instant enteredAt{};

    [[nodiscard]] Money difference() const { return entry.bankBalance - bookBalance; }
};

/// Records what the bank says; the book balance is taken from the ledger. The statement date lies within the
/// period ("treasury.tie_out.date") and has come ("treasury.tie_out.ahead"); the period is not frozen
/// ("treasury.tie_out.frozen"). A later tie-out of the same period supersedes it; both stay.
Result<TieOut> enterTieOut(store::UnitOfWork& work, const TieOutEntry& entry);
/// Newest first.
std::vector<TieOut> tieOuts(db::Connection& db, std::string_view period);

struct Backup
{
    std::int64_t key = 0;
    std::string path;
    std::string hash;
    Instant takenAt{};
    std::string takenBy;
};
/// Records a copy that somebody took of the database ("treasury.backup.incomplete" without path or hash).
Result<Backup> recordBackup(store::UnitOfWork& work, std::string_view path, std::string_view hash);
std::optional<Backup> newestBackup(db::Connection& db);

} // namespace habitat::treasury
