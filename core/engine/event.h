// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/keys.h"
#include "core/bpmn/index.h"
#include "core/bpmn/task_definition.h"
#include "core/engine/compensation_events.h"
#include "core/engine/loop_events.h"
#include "core/engine/waiting_events.h"

namespace habitat::engine {

/// What happened to one process instance: enough to rebuild its state and to fill read tables. Elements and
/// flows are named by their index in the instance's Model (nowhere: the process itself); the codec writes
/// their ids. Plain values, any thread.

struct InstanceCreated
{
    DefinitionKey definition;
    int version = 0;
    std::string processId;
    std::string businessKey;
    ElementInstanceKey root; ///< the scope of the instance
    std::optional<CallOrigin> parent;
    std::string startKey; ///< of the message that started it; empty: none
    bool operator==(const InstanceCreated&) const = default;
};

struct ElementActivated
{
    ElementInstanceKey key;
    ElementIndex element;
    ElementInstanceKey scope;
    ElementInstanceKey compensates; ///< for a compensation handler: the completed activity that it undoes
    int iteration = 0;              ///< of a looping activity, from 1; 0: the activity as a whole
    bool operator==(const ElementActivated&) const = default;
};

struct ElementCompleted
{
    ElementInstanceKey key;
    ElementIndex element;
    ElementInstanceKey scope;
    bool operator==(const ElementCompleted&) const = default;
};

/// Ended before it was done: interrupted, cancelled or rewound.
struct ElementTerminated
{
    ElementInstanceKey key;
    ElementIndex element;
    ElementInstanceKey scope;
    bool operator==(const ElementTerminated&) const = default;
};

struct FlowTaken
{
    FlowIndex flow;
    ElementInstanceKey scope;
    bool operator==(const FlowTaken&) const = default;
};

/// A token waits at a joining gateway for the others.
struct TokenWaiting
{
    ElementIndex element;
    FlowIndex flow;
    ElementInstanceKey scope;
    bool operator==(const TokenWaiting&) const = default;
};

/// The gateway has a token on each incoming flow: one of each is used up.
struct TokensJoined
{
    ElementIndex element;
    ElementInstanceKey scope;
    bool operator==(const TokensJoined&) const = default;
};

/// Tokens that waited in the scope are gone (it was interrupted or rewound).
struct TokensDropped
{
    ElementInstanceKey scope;
    bool operator==(const TokensDropped&) const = default;
};

struct VariableSet
{
    ElementInstanceKey scope;
    std::string name;
    feel::Value value;
    bool operator==(const VariableSet&) const = default;
};

struct JobCreated
{
    JobKey job;
    ElementInstanceKey elementInstance;
    ElementIndex element;
    std::string type;
    int attemptsLeft = 0;
    Duration backoff{}; ///< wait before the second attempt; later ones grow from it
    Duration timeout{}; ///< zero: none
    bool held = false;  ///< waits for a person to release it
    bool compensating = false;
    std::string idempotencyKey; ///< stays the same over all attempts
    bool operator==(const JobCreated&) const = default;
};

struct JobReleased
{
    JobKey job;
    bool operator==(const JobReleased&) const = default;
};

struct JobCompleted
{
    JobKey job;
    ElementInstanceKey elementInstance;
    bool operator==(const JobCompleted&) const = default;
};

struct JobFailed
{
    JobKey job;
    ElementInstanceKey elementInstance;
    int attempt = 0; ///< which one failed, from 1
    int attemptsLeft = 0;
    std::string code;
    std::string message;
    nlohmann::json context = nlohmann::json::object();
    std::optional<Instant> retryAt; ///< none: no further attempt until a person retries the incident
    bool operator==(const JobFailed&) const = default;
};

/// A person asked for the next attempt now, or for fresh ones: the job may run at once.
struct JobRetried
{
    JobKey job;
    ElementInstanceKey elementInstance;
    int attemptsLeft = 0;
    bool operator==(const JobRetried&) const = default;
};

struct JobCancelled
{
    JobKey job;
    ElementInstanceKey elementInstance;
    bool operator==(const JobCancelled&) const = default;
};

struct TaskCreated
{
    TaskKey task;
    ElementInstanceKey elementInstance;
    ElementIndex element;
    std::string name;
    std::string assignee; ///< empty: nobody yet
    std::vector<std::string> candidateGroups;
    std::vector<std::string> candidateUsers;
    std::optional<Instant> dueAt;
    std::optional<Instant> followUpAt;
    int priority = 50;
    std::string form; ///< id or key of the form, empty: none
    bool compensating = false;
    bool operator==(const TaskCreated&) const = default;
};

struct TaskClaimed
{
    TaskKey task;
    std::string user;
    bool operator==(const TaskClaimed&) const = default;
};

struct TaskUnclaimed
{
    TaskKey task;
    std::string user;
    bool operator==(const TaskUnclaimed&) const = default;
};

struct TaskCompleted
{
    TaskKey task;
    ElementInstanceKey elementInstance;
    bool operator==(const TaskCompleted&) const = default;
};

struct TaskCancelled
{
    TaskKey task;
    ElementInstanceKey elementInstance;
    bool operator==(const TaskCancelled&) const = default;
};

enum class TimerKind : std::uint8_t { Date, Duration, Cycle };
std::string_view toText(TimerKind kind);

/// A span of ISO 8601: months are of varying length, the rest is exact.
struct Period
{
    std::int64_t months = 0;
    Duration exact{};
    bool operator==(const Period&) const = default;
};

struct TimerScheduled
{
    static constexpr int endless = -1;

