// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/journal_table.h"

#include "core/treasury/balances.h"
#include "core/treasury/chart_table.h"

#include <map>
#include <set>
#include <utility>

namespace habitat::treasury {

namespace {

using Movements = std::map<std::pair<Ledger, std::string_view>, LedgerTotals>;

Movements movementsByAccount(const Journal& journal)
{
    Movements movements;
    for (const auto& line : journal.lines) {
        auto& sum = movements[{line.ledger, line.account}];
        sum.debit += line.debit;
        sum.credit += line.credit;
    }
    return movements;
}

void openNewAccounts(store::UnitOfWork& work, const Journal& journal)
{
    std::set<std::string_view> codes;
    for (const auto& line : journal.lines)
        codes.insert(line.account);
    auto known = work.db().query("SELECT 1 FROM account WHERE code = ?");
    for (const auto code : codes) {
        known.bind(code);
        const bool isNew = !known.next();
        known.run();
        if (!isNew) continue;
        const auto account = classifyAccount(code);
        ensure(account.has_value(), "only checked journals are written");
        openAccount(work, *account);
    }
}

void writeLines(store::UnitOfWork& work, JournalKey key, const Journal& journal)
{
    auto insert =
        work.db().query("INSERT INTO posting (journal, line, ledger, account, debit_minor, credit_minor, "
                        "memo) VALUES (?, ?, ?, ?, ?, ?, ?)");
    int number = 0;
    for (const auto& line : journal.lines) {
        insert.bind(key, ++number, toText(line.ledger), line.account, line.debit.minor, line.credit.minor,
                    line.memo);
        insert.run();
    }
}

void addToMonths(store::UnitOfWork& work, const Journal& journal, const Movements& movements)
{
    auto upsert = work.db().query(
        "INSERT INTO running_balance (ledger, account, month, debit_minor, credit_minor, "
        "closing_debit_minor, "
        "closing_credit_minor) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ledger, account, month) DO UPDATE "
        "SET "
        "debit_minor = running_balance.debit_minor + excluded.debit_minor, "
        "credit_minor = running_balance.credit_minor + excluded.credit_minor, "
        "closing_debit_minor = running_balance.closing_debit_minor + excluded.closing_debit_minor, "
        "closing_credit_minor = running_balance.closing_credit_minor + excluded.closing_credit_minor");
    const bool closing = journal.closing == ClosingFlag::Closing;
    for (const auto& [place, sum] : movements) {
        upsert.bind(toText(place.first), place.second, monthIndex(journal.date), sum.debit.minor,
                    sum.credit.minor, closing ? sum.debit.minor : 0, closing ? sum.credit.minor : 0);
        upsert.run();
    }
}

void addToTotals(store::UnitOfWork& work, const Movements& movements)
{
    std::map<std::pair<Ledger, AccountClass>, LedgerTotals> byClass;
    for (const auto& [place, sum] : movements) {
        auto& total = byClass[{place.first, classifyAccount(place.second)->accountClass}];
        total.debit += sum.debit;
        total.credit += sum.credit;
    }
    auto upsert = work.db().query(
        "INSERT INTO running_total (ledger, class, debit_minor, credit_minor) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (ledger, class) DO UPDATE SET "
        "debit_minor = running_total.debit_minor + excluded.debit_minor, "
        "credit_minor = running_total.credit_minor + excluded.credit_minor");
    for (const auto& [place, sum] : byClass) {
        upsert.bind(toText(place.first), toText(place.second), sum.debit.minor, sum.credit.minor);
        upsert.run();
    }
}

void ensureStoredBalance(db::Connection& db, JournalKey key)
{
    auto rows = db.query("SELECT sum(debit_minor) - sum(credit_minor) FROM posting WHERE journal = ? "
                         "GROUP BY ledger")
                    .bind(key);
    bool any = false;
    while (rows.next()) {
        ensure(rows.integer(0) == 0, "a posted journal balances in each ledger");
        any = true;
    }
    ensure(any, "a posted journal has lines");
}

} // namespace

void writeJournal(store::UnitOfWork& work, JournalKey key, const Journal& journal,
                  const JournalStanding& standing)
{
    openNewAccounts(work, journal);
    const bool posted = standing.status == JournalStatus::Posted;
    const auto now = toMicros(work.now());
    work.db()
        .query("INSERT INTO ledger_journal (key, date, kind, closing, description, source_key, entry, "
               "for_period, "
               "reverses, reason, content_hash, status, prepared_by, prepared_at, posted_by, approved_by, "
               "posted_at, discarded_by, discarded_at, discard_reason) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', NULL, '')")
        .bind(key, daysSinceEpoch(journal.date), toText(journal.kind), journal.closing, journal.description,
              journal.sourceKey, journal.entry, journal.forPeriod,
              journal.isReversal() ? std::optional(journal.reverses.value) : std::nullopt, journal.reason,
              contentHash(journal), toText(standing.status), standing.preparedBy, now, standing.postedBy,
              standing.approvedBy, posted ? std::optional(now) : std::nullopt)
        .run();
    writeLines(work, key, journal);
}

void updateStanding(store::UnitOfWork& work, JournalKey key, const JournalStanding& standing)
{
    const bool posted = standing.status == JournalStatus::Posted;
    work.db()
        .query("UPDATE ledger_journal SET status = ?, posted_by = ?, approved_by = ?, posted_at = ? WHERE "
               "key = ?")
        .bind(toText(standing.status), standing.postedBy, standing.approvedBy,
              posted ? std::optional(toMicros(work.now())) : std::nullopt, key)
        .run();
}

void addToBooks(store::UnitOfWork& work, JournalKey key, const Journal& journal)
{
    const auto movements = movementsByAccount(journal);
    addToMonths(work, journal, movements);
    addToTotals(work, movements);
    ensureStoredBalance(work.db(), key);
    for (const auto ledger : bothLedgers) {
        const auto equation = equationNow(work.db(), ledger);
        ensure(equation.netBookValue() == equation.equity(),
               "member capital and reserve are the net book value");
    }
}

} // namespace habitat::treasury
