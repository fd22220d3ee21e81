// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/instance_cache.h"

#include "core/engine/codec.h"
#include "core/store/queries.h"

#include <fmt/format.h>

namespace habitat::runtime {

namespace {

// Applies the snapshot, if there is one, and returns the record it stands after.
Result<std::int64_t> readSnapshot(db::Connection& connection, Live& live)
{
    auto row = connection.query("SELECT seq, state FROM snapshot WHERE instance = ?").bind(live.key);
    if (!row.next()) return 0;
    live.state = TRY(engine::decodeState(*live.model, row.textView(1)));
    live.snapshotBytes = row.textView(1).size();
    return row.integer(0);
}

Status foldEvents(db::Connection& connection, Live& live, std::int64_t after)
{
    auto rows = connection
                    .query("SELECT events FROM journal WHERE instance = ? AND seq > ? AND events IS NOT NULL "
                           "ORDER BY seq")
                    .bind(live.key, after);
    while (rows.next()) {
        const auto events = TRY(engine::decodeEvents(*live.model, rows.textView(0)));
        for (const auto& event : events)
            engine::apply(live.state, event);
        live.eventsSinceSnapshot += events.size();
    }
    return {};
}

} // namespace

Result<Live> readInstance(db::Connection& connection, Definitions& definitions, InstanceKey key)
{
    Live live;
    live.key = key;
    DefinitionKey definition;
    {
        auto row = connection.query("SELECT definition, correlation FROM instance WHERE key = ?").bind(key);
        if (!row.next())
            return fail("runtime.instance.unknown", fmt::format("There is no instance {}.", key.value),
                        {{"instance", key.value}});
        definition = row.key<DefinitionKey>(0);
        live.correlation = row.text(1);
    }
    live.model = TRY(definitions.model(definition));
    const auto after = TRY(readSnapshot(connection, live));
    TRY(foldEvents(connection, live, after));
    return live;
}

Result<Live*> InstanceCache::get(InstanceKey key)
{
    if (const auto found = m_byKey.find(key.value); found != m_byKey.end()) {
        m_live.splice(m_live.begin(), m_live, found->second);
        return &m_live.front();
    }
    put(TRY(readInstance(m_db, m_definitions, key)));
    return &m_live.front();
}

void InstanceCache::put(Live live)
{
    ensure(!m_byKey.contains(live.key.value), "an instance is in memory once");
    m_live.push_front(std::move(live));
    m_byKey.emplace(m_live.front().key.value, m_live.begin());
}

void InstanceCache::drop(InstanceKey key)
{
    const auto found = m_byKey.find(key.value);
    if (found == m_byKey.end()) return;
    m_live.erase(found->second);
    m_byKey.erase(found);
}

void InstanceCache::clear()
{
    m_live.clear();
    m_byKey.clear();
}

void InstanceCache::trim()
{
    while (m_byKey.size() > m_capacity) {
        m_byKey.erase(m_live.back().key.value);
        m_live.pop_back();
    }
}

} // namespace habitat::runtime
