// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/base/clock.h"
#include "core/base/keys.h"
#include "core/db/connection.h"

#include <nlohmann/json.hpp>

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

    /// Writes the event into `domain_event` and keeps it for whoever runs after the commit.
    void publish(DomainEvent event);
    [[nodiscard]] const std::vector<DomainEvent>& published() const { return m_published; }

private:
    db::Connection& m_connection;
    KeyGenerator& m_keys;
    Instant m_now;
    Actor m_actor;
    CommandKey m_cause;
    std::string m_correlation;
    mutable FirstUse* m_firstUse;
    std::vector<DomainEvent> m_published;
};

} // namespace habitat::store
