// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/keys.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Rows of the engine's read tables. Plain values, any thread. The numbers of the enumerations are on disk:
/// they are never changed, only added to.
namespace habitat::store {

enum class InstanceStatus : std::uint8_t {
    Running = 1,
    /// Has an open incident: waits for a person.
    Failed = 2,
    Suspended = 3,
    Completed = 4,
    Cancelled = 5,
    /// Ended by undoing what it had done.
    Compensated = 6,
    /// A called instance that an error left; its caller goes on with the error.
    Terminated = 7,
};

enum class ElementStatus : std::uint8_t { Active = 1, Completed = 2, Terminated = 3, Compensated = 4 };

enum class JobStatus : std::uint8_t {
    /// Runs as soon as the engine gets to it.
    Ready = 1,
    /// Waits for a person to release it.
    Held = 2,
    /// A remote handler was started and has not answered.
    Running = 3,
    /// Failed; tries again at retryAt.
    WaitingRetry = 4,
    /// Attempts used up or not worth repeating: there is an incident.
    Failed = 5,
};

enum class TaskStatus : std::uint8_t { Open = 1, Completed = 2, Cancelled = 3 };

/// "running", "failed" …
std::string_view toText(InstanceStatus status);
std::string_view toText(ElementStatus status);
std::string_view toText(JobStatus status);
std::string_view toText(TaskStatus status);
std::optional<InstanceStatus> parseInstanceStatus(std::string_view text);

struct DefinitionRow
{
    DefinitionKey key;
    std::string processId;
    int version = 0;
    std::string name;
    std::string hash;
    Instant deployedAt;
    std::string deployedBy;
};

struct InstanceRow
{
    InstanceKey key;
    DefinitionKey definition;
    std::string processId;
    std::string processName;
    int version = 0;
    std::string businessKey;
    std::string correlation;
    InstanceStatus status = InstanceStatus::Running;
    Instant startedAt;
    std::optional<Instant> endedAt;
    std::string startedBy;
    InstanceKey parent;
    ElementInstanceKey parentElement;
    int openIncidents = 0;
};

struct ElementRow
{
    ElementInstanceKey key;
    InstanceKey instance;
    ElementInstanceKey scope;
    std::string elementId;
    /// The BPMN name: "serviceTask".
    std::string type;
    ElementStatus status = ElementStatus::Active;
    Instant activatedAt;
    std::optional<Instant> endedAt;
    /// Attempts that its job took; 0 where it has none.
    int attempts = 0;
};

/// A job that is not done. A finished one is the end of its element instance.
struct JobRow
{
    JobKey key;
    InstanceKey instance;
    ElementInstanceKey elementInstance;
    std::string elementId;
    std::string type;
    JobStatus status = JobStatus::Ready;
    /// Attempts that failed so far, and how many there are in all.
    int attempts = 0;
    int maxAttempts = 0;
    std::optional<Instant> retryAt;
    Instant createdAt;
    std::string idempotencyKey;
    /// Who released it (where it was held) or asked for another attempt last.
    std::optional<Actor> releasedBy;
};

/// A job that nobody runs yet.
struct StandingJobRow
{
    JobKey key;
    InstanceKey instance;
    std::string elementId;
    Instant createdAt;
    // Of its instance.
    std::string processId;
    std::string businessKey;
};

/// A failed attempt of a job; kept for ever.
struct JobFailureRow
{
    JobKey job;
    InstanceKey instance;
    std::string elementId;
    int attempt = 0;
    Instant at;
    Error error;
};

struct TaskRow
{
    TaskKey key;
    InstanceKey instance;
    ElementInstanceKey elementInstance;
    std::string elementId;
    std::string name;
    TaskStatus status = TaskStatus::Open;
    /// Who holds it: claimed, assigned or delegated; empty: nobody.
    std::string assignee;
    std::vector<std::string> candidateUsers;
    std::vector<std::string> candidateGroups;
    std::string formKey;
    int priority = 0;
    Instant createdAt;
    std::optional<Instant> dueAt;
    std::optional<Instant> endedAt;
    std::string completedBy;
    /// "approve", "reject" … or empty.
    std::string outcome;
    // Of its instance.
    std::string processId;
    std::string businessKey;
};

struct TimerRow
{
    TimerKey key;
    InstanceKey instance;
    ElementInstanceKey elementInstance;
    std::string elementId;
    Instant dueAt;
};

struct IncidentRow
{
    IncidentKey key;
    InstanceKey instance;
    ElementInstanceKey elementInstance;
    JobKey job;
    std::string elementId;
    Error error;
    int attempts = 0;
    Instant since;
    std::optional<Instant> resolvedAt;
    std::string resolvedBy;
    // Of its instance.
    std::string processId;
    std::string businessKey;
};

struct VariableRow
{
    ElementInstanceKey scope;
    std::string name;
    nlohmann::json value;
};

enum class JournalOutcome : std::uint8_t { Done = 1, Refused = 2 };

struct JournalRow
{
    std::int64_t seq = 0;
    Instant at;
    std::string actor;
    std::string kind;
    nlohmann::json arguments;
    std::string reason;
    JournalOutcome outcome = JournalOutcome::Done;
    std::optional<Error> error;
    /// What an operation answered.
    nlohmann::json result;
    InstanceKey instance;
    /// The record of the command that this one followed from; 0: none.
    std::int64_t cause = 0;
    std::string clientKey;
    /// The machine's events, as JSON text.
    std::string events;
    std::string hash;
};

/// What was done, as the texts that stand in the record: whoever verifies must not rely on their being sound.
struct DoneRow
{
    Instant at;
    std::string actor;
    std::string arguments;
    std::string result;
};

} // namespace habitat::store
