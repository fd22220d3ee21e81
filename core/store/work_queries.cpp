// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/columns.h"
#include "core/store/queries.h"

#include <algorithm>

namespace habitat::store {

namespace {

JobRow readJob(const db::Query& row)
{
    JobRow job;
    job.key = row.key<JobKey>(0);
    job.instance = row.key<InstanceKey>(1);
    job.elementInstance = row.key<ElementInstanceKey>(2);
    job.elementId = row.text(3);
    job.type = row.text(4);
    job.status = JobStatus(row.integer(5));
    job.attempts = int(row.integer(6));
    job.maxAttempts = int(row.integer(7));
    job.retryAt = instantOrNone(row, 8);
    job.createdAt = instantFromMicros(row.integer(9));
    job.idempotencyKey = row.text(10);
    if (!row.isNull(11)) job.releasedBy = Actor{row.text(11), parseRoles(row.textView(12))};
    return job;
}

TaskRow readTask(const db::Query& row)
{
    TaskRow task;
    task.key = row.key<TaskKey>(0);
    task.instance = row.key<InstanceKey>(1);
    task.elementInstance = row.key<ElementInstanceKey>(2);
    task.elementId = row.text(3);
    task.name = row.text(4);
    task.status = TaskStatus(row.integer(5));
    task.assignee = row.text(6);
    task.candidateUsers = nlohmann::json::parse(row.textView(7)).get<std::vector<std::string>>();
    task.candidateGroups = nlohmann::json::parse(row.textView(8)).get<std::vector<std::string>>();
    task.formKey = row.text(9);
    task.priority = int(row.integer(10));
    task.createdAt = instantFromMicros(row.integer(11));
    task.dueAt = instantOrNone(row, 12);
    task.endedAt = instantOrNone(row, 13);
    task.completedBy = row.text(14);
    task.outcome = row.text(15);
    task.processId = row.text(16);
    task.businessKey = row.text(17);
    return task;
}

void append(std::vector<TaskRow>& tasks, db::Query&& rows)
{
    while (rows.next())
        tasks.push_back(readTask(rows));
}

IncidentRow readIncident(const db::Query& row)
{
    IncidentRow incident;
    incident.key = row.key<IncidentKey>(0);
    incident.instance = row.key<InstanceKey>(1);
    incident.elementInstance = row.key<ElementInstanceKey>(2);
    incident.job = row.key<JobKey>(3);
    incident.elementId = row.text(4);
    incident.error = {row.text(5), row.text(6), nlohmann::json::parse(row.textView(7)), false};
    incident.attempts = int(row.integer(8));
    incident.since = instantFromMicros(row.integer(9));
    incident.resolvedAt = instantOrNone(row, 10);
    incident.resolvedBy = row.text(11);
    incident.processId = row.text(12);
    incident.businessKey = row.text(13);
    return incident;
}

std::vector<IncidentRow> readIncidents(db::Query&& rows)
{
    std::vector<IncidentRow> incidents;
    while (rows.next())
        incidents.push_back(readIncident(rows));
    return incidents;
}

void appendOffered(std::vector<TaskRow>& tasks, db::Connection& db, const TaskQuery& query,
                   CandidateKind kind, const std::string& name)
{
    append(tasks, db.query("SELECT t.* FROM task_candidate AS c JOIN task_row AS t ON t.key = c.task "
                           "WHERE c.kind = ?1 AND c.name = ?2 AND c.task > ?3 AND t.assignee IS NULL "
                           "AND (?4 IS NULL OR t.due_at < ?4) ORDER BY c.task LIMIT ?5")
                      .bind(kind, name, query.after, orNull(query.dueBefore), query.limit));
}

std::vector<TaskRow> openTasks(db::Connection& db, const TaskQuery& query)
{
    std::vector<TaskRow> tasks;
    if (!query.assignee.empty())
        append(tasks, db.query("SELECT * FROM task_row WHERE status = 1 AND assignee = ?1 AND key > ?2 "
                               "AND (?3 IS NULL OR due_at < ?3) ORDER BY key LIMIT ?4")
                          .bind(query.assignee, query.after, orNull(query.dueBefore), query.limit));
    if (!query.candidateUser.empty())
        appendOffered(tasks, db, query, CandidateKind::User, query.candidateUser);
    for (const auto& group : query.candidateGroups)
        appendOffered(tasks, db, query, CandidateKind::Group, group);
    if (query.assignee.empty() && query.candidateUser.empty() && query.candidateGroups.empty())
        append(tasks, db.query("SELECT * FROM task_row WHERE status = 1 AND key > ?1 "
                               "AND (?2 IS NULL OR due_at < ?2) ORDER BY key LIMIT ?3")
                          .bind(query.after, orNull(query.dueBefore), query.limit));
    std::ranges::sort(tasks, {}, &TaskRow::key);
    const auto repeated = std::ranges::unique(tasks, {}, &TaskRow::key);
    tasks.erase(repeated.begin(), repeated.end());
    return tasks;
}

std::vector<TaskRow> endedTasks(db::Connection& db, const TaskQuery& query)
{
    std::vector<TaskRow> tasks;
    append(tasks, db.query("SELECT * FROM task_row WHERE status = ?1 AND (?2 = 0 OR key < ?2) "
                           "AND (?3 IS NULL OR completed_by = ?3) ORDER BY key DESC LIMIT ?4")
                      .bind(query.status, query.after,
                            query.completedBy.empty() ? std::nullopt : std::optional(query.completedBy),
                            query.limit));
    return tasks;
}

} // namespace

std::optional<JobRow> job(db::Connection& db, JobKey key)
{
    auto row =
        db.query("SELECT key, instance, element_instance, element_id, type, status, attempts, max_attempts, "
                 "retry_at, created_at, idempotency_key, released_by, released_roles FROM job WHERE key = ?")
            .bind(key);
    return row.next() ? std::optional(readJob(row)) : std::nullopt;
}

std::vector<JobRow> jobsOf(db::Connection& db, InstanceKey instance)
{
    std::vector<JobRow> jobs;
    auto rows =
        db.query("SELECT key, instance, element_instance, element_id, type, status, attempts, max_attempts, "
                 "retry_at, created_at, idempotency_key, released_by, released_roles FROM job "
                 "WHERE instance = ? ORDER BY key")
            .bind(instance);
    while (rows.next())
        jobs.push_back(readJob(rows));
    return jobs;
}

std::vector<StandingJobRow> standingJobs(db::Connection& db, JobStatus status, Instant before)
{
    std::vector<StandingJobRow> jobs;
    auto rows = db.query("SELECT j.key, j.instance, j.element_id, j.created_at, d.process_id, "
                         "coalesce(i.business_key, '') FROM job j JOIN instance i ON i.key = j.instance "
                         "JOIN definition d ON d.key = i.definition "
                         "WHERE j.status = ? AND j.created_at < ? ORDER BY j.key")
                    .bind(status, toMicros(before));
    while (rows.next())
        jobs.push_back({rows.key<JobKey>(0), rows.key<InstanceKey>(1), rows.text(2),
                        instantFromMicros(rows.integer(3)), rows.text(4), rows.text(5)});
    return jobs;
}

std::vector<JobFailureRow> jobFailuresOf(db::Connection& db, InstanceKey instance)
{
    std::vector<JobFailureRow> failures;
    auto rows =
        db.query("SELECT job, instance, element_id, attempt, at, code, message, context FROM job_failure "
                 "WHERE instance = ? ORDER BY seq")
            .bind(instance);
    while (rows.next()) {
        JobFailureRow failure;
        failure.job = rows.key<JobKey>(0);
        failure.instance = rows.key<InstanceKey>(1);
        failure.elementId = rows.text(2);
        failure.attempt = int(rows.integer(3));
        failure.at = instantFromMicros(rows.integer(4));
        failure.error = {rows.text(5), rows.text(6), nlohmann::json::parse(rows.textView(7)), false};
        failures.push_back(std::move(failure));
    }
    return failures;
}

std::vector<TaskRow> tasks(db::Connection& db, const TaskQuery& query)
{
    auto found = query.status == TaskStatus::Open ? openTasks(db, query) : endedTasks(db, query);
    if (found.size() > std::size_t(query.limit)) found.erase(found.begin() + query.limit, found.end());
    return found;
}

std::optional<TaskRow> task(db::Connection& db, TaskKey key)
{
    auto row = db.query("SELECT * FROM task_row WHERE key = ?").bind(key);
    return row.next() ? std::optional(readTask(row)) : std::nullopt;
}

std::vector<TaskRow> tasksOf(db::Connection& db, InstanceKey instance)
{
    std::vector<TaskRow> tasks;
    append(tasks, db.query("SELECT * FROM task_row WHERE instance = ? ORDER BY key").bind(instance));
    return tasks;
}

std::vector<TimerRow> timersOf(db::Connection& db, InstanceKey instance)
{
    std::vector<TimerRow> timers;
    auto rows =
        db.query("SELECT key, instance, element_instance, element_id, due_at FROM timer WHERE instance = ? "
                 "ORDER BY due_at, key")
            .bind(instance);
    while (rows.next())
        timers.push_back({rows.key<TimerKey>(0), rows.key<InstanceKey>(1), rows.key<ElementInstanceKey>(2),
                          rows.text(3), instantFromMicros(rows.integer(4))});
    return timers;
}

std::vector<IncidentRow> openIncidents(db::Connection& db, IncidentKey after, int limit)
{
    return readIncidents(
        db.query("SELECT * FROM incident_row WHERE resolved_at IS NULL AND key > ? ORDER BY key LIMIT ?")
            .bind(after, limit));
}

std::optional<IncidentRow> incident(db::Connection& db, IncidentKey key)
{
    auto row = db.query("SELECT * FROM incident_row WHERE key = ?").bind(key);
    return row.next() ? std::optional(readIncident(row)) : std::nullopt;
}

std::vector<IncidentRow> incidentsOf(db::Connection& db, InstanceKey instance)
{
    return readIncidents(
        db.query("SELECT * FROM incident_row WHERE instance = ? ORDER BY key").bind(instance));
}

} // namespace habitat::store
