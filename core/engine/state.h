// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/event.h"

#include <memory>

namespace habitat::engine {

/// One running process instance, as a value: flat vectors of what is live, oldest first. Variables are shared
/// until written, so a copy is cheap. Rebuilt by folding `apply` over its events. Any thread, one at a time.

enum class InstanceStatus : std::uint8_t {
    Absent, ///< before InstanceCreated
    Running,
    Completed,
    Cancelled,
    Compensated,
    Failed ///< a called instance that an error left
};
std::string_view toText(InstanceStatus status);

/// The variables of one scope; immutable and shared, replaced on writing.
class SharedVariables
{
public:
    [[nodiscard]] const feel::Context& operator*() const { return m_context ? *m_context : none(); }
    [[nodiscard]] const feel::Context* operator->() const { return &**this; }
    [[nodiscard]] bool empty() const { return !m_context; }
    void set(std::string_view name, feel::Value value);
    /// By content; null equals null.
    bool operator==(const SharedVariables& other) const
    {
        return m_context == other.m_context || **this == *other;
    }
    /// For a codec that writes shared contents once.
    [[nodiscard]] const feel::Context* identity() const { return m_context.get(); }
    explicit SharedVariables(feel::Context context);
    SharedVariables() = default;

private:
    static const feel::Context& none();
    std::shared_ptr<feel::Context> m_context;
};

/// A token at an element, or a scope with tokens in it.
struct ElementInstance
{
    ElementInstanceKey key;
    ElementIndex element; ///< nowhere: the process itself
    ElementInstanceKey scope;
    ElementInstanceKey compensates; ///< of a compensation handler: the activity that it undoes
    bool isCalling = false;         ///< waits for a called instance
    int iteration = 0;              ///< of a looping activity, from 1; 0: the activity as a whole
    std::int64_t since = 0;         ///< completions in the instance before its activation
    SharedVariables variables;      ///< its own, not those of the scopes around it
    bool operator==(const ElementInstance&) const = default;
};

enum class JobState : std::uint8_t {
    Held,    ///< for a person to release
    Ready,   ///< a worker may take it
    Waiting, ///< for the time of its next attempt; when that has come a worker may take it, no event says so
    Failed   ///< for a person to retry its incident
};
std::string_view toText(JobState state);

struct Job
{
    JobKey key;
    ElementInstanceKey elementInstance;
    std::string type;
    JobState state = JobState::Ready;
    int attempt = 1;  ///< the one that runs or comes next
    int attempts = 1; ///< how many a fresh start gives
    int attemptsLeft = 1;
    Instant retryAt{};  ///< where Waiting
    Duration timeout{}; ///< zero: none
    bool operator==(const Job&) const = default;
};

struct Task
{
    TaskKey key;
    ElementInstanceKey elementInstance;
    std::string assignee; ///< empty: nobody
    bool operator==(const Task&) const = default;
};

struct Timer
{
    TimerKey key;
    ElementInstanceKey elementInstance;
    ElementIndex element;
    int definition = 0;
    Instant dueAt{};
    TimerKind kind = TimerKind::Date;
    int repetitionsLeft = 0;
    Period interval;
    bool operator==(const Timer&) const = default;
};

/// Waiting for a message, a signal or a condition.
struct Subscription
{
    SubscriptionKey key;
    ElementInstanceKey elementInstance; ///< who waits: see SubscriptionOpened
    ElementIndex element;
    int definition = 0;
    SubscriptionKind kind = SubscriptionKind::Message;
    std::string name;
    std::string correlation;
    bool holds = false; ///< of a condition: when it was looked at last
    bool operator==(const Subscription&) const = default;
};

struct Incident
{
    IncidentKey key;
    ElementInstanceKey elementInstance;
    JobKey job;
    Redo redo = Redo::Entry;
    bool operator==(const Incident&) const = default;
};

/// Tokens that wait at a joining gateway on one of its incoming flows.
struct JoinTokens
{
    ElementInstanceKey scope;
    ElementIndex element;
    FlowIndex flow;
    int count = 0;
    bool operator==(const JoinTokens&) const = default;
};

/// An activity that runs many times, or an ad-hoc sub-process that runs a list of activities.
struct Loop
{
    ElementInstanceKey scope; ///< the activity as a whole
    std::int64_t total = LoopStarted::openEnd;
    int started = 0;
    int completed = 0;
    int terminated = 0;
    bool isEnding = false;
    feel::Value items;
    feel::Value outputs; ///< a list, null where an iteration has not ended
    bool operator==(const Loop&) const = default;
};

/// A complex gateway between its activation and its reset.
struct GatewayPhase
{
    ElementInstanceKey scope;
    ElementIndex element;
    std::vector<FlowIndex> flows; ///< that it was activated by
    bool operator==(const GatewayPhase&) const = default;
};

/// A completed activity that can be undone, and the variables as they were at its completion (BPMN 2.0.2
/// §13.5.5), innermost scope first.
struct CompensationRecord
{
    ElementInstanceKey activity;
    ElementIndex element;
    ElementIndex handler;     ///< nowhere: what is in the sub-process is undone
    ElementInstanceKey scope; ///< or the completed sub-process that it was in
    std::int64_t sequence = 0;
    /// Its scope was interrupted: no event can throw for it any more, a rewind still undoes it.
    bool abandoned = false;
    bool inside = false; ///< the handler may undo what is in the activity
    std::vector<SharedVariables> snapshot;
    bool operator==(const CompensationRecord&) const = default;
};

/// A run of compensation: a throwing event that waits, or a rewind.
struct CompensationRun
{
    ElementInstanceKey thrower; ///< the throwing event; the root scope for a rewind
    ElementInstanceKey scope;
    CompensationPurpose purpose = CompensationPurpose::Throw;
    ElementIndex target;
    ElementInstanceKey handler;              ///< undoes the last of `pending`; none between two
    std::vector<CompensationRecord> pending; ///< the last one is next
    bool operator==(const CompensationRun&) const = default;
};

/// The last completion of an activity in the root scope.
struct Completion
{
    ElementIndex element;
    std::int64_t sequence = 0;
    bool operator==(const Completion&) const = default;
};

struct InstanceState
{
    InstanceKey instance;
    DefinitionKey definition;
    int version = 0;
    std::string businessKey;
    InstanceStatus status = InstanceStatus::Absent;
    ElementInstanceKey root;
    std::optional<CallOrigin> parent;
    std::string startKey;
    std::int64_t completed = 0; ///< elements completed so far

