// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: who waits for which message, signal or condition, messages that wait for a receiver, and what
/// starts instances. The numbers in `kind` are core/store/messages.h's EventKind.
inline constexpr std::string_view messagesSchema = R"sql(
-- Open subscriptions of running instances.
CREATE TABLE subscription (
    key              INTEGER NOT NULL PRIMARY KEY,
    instance         INTEGER NOT NULL,
    process_id       TEXT NOT NULL,
    element_instance INTEGER NOT NULL,
    element_id       TEXT NOT NULL,
    kind             INTEGER NOT NULL,
    name             TEXT NOT NULL,
    correlation      TEXT NOT NULL,
    opened_at        INTEGER NOT NULL
) STRICT;
CREATE INDEX subscription_by_name ON subscription (kind, name, correlation, key);
CREATE INDEX subscription_by_instance ON subscription (instance);

-- Messages that nobody has received yet.
CREATE TABLE message (
    key          INTEGER NOT NULL PRIMARY KEY,
    name         TEXT NOT NULL,
    correlation  TEXT NOT NULL,
    business_key TEXT NOT NULL,
    variables    TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX message_by_name ON message (name, correlation, key);
CREATE INDEX message_by_expiry ON message (expires_at);

-- Ids that senders gave to messages: the same id again is the same message.
CREATE TABLE message_id (
    name       TEXT NOT NULL,
    id         TEXT NOT NULL,
    message    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (name, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_id_by_expiry ON message_id (expires_at);

-- What starts instances of the newest version of each process.
CREATE TABLE start_event (
    process_id       TEXT NOT NULL,
    element_id       TEXT NOT NULL,
    position         INTEGER NOT NULL, -- which of the event's definitions
    definition       INTEGER NOT NULL,
    kind             INTEGER NOT NULL,
    name             TEXT NOT NULL,
    due_at           INTEGER,
    repetitions_left INTEGER NOT NULL,
    interval_months  INTEGER NOT NULL,
    interval_micros  INTEGER NOT NULL,
    timer_kind       INTEGER NOT NULL,
    PRIMARY KEY (process_id, element_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX start_event_by_name ON start_event (kind, name);
CREATE INDEX start_event_by_due ON start_event (due_at) WHERE due_at IS NOT NULL;

-- The running instance that a message with this key has started: there is one a key.
CREATE TABLE start_lock (
    process_id  TEXT NOT NULL,
    correlation TEXT NOT NULL,
    instance    INTEGER NOT NULL,
    PRIMARY KEY (process_id, correlation)
) STRICT, WITHOUT ROWID;
)sql";

} // namespace habitat::store
