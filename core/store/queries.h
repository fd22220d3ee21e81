// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/db/connection.h"
#include "core/store/rows.h"

#include <optional>
#include <string>
#include <vector>

/// Questions to the engine's read tables. They only read and work on any connection, on the thread that it
/// belongs to. Pages are by keyset: pass the last key of the page before. They throw db::DbError.
namespace habitat::store {

enum class Order : std::uint8_t { NewestFirst, OldestFirst };

// ── definitions ──
/// The newest version of each process, or all versions of one, newest first.
std::vector<DefinitionRow> newestDefinitions(db::Connection& db);
std::vector<DefinitionRow> definitionVersions(db::Connection& db, std::string_view processId);
std::optional<DefinitionRow> definition(db::Connection& db, DefinitionKey key);
/// The file it was deployed as.
std::optional<std::string> definitionXml(db::Connection& db, DefinitionKey key);

// ── instances ──
/// What the jobs of a running instance are at.
enum class InstanceWork : std::uint8_t {
    Retrying, ///< one waits for its next attempt
    Busy,     ///< none does, and one runs or is about to
    Waiting,  ///< neither: for a person, a timer, a message
};

struct InstanceQuery
{
    std::optional<InstanceStatus> status{};
    /// Empty: all processes.
    std::string processId{};
    /// Part of the business key; empty: all.
    std::string businessKeyPart{};
    /// Login; empty: whoever started it.
    std::string startedBy{};
    /// None: all. Asks something of running instances only.
    std::optional<InstanceWork> work{};
    Order order = Order::NewestFirst;
    /// Only those beyond this one in the order; none: the first page.
    InstanceKey after{};
    int limit = 100;
};
std::vector<InstanceRow> instances(db::Connection& db, const InstanceQuery& query);
std::optional<InstanceRow> instance(db::Connection& db, InstanceKey key);
/// The newest instance of the process with this business key.
std::optional<InstanceRow> instanceByBusinessKey(db::Connection& db, std::string_view processId,
                                                 std::string_view businessKey);
/// The instance that the business key belongs to, so that no other of the process may have it: one that runs
/// or has completed. One that ended in another way has given it back.
std::optional<InstanceKey> holderOfBusinessKey(db::Connection& db, std::string_view processId,
                                               std::string_view businessKey);
std::vector<InstanceRow> childrenOf(db::Connection& db, InstanceKey parent);

struct StatusCount
{
    std::string processId;
    InstanceStatus status = InstanceStatus::Running;
    std::int64_t count = 0;
};
/// Kept with every commit, so that they cost nothing to ask.
std::vector<StatusCount> statusCounts(db::Connection& db);
/// Instances of one version that have not ended.
std::int64_t liveInstances(db::Connection& db, DefinitionKey definition);

/// Its history, oldest first.
std::vector<ElementRow> elementsOf(db::Connection& db, InstanceKey instance);
/// Element instances that are active now.
std::vector<ElementRow> activeElementsOf(db::Connection& db, InstanceKey instance);
std::vector<VariableRow> variablesOf(db::Connection& db, InstanceKey instance);

// ── jobs ──
std::optional<JobRow> job(db::Connection& db, JobKey key);
std::vector<JobRow> jobsOf(db::Connection& db, InstanceKey instance);
/// Of this state, made before then; oldest first.
std::vector<StandingJobRow> standingJobs(db::Connection& db, JobStatus status, Instant before);
std::vector<JobFailureRow> jobFailuresOf(db::Connection& db, InstanceKey instance);

// ── tasks ──
struct TaskQuery
{
    /// Held by this person; empty: not asked.
    std::string assignee{};
    /// Offered to one of these groups, or to this person, and held by nobody; both empty: not asked.
    std::vector<std::string> candidateGroups{};
    std::string candidateUser{};
    /// Completed by this person (then `status` is Completed).
    std::string completedBy{};
    TaskStatus status = TaskStatus::Open;
    std::optional<Instant> dueBefore{};
    TaskKey after{};
    int limit = 200;
};
/// Those held by the assignee and those offered, together, oldest first; Completed ones newest first.
std::vector<TaskRow> tasks(db::Connection& db, const TaskQuery& query);
std::optional<TaskRow> task(db::Connection& db, TaskKey key);
std::vector<TaskRow> tasksOf(db::Connection& db, InstanceKey instance);

// ── timers and incidents ──
std::vector<TimerRow> timersOf(db::Connection& db, InstanceKey instance);
std::vector<IncidentRow> openIncidents(db::Connection& db, IncidentKey after, int limit);
std::optional<IncidentRow> incident(db::Connection& db, IncidentKey key);
/// Open and resolved, oldest first.
std::vector<IncidentRow> incidentsOf(db::Connection& db, InstanceKey instance);

// ── journal ──
struct JournalQuery
{
    std::string actor{};
    std::string kind{};
    InstanceKey instance{};
    std::optional<JournalOutcome> outcome{};
    /// PeopleOnly leaves out what the system did by itself.
    enum class Who : std::uint8_t { Everybody, PeopleOnly };
    Who who = Who::Everybody;
    std::optional<Instant> from{};
    std::optional<Instant> until{};
    Order order = Order::NewestFirst;
    std::int64_t after = 0;
    int limit = 100;
};
std::vector<JournalRow> journal(db::Connection& db, const JournalQuery& query);
/// Commands of the kind that were not refused, oldest first.
std::vector<DoneRow> doneOfKind(db::Connection& db, std::string_view kind);
/// When the co-op was first opened in this program: the moment of its first record.
std::optional<Instant> firstRecordAt(db::Connection& db);
std::optional<JournalRow> journalRecord(db::Connection& db, std::int64_t seq);

} // namespace habitat::store
