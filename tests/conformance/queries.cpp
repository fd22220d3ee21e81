// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/queries.h"

#include "core/store/messages.h"
#include "core/store/queries.h"
#include "tests/conformance/outcome.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace habitat::conformance {

using nlohmann::json;

namespace {

using Rows = std::vector<json>;

bool isOver(store::InstanceStatus status)
{
    return status != store::InstanceStatus::Running && status != store::InstanceStatus::Failed &&
           status != store::InstanceStatus::Suspended;
}

std::vector<store::InstanceRow> allInstances(db::Connection& db)
{
    store::InstanceQuery query;
    query.order = store::Order::OldestFirst;
    query.limit = 10'000;
    return store::instances(db, query);
}

std::vector<store::InstanceRow> liveInstances(db::Connection& db)
{
    auto rows = allInstances(db);
    std::erase_if(rows, [](const auto& row) { return isOver(row.status); });
    return rows;
}

json rowOf(const store::InstanceRow& row)
{
    return {{"kind", "instance"},
            {"key", row.key.value},
            {"instance", row.key.value},
            {"element", row.key.value},
            {"parent", row.parent.value},
            {"processDefinitionKey", row.processId},
            {"businessKey", row.businessKey},
            {"suspended", row.status == store::InstanceStatus::Suspended},
            {"finished", isOver(row.status)}};
}

json rowOf(const store::TaskRow& row)
{
    return {{"kind", "task"},
            {"key", row.key.value},
            {"instance", row.instance.value},
            {"element", row.elementInstance.value},
            {"name", row.name},
            {"taskDefinitionKey", row.elementId},
            {"processDefinitionKey", row.processId},
            {"assignee", row.assignee.empty() ? json() : json(row.assignee)},
            {"candidateUsers", row.candidateUsers},
            {"candidateGroups", row.candidateGroups},
            {"priority", row.priority}};
}

json rowOf(const store::ElementRow& row, std::string_view kind)
{
    return {{"kind", kind},
            {"key", row.key.value},
            {"instance", row.instance.value},
            {"element", row.key.value},
            {"activityId", row.elementId},
            {"activityType", row.type},
            {"finished", row.endedAt.has_value()}};
}

json rowOf(const store::SubscriptionRow& row)
{
    return {{"kind", "subscription"},         {"key", row.key.value},
            {"instance", row.instance.value}, {"element", row.elementInstance.value},
            {"activityId", row.elementId},    {"eventType", store::toText(row.kind)},
            {"eventName", row.name}};
}

json rowOf(const store::TimerRow& row)
{
    return {{"kind", "timer"},
            {"key", row.key.value},
            {"instance", row.instance.value},
            {"element", row.elementInstance.value},
            {"activityId", row.elementId},
            {"due", row.dueAt.time_since_epoch().count()}};
}

json rowOf(const store::StartEventRow& row)
{
    return {{"kind", "start timer"},
            {"key", row.processId + '/' + row.elementId},
            {"instance", 0},
            {"element", 0},
            {"activityId", row.elementId},
            {"due", row.dueAt->time_since_epoch().count()}};
}

Rows instances(db::Connection& db)
{
    Rows rows;
    for (const auto& row : liveInstances(db))
        rows.push_back(rowOf(row));
    return rows;
}

Rows historyInstances(db::Connection& db)
{
    Rows rows;
    for (const auto& row : allInstances(db))
        rows.push_back(rowOf(row));
    return rows;
}

Rows tasks(db::Connection& db)
{
    Rows rows;
    for (const auto& instance : liveInstances(db))
        for (const auto& row : store::tasksOf(db, instance.key))
            if (row.status == store::TaskStatus::Open) rows.push_back(rowOf(row));
    return rows;
}

/// The activity as a whole is no token where it runs many times: its iterations are.
Rows executions(db::Connection& db)
{
    Rows rows;
    for (const auto& instance : liveInstances(db)) {
        const auto elements = store::activeElementsOf(db, instance.key);
        const auto isLoop = [&](const store::ElementRow& whole) {
            return std::ranges::any_of(elements, [&](const auto& each) {
                return each.scope == whole.key && each.elementId == whole.elementId;
            });
        };
        for (const auto& element : elements)
            if (!isLoop(element)) rows.push_back(rowOf(element, "execution"));
    }
    return rows;
}

Rows subscriptions(db::Connection& db)
{
    Rows rows;
    for (const auto& instance : liveInstances(db))
        for (const auto& row : store::subscriptionsOf(db, instance.key))
            rows.push_back(rowOf(row));
    return rows;
}

/// An execution that waits for events of a type is one, however many it waits for.
Rows waitingExecutions(db::Connection& db, std::string_view type, const json& name)
{
    Rows rows;
    std::set<std::int64_t> seen;
    for (const auto& row : subscriptions(db))
        if (row.at("eventType") == type && row.at("eventName") == name &&
            seen.insert(row.at("element").get<std::int64_t>()).second)
            rows.push_back({{"kind", "execution"},
                            {"key", row.at("element")},
                            {"instance", row.at("instance")},
                            {"element", row.at("element")},
                            {"activityId", row.at("activityId")}});
    return rows;
}

Rows timers(db::Connection& db)
{
    Rows rows;
    for (const auto& row : store::startEvents(db, store::EventKind::Timer))
        if (row.dueAt) rows.push_back(rowOf(row));
    for (const auto& instance : liveInstances(db))
        for (const auto& row : store::timersOf(db, instance.key))
            rows.push_back(rowOf(row));
    return rows;
}

Rows activities(db::Connection& db)
{
    Rows rows;
    for (const auto& instance : allInstances(db))
        for (const auto& row : store::elementsOf(db, instance.key))
            rows.push_back(rowOf(row, "activity"));
    return rows;
}

Rows variables(db::Connection& db, const std::vector<store::InstanceRow>& instances)
{
    Rows rows;
    for (const auto& instance : instances)
        for (const auto& row : store::variablesOf(db, instance.key))
            rows.push_back({{"kind", "variable"},
                            {"key", std::to_string(row.scope.value) + '/' + row.name},
                            {"instance", instance.key.value},
                            {"element", row.scope.value},
                            {"name", row.name},
                            {"value", row.value}});
    return rows;
}

Rows allRows(db::Connection& db, const std::string& query, const json& filters)
{
    if (query == "task") return tasks(db);
    if (query == "instance") return instances(db);
    if (query == "history_instance") return historyInstances(db);
    if (query == "execution") {
        if (filters.contains("messageEventSubscriptionName"))
            return waitingExecutions(db, "message", filters.at("messageEventSubscriptionName"));
        if (filters.contains("signalEventSubscriptionName"))
            return waitingExecutions(db, "signal", filters.at("signalEventSubscriptionName"));
        return executions(db);
    }
    if (query == "subscription") return subscriptions(db);
    if (query == "job" || query == "timer_job") return timers(db);
    if (query == "activity" || query == "history_activity") return activities(db);
    if (query == "variable") return variables(db, liveInstances(db));
    if (query == "history_variable") return variables(db, allInstances(db));
    throw Untranslated("query " + query);
}

/// Which attribute of a row a filter asks for.
struct Filter
{
    std::string_view name;
    std::string_view attribute;
};
constexpr std::array filterTable = {
    Filter{"processInstanceId", "instance"},
    Filter{"processInstanceIdIn", "instance"},
    Filter{"executionId", "element"},
    Filter{"superProcessInstanceId", "parent"},
    Filter{"processDefinitionKey", "processDefinitionKey"},
    Filter{"processInstanceBusinessKey", "businessKey"},
    Filter{"taskDefinitionKey", "taskDefinitionKey"},
    Filter{"taskName", "name"},
    Filter{"taskAssignee", "assignee"},
    Filter{"activityId", "activityId"},
    Filter{"eventType", "eventType"},
    Filter{"eventName", "eventName"},
    Filter{"variableName", "name"},
    Filter{"finished", "finished"},
};

bool contains(const json& list, const json& item)
{
    return std::ranges::find(list, item) != list.end();
}

/// What a filter compares with: of a row its key, of an execution the element that it is.
json plain(const json& value, std::string_view attribute)
{
    if (!value.is_object()) return value;
    return value.at(attribute == "element" ? "element" : "instance");
}

bool fits(const json& row, const std::string& filter, const json& value)
{
    static const std::set<std::string> always{"messageEventSubscriptionName", "signalEventSubscriptionName",
                                              "timers", "asc", "desc"};
    if (always.contains(filter) || filter.starts_with("orderBy")) return true;
    if (filter == "active") return row.at("suspended") != value;
    if (filter == "taskName_or_key") return row.at("name") == value || row.at("taskDefinitionKey") == value;
    if (filter == "taskCandidateUser")
        return row.at("assignee").is_null() && contains(row.at("candidateUsers"), value);
    if (filter == "taskCandidateGroup")
        return row.at("assignee").is_null() && contains(row.at("candidateGroups"), value);
    if (filter == "taskInvolvedUser")
        return row.at("assignee") == value || contains(row.at("candidateUsers"), value);
    // An event sub-process is a sub-process that an event starts.
    if (filter == "activityType")
        return row.at("activityType") == (value == "eventSubProcess" ? json("subProcess") : value);
    const auto* const known = std::ranges::find(filterTable, filter, &Filter::name);
    if (known == filterTable.end()) throw Untranslated("filter " + filter);
    const std::string attribute(known->attribute);
    if (!row.contains(attribute)) throw Untranslated("filter " + filter + " of " + row.dump());
    return row.at(attribute) == plain(value, attribute);
}

/// The attribute that a sorted question sorts by; empty: it does not.
std::string sortedBy(const json& filters)
{
    static const std::map<std::string, std::string> attributes{
        {"orderByTaskName", "name"},
        {"orderByTaskAssignee", "assignee"},
        {"orderByActivityId", "activityId"},
        {"orderByJobDuedate", "due"},
        {"orderByTaskDefinitionKey", "taskDefinitionKey"}};
    for (const auto& [name, value] : filters.items())
        if (name.starts_with("orderBy")) {
            const auto found = attributes.find(name);
            if (found == attributes.end()) throw Untranslated(name);
            return found->second;
        }
    return {};
}

using Scopes = std::map<std::int64_t, std::int64_t>;

/// Each element's scope. The root scope of an instance is no element.
Scopes scopesOf(db::Connection& db, std::int64_t instance)
{
    Scopes scopes;
    for (const auto& element : store::elementsOf(db, InstanceKey(instance)))
        scopes[element.key.value] = element.scope.value;
    return scopes;
}

} // namespace

