// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/db/connection.h"
#include "core/store/messages.h"
#include "core/store/rows.h"

#include <string_view>

namespace habitat::store {

/// Writes the engine's read tables: one named statement a change. The writer's alone, in its transaction;
/// throws db::DbError. What the changes mean is the business of who projects events onto them.
class ReadTables
{
public:
    explicit ReadTables(db::Connection& connection) : m_db(connection) {}

    void addDefinition(const DefinitionRow& row, std::string_view xml);

    void addInstance(const InstanceRow& row);
    void setInstanceStatus(InstanceKey key, InstanceStatus status, int openIncidents);
    void endInstance(InstanceKey key, InstanceStatus status, Instant at);
    /// `by` may be negative.
    void countInstances(DefinitionKey definition, InstanceStatus status, std::int64_t by);

    void addElement(const ElementRow& row);
    void endElement(InstanceKey instance, ElementInstanceKey key, ElementStatus status, Instant at,
                    int attempts);
    void setElementStatus(InstanceKey instance, ElementInstanceKey key, ElementStatus status);

    void addJob(const JobRow& row);
    void removeJob(JobKey key);
    void setJob(JobKey key, JobStatus status, int attempts, std::optional<Instant> retryAt);
    void setJobStatus(JobKey key, JobStatus status);
    /// Held becomes ready, in the name of `by`.
    void releaseJob(JobKey key, const Actor& by);
    /// Ready again, with this many attempts from now on, in the name of `by`.
    void retryJob(JobKey key, int attemptsLeft, const Actor& by);
    /// Of a job that still has its row.
    void addJobFailure(JobKey job, int attempt, Instant at, const Error& error, std::int64_t seq);

    void addTask(const TaskRow& row);
    void assignTask(TaskKey key, std::string_view assignee);
    void endTask(TaskKey key, TaskStatus status, Instant at, std::string_view by, std::string_view outcome);

    void addTimer(const TimerRow& row);
    void removeTimer(TimerKey key);

    void addSubscription(const SubscriptionRow& row) { store::addSubscription(m_db, row); }
    void removeSubscription(SubscriptionKey key) { store::removeSubscription(m_db, key); }

    void addIncident(const IncidentRow& row);
    void resolveIncident(IncidentKey key, Instant at, std::string_view by);

    void setVariable(InstanceKey instance, ElementInstanceKey scope, std::string_view name,
                     std::string_view json);
    void removeSnapshot(InstanceKey instance);
    void setSnapshot(InstanceKey instance, std::int64_t seq, std::string_view state);

private:
    db::Connection& m_db;
};

} // namespace habitat::store
