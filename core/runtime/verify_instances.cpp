// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/verify_instances.h"

#include "core/engine/codec.h"
#include "core/engine/decide.h"
#include "core/runtime/definitions.h"
#include "core/runtime/projection.h"
#include "core/store/compare_tables.h"
#include "core/store/migrations.h"
#include "core/store/queries.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace habitat::runtime {

namespace {

constexpr std::array<std::string_view, 10> projected = {
    "element_instance", "incident", "instance",       "job",   "job_failure",
    "subscription",     "task",     "task_candidate", "timer", "variable"};

using Counts = std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t>;

struct Record
{
    std::int64_t seq = 0;
    std::string actor;
    nlohmann::json arguments;
    std::string events;
};

Error rowError(const char* code, std::string_view table, const std::string& key, std::string_view what)
{
    return {code, fmt::format("Row {} of {} {}.", key, table, what), {{"table", table}, {"row", key}}};
}

std::string textAt(const nlohmann::json& json, const char* name)
{
    const auto found = json.is_object() ? json.find(name) : json.end();
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string outcomeIn(const nlohmann::json& arguments)
{
    if (!arguments.is_object() || !arguments.contains("variables")) return {};
    const auto variables = feel::fromJson(arguments["variables"]);
    return variables && variables->isContext() ? taskOutcome(variables->asContext()) : std::string();
}

/// The scratch tables and everything that is folded onto them.
class Replay
{
public:
    Replay(db::Connection& db, db::Connection& scratch)
        : m_db(db), m_scratch(scratch), m_tables(scratch), m_definitions(db)
    {
    }

    void run()
    {
        db::Transaction transaction(m_scratch);
        auto definitions = m_db.query("SELECT key FROM definition ORDER BY key");
        while (definitions.next())
            m_tables.addDefinition(*store::definition(m_db, definitions.key<DefinitionKey>(0)), {});
        auto keys = m_db.query("SELECT DISTINCT instance FROM journal WHERE instance IS NOT NULL AND "
                               "events IS NOT NULL ORDER BY instance");
        while (keys.next())
            foldAll(keys.key<InstanceKey>(0));
        transaction.commit();
    }

    void compare()
    {
        for (const auto& table : m_scratch.tables()) {
            if (std::ranges::find(projected, table.name) == projected.end()) continue;
            auto differences = store::compareTable(m_scratch, m_db, table,
                                                   table.name == "job" ? sameJob(table) : std::equal_to<>());
            std::ranges::move(differences, std::back_inserter(m_violations));
        }
        compareCounts();
        checkSnapshotsOfNobody();
    }

    std::vector<Error> take() { return std::move(m_violations); }

private:
    void foldAll(InstanceKey key)
    {
        m_seen.push_back(key);
        engine::InstanceState state;
        std::shared_ptr<const engine::Model> model;
        const auto snapshot = snapshotOf(key);
        std::optional<std::string> atSnapshot;
        for (const auto& record : recordsOf(key)) {
            try {
                if (!model) model = modelOf(record);
                fold(*model, model, state, record);
            } catch (const std::exception& error) {
                m_violations.push_back(
                    {"runtime.verify.events",
                     fmt::format("The events of record {} are not those of instance {}: {}", record.seq,
                                 key.value, error.what()),
                     {{"table", "journal"}, {"row", std::to_string(record.seq)}}});
                return;
            }
            if (snapshot && snapshot->first == record.seq) atSnapshot = engine::encode(*model, state);
        }
        if (snapshot && (atSnapshot != snapshot->second || !state.isRunning()))
            m_violations.push_back(rowError("store.row.altered", "snapshot", toText(key),
                                            "is not the state that the journal leads to"));
    }

    std::vector<Record> recordsOf(InstanceKey key)
    {
        std::vector<Record> records;
        auto rows =
            m_db.query("SELECT seq, actor, arguments, events FROM journal WHERE instance = ? AND events "
                       "IS NOT NULL ORDER BY seq")
                .bind(key);
        while (rows.next())
            records.push_back({rows.integer(0), rows.text(1),
                               nlohmann::json::parse(rows.textView(2), nullptr, false), rows.text(3)});
        return records;
    }

    std::optional<std::pair<std::int64_t, std::string>> snapshotOf(InstanceKey key)
    {
        auto row = m_db.query("SELECT seq, state FROM snapshot WHERE instance = ?").bind(key);
        if (!row.next()) return std::nullopt;
        return std::pair(row.integer(0), row.text(1));
    }

    // From the chain, not from the instance's row, which may be what was altered.
    std::shared_ptr<const engine::Model> modelOf(const Record& first)
    {
        const auto events = nlohmann::json::parse(first.events);
        const DefinitionKey definition(events.at(0).at("definition").get<std::int64_t>());
        if (!store::definition(m_db, definition)) throw InvariantBroken("its definition is gone");
        auto model = m_definitions.model(definition);
        if (!model) throw InvariantBroken(model.error().message);
        return *model;
    }

    void fold(const engine::Model& model, const std::shared_ptr<const engine::Model>& shared,
              engine::InstanceState& state, const Record& record)
    {
        auto events = engine::decodeEvents(model, record.events);
        if (!events) throw InvariantBroken(events.error().message);
        const auto before = state;
        for (const auto& event : *events)
            engine::apply(state, event);
        auto change = makeChange(shared, before, state, std::move(*events));
        change.seq = record.seq;
        change.by = {record.actor, parseRoles(textAt(record.arguments, "roles"))};
        change.taskOutcome = outcomeIn(record.arguments);
        if (!change.statusBefore) change.correlation = correlationOf(state, model, record);
        project(m_tables, change);
        count(model.definition(), change);
    }

    std::string correlationOf(const engine::InstanceState& state, const engine::Model& model,
                              const Record& record)
    {
        const auto asked = textAt(record.arguments, "correlation");
        if (!asked.empty()) return asked;
        if (!state.parent) return defaultCorrelation(model, state.businessKey, state.instance);
        auto caller =
            m_scratch.query("SELECT correlation FROM instance WHERE key = ?").bind(state.parent->instance);
        return caller.next() ? caller.text(0) : std::string();
    }

    void count(DefinitionKey definition, const Change& change)
    {
        if (change.statusBefore == change.statusAfter) return;
        if (change.statusBefore) --m_counts[{definition.value, std::int64_t(*change.statusBefore)}];
        ++m_counts[{definition.value, std::int64_t(change.statusAfter)}];
    }

    // That a job became due, or was handed to a worker, is no event.
    static store::SameRow sameJob(const db::Table& table)
    {
        const auto place = [&table](std::string_view column) {
            return std::size_t(std::ranges::find(table.columns, column) - table.columns.begin());
        };
        return [status = place("status"), retryAt = place("retry_at")](const db::Row& expected,
                                                                       const db::Row& actual) {
            auto same = expected;
            const auto is = [](const db::Value& value, store::JobStatus wanted) {
                return value == db::Value(std::int64_t(wanted));
            };
            const bool mayRun = is(expected[status], store::JobStatus::Ready) ||
                                is(expected[status], store::JobStatus::WaitingRetry);
            const bool doesRun =
                is(actual[status], store::JobStatus::Ready) || is(actual[status], store::JobStatus::Running);
            if (mayRun && doesRun) {
                same[status] = actual[status];
                same[retryAt] = {};
            }
            return same == actual;
        };
    }

    // Those of none are kept too; it does not matter which.
    void compareCounts()
    {
        std::erase_if(m_counts, [](const auto& count) { return count.second == 0; });
        auto rows = m_db.query("SELECT definition, status, count FROM instance_count WHERE count <> 0");
        while (rows.next()) {
            const std::pair place(rows.integer(0), rows.integer(1));
            const auto found = m_counts.find(place);
            if (found == m_counts.end() || found->second != rows.integer(2)) reportCount(place);
            if (found != m_counts.end()) m_counts.erase(found);
        }
        for (const auto& [place, number] : m_counts)
            reportCount(place);
    }

    void reportCount(const std::pair<std::int64_t, std::int64_t>& place)
    {
        m_violations.push_back(rowError("store.row.altered", "instance_count",
                                        fmt::format("{},{}", place.first, place.second),
                                        "is not the number of such instances"));
    }

    void checkSnapshotsOfNobody()
    {
        auto rows = m_db.query("SELECT instance FROM snapshot ORDER BY instance");
        while (rows.next())
            if (const auto key = rows.key<InstanceKey>(0); !std::ranges::binary_search(m_seen, key))
                m_violations.push_back(rowError("store.row.foreign", "snapshot", toText(key),
                                                "follows from nothing in the journal"));
    }

    db::Connection& m_db;
    db::Connection& m_scratch;
    store::ReadTables m_tables;
    Definitions m_definitions;
    Counts m_counts;
    std::vector<InstanceKey> m_seen;
    std::vector<Error> m_violations;
};

} // namespace

std::vector<Error> verifyInstances(db::Connection& db)
{
    // A file of its own that the system takes away; in memory it could grow as large as the co-op.
    auto scratch = db::Connection::open({}, db::OpenMode::ReadWriteCreate);
    if (!scratch) return {scratch.error()};
    store::makeSchema(*scratch);
    Replay replay(db, *scratch);
    replay.run();
    replay.compare();
    return replay.take();
}

} // namespace habitat::runtime
