// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/state.h"
#include "core/runtime/definitions.h"

#include <list>
#include <memory>
#include <string>
#include <unordered_map>

namespace habitat::runtime {

/// An instance in memory: its state, and what the runtime keeps beside it.
struct Live
{
    InstanceKey key;
    engine::InstanceState state;
    std::shared_ptr<const engine::Model> model;
    std::string correlation;
    /// What a snapshot would save from folding, and what it would cost.
    std::size_t eventsSinceSnapshot = 0;
    std::size_t snapshotBytes = 0;
};

/// Rebuilds an instance from its snapshot and the later records of the journal. Refused with
/// "runtime.instance.unknown"; throws db::DbError.
Result<Live> readInstance(db::Connection& connection, Definitions& definitions, InstanceKey key);

/// The instances that were used last; others are read from disk when they are wanted. The writer's. Addresses
/// stay valid until the next `trim`, `drop` or `clear`.
class InstanceCache
{
public:
    InstanceCache(db::Connection& connection, Definitions& definitions, std::size_t capacity)
        : m_db(connection), m_definitions(definitions), m_capacity(capacity)
    {
    }

    Result<Live*> get(InstanceKey key);
    void put(Live live);
    void drop(InstanceKey key);
    void clear();
    /// Forgets the least recently used ones beyond the capacity.
    void trim();
    [[nodiscard]] std::size_t size() const { return m_byKey.size(); }

private:
    db::Connection& m_db;
    Definitions& m_definitions;
    std::size_t m_capacity;
    std::list<Live> m_live; // most recently used first
    std::unordered_map<std::int64_t, std::list<Live>::iterator> m_byKey;
};

} // namespace habitat::runtime
