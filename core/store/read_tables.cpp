// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/read_tables.h"

#include "core/store/columns.h"
#include "core/store/json_text.h"

namespace habitat::store {

namespace {

void addCandidates(db::Connection& db, TaskKey task, CandidateKind kind,
                   const std::vector<std::string>& names)
{
    for (const auto& name : names)
        db.query("INSERT INTO task_candidate (kind, name, task) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            .bind(kind, name, task)
            .run();
}

void removeCandidates(db::Connection& db, TaskKey task, CandidateKind kind, std::string_view names)
{
    for (const auto& name : nlohmann::json::parse(names))
        db.query("DELETE FROM task_candidate WHERE kind = ? AND name = ? AND task = ?")
            .bind(kind, name.get<std::string>(), task)
            .run();
}

} // namespace

void ReadTables::addDefinition(const DefinitionRow& row, std::string_view xml)
{
    m_db.query("INSERT INTO definition (key, process_id, version, name, xml, hash, deployed_at, deployed_by) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(row.key, row.processId, row.version, row.name, xml, row.hash, toMicros(row.deployedAt),
              row.deployedBy)
        .run();
}

void ReadTables::addInstance(const InstanceRow& row)
{
    m_db.query(
            "INSERT INTO instance (key, definition, business_key, correlation, status, started_at, ended_at, "
            "started_by, parent, parent_element, open_incidents) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(row.key, row.definition, orNull(row.businessKey), orNull(row.correlation), row.status,
              toMicros(row.startedAt), orNull(row.endedAt), row.startedBy, orNull(row.parent),
              orNull(row.parentElement), row.openIncidents)
        .run();
}

void ReadTables::setInstanceStatus(InstanceKey key, InstanceStatus status, int openIncidents)
{
    m_db.query("UPDATE instance SET status = ?, open_incidents = ? WHERE key = ?")
        .bind(status, openIncidents, key)
        .run();
}

void ReadTables::endInstance(InstanceKey key, InstanceStatus status, Instant at)
{
    m_db.query("UPDATE instance SET status = ?, open_incidents = 0, ended_at = ? WHERE key = ?")
        .bind(status, toMicros(at), key)
        .run();
}

void ReadTables::countInstances(DefinitionKey definition, InstanceStatus status, std::int64_t by)
{
    m_db.query("INSERT INTO instance_count (definition, status, count) VALUES (?, ?, ?) "
               "ON CONFLICT (definition, status) DO UPDATE SET count = instance_count.count + excluded.count")
        .bind(definition, status, by)
        .run();
}

void ReadTables::addElement(const ElementRow& row)
{
    m_db.query("INSERT INTO element_instance (instance, key, scope, element_id, type, status, activated_at, "
               "ended_at, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(row.instance, row.key, row.scope, row.elementId, row.type, row.status,
              toMicros(row.activatedAt), orNull(row.endedAt),
              row.attempts == 0 ? std::nullopt : std::optional(row.attempts))
        .run();
}

void ReadTables::endElement(InstanceKey instance, ElementInstanceKey key, ElementStatus status, Instant at,
                            int attempts)
{
    m_db.query("UPDATE element_instance SET status = ?, ended_at = ?, attempts = ? WHERE instance = ? AND "
               "key = ?")
        .bind(status, toMicros(at), attempts == 0 ? std::nullopt : std::optional(attempts), instance, key)
        .run();
}

void ReadTables::setElementStatus(InstanceKey instance, ElementInstanceKey key, ElementStatus status)
{
    m_db.query("UPDATE element_instance SET status = ? WHERE instance = ? AND key = ?")
        .bind(status, instance, key)
        .run();
}

void ReadTables::addJob(const JobRow& row)
{
    m_db.query("INSERT INTO job (key, instance, element_instance, element_id, type, status, attempts, "
               "max_attempts, created_at, idempotency_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(row.key, row.instance, row.elementInstance, row.elementId, row.type, row.status, row.attempts,
              row.maxAttempts, toMicros(row.createdAt), row.idempotencyKey)
        .run();
}

void ReadTables::removeJob(JobKey key)
{
    m_db.query("DELETE FROM job WHERE key = ?").bind(key).run();
}

void ReadTables::setJob(JobKey key, JobStatus status, int attempts, std::optional<Instant> retryAt)
{
    m_db.query("UPDATE job SET status = ?, attempts = ?, retry_at = ? WHERE key = ?")
        .bind(status, attempts, orNull(retryAt), key)
        .run();
}

void ReadTables::setJobStatus(JobKey key, JobStatus status)
{
    m_db.query("UPDATE job SET status = ?, retry_at = NULL WHERE key = ?").bind(status, key).run();
}

void ReadTables::releaseJob(JobKey key, const Actor& by)
{
    m_db.query("UPDATE job SET status = ?, released_by = ?, released_roles = ? WHERE key = ?")
        .bind(JobStatus::Ready, by.user, toText(by.roles), key)
        .run();
}

void ReadTables::retryJob(JobKey key, int attemptsLeft, const Actor& by)
{
    m_db.query("UPDATE job SET status = ?, retry_at = NULL, max_attempts = attempts + ?, released_by = ?, "
               "released_roles = ? WHERE key = ?")
        .bind(JobStatus::Ready, attemptsLeft, by.user, toText(by.roles), key)
        .run();
}

void ReadTables::addJobFailure(JobKey job, int attempt, Instant at, const Error& error, std::int64_t seq)
{
    m_db.query(
            "INSERT INTO job_failure (instance, job, attempt, seq, element_id, at, code, message, context) "
            "SELECT instance, key, ?, ?, element_id, ?, ?, ?, ? FROM job WHERE key = ?")
        .bind(attempt, seq, toMicros(at), error.code, error.message, jsonText(error.context), job)
        .run();
}

void ReadTables::addTask(const TaskRow& row)
{
    m_db.query("INSERT INTO task (key, instance, element_instance, element_id, name, status, assignee, "
               "candidate_users, candidate_groups, form_key, priority, created_at, due_at) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(row.key, row.instance, row.elementInstance, row.elementId, row.name, TaskStatus::Open,
              orNull(row.assignee), nlohmann::json(row.candidateUsers).dump(),
              nlohmann::json(row.candidateGroups).dump(), orNull(row.formKey), row.priority,
              toMicros(row.createdAt), orNull(row.dueAt))
        .run();
    addCandidates(m_db, row.key, CandidateKind::User, row.candidateUsers);
    addCandidates(m_db, row.key, CandidateKind::Group, row.candidateGroups);
}

void ReadTables::assignTask(TaskKey key, std::string_view assignee)
{
    m_db.query("UPDATE task SET assignee = ? WHERE key = ?").bind(orNull(assignee), key).run();
}

void ReadTables::endTask(TaskKey key, TaskStatus status, Instant at, std::string_view by,
                         std::string_view outcome)
{
    auto row = m_db.query("UPDATE task SET status = ?, ended_at = ?, completed_by = ?, outcome = ? "
                          "WHERE key = ? RETURNING candidate_users, candidate_groups")
                   .bind(status, toMicros(at), orNull(by), orNull(outcome), key);
    ensure(row.next(), "a task that ends has a row");
    removeCandidates(m_db, key, CandidateKind::User, row.textView(0));
    removeCandidates(m_db, key, CandidateKind::Group, row.textView(1));
}

void ReadTables::addTimer(const TimerRow& row)
{
    m_db.query(
            "INSERT INTO timer (key, instance, element_instance, element_id, due_at) VALUES (?, ?, ?, ?, ?)")
        .bind(row.key, row.instance, row.elementInstance, row.elementId, toMicros(row.dueAt))
        .run();
}

void ReadTables::removeTimer(TimerKey key)
{
    m_db.query("DELETE FROM timer WHERE key = ?").bind(key).run();
}

void ReadTables::addIncident(const IncidentRow& row)
{
    m_db.query(
            "INSERT INTO incident (key, instance, element_instance, job, element_id, code, message, context, "
            "attempts, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(row.key, row.instance, row.elementInstance, orNull(row.job), row.elementId, row.error.code,
              row.error.message, jsonText(row.error.context), row.attempts, toMicros(row.since))
        .run();
}

void ReadTables::resolveIncident(IncidentKey key, Instant at, std::string_view by)
{
    m_db.query("UPDATE incident SET resolved_at = ?, resolved_by = ? WHERE key = ?")
        .bind(toMicros(at), by, key)
        .run();
}

void ReadTables::setVariable(InstanceKey instance, ElementInstanceKey scope, std::string_view name,
                             std::string_view json)
{
    m_db.query("INSERT INTO variable (instance, scope, name, value) VALUES (?, ?, ?, ?) "
               "ON CONFLICT (instance, scope, name) DO UPDATE SET value = excluded.value")
        .bind(instance, scope, name, json)
        .run();
}

void ReadTables::removeSnapshot(InstanceKey instance)
{
    m_db.query("DELETE FROM snapshot WHERE instance = ?").bind(instance).run();
}

void ReadTables::setSnapshot(InstanceKey instance, std::int64_t seq, std::string_view state)
{
    m_db.query("INSERT INTO snapshot (instance, seq, state) VALUES (?, ?, ?) "
               "ON CONFLICT (instance) DO UPDATE SET seq = excluded.seq, state = excluded.state")
        .bind(instance, seq, state)
        .run();
}

} // namespace habitat::store
