// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/columns.h"
#include "core/store/json_text.h"
#include "core/store/queries.h"

#include <limits>

namespace habitat::store {

namespace {

nlohmann::json readJson(const db::Query& row, int column)
{
    return row.isNull(column) ? nlohmann::json() : nlohmann::json::parse(row.textView(column));
}

JournalRow readRecord(const db::Query& row)
{
    JournalRow record;
    record.seq = row.integer(0);
    record.at = instantFromMicros(row.integer(1));
    record.actor = row.text(2);
    record.kind = row.text(3);
    record.arguments = readJson(row, 4);
    record.reason = row.text(5);
    record.outcome = JournalOutcome(row.integer(6));
    if (!row.isNull(7)) record.error = errorFromText(row.textView(7));
    record.result = readJson(row, 8);
    record.instance = row.key<InstanceKey>(9);
    record.cause = row.integer(10);
    record.clientKey = row.text(11);
    record.events = row.text(12);
    record.hash = row.text(13);
    return record;
}

// The filters that every selection shares; the first condition of each statement is the one with an index.
template <typename First>
std::vector<JournalRow> select(db::Connection& db, std::string_view sql, const JournalQuery& query,
                               const First& first)
{
    const std::int64_t beyond = query.after != 0                    ? query.after
                                : query.order == Order::NewestFirst ? std::numeric_limits<std::int64_t>::max()
                                                                    : 0;
    std::vector<JournalRow> records;
    auto rows = db.query(sql).bind(first, beyond, orNull(query.kind), query.outcome, orNull(query.from),
                                   orNull(query.until), orNull(query.actor), int(query.who), query.limit);
    while (rows.next())
        records.push_back(readRecord(rows));
    return records;
}

} // namespace

std::vector<JournalRow> journal(db::Connection& db, const JournalQuery& query)
{
    const bool newest = query.order == Order::NewestFirst;
    if (query.instance)
        return select(
            db,
            newest ? "SELECT * FROM journal WHERE instance = ?1 AND seq < ?2 AND (?3 IS NULL OR kind = ?3) "
                     "AND (?4 IS NULL OR outcome = ?4) AND (?5 IS NULL OR at >= ?5) "
                     "AND (?6 IS NULL OR at < ?6) AND (?7 IS NULL OR actor = ?7) "
                     "AND (?8 = 0 OR actor <> 'system') ORDER BY seq DESC LIMIT ?9"
                   : "SELECT * FROM journal WHERE instance = ?1 AND seq > ?2 AND (?3 IS NULL OR kind = ?3) "
                     "AND (?4 IS NULL OR outcome = ?4) AND (?5 IS NULL OR at >= ?5) "
                     "AND (?6 IS NULL OR at < ?6) AND (?7 IS NULL OR actor = ?7) "
                     "AND (?8 = 0 OR actor <> 'system') ORDER BY seq LIMIT ?9",
            query, query.instance);
    if (!query.actor.empty() && query.actor != "system")
        return select(db,
                      newest ? "SELECT * FROM journal WHERE actor = ?1 AND actor <> 'system' AND seq < ?2 "
                               "AND (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR outcome = ?4) "
                               "AND (?5 IS NULL OR at >= ?5) AND (?6 IS NULL OR at < ?6) AND ?7 IS NOT NULL "
                               "AND ?8 >= 0 ORDER BY seq DESC LIMIT ?9"
                             : "SELECT * FROM journal WHERE actor = ?1 AND actor <> 'system' AND seq > ?2 "
                               "AND (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR outcome = ?4) "
                               "AND (?5 IS NULL OR at >= ?5) AND (?6 IS NULL OR at < ?6) AND ?7 IS NOT NULL "
                               "AND ?8 >= 0 ORDER BY seq LIMIT ?9",
                      query, query.actor);
    return select(db,
                  newest
                      ? "SELECT * FROM journal WHERE ?1 IS NULL AND seq < ?2 AND (?3 IS NULL OR kind = ?3) "
                        "AND (?4 IS NULL OR outcome = ?4) AND (?5 IS NULL OR at >= ?5) "
                        "AND (?6 IS NULL OR at < ?6) AND (?7 IS NULL OR actor = ?7) "
                        "AND (?8 = 0 OR actor <> 'system') ORDER BY seq DESC LIMIT ?9"
                      : "SELECT * FROM journal WHERE ?1 IS NULL AND seq > ?2 AND (?3 IS NULL OR kind = ?3) "
                        "AND (?4 IS NULL OR outcome = ?4) AND (?5 IS NULL OR at >= ?5) "
                        "AND (?6 IS NULL OR at < ?6) AND (?7 IS NULL OR actor = ?7) "
                        "AND (?8 = 0 OR actor <> 'system') ORDER BY seq LIMIT ?9",
                  query, nullptr);
}

std::vector<DoneRow> doneOfKind(db::Connection& db, std::string_view kind)
{
    std::vector<DoneRow> done;
    auto rows = db.query("SELECT at, actor, coalesce(arguments, ''), coalesce(result, '') FROM journal "
                         "WHERE kind = ? AND outcome = ? ORDER BY seq")
                    .bind(kind, JournalOutcome::Done);
    while (rows.next())
        done.push_back({instantFromMicros(rows.integer(0)), rows.text(1), rows.text(2), rows.text(3)});
    return done;
}

std::optional<Instant> firstRecordAt(db::Connection& db)
{
    auto row = db.query("SELECT at FROM journal ORDER BY seq LIMIT 1");
    return row.next() ? std::optional(instantFromMicros(row.integer(0))) : std::nullopt;
}

std::optional<JournalRow> journalRecord(db::Connection& db, std::int64_t seq)
{
    auto row = db.query("SELECT * FROM journal WHERE seq = ?").bind(seq);
    return row.next() ? std::optional(readRecord(row)) : std::nullopt;
}

} // namespace habitat::store
