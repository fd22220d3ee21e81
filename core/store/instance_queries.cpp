// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/columns.h"
#include "core/store/queries.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <limits>

namespace habitat::store {

namespace {

InstanceRow readInstance(const db::Query& row)
{
    InstanceRow instance;
    instance.key = row.key<InstanceKey>(0);
    instance.definition = row.key<DefinitionKey>(1);
    instance.processId = row.text(2);
    instance.processName = row.text(3);
    instance.version = int(row.integer(4));
    instance.businessKey = row.text(5);
    instance.correlation = row.text(6);
    instance.status = InstanceStatus(row.integer(7));
    instance.startedAt = instantFromMicros(row.integer(8));
    instance.endedAt = instantOrNone(row, 9);
    instance.startedBy = row.text(10);
    instance.parent = row.key<InstanceKey>(11);
    instance.parentElement = row.key<ElementInstanceKey>(12);
    instance.openIncidents = int(row.integer(13));
    return instance;
}

std::vector<InstanceRow> readInstances(db::Query&& rows)
{
    std::vector<InstanceRow> instances;
    while (rows.next())
        instances.push_back(readInstance(rows));
    return instances;
}

// A part of the business key as a LIKE pattern.
std::string patternOf(const std::string& part)
{
    std::string pattern = "%";
    for (const char c : part) {
        if (c == '%' || c == '_' || c == '\\') pattern.push_back('\\');
        pattern.push_back(c);
    }
    return pattern + "%";
}

// Instances of one definition with one status lie together in the index: a page of any filter is merged from
// the pages of those partitions.
struct Partition
{
    DefinitionKey definition;
    InstanceStatus status;
};

std::vector<Partition> partitionsOf(db::Connection& db, const InstanceQuery& query)
{
    std::vector<Partition> partitions;
    const int status = query.status ? int(*query.status) : 0;
    auto rows = db.query("SELECT c.definition, c.status FROM instance_count AS c "
                         "JOIN definition AS d ON d.key = c.definition WHERE c.count > 0 "
                         "AND (? = '' OR d.process_id = ?) AND (? = 0 OR c.status = ?)")
                    .bind(query.processId, query.processId, status, status);
    while (rows.next())
        partitions.push_back({rows.key<DefinitionKey>(0), InstanceStatus(rows.integer(1))});
    return partitions;
}

/// Beyond a key in an order, and where that order begins.
struct Direction
{
    std::string_view beyond;
    std::string_view order;
    std::int64_t start;
};

Direction directionOf(const InstanceQuery& query)
{
    if (query.order == Order::OldestFirst) return {"key > ?", "key", query.after.value};
    const auto start = query.after ? query.after.value : std::numeric_limits<std::int64_t>::max();
    return {"key < ?", "key DESC", start};
}

std::string jobsAt(std::initializer_list<JobStatus> statuses)
{
    std::string list;
    for (const auto status : statuses)
        list += fmt::format("{}{}", list.empty() ? "" : ", ", int(status));
    return fmt::format("(SELECT instance FROM job WHERE instance = instance_row.key AND status IN ({}))",
                       list);
}

std::string conditionOf(std::optional<InstanceWork> work)
{
    if (!work) return {};
    switch (*work) {
    case InstanceWork::Retrying:
        // The few that have a next attempt are found by their own index.
        return fmt::format(
            " AND key IN (SELECT instance FROM job WHERE retry_at IS NOT NULL AND status = {})",
            int(JobStatus::WaitingRetry));
    case InstanceWork::Busy:
        return fmt::format(" AND EXISTS {} AND NOT EXISTS {}", jobsAt({JobStatus::Ready, JobStatus::Running}),
                           jobsAt({JobStatus::WaitingRetry}));
    case InstanceWork::Waiting:
        return " AND NOT EXISTS " + jobsAt({JobStatus::Ready, JobStatus::Running, JobStatus::WaitingRetry});
    }
    return {};
}

std::string pageSql(const InstanceQuery& query, std::string_view partition)
{
    const auto direction = directionOf(query);
    return fmt::format(
        "SELECT * FROM instance_row WHERE {}{} AND (? = '' OR business_key LIKE ? ESCAPE '\\') "
        "AND (? = '' OR started_by = ?){} ORDER BY {} LIMIT ?",
        partition, direction.beyond, conditionOf(query.work), direction.order);
}

std::vector<InstanceRow> pageOfAll(db::Connection& db, const InstanceQuery& query)
{
    const auto& part = query.businessKeyPart;
    return readInstances(db.query(pageSql(query, ""))
                             .bind(directionOf(query).start, part, patternOf(part), query.startedBy,
                                   query.startedBy, query.limit));
}

std::vector<InstanceRow> pageOfPartition(db::Connection& db, const InstanceQuery& query,
                                         const Partition& partition)
{
    const auto& part = query.businessKeyPart;
    return readInstances(db.query(pageSql(query, "definition = ? AND status = ? AND "))
                             .bind(partition.definition, partition.status, directionOf(query).start, part,
                                   patternOf(part), query.startedBy, query.startedBy, query.limit));
}

DefinitionRow readDefinition(const db::Query& row)
{
    return {row.key<DefinitionKey>(0),         row.text(1), int(row.integer(2)), row.text(3), row.text(4),
            instantFromMicros(row.integer(5)), row.text(6)};
}

std::vector<DefinitionRow> readDefinitions(db::Query&& rows)
{
    std::vector<DefinitionRow> definitions;
    while (rows.next())
        definitions.push_back(readDefinition(rows));
    return definitions;
}

} // namespace

std::vector<DefinitionRow> newestDefinitions(db::Connection& db)
{
    return readDefinitions(
        db.query("SELECT key, process_id, version, name, hash, deployed_at, deployed_by FROM definition AS d "
                 "WHERE version = (SELECT max(version) FROM definition WHERE process_id = d.process_id) "
                 "ORDER BY process_id"));
}

std::vector<DefinitionRow> definitionVersions(db::Connection& db, std::string_view processId)
{
    return readDefinitions(db.query("SELECT key, process_id, version, name, hash, deployed_at, deployed_by "
                                    "FROM definition WHERE process_id = ? ORDER BY version DESC")
                               .bind(processId));
}

std::optional<DefinitionRow> definition(db::Connection& db, DefinitionKey key)
{
    auto row =
        db.query("SELECT key, process_id, version, name, hash, deployed_at, deployed_by FROM definition "
                 "WHERE key = ?")
            .bind(key);
    return row.next() ? std::optional(readDefinition(row)) : std::nullopt;
}

std::optional<std::string> definitionXml(db::Connection& db, DefinitionKey key)
{
    auto row = db.query("SELECT xml FROM definition WHERE key = ?").bind(key);
    return row.next() ? std::optional(row.text(0)) : std::nullopt;
}

std::vector<InstanceRow> instances(db::Connection& db, const InstanceQuery& query)
{
    if (!query.status && query.processId.empty()) return pageOfAll(db, query);
    std::vector<InstanceRow> page;
    for (const auto& partition : partitionsOf(db, query)) {
        auto part = pageOfPartition(db, query, partition);
        page.insert(page.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
    }
    const bool newestFirst = query.order == Order::NewestFirst;
    std::ranges::sort(page, [newestFirst](const InstanceRow& a, const InstanceRow& b) {
        return newestFirst ? a.key > b.key : a.key < b.key;
    });
    if (page.size() > std::size_t(query.limit)) page.erase(page.begin() + query.limit, page.end());
    return page;
}

std::optional<InstanceRow> instance(db::Connection& db, InstanceKey key)
{
    auto row = db.query("SELECT * FROM instance_row WHERE key = ?").bind(key);
    return row.next() ? std::optional(readInstance(row)) : std::nullopt;
}

std::optional<InstanceRow> instanceByBusinessKey(db::Connection& db, std::string_view processId,
                                                 std::string_view businessKey)
{
    auto row = db.query("SELECT * FROM instance_row WHERE business_key = ? AND process_id = ? "
                        "ORDER BY key DESC LIMIT 1")
                   .bind(businessKey, processId);
    return row.next() ? std::optional(readInstance(row)) : std::nullopt;
}

std::optional<InstanceKey> holderOfBusinessKey(db::Connection& db, std::string_view processId,
                                               std::string_view businessKey)
{
    auto row = db.query("SELECT key FROM instance_row WHERE business_key = ? AND process_id = ? "
                        "AND status NOT IN (?, ?, ?) LIMIT 1")
                   .bind(businessKey, processId, InstanceStatus::Cancelled, InstanceStatus::Compensated,
                         InstanceStatus::Terminated);
    return row.next() ? std::optional(row.key<InstanceKey>(0)) : std::nullopt;
}

std::vector<InstanceRow> childrenOf(db::Connection& db, InstanceKey parent)
{
    return readInstances(db.query("SELECT * FROM instance_row WHERE parent = ? ORDER BY key").bind(parent));
}

std::vector<StatusCount> statusCounts(db::Connection& db)
{
    std::vector<StatusCount> counts;
    auto rows = db.query("SELECT d.process_id, c.status, sum(c.count) FROM instance_count AS c "
                         "JOIN definition AS d ON d.key = c.definition WHERE c.count > 0 "
                         "GROUP BY d.process_id, c.status ORDER BY d.process_id, c.status");
    while (rows.next())
        counts.push_back({rows.text(0), InstanceStatus(rows.integer(1)), rows.integer(2)});
    return counts;
}

std::int64_t liveInstances(db::Connection& db, DefinitionKey definition)
{
    auto row =
        db.query("SELECT coalesce(sum(count), 0) FROM instance_count WHERE definition = ? AND status <= ?")
            .bind(definition, InstanceStatus::Suspended);
    row.next();
    return row.integer(0);
}

namespace {

std::vector<ElementRow> readElements(db::Query&& rows)
{
    std::vector<ElementRow> elements;
    while (rows.next()) {
        ElementRow element;
        element.instance = rows.key<InstanceKey>(0);
        element.key = rows.key<ElementInstanceKey>(1);
        element.scope = rows.key<ElementInstanceKey>(2);
        element.elementId = rows.text(3);
        element.type = rows.text(4);
        element.status = ElementStatus(rows.integer(5));
        element.activatedAt = instantFromMicros(rows.integer(6));
        element.endedAt = instantOrNone(rows, 7);
        element.attempts = int(rows.integer(8));
        elements.push_back(std::move(element));
    }
    return elements;
}

} // namespace

std::vector<ElementRow> elementsOf(db::Connection& db, InstanceKey instance)
{
    return readElements(
        db.query("SELECT instance, key, scope, element_id, type, status, activated_at, ended_at, "
                 "attempts FROM element_instance WHERE instance = ? ORDER BY key")
            .bind(instance));
}

std::vector<ElementRow> activeElementsOf(db::Connection& db, InstanceKey instance)
{
    return readElements(
        db.query("SELECT instance, key, scope, element_id, type, status, activated_at, ended_at, "
                 "attempts FROM element_instance WHERE instance = ? AND status = ? ORDER BY key")
            .bind(instance, ElementStatus::Active));
}

std::vector<VariableRow> variablesOf(db::Connection& db, InstanceKey instance)
{
    std::vector<VariableRow> variables;
    auto rows = db.query("SELECT scope, name, value FROM variable WHERE instance = ? ORDER BY scope, name")
                    .bind(instance);
    while (rows.next())
        variables.push_back(
            {rows.key<ElementInstanceKey>(0), rows.text(1), nlohmann::json::parse(rows.textView(2))});
    return variables;
}

} // namespace habitat::store
