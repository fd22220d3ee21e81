// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/journal_query.h"

#include "core/base/enum_text.h"

#include <fmt/format.h>

namespace habitat::treasury {

namespace {

using namespace std::string_view_literals;

constexpr std::array statusWords = {"draft"sv, "posted"sv, "discarded"sv};

JournalRecord readHead(const db::Query& row)
{
    JournalRecord record;
    record.key = row.key<JournalKey>(0);
    auto& journal = record.journal;
    journal.date = dateFromDays(int(row.integer(1)));
    const auto kind = parseJournalKind(row.textView(2));
    ensure(kind.has_value(), "a word in the database is one that this program knows");
    journal.kind = *kind;
    journal.closing = row.integer(3) != 0 ? ClosingFlag::Closing : ClosingFlag::No;
    journal.description = row.text(4);
    journal.sourceKey = row.text(5);
    journal.entry = row.text(6);
    journal.forPeriod = row.text(7);
    journal.reverses = row.key<JournalKey>(8);
    journal.reason = row.text(9);
    record.contentHash = row.text(10);
    record.status = known(enumFromText<JournalStatus>(statusWords, row.textView(11)));
    record.preparedBy = row.text(12);
    record.preparedAt = instantFromMicros(row.integer(13));
    record.postedBy = row.text(14);
    record.approvedBy = row.text(15);
    if (const auto at = row.optionalInteger(16)) record.postedAt = instantFromMicros(*at);
    record.discardReason = row.text(17);
    record.reversedBy = row.key<JournalKey>(18);
    return record;
}

std::vector<JournalLine> readLines(db::Connection& db, JournalKey key, std::optional<Ledger> only)
{
    std::vector<JournalLine> lines;
    auto rows = db.query("SELECT ledger, account, debit_minor, credit_minor, memo FROM posting "
                         "WHERE journal = ? ORDER BY line")
                    .bind(key);
    while (rows.next()) {
        const auto ledger = rows.textView(0) == toText(Ledger::Book) ? Ledger::Book : Ledger::Tax;
        if (!only || *only == ledger)
            lines.push_back(
                {ledger, rows.text(1), Money(rows.integer(2)), Money(rows.integer(3)), rows.text(4)});
    }
    return lines;
}

/// Binds the conditions that both statements on journals share.
void bindFilter(db::Query& query, const JournalFilter& filter)
{
    const auto textOf = [](const auto& value) { return value ? toText(*value) : std::string_view(); };
    query.bind(filter.from ? daysSinceEpoch(*filter.from) : INT32_MIN,
               filter.to ? daysSinceEpoch(*filter.to) : INT32_MAX);
    query.bind(textOf(filter.status), textOf(filter.status));
    query.bind(filter.forPeriod, filter.forPeriod);
    query.bind(textOf(filter.ledger), textOf(filter.ledger));
    query.bind(filter.account, filter.account);
}

std::optional<JournalRecord> firstRecord(db::Connection& db, db::Query rows)
{
    if (!rows.next()) return std::nullopt;
    auto record = readHead(rows);
    record.journal.lines = readLines(db, record.key, std::nullopt);
    return record;
}

} // namespace

std::string_view toText(JournalStatus status)
{
    return statusWords[std::size_t(status)];
}

std::vector<JournalRecord> journals(db::Connection& db, const JournalFilter& filter)
{
    std::vector<JournalRecord> page;
    auto rows =
        db.query("SELECT * FROM ledger_journal_record j "
                 "WHERE j.date >= ? AND j.date <= ? AND (? = '' OR j.status = ?) "
                 "AND (CAST(? AS TEXT) IS NULL OR j.for_period = ?) "
                 "AND (? = '' OR EXISTS (SELECT 1 FROM posting p WHERE p.journal = j.key AND p.ledger = ?)) "
                 "AND (CAST(? AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM posting p WHERE p.journal = j.key "
                 "AND p.account = ?)) "
                 "AND (j.date, j.key) > (?, ?) ORDER BY j.date, j.key LIMIT ?");
    bindFilter(rows, filter);
    rows.bind(filter.after ? daysSinceEpoch(filter.after->date) : INT32_MIN,
              filter.after ? filter.after->key.value : 0, filter.limit);
    while (rows.next())
        page.push_back(readHead(rows));
    for (auto& record : page)
        record.journal.lines = readLines(db, record.key, filter.ledger);
    return page;
}

Result<JournalRecord> findJournal(db::Connection& db, JournalKey key)
{
    auto rows = db.query("SELECT * FROM ledger_journal_record j WHERE j.key = ?");
    rows.bind(key);
    if (auto record = firstRecord(db, std::move(rows))) return *std::move(record);
    return fail(
        "treasury.journal.unknown",
        fmt::format("There is no journal {}. `habitatctl journal` lists those of a period.", toText(key)),
        {{"journal", key.value}});
}

std::optional<JournalRecord> journalBySource(db::Connection& db, std::string_view sourceKey)
{
    auto rows = db.query("SELECT * FROM ledger_journal_record j WHERE j.source_key = ?");
    rows.bind(sourceKey);
    return firstRecord(db, std::move(rows));
}

} // namespace habitat::treasury