    /// The root scope is among them, also after the end of the instance.
    std::vector<ElementInstance> elements;
    std::vector<Job> jobs;
    std::vector<Task> tasks;
    std::vector<Timer> timers;
    std::vector<Subscription> subscriptions;
    std::vector<Incident> incidents;
    std::vector<JoinTokens> joins;
    std::vector<GatewayPhase> phases;
    std::vector<Loop> loops;
    std::vector<CompensationRecord> compensations;
    std::vector<CompensationRun> compensationRuns;
    std::vector<Completion> completions;

    bool operator==(const InstanceState&) const = default;

    [[nodiscard]] bool isRunning() const { return status == InstanceStatus::Running; }
    /// Null where there is none.
    [[nodiscard]] const ElementInstance* element(ElementInstanceKey key) const;
    [[nodiscard]] const Job* job(JobKey key) const;
    [[nodiscard]] const Job* jobOf(ElementInstanceKey key) const;
    [[nodiscard]] const Task* task(TaskKey key) const;
    [[nodiscard]] const Timer* timer(TimerKey key) const;
    [[nodiscard]] const Subscription* subscription(SubscriptionKey key) const;
    [[nodiscard]] const Incident* incident(IncidentKey key) const;
    [[nodiscard]] const Loop* loop(ElementInstanceKey scope) const;
    [[nodiscard]] const CompensationRun* runOfHandler(ElementInstanceKey handler) const;
    /// The instance's own variables: what a completed child hands to its caller.
    [[nodiscard]] const feel::Context& variables() const;
    /// A rewind is under way.
    [[nodiscard]] bool isRewinding() const;
};

/// Total: an event can never be refused. What it names and is not there (any more) is passed over.
void apply(InstanceState& state, const Event& event);

/// What an element sees: its own variables, for a compensation handler those of the activity at its
/// completion, then those of the scopes around it; inner ones hide outer ones. The payload of its job.
feel::Context visibleVariables(const InstanceState& state, ElementInstanceKey key);

} // namespace habitat::engine