    TimerKey timer;
    ElementInstanceKey elementInstance; ///< the waiting event; for a boundary event its host
    ElementIndex element;               ///< the timer event
    int definition = 0;                 ///< which of the event's definitions
    Instant dueAt{};
    TimerKind kind = TimerKind::Date;
    int repetitionsLeft = 0; ///< further ones after this; `endless` where without end
    Period interval;         ///< of a cycle
    bool operator==(const TimerScheduled&) const = default;
};

struct TimerFired
{
    TimerKey timer;
    ElementInstanceKey elementInstance;
    ElementIndex element;
    bool operator==(const TimerFired&) const = default;
};

struct TimerCancelled
{
    TimerKey timer;
    ElementInstanceKey elementInstance;
    bool operator==(const TimerCancelled&) const = default;
};

/// What a retry of the incident does.
enum class Redo : std::uint8_t {
    Job,        ///< gives the job fresh attempts
    Activation, ///< activates the element from its input mappings on
    Entry,      ///< does the element's own work again: creates its job, evaluates its script, ...
    Completion, ///< completes the element from its output mappings and outgoing flows on
    Scope       ///< looks again whether the scope can go on
};
std::string_view toText(Redo redo);

struct IncidentRaised
{
    IncidentKey incident;
    ElementInstanceKey elementInstance;
    ElementIndex element;
    JobKey job; ///< none where no job is concerned
    std::string code;
    std::string message;
    nlohmann::json context = nlohmann::json::object();
    Redo redo = Redo::Entry;
    bool operator==(const IncidentRaised&) const = default;
};

struct IncidentResolved
{
    enum class How : std::uint8_t {
        Retried,   ///< a person asked to try again
        Completed, ///< the result came after all
        Obsolete   ///< the element was interrupted, cancelled or rewound
    };
    IncidentKey incident;
    ElementInstanceKey elementInstance;
    How how = How::Retried;
    bool operator==(const IncidentResolved&) const = default;
};
std::string_view toText(IncidentResolved::How how);

struct ErrorThrown
{
    ElementInstanceKey elementInstance; ///< where it was thrown
    std::string code;
    std::string message;
    ElementIndex catcher; ///< the catching event; nowhere: it leaves this instance, or nobody catches it
    ElementInstanceKey
        catchingInstance; ///< the host of the boundary event, the scope of the event sub-process
    bool operator==(const ErrorThrown&) const = default;
};

std::string_view toText(bpmn::Binding binding);

/// The runtime creates the child with `origin` and these variables, and answers with CompleteCall or
/// FailCall.
struct CallStarted
{
    ElementInstanceKey elementInstance;
    ElementIndex element;
    std::string calledProcessId;
    bpmn::Binding binding = bpmn::Binding::Latest;
    std::string versionTag; ///< or the number, by `binding`
    std::string businessKey;
    feel::Context variables;
    CallOrigin origin;
    bool operator==(const CallStarted&) const = default;
};

struct CallEnded
{
    enum class How : std::uint8_t {
        Completed,
        Failed,
        Cancelled ///< the caller was interrupted: the runtime cancels the child
    };
    ElementInstanceKey elementInstance;
    How how = How::Completed;
    bool operator==(const CallEnded&) const = default;
};
std::string_view toText(CallEnded::How how);

struct InstanceCompleted
{
    bool operator==(const InstanceCompleted&) const = default;
};

struct InstanceCancelled
{
    bool operator==(const InstanceCancelled&) const = default;
};

struct InstanceCompensated
{
    bool operator==(const InstanceCompensated&) const = default;
};

/// An error left a called instance; the runtime passes it to the caller as FailCall.
struct InstanceFailed
{
    std::string errorCode;
    std::string message;
    feel::Context variables;
    bool operator==(const InstanceFailed&) const = default;
};

using EventBody =
    std::variant<InstanceCreated, ElementActivated, ElementCompleted, ElementTerminated, FlowTaken,
                 TokenWaiting, TokensJoined, TokensDropped, VariableSet, JobCreated, JobReleased,
                 JobCompleted, JobFailed, JobRetried, JobCancelled, TaskCreated, TaskClaimed, TaskUnclaimed,
                 TaskCompleted, TaskCancelled, TimerScheduled, TimerFired, TimerCancelled, IncidentRaised,
                 IncidentResolved, ErrorThrown, CompensationRegistered, CompensationTriggered,
                 CompensationStarted, CompensationFinished, CompensationEnded, CallStarted, CallEnded,
                 InstanceCompleted, InstanceCancelled, InstanceCompensated, InstanceFailed,
                 SubscriptionOpened, SubscriptionTriggered, SubscriptionClosed, ConditionChanged,
                 MessageThrown, SignalThrown, EscalationThrown, LoopStarted, IterationEnded, TokenUsed,
                 GatewayActivated, GatewayReset, CompensationAbandoned>;

struct Event
{
    InstanceKey instance;
    Instant at{};
    EventBody body;
    bool operator==(const Event&) const = default;
};

/// "JobCreated" and so on; the names that the journal uses.
std::string_view nameOf(const EventBody& body);

} // namespace habitat::engine
