// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/base/clock.h"
#include "core/base/keys.h"
#include "core/db/connection.h"

#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace habitat::store {

/// Something that happened in a context, told to the others: `context.entity.happened`
/// ("people.contribution.approved"). Written in the transaction that made it happen, published after it.
struct DomainEvent
{
    std::string name{};
    /// The record it is about ("C-1042", "2026-Q1").
    std::string aggregate{};
    nlohmann::json payload = nlohmann::json::object();
    int schemaVersion = 1;
    // Set by UnitOfWork::publish.
    std::int64_t id = 0;
    std::string correlation = {};
    std::int64_t causation = 0;
};

/// What one unit of work published. The events themselves stand in `domain_event`, however many they are.
struct Publications
{
    std::set<std::string> names;
    CommandKey cause;
    std::int64_t firstId = 0;
    std::int64_t lastId = 0;

    [[nodiscard]] bool isEmpty() const { return names.empty(); }
};
/// The next of them behind that id, `limit` at most, in their order. In the transaction that published them.
std::vector<DomainEvent> domainEvents(db::Connection& db, const Publications& publications,
                                      std::int64_t after, std::int64_t limit);

/// Told before a unit of work touches the database for the first time: the writer sets its savepoint then, so
/// that work without statements costs none.
class FirstUse
{
public:
    virtual ~FirstUse() = default;
    virtual void beforeFirstUse() = 0;
};

/// The transaction that an operation of a context runs in, with everything that comes in from outside.
/// Made by the writer (runtime) or by a test; operations never begin or commit transactions themselves.
class UnitOfWork
{
public:
    UnitOfWork(db::Connection& connection, KeyGenerator& keys, Instant now, Actor actor,
               CommandKey cause = {}, std::string correlation = {}, FirstUse* firstUse = nullptr);

    [[nodiscard]] db::Connection& db() const
    {
        if (m_firstUse) std::exchange(m_firstUse, nullptr)->beforeFirstUse();
        return m_connection;
    }
    [[nodiscard]] KeyGenerator& keys() const { return m_keys; }
    [[nodiscard]] Instant now() const { return m_now; }
    [[nodiscard]] const Actor& actor() const { return m_actor; }
    [[nodiscard]] CommandKey cause() const { return m_cause; }
    /// What one business transaction has in common across contexts ("close:2026-Q1:1").
    [[nodiscard]] const std::string& correlation() const { return m_correlation; }

    /// Writes the event into `domain_event`; whoever reacts to it is told once the operation is done.
    void publish(DomainEvent event);
    [[nodiscard]] const Publications& publications() const { return m_publications; }
    /// All of them, read back.
    [[nodiscard]] std::vector<DomainEvent> published() const;

private:
    db::Connection& m_connection;
    KeyGenerator& m_keys;
    Instant m_now;
    Actor m_actor;
    CommandKey m_cause;
    std::string m_correlation;
    mutable FirstUse* m_firstUse;
    Publications m_publications;
};

} // namespace habitat::store
