// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/unit_of_work.h"

#include "core/base/calendar.h"

#include <utility>

namespace habitat::store {

UnitOfWork::UnitOfWork(db::Connection& connection, KeyGenerator& keys, Instant now, Actor actor,
                       CommandKey cause, std::string correlation, FirstUse* firstUse)
    : m_connection(connection), m_keys(keys), m_now(now), m_actor(std::move(actor)), m_cause(cause),
      m_correlation(std::move(correlation)), m_firstUse(firstUse)
{
}

void UnitOfWork::publish(DomainEvent event)
{
    event.id = m_keys.next();
    event.correlation = m_correlation;
    event.causation = m_cause.value;
    db().query("INSERT INTO domain_event (id, name, aggregate, payload, schema_version, correlation, "
               "causation, at) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(event.id, event.name, event.aggregate, event.payload.dump(), event.schemaVersion,
              event.correlation, event.causation, toMicros(m_now))
        .run();
    m_published.push_back(std::move(event));
}

} // namespace habitat::store
