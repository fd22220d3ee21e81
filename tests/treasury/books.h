// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/migrations.h"
#include "core/treasury/bank.h"
#include "core/treasury/periods.h"
#include "core/treasury/posting.h"
#include "core/treasury/posting_rules.h"

#include <QStringList>

#include <algorithm>

namespace habitat::treasury {

// A migrated database in memory with hands to work on it, for the tests of Treasury.

inline Date day(std::string_view text)
{
    return parseDate(text).value();
}

/// "ok", or the code of the refusal.
template <typename T>
QString codeOf(const Result<T>& result)
{
    return result ? QStringLiteral("ok") : QString::fromStdString(result.error().code);
}

inline QString q(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

inline const Actor tara{"tara", {Role::Treasurer}};
inline const Actor alan{"alan", {Role::Allocator}};
inline const Actor bo{"bo", {Role::Board}};
inline const Actor bot{"bot", {Role::Agent}};

class Books
{
public:
    Books() : m_db(db::Connection::open(":memory:", db::OpenMode::ReadWriteCreate).value())
    {
        ensure(store::migrate(m_db).has_value(), "a new database can be migrated");
    }

    db::Connection& db() { return m_db; }
    CountingKeys& keys() { return m_keys; }
    Instant now = parseInstant("2026-04-02T09:00:00Z").value();

    store::UnitOfWork as(const Actor& actor) { return {m_db, m_keys, now, actor, CommandKey(7), "test"}; }

    /// A journal of two lines in one ledger.
    Journal entry(std::string_view source, std::string_view date, std::string_view debit,
                  std::string_view credit, std::int64_t minor, Ledger ledger = Ledger::Book)
    {
        Journal journal;
        journal.date = day(date);
        journal.sourceKey = source;
        journal.description = "Entry";
        journal.lines = {debitLine(ledger, debit, Money(minor)), creditLine(ledger, credit, Money(minor))};
        return journal;
    }

    Result<JournalReceipt> post(const Journal& journal, const Actor& actor = tara,
                                const Authority& authority = {})
    {
        auto work = as(actor);
        return postJournal(work, journal, authority);
    }

    Result<Period> open(std::string_view code)
    {
        auto work = as(tara);
        return openPeriod(work, code);
    }

    /// Everything that a freeze asks for, and the freeze.
    Result<PeriodSnapshot> freeze(std::string_view code, NetIncomeSource source = NetIncomeFromLedger{})
    {
        auto work = as(alan);
        const auto span = parsePeriod(code).value();
        const auto book = balanceOfCash(span.to);
        if (auto tied = enterTieOut(work, {std::string(code), span.to, book, {}}); !tied)
            return fail(tied.error());
        if (auto backup = recordBackup(work, "/backups/books.db", "abc"); !backup)
            return fail(backup.error());
        return freezePeriod(work, {std::string(code), now, source});
    }

    /// In the first quarter of 2026 a sale of 1,000.00 and an expense of 400.00, in both ledgers.
    void fillQuarter();

    /// Freeze, post and close with everything to one member.
    Status closeAll(std::string_view code, std::string_view run = "1");

private:
    Money balanceOfCash(Date date);

    db::Connection m_db;
    CountingKeys m_keys;
};

/// Names of the events that were published in that unit of work.
inline QStringList eventNames(const store::UnitOfWork& work)
{
    QStringList names;
    for (const auto& event : work.published())
        names += QString::fromStdString(event.name);
    return names;
}

} // namespace habitat::treasury
