// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/keys.h"
#include "core/db/connection.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Who waits for messages, signals and conditions, messages that wait for a receiver, and what starts
/// instances. The numbers of the enumeration are on disk. Writing is the writer's, in its transaction;
/// reading is anybody's on a connection of their own. Throws db::DbError.
namespace habitat::store {

enum class EventKind : std::uint8_t { Message = 1, Signal = 2, Conditional = 3, Timer = 4 };
std::string_view toText(EventKind kind);

struct SubscriptionRow
{
    SubscriptionKey key;
    InstanceKey instance;
    std::string processId;
    ElementInstanceKey elementInstance;
    std::string elementId;
    EventKind kind = EventKind::Message;
    /// Of the message or signal; of a condition its text.
    std::string name;
    /// Empty: any.
    std::string correlation;
    Instant openedAt;
};

struct MessageRow
{
    MessageKey key;
    std::string name;
    std::string correlation;
    std::string businessKey;
    /// A JSON object.
    std::string variables;
    Instant publishedAt;
    Instant expiresAt;
};

struct StartEventRow
{
    std::string processId;
    std::string elementId;
    int position = 0;
    DefinitionKey definition;
    EventKind kind = EventKind::Message;
    std::string name;
    std::optional<Instant> dueAt;
    int repetitionsLeft = 0;
    std::int64_t intervalMonths = 0;
    std::int64_t intervalMicros = 0;
    int timerKind = 0;
};

// ── waiting ──
void addSubscription(db::Connection& db, const SubscriptionRow& row);
void removeSubscription(db::Connection& db, SubscriptionKey key);
std::vector<SubscriptionRow> subscriptionsOf(db::Connection& db, InstanceKey instance);
/// Those of the name, oldest first.
std::vector<SubscriptionRow> signalSubscriptions(db::Connection& db, std::string_view name,
                                                 MessageKey before);
/// Those that the message fits, where keys are equal before where one is missing, then oldest first. The
/// business key, where it is given, is the instance's.
std::vector<SubscriptionRow> messageSubscriptions(db::Connection& db, const MessageRow& message);

/// Whether an instance waits for a message or signal of the name, or is started by one.
bool isAwaited(db::Connection& db, std::string_view name);

// ── messages that wait ──
void addMessage(db::Connection& db, const MessageRow& row);
void removeMessage(db::Connection& db, MessageKey key);
/// The oldest that fits the subscription's name, key and business key.
std::optional<MessageRow> messageFor(db::Connection& db, const SubscriptionRow& subscription,
                                     std::string_view businessKey, Instant now);
/// The oldest of the name and key, whatever its business key.
std::optional<MessageRow> messageFor(db::Connection& db, std::string_view name, std::string_view correlation,
                                     Instant now);
/// Forgets messages and ids whose time is over.
void removeExpired(db::Connection& db, Instant now);
/// The message that bears the id already; none: it is this one's from now on.
std::optional<MessageKey> claimMessageId(db::Connection& db, std::string_view name, std::string_view id,
                                         MessageKey message, Instant expiresAt);

// ── what starts instances ──
/// In place of those of its earlier versions.
void setStartEvents(db::Connection& db, std::string_view processId, const std::vector<StartEventRow>& rows);
/// All of a kind, or those of the name.
std::vector<StartEventRow> startEvents(db::Connection& db, EventKind kind,
                                       const std::optional<std::string>& name = std::nullopt);
std::vector<StartEventRow> dueStartEvents(db::Connection& db, Instant now, std::int64_t limit);
/// None: it starts no more instances.
void setStartDue(db::Connection& db, const StartEventRow& row, std::optional<Instant> dueAt,
                 int repetitionsLeft);

void addStartLock(db::Connection& db, std::string_view processId, std::string_view correlation,
                  InstanceKey instance);
void removeStartLock(db::Connection& db, std::string_view processId, std::string_view correlation);
bool isStartLocked(db::Connection& db, std::string_view processId, std::string_view correlation);

} // namespace habitat::store
