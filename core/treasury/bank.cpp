// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/bank.h"

#include "core/base/text.h"
#include "core/treasury/balances.h"
#include "core/treasury/period_table.h"

#include <fmt/format.h>

namespace habitat::treasury {

namespace {

/// What the freeze was signed on stays what it was.
Status checkNotFrozen(const Period& period)
{
    if (period.state == PeriodState::Open || period.state == PeriodState::Reopened) return {};
    return fail("treasury.tie_out.frozen",
                fmt::format("Period {} is {}: its freeze stands on the tie-out that was entered. To enter "
                            "another, undo the close to step 1 first; once that cannot be undone, have "
                            "the period reopened, or amend in the next one.",
                            period.code(), toText(period.state)),
                {{"period", period.code()}, {"state", toText(period.state)}});
}

/// A bank states what it holds, not what it will hold; a slip of the hand would open a period far away.
Status checkStatementDate(const Period& period, Date statement, Date today)
{
    const auto from = habitat::toText(period.span.from);
    if (!statement.ok() || !period.span.contains(statement))
        return fail("treasury.tie_out.date",
                    fmt::format("The date of the bank statement must lie in {}, from {} to {}.",
                                period.code(), from, habitat::toText(period.span.to)),
                    {{"period", period.code()}});
    if (statement <= today) return {};
    return fail("treasury.tie_out.ahead",
                fmt::format("There is no bank statement of {} yet: today is {}{}. Enter what the bank says "
                            "once that day is over, or correct the period and the date.",
                            habitat::toText(statement), habitat::toText(today),
                            period.span.from > today
                                ? fmt::format(", and period {} begins on {}", period.code(), from)
                                : ""),
                {{"period", period.code()}, {"from", from}, {"statement_date", habitat::toText(statement)}});
}

} // namespace

Result<TieOut> enterTieOut(store::UnitOfWork& work, const TieOutEntry& entry)
{
    const auto period = TRY(findPeriod(work.db(), entry.period));
    TRY(checkNotFrozen(period));
    TRY(checkStatementDate(period, entry.statementDate, dateOf(work.now())));
    TieOut tieOut;
    tieOut.entry = entry;
    tieOut.bookBalance = balanceAt(work.db(), Ledger::Book, cashAccount, entry.statementDate);
    if (!tieOut.difference().isZero() && isBlank(entry.explanation))
        return fail(
            "treasury.tie_out.unexplained",
            fmt::format("The bank says {}, the books say {}: a difference of {}. Explain it, or correct "
                        "the books.",
                        toText(entry.bankBalance), toText(tieOut.bookBalance), toText(tieOut.difference())),
            {{"period", period.code()},
             {"bank_balance_minor", entry.bankBalance.minor},
             {"book_balance_minor", tieOut.bookBalance.minor}});
    choosePeriod(work.db(), period.key);
    tieOut.key = work.keys().next();
    tieOut.enteredBy = work.actor().user;
    tieOut.enteredAt = work.now();
    work.db()
        .query(
            "INSERT INTO bank_tie_out (key, period, statement_date, bank_balance_minor, book_balance_minor, "
            "explanation, entered_by, entered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(tieOut.key, period.key, daysSinceEpoch(entry.statementDate), entry.bankBalance.minor,
              tieOut.bookBalance.minor, entry.explanation, tieOut.enteredBy, toMicros(tieOut.enteredAt))
        .run();
    work.publish({"treasury.bank.tied_out",
                  period.code(),
                  {{"period", period.code()},
                   {"statement_date", habitat::toText(entry.statementDate)},
                   {"bank_balance_minor", entry.bankBalance.minor},
                   {"book_balance_minor", tieOut.bookBalance.minor}}});
    return tieOut;
}

std::vector<TieOut> tieOuts(db::Connection& db, std::string_view period)
{
    std::vector<TieOut> all;
    auto rows = db.query("SELECT t.key, p.code, t.statement_date, t.bank_balance_minor, t.explanation, "
                         "t.book_balance_minor, t.entered_by, t.entered_at FROM bank_tie_out t "
                         "JOIN period p ON p.key = t.period WHERE p.code = ? ORDER BY t.key DESC")
                    .bind(period);
    while (rows.next())
        all.push_back(
            {rows.integer(0),
             {rows.text(1), dateFromDays(int(rows.integer(2))), Money(rows.integer(3)), rows.text(4)},
             Money(rows.integer(5)),
             rows.text(6),
             instantFromMicros(rows.integer(7))});
    return all;
}

Result<Backup> recordBackup(store::UnitOfWork& work, std::string_view path, std::string_view hash)
{
    if (path.empty() || hash.empty())
        return fail("treasury.backup.incomplete", "A backup is recorded with its path and its hash.",
                    {{"path", path}, {"hash", hash}});
    Backup backup{work.keys().next(), std::string(path), std::string(hash), work.now(), work.actor().user};
    work.db()
        .query("INSERT INTO backup_record (key, path, hash, taken_at, taken_by) VALUES (?, ?, ?, ?, ?)")
        .bind(backup.key, backup.path, backup.hash, toMicros(backup.takenAt), backup.takenBy)
        .run();
    work.publish({"treasury.backup.recorded", backup.path, {{"path", backup.path}, {"hash", backup.hash}}});
    return backup;
}

std::optional<Backup> newestBackup(db::Connection& db)
{
    auto rows = db.query("SELECT key, path, hash, taken_at, taken_by FROM backup_record "
                         "ORDER BY taken_at DESC, key DESC LIMIT 1");
    if (!rows.next()) return std::nullopt;
    return Backup{rows.integer(0), rows.text(1), rows.text(2), instantFromMicros(rows.integer(3)),
                  rows.text(4)};
}

} // namespace habitat::treasury
