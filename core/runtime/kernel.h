// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/random.h"
#include "core/runtime/engine.h"
#include "core/runtime/instance_cache.h"
#include "core/store/journal.h"
#include "core/store/read_tables.h"
#include "core/store/witness.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace habitat::runtime {

/// What the writer works with: one of each for one database, used by its thread alone.
struct Kernel
{
    Kernel(db::Connection opened, const Options& given, const Registry& handlers)
        : db(std::move(opened)), options(given), registry(handlers), journal(db), tables(db), definitions(db),
          instances(db, definitions, given.cachedInstances), keys(journal.lastKey()),
          random(given.seed ^ std::uint64_t(journal.lastSeq()))
    {
    }

    db::Connection db;
    const Options& options;
    const Registry& registry;
    store::Journal journal;
    store::Witness witness;
    store::ReadTables tables;
    Definitions definitions;
    InstanceCache instances;
    CountingKeys keys;
    engine::SeededRandom random;
    /// Of the group in work: all of it happens at one moment.
    Instant now{};
};

/// A job that may run now. Empty parts are read from its row.
struct ReadyJob
{
    InstanceKey instance;
    JobKey job;
    std::string type;
    std::string idempotencyKey;
    std::optional<Actor> releasedBy;
    bool mayHaveRun = false;
};

/// What a command changes beyond the tables; it becomes true with the commit.
struct Effects
{
    struct Count
    {
        DefinitionKey definition;
        store::InstanceStatus status;
        int by = 0;
    };

    std::vector<InstanceKey> instances;
    std::set<std::string> domainEvents;
    std::vector<std::string> kinds;
    std::vector<ReadyJob> ready;
    std::vector<Count> counts;
    std::optional<Instant> nextDue;

    void due(Instant at)
    {
        if (!nextDue || at < *nextDue) nextDue = at;
    }
    void add(Effects&& other);
};

} // namespace habitat::runtime
