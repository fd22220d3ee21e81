// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/unit_of_work.h"

#include "core/base/calendar.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace habitat::store {

std::vector<DomainEvent> domainEvents(db::Connection& db, const Publications& publications,
                                      std::int64_t after, std::int64_t limit)
{
    std::vector<DomainEvent> events;
    // Ids count up; what commands within this one published lies between, with a cause of its own.
    auto rows = db.query("SELECT id, name, aggregate, payload, schema_version, correlation, causation "
                         "FROM domain_event WHERE id > ? AND id <= ? AND causation = ? ORDER BY id LIMIT ?")
                    .bind(std::max(after, publications.firstId - 1), publications.lastId,
                          publications.cause.value, limit);
    while (rows.next())
        events.push_back({rows.text(1), rows.text(2), nlohmann::json::parse(rows.textView(3)),
                          int(rows.integer(4)), rows.integer(0), rows.text(5), rows.integer(6)});
    return events;
}

UnitOfWork::UnitOfWork(db::Connection& connection, KeyGenerator& keys, Instant now, Actor actor,
                       CommandKey cause, std::string correlation, FirstUse* firstUse)
    : m_connection(connection), m_keys(keys), m_now(now), m_actor(std::move(actor)), m_cause(cause),
      m_correlation(std::move(correlation)), m_firstUse(firstUse)
{
}

void UnitOfWork::publish(DomainEvent event)
{
    event.id = m_keys.next();
    db().query("INSERT INTO domain_event (id, name, aggregate, payload, schema_version, correlation, "
               "causation, at) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(event.id, event.name, event.aggregate, event.payload.dump(), event.schemaVersion, m_correlation,
              m_cause.value, toMicros(m_now))
        .run();
    if (m_publications.isEmpty()) {
        m_publications.cause = m_cause;
        m_publications.firstId = event.id;
    }
    m_publications.lastId = event.id;
    m_publications.names.insert(std::move(event.name));
}

std::vector<DomainEvent> UnitOfWork::published() const
{
    if (m_publications.isEmpty()) return {};
    return domainEvents(db(), m_publications, 0, std::numeric_limits<std::int64_t>::max());
}

} // namespace habitat::store
