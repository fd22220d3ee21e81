// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/messages.h"

#include "core/base/calendar.h"
#include "core/store/columns.h"

#include <array>

namespace habitat::store {

namespace {

SubscriptionRow subscriptionFrom(const db::Query& row)
{
    SubscriptionRow read;
    read.key = row.key<SubscriptionKey>(0);
    read.instance = row.key<InstanceKey>(1);
    read.processId = row.text(2);
    read.elementInstance = row.key<ElementInstanceKey>(3);
    read.elementId = row.text(4);
    read.kind = EventKind(row.integer(5));
    read.name = row.text(6);
    read.correlation = row.text(7);
    read.openedAt = instantFromMicros(row.integer(8));
    return read;
}

std::vector<SubscriptionRow> subscriptionsFrom(db::Query&& rows)
{
    std::vector<SubscriptionRow> all;
    while (rows.next())
        all.push_back(subscriptionFrom(rows));
    return all;
}

MessageRow messageFrom(const db::Query& row)
{
    return {row.key<MessageKey>(0),
            row.text(1),
            row.text(2),
            row.text(3),
            row.text(4),
            instantFromMicros(row.integer(5)),
            instantFromMicros(row.integer(6))};
}

StartEventRow startEventFrom(const db::Query& row)
{
    StartEventRow read;
    read.processId = row.text(0);
    read.elementId = row.text(1);
    read.position = int(row.integer(2));
    read.definition = row.key<DefinitionKey>(3);
    read.kind = EventKind(row.integer(4));
    read.name = row.text(5);
    read.dueAt = instantOrNone(row, 6);
    read.repetitionsLeft = int(row.integer(7));
    read.intervalMonths = row.integer(8);
    read.intervalMicros = row.integer(9);
    read.timerKind = int(row.integer(10));
    return read;
}

std::vector<StartEventRow> startEventsFrom(db::Query&& rows)
{
    std::vector<StartEventRow> all;
    while (rows.next())
        all.push_back(startEventFrom(rows));
    return all;
}

} // namespace

std::string_view toText(EventKind kind)
{
    static constexpr std::array<std::string_view, 5> names{"", "message", "signal", "conditional", "timer"};
    return names[std::size_t(kind)];
}

void addSubscription(db::Connection& db, const SubscriptionRow& row)
{
    db.query("INSERT INTO subscription (key, instance, process_id, element_instance, element_id, kind, name, "
             "correlation, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(row.key, row.instance, row.processId, row.elementInstance, row.elementId, row.kind, row.name,
              row.correlation, toMicros(row.openedAt))
        .run();
}

void removeSubscription(db::Connection& db, SubscriptionKey key)
{
    db.query("DELETE FROM subscription WHERE key = ?").bind(key).run();
}

std::vector<SubscriptionRow> subscriptionsOf(db::Connection& db, InstanceKey instance)
{
    return subscriptionsFrom(
        db.query("SELECT key, instance, process_id, element_instance, element_id, kind, name, correlation, "
                 "opened_at FROM subscription WHERE instance = ? ORDER BY key")
            .bind(instance));
}

std::vector<SubscriptionRow> signalSubscriptions(db::Connection& db, std::string_view name, MessageKey before)
{
    return subscriptionsFrom(
        db.query("SELECT key, instance, process_id, element_instance, element_id, kind, name, correlation, "
                 "opened_at FROM subscription WHERE kind = ? AND name = ? AND key < ? ORDER BY key")
            .bind(EventKind::Signal, name, before));
}

std::vector<SubscriptionRow> messageSubscriptions(db::Connection& db, const MessageRow& message)
{
    return subscriptionsFrom(
        db.query("SELECT key, instance, process_id, element_instance, element_id, kind, name, correlation, "
                 "opened_at FROM subscription AS s WHERE kind = ? AND name = ? "
                 "AND (correlation = ? OR correlation = '' OR ? = '') "
                 "AND (? = '' OR EXISTS (SELECT 1 FROM instance AS i WHERE i.key = s.instance "
                 "AND i.business_key = ?)) "
                 "ORDER BY CASE WHEN correlation = ? THEN 0 ELSE 1 END, key")
            .bind(EventKind::Message, message.name, message.correlation, message.correlation,
                  message.businessKey, message.businessKey, message.correlation));
}

bool isAwaited(db::Connection& db, std::string_view name)
{
    auto row =
        db.query("SELECT 1 FROM subscription WHERE kind IN (?, ?) AND name = ? "
                 "UNION ALL SELECT 1 FROM start_event WHERE kind IN (?, ?) AND name = ? LIMIT 1")
            .bind(EventKind::Message, EventKind::Signal, name, EventKind::Message, EventKind::Signal, name);
    return row.next();
}

void addMessage(db::Connection& db, const MessageRow& row)
{
    db.query(
          "INSERT INTO message (key, name, correlation, business_key, variables, published_at, expires_at) "
          "VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(row.key, row.name, row.correlation, row.businessKey, row.variables, toMicros(row.publishedAt),
              toMicros(row.expiresAt))
        .run();
}

void removeMessage(db::Connection& db, MessageKey key)
{
    db.query("DELETE FROM message WHERE key = ?").bind(key).run();
}

std::optional<MessageRow> messageFor(db::Connection& db, const SubscriptionRow& subscription,
                                     std::string_view businessKey, Instant now)
{
    auto row = db.query("SELECT key, name, correlation, business_key, variables, published_at, expires_at "
                        "FROM message WHERE name = ? AND (correlation = ? OR correlation = '' OR ? = '') "
                        "AND (business_key = '' OR business_key = ?) AND expires_at > ? ORDER BY key LIMIT 1")
                   .bind(subscription.name, subscription.correlation, subscription.correlation, businessKey,
                         toMicros(now));
    return row.next() ? std::optional(messageFrom(row)) : std::nullopt;
}

std::optional<MessageRow> messageFor(db::Connection& db, std::string_view name, std::string_view correlation,
                                     Instant now)
{
    auto row =
        db.query("SELECT key, name, correlation, business_key, variables, published_at, expires_at "
                 "FROM message WHERE name = ? AND correlation = ? AND expires_at > ? ORDER BY key LIMIT 1")
            .bind(name, correlation, toMicros(now));
    return row.next() ? std::optional(messageFrom(row)) : std::nullopt;
}

void removeExpired(db::Connection& db, Instant now)
{
    db.query("DELETE FROM message WHERE expires_at <= ?").bind(toMicros(now)).run();
    db.query("DELETE FROM message_id WHERE expires_at <= ?").bind(toMicros(now)).run();
}

std::optional<MessageKey> claimMessageId(db::Connection& db, std::string_view name, std::string_view id,
                                         MessageKey message, Instant expiresAt)
{
    auto known = db.query("SELECT message FROM message_id WHERE name = ? AND id = ?").bind(name, id);
    if (known.next()) return known.key<MessageKey>(0);
    db.query("INSERT INTO message_id (name, id, message, expires_at) VALUES (?, ?, ?, ?)")
        .bind(name, id, message, toMicros(expiresAt))
        .run();
    return std::nullopt;
}

void setStartEvents(db::Connection& db, std::string_view processId, const std::vector<StartEventRow>& rows)
{
    db.query("DELETE FROM start_event WHERE process_id = ?").bind(processId).run();
    for (const auto& row : rows)
        db.query("INSERT INTO start_event (process_id, element_id, position, definition, kind, name, due_at, "
                 "repetitions_left, interval_months, interval_micros, timer_kind) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(processId, row.elementId, row.position, row.definition, row.kind, row.name,
                  orNull(row.dueAt), row.repetitionsLeft, row.intervalMonths, row.intervalMicros,
                  row.timerKind)
            .run();
}

std::vector<StartEventRow> startEvents(db::Connection& db, EventKind kind,
                                       const std::optional<std::string>& name)
{
    if (name)
        return startEventsFrom(
            db.query("SELECT process_id, element_id, position, definition, kind, name, due_at, "
                     "repetitions_left, "
                     "interval_months, interval_micros, timer_kind FROM start_event "
                     "WHERE kind = ? AND name = ? ORDER BY process_id, element_id, position")
                .bind(kind, *name));
    return startEventsFrom(
        db.query("SELECT process_id, element_id, position, definition, kind, name, due_at, repetitions_left, "
                 "interval_months, interval_micros, timer_kind FROM start_event "
                 "WHERE kind = ? ORDER BY process_id, element_id, position")
            .bind(kind));
}

std::vector<StartEventRow> dueStartEvents(db::Connection& db, Instant now, std::int64_t limit)
{
    return startEventsFrom(
        db.query("SELECT process_id, element_id, position, definition, kind, name, due_at, repetitions_left, "
                 "interval_months, interval_micros, timer_kind FROM start_event "
                 "WHERE due_at <= ? ORDER BY due_at LIMIT ?")
            .bind(toMicros(now), limit));
}

void setStartDue(db::Connection& db, const StartEventRow& row, std::optional<Instant> dueAt,
                 int repetitionsLeft)
{
    db.query("UPDATE start_event SET due_at = ?, repetitions_left = ? "
             "WHERE process_id = ? AND element_id = ? AND position = ?")
        .bind(orNull(dueAt), repetitionsLeft, row.processId, row.elementId, row.position)
        .run();
}

void addStartLock(db::Connection& db, std::string_view processId, std::string_view correlation,
                  InstanceKey instance)
{
    db.query("INSERT INTO start_lock (process_id, correlation, instance) VALUES (?, ?, ?) ON CONFLICT DO "
             "NOTHING")
        .bind(processId, correlation, instance)
        .run();
}

void removeStartLock(db::Connection& db, std::string_view processId, std::string_view correlation)
{
    db.query("DELETE FROM start_lock WHERE process_id = ? AND correlation = ?")
        .bind(processId, correlation)
        .run();
}

bool isStartLocked(db::Connection& db, std::string_view processId, std::string_view correlation)
{
    auto row = db.query("SELECT 1 FROM start_lock WHERE process_id = ? AND correlation = ?")
                   .bind(processId, correlation);
    return row.next();
}

} // namespace habitat::store
