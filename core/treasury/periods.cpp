// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/periods.h"

#include "core/base/text.h"
#include "core/treasury/period_table.h"

#include <fmt/format.h>

namespace habitat::treasury {

namespace {

PeriodState stateFromText(std::string_view text)
{
    const auto state = parsePeriodState(text);
    ensure(state.has_value(), "a word in the database is one that this program knows");
    return *state;
}

/// From a row of key, code, state.
Period readPeriod(const db::Query& row)
{
    const auto span = parsePeriod(row.textView(1));
    ensure(span.has_value(), "a word in the database is one that this program knows");
    return {row.key<PeriodKey>(0), *span, stateFromText(row.textView(2))};
}

std::optional<Period> periodWithCode(db::Connection& db, std::string_view code)
{
    auto rows = db.query("SELECT key, code, state FROM period WHERE code = ?").bind(code);
    return rows.next() ? std::optional(readPeriod(rows)) : std::nullopt;
}

/// Room beside the periods that somebody chose; those that were opened only because a date needed one give
/// way.
Status checkRoom(db::Connection& db, const PeriodSpan& span)
{
    auto clash = db.query("SELECT code FROM period WHERE from_day <= ? AND to_day >= ? AND provisional = 0 "
                          "ORDER BY from_day LIMIT 1")
                     .bind(daysSinceEpoch(span.to), daysSinceEpoch(span.from));
    if (clash.next())
        return fail(
            "treasury.period.overlap",
            fmt::format("Period {} shares days with period {}, which exists.", span.code, clash.text(0)),
            {{"period", span.code}, {"other", clash.text(0)}});
    auto later = db.query("SELECT code, state FROM period WHERE from_day > ? AND state <> 'open' "
                          "ORDER BY from_day LIMIT 1")
                     .bind(daysSinceEpoch(span.to));
    if (later.next())
        return fail("treasury.period.behind",
                    fmt::format("Period {} lies before period {}, which is {}; its balances are fixed.",
                                span.code, later.text(0), later.text(1)),
                    {{"period", span.code}, {"other", later.text(0)}, {"state", later.text(1)}});
    return {};
}

bool meetsAnother(db::Connection& db, const PeriodSpan& span)
{
    auto rows = db.query("SELECT 1 FROM period WHERE from_day <= ? AND to_day >= ?")
                    .bind(daysSinceEpoch(span.to), daysSinceEpoch(span.from));
    return rows.next();
}

Cadence newestCadence(db::Connection& db)
{
    auto rows = db.query("SELECT key, code, state FROM period ORDER BY from_day DESC LIMIT 1");
    return rows.next() ? readPeriod(rows).span.cadence : Cadence::Quarter;
}

/// The longest period around the date, of that cadence or shorter, that meets no other.
PeriodSpan freeSpan(db::Connection& db, Date date, Cadence cadence)
{
    for (int length = int(cadence); length >= 0; --length)
        if (auto span = periodAround(date, Cadence(length)); !meetsAnother(db, span)) return span;
    throw InvariantBroken("a month that no period covers can be a period");
}

enum class Choice { Chosen, Provisional };

Period insertPeriod(store::UnitOfWork& work, const PeriodSpan& span, Choice choice)
{
    const Period period{work.keys().make<PeriodKey>(), span, PeriodState::Open};
    work.db()
        .query("INSERT INTO period (key, code, from_day, to_day, state, provisional, opened_at, opened_by) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(period.key, span.code, daysSinceEpoch(span.from), daysSinceEpoch(span.to), toText(period.state),
              choice == Choice::Provisional, toMicros(work.now()), work.actor().user)
        .run();
    work.publish(
        {"treasury.period.opened",
         span.code,
         {{"period", span.code}, {"from", habitat::toText(span.from)}, {"to", habitat::toText(span.to)}}});
    return period;
}

} // namespace

Result<Period> openPeriod(store::UnitOfWork& work, std::string_view code)
{
    const auto span = TRY(parsePeriod(code));
    if (auto existing = periodWithCode(work.db(), span.code)) {
        choosePeriod(work.db(), existing->key);
        return *existing;
    }
    TRY(checkRoom(work.db(), span));
    work.db()
        .query("DELETE FROM period WHERE from_day <= ? AND to_day >= ? AND provisional = 1")
        .bind(daysSinceEpoch(span.to), daysSinceEpoch(span.from))
        .run();
    return insertPeriod(work, span, Choice::Chosen);
}

Result<Period> ensurePeriodFor(store::UnitOfWork& work, Date date)
{
    if (!date.ok())
        return fail("treasury.period.date",
                    fmt::format("{}-{}-{} is no day of the calendar. Write it as 2026-03-31.",
                                int(date.year()), unsigned(date.month()), unsigned(date.day())));
    if (auto period = periodOf(work.db(), date)) return *period;
    const auto span = freeSpan(work.db(), date, newestCadence(work.db()));
    TRY(checkRoom(work.db(), span));
    return insertPeriod(work, span, Choice::Provisional);
}

Result<Period> findPeriod(db::Connection& db, std::string_view code)
{
    if (auto period = periodWithCode(db, code)) return *period;
    return fail("treasury.period.unknown", fmt::format("There is no period “{}”. Open it first.", code),
                {{"period", code}});
}

std::optional<Period> periodOf(db::Connection& db, Date date)
{
    const int day = daysSinceEpoch(date);
    auto rows =
        db.query("SELECT key, code, state FROM period WHERE from_day <= ? AND to_day >= ?").bind(day, day);
    return rows.next() ? std::optional(readPeriod(rows)) : std::nullopt;
}

std::vector<Period> periods(db::Connection& db)
{
    std::vector<Period> all;
    auto rows = db.query("SELECT key, code, state FROM period ORDER BY from_day");
    while (rows.next())
        all.push_back(readPeriod(rows));
    return all;
}

std::vector<PeriodTransition> periodHistory(db::Connection& db, std::string_view code)
{
    std::vector<PeriodTransition> history;
    auto rows =
        db.query("SELECT t.from_state, t.to_state, t.at, t.actor, t.second_person, t.board_member, t.reason "
                 "FROM period_transition t JOIN period p ON p.key = t.period WHERE p.code = ? "
                 "ORDER BY t.key")
            .bind(code);
    while (rows.next())
        history.push_back({stateFromText(rows.textView(0)), stateFromText(rows.textView(1)),
                           instantFromMicros(rows.integer(2)), rows.text(3), rows.text(4), rows.text(5),
                           rows.text(6)});
    return history;
}

std::vector<PeriodTransition> reopeningsOf(db::Connection& db, std::string_view code)
{
    auto moves = periodHistory(db, code);
    std::erase_if(moves, [](const PeriodTransition& move) {
        return move.to != PeriodState::Reopened || move.secondPerson.empty();
    });
    return moves;
}

Status movePeriod(store::UnitOfWork& work, Period& period, const PeriodMove& move, std::string_view event)
{
    TRY(checkMove(period.code(), period.state, move.to));
    const auto& by = move.by.empty() ? work.actor().user : move.by;
    work.db()
        .query("INSERT INTO period_transition (key, period, from_state, to_state, at, actor, second_person, "
               "board_member, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(work.keys().next(), period.key, toText(period.state), toText(move.to), toMicros(work.now()), by,
              move.secondPerson, move.boardMember, move.reason)
        .run();
    work.db().query("UPDATE period SET state = ? WHERE key = ?").bind(toText(move.to), period.key).run();
    choosePeriod(work.db(), period.key);
    work.publish({fmt::format("treasury.period.{}", event),
                  period.code(),
                  {{"period", period.code()},
                   {"from", toText(period.state)},
                   {"to", toText(move.to)},
                   {"by", by},
                   {"reason", move.reason}}});
    period.state = move.to;
    return {};
}

void choosePeriod(db::Connection& db, PeriodKey period)
{
    db.query("UPDATE period SET provisional = 0 WHERE key = ? AND provisional = 1").bind(period).run();
}

Result<PeopleNames> checkTwoPeople(const store::UnitOfWork& work, const TwoPeople& people,
                                   std::string_view room)
{
    const auto& first = people.first ? *people.first : work.actor();
    for (const auto* person : {&work.actor(), &first, &people.second})
        if (person->roles.contains(Role::Agent))
            return fail(fmt::format("treasury.{}.agent", room),
                        fmt::format("{} is an Agent; this needs two people.", person->user),
                        {{"user", person->user}});
    const bool missing = first.isSystem() || people.second.user.empty() || people.second.isSystem();
    if (missing || samePerson(first.user, people.second.user))
        return fail(fmt::format("treasury.{}.second_person", room),
                    missing
                        ? std::string("This needs two people; name the second one.")
                        : fmt::format("{} asks for this and cannot be the second person too.", first.user),
                    {{"first", first.user}, {"second", people.second.user}});
    return PeopleNames{first.user, people.second.user};
}

} // namespace habitat::treasury