json instanceRow(std::int64_t key)
{
    return {{"kind", "instance"}, {"key", key}, {"instance", key}, {"element", key}};
}

bool hasEnded(db::Connection& db, const json& row)
{
    const auto found = store::instance(db, InstanceKey(row.at("instance").get<std::int64_t>()));
    if (!found) throw Untranslated("the end of what is no instance");
    return isOver(found->status);
}

json activeActivityIds(db::Connection& db, const json& row)
{
    const InstanceKey instance(row.at("instance").get<std::int64_t>());
    const auto elements = store::activeElementsOf(db, instance);
    json ids = json::array();
    for (const auto& element : elements)
        if (!std::ranges::count(elements, element.key, &store::ElementRow::scope))
            ids.push_back(element.elementId);
    return ids;
}

SeenVariable seenVariable(db::Connection& db, const json& row, const std::string& name)
{
    const auto instance = row.at("instance").get<std::int64_t>();
    const auto scopes = scopesOf(db, instance);
    auto rows = store::variablesOf(db, InstanceKey(instance));
    std::erase_if(rows, [&](const auto& each) { return each.name != name; });
    for (auto at = scopes.find(row.at("element").get<std::int64_t>()); at != scopes.end();
         at = scopes.find(at->second)) {
        const auto own =
            std::ranges::find(rows, at->first, [](const auto& each) { return each.scope.value; });
        if (own != rows.end()) return {own->value, own->scope};
    }
    const auto root =
        std::ranges::find_if(rows, [&](const auto& each) { return !scopes.contains(each.scope.value); });
    return root == rows.end() ? SeenVariable{} : SeenVariable{root->value, {}};
}

std::vector<json> answer(db::Connection& db, const std::string& query, const json& filters)
{
    auto plainFilters = filters;
    plainFilters.erase("subProcessInstanceId");
    auto rows = allRows(db, query, filters);
    std::erase_if(rows, [&](const json& row) {
        for (const auto& [name, value] : plainFilters.items())
            if (!fits(row, name, value)) return true;
        return false;
    });
    if (filters.contains("subProcessInstanceId")) {
        const auto& called = filters.at("subProcessInstanceId");
        const auto child = store::instance(db, InstanceKey(called.at("instance").get<std::int64_t>()));
        std::erase_if(rows, [&](const json& row) { return !child || row.at("key") != child->parent.value; });
    }
    if (const auto by = sortedBy(filters); !by.empty())
        std::ranges::stable_sort(rows, {}, [&](const json& row) { return row.at(by); });
    return rows;
}

} // namespace habitat::conformance
