// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/reader.h"
#include "core/console/questions_impl.h"
#include "core/identity/permissions.h"
#include "core/store/queries.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace habitat::console {

namespace {

using identity::Permission;

/// Whether the person sees everything, or only what they started or decide.
bool seesAll(const Actor& actor)
{
    return identity::isAllowed(actor.roles, Permission::ViewAllInstances) ||
           identity::isAllowed(actor.roles, Permission::ViewClose);
}

using store::InstanceStatus;
using store::InstanceWork;

constexpr InstanceWork kindsOfRunning[] = {InstanceWork::Busy, InstanceWork::Waiting, InstanceWork::Retrying};
constexpr InstanceStatus otherStatuses[] = {InstanceStatus::Failed,      InstanceStatus::Suspended,
                                            InstanceStatus::Completed,   InstanceStatus::Cancelled,
                                            InstanceStatus::Compensated, InstanceStatus::Terminated};

/// What a running instance is at, as a state of its own.
std::string_view wordOf(InstanceWork work)
{
    switch (work) {
    case InstanceWork::Retrying:
        return "retrying";
    case InstanceWork::Waiting:
        return "waiting";
    case InstanceWork::Busy:
        break;
    }
    return store::toText(InstanceStatus::Running);
}

/// The engine's word, made finer by what the instance's jobs are at.
void addState(db::Connection& db, const store::InstanceRow& row, InstanceItem& item)
{
    item.state = store::toText(row.status);
    if (row.endedAt) return;
    const auto jobs = store::jobsOf(db, row.key);
    for (const auto& job : jobs) {
        item.attempts = job.attempts;
        item.maxAttempts = job.maxAttempts;
        if (job.status == store::JobStatus::WaitingRetry) item.nextAttemptAt = job.retryAt;
    }
    std::string where;
    for (const auto& element : store::activeElementsOf(db, row.key))
        if (element.type != "process") where = element.elementId;
    item.currentStep = where;
    if (row.status != store::InstanceStatus::Running) return;
    const auto has = [&](store::JobStatus status) {
        return std::ranges::any_of(jobs, [&](const store::JobRow& job) { return job.status == status; });
    };
    if (has(store::JobStatus::WaitingRetry))
        item.state = wordOf(store::InstanceWork::Retrying);
    else if (!has(store::JobStatus::Ready) && !has(store::JobStatus::Running))
        item.state = wordOf(store::InstanceWork::Waiting);
}

InstanceItem itemOf(db::Connection& db, const store::InstanceRow& row)
{
    InstanceItem item;
    item.key = row.key.value;
    item.businessKey = row.businessKey;
    item.process = row.processId;
    item.processName = row.processName;
    item.version = row.version;
    item.startedAt = row.startedAt;
    item.endedAt = row.endedAt;
    item.incidents = row.openIncidents;
    addState(db, row, item);
    return item;
}

/// What the store selects for the filter; nothing where its state is a word that is none.
std::optional<store::InstanceQuery> queryOf(const InstanceFilter& filter)
{
    store::InstanceQuery query;
    query.processId = filter.process;
    query.businessKeyPart = filter.key;
    query.after = InstanceKey(filter.before);
    query.limit = filter.limit + 1;
    if (filter.state.empty()) return query;
    const auto kind = std::ranges::find(kindsOfRunning, filter.state, wordOf);
    if (kind != std::end(kindsOfRunning)) query.work = *kind;
    query.status = query.work ? store::InstanceStatus::Running : store::parseInstanceStatus(filter.state);
    return query.status ? std::optional(query) : std::nullopt;
}

/// Of what is counted with every commit; nothing where somebody would have to count.
std::optional<std::int64_t> totalOf(db::Connection& db, const store::InstanceQuery& query)
{
    if (query.work || !query.startedBy.empty() || !query.businessKeyPart.empty()) return std::nullopt;
    std::int64_t total = 0;
    for (const auto& count : store::statusCounts(db))
        if ((query.processId.empty() || count.processId == query.processId) &&
            (!query.status || count.status == *query.status))
            total += count.count;
    return total;
}

void addElements(db::Connection& db, InstanceKey instance, const std::map<std::string, std::string>& names,
                 InstanceDetail& detail)
{
    std::map<std::string, ElementStatus> byElement;
    for (const auto& element : store::elementsOf(db, instance)) {
        auto& status = byElement[element.elementId];
        status.elementId = element.elementId;
        status.active += element.status == store::ElementStatus::Active ? 1 : 0;
        status.completed += element.status == store::ElementStatus::Completed ? 1 : 0;
        status.compensated += element.status == store::ElementStatus::Compensated ? 1 : 0;
        const auto name = names.find(element.elementId);
        detail.elements.push_back(
            {element.key.value, element.elementId, name == names.end() ? element.elementId : name->second,
             element.type, std::string(store::toText(element.status)), element.activatedAt, element.endedAt});
    }
    for (const auto& incident : store::incidentsOf(db, instance)) {
        const auto name = names.find(incident.elementId);
        detail.problems.push_back({incident.key.value, incident.elementId,
                                   name == names.end() ? incident.elementId : name->second,
                                   incident.error.code, incident.error.message, incident.error.context,
                                   incident.since, incident.resolvedAt, incident.attempts});
        if (!incident.resolvedAt) ++byElement[incident.elementId].incidents;
    }
    for (auto& [id, status] : byElement) {
        status.elementId = id;
        detail.statuses.push_back(std::move(status));
    }
}

void addEvents(db::Connection& db, InstanceKey instance, InstanceDetail& detail)
{
    store::JournalQuery query;
    query.instance = instance;
    query.order = store::Order::OldestFirst;
    query.limit = 1000;
    for (const auto& record : store::journal(db, query)) {
        detail.events.push_back(
            {record.seq,
             record.at,
             record.actor,
             record.error ? fmt::format("{} refused: {}", record.kind, record.error->message) : record.kind,
             {},
             record.arguments});
    }
}

std::map<std::string, std::string> readNames(db::Connection& db, DefinitionKey definition)
{
    std::map<std::string, std::string> names;
    const auto xml = store::definitionXml(db, definition);
    if (!xml) return names;
    const auto document = bpmn::read(*xml, "definition");
    if (!document) return names;
    for (const auto& process : document->definitions.processes)
        for (const auto& element : process.elements)
            names[element.id] = element.name.empty() ? element.id : element.name;
    return names;
}

} // namespace

const std::map<std::string, std::string>& Questions::Impl::namesOf(DefinitionKey definition)
{
    const auto known = names.find(definition.value);
    if (known != names.end()) return known->second;
    return names.emplace(definition.value, readNames(db, definition)).first->second;
}

std::string Questions::Impl::nameOf(DefinitionKey definition, const std::string& elementId)
{
    const auto& known = namesOf(definition);
    const auto name = known.find(elementId);
    return name == known.end() ? elementId : name->second;
}

std::vector<std::string> instanceStates()
{
    std::vector<std::string> states;
    for (const auto kind : kindsOfRunning)
        states.emplace_back(wordOf(kind));
    for (const auto status : otherStatuses)
        states.emplace_back(store::toText(status));
    return states;
}

Result<InstancePage> Questions::instances(const Session& session, const InstanceFilter& filter)
{
    InstancePage page;
    auto& db = m_impl->db;
    TRY(checkAccount(session.actor, db));
    auto query = queryOf(filter);
    if (!query) return page;
    if (!seesAll(session.actor)) query->startedBy = session.actor.user;
    for (const auto& row : store::instances(db, *query)) {
        if (int(page.rows.size()) == filter.limit) {
            page.hasMore = true;
            break;
        }
        auto item = itemOf(db, row);
        item.currentStep = m_impl->nameOf(row.definition, item.currentStep);
        page.rows.push_back(std::move(item));
    }
    page.total = totalOf(db, *query);
    return page;
}

Result<InstanceDetail> Questions::instance(const Session& session, std::int64_t key)
{
    auto& db = m_impl->db;
    TRY(checkAccount(session.actor, db));
    const InstanceKey instance(key);
    const auto row = store::instance(db, instance);
    if (!row || (!seesAll(session.actor) && row->startedBy != session.actor.user))
        return fail("console.instance.unknown", fmt::format("There is no instance {} that you may see.", key),
                    {{"instance", key}});
    InstanceDetail detail;
    detail.instance = itemOf(db, *row);
    detail.instance.currentStep = m_impl->nameOf(row->definition, detail.instance.currentStep);
    detail.definitionKey = row->definition.value;
    addElements(db, instance, m_impl->namesOf(row->definition), detail);
    addEvents(db, instance, detail);
    for (const auto& variable : store::variablesOf(db, instance))
        detail.variables.push_back({habitat::toText(variable.scope), variable.name, variable.value});
    for (const auto& job : store::jobsOf(db, instance))
        if (job.status == store::JobStatus::Held) detail.heldElements.push_back(job.elementId);
    return detail;
}

} // namespace habitat::console
