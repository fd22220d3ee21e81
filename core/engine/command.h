// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/keys.h"
#include "core/feel/value.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace habitat::engine {

/// What can be asked of one process instance. Who asks, why, and of which instance is the envelope of the
/// runtime; here is only what the state machine needs. Plain values, any thread.

/// Which errors somebody up the chain of callers catches: known when a call starts, because models are fixed.
struct CaughtErrors
{
    bool all = false;
    std::vector<std::string> codes; ///< sorted, without repeats

    [[nodiscard]] bool contains(const std::string& code) const;
    bool operator==(const CaughtErrors&) const = default;
};

/// The call activity that an instance was started by. The runtime passes it from CallStarted to
/// CreateInstance as it is.
struct CallOrigin
{
    InstanceKey instance;
    ElementInstanceKey elementInstance;
    int depth = 1; ///< 1: called by an instance that nobody called
    CaughtErrors caught;

    bool operator==(const CallOrigin&) const = default;
};

struct CreateInstance
{
    std::string businessKey;
    feel::Context variables;
    std::optional<CallOrigin> parent;
    /// None: a key is made.
    InstanceKey instance;
    /// Id of the event that happened (core/engine/starts.h); empty: the process begins by itself.
    std::string startEvent = {};
    int startDefinition = 0; ///< which of the event's definitions happened
    /// The key of the message that started it; kept, so that the runtime starts one instance a key.
    std::string startKey = {};
};

/// Accepted for a job that is ready, waits for its next attempt or has an incident (a result that comes late
/// is still a result); refused for one that is held.
struct CompleteJob
{
    JobKey job;
    feel::Context variables;
};

/// For a job that is ready, or whose time of the next attempt has come.
struct FailJob
{
    JobKey job;
    std::string code;
    std::string message;
    nlohmann::json context = nlohmann::json::object();
    /// False: no further attempt is made, an incident is raised at once.
    bool retryable = true;
};

/// A business error (BPMN 2.0.2 §10.5.6): goes to the nearest error boundary event that catches the code.
struct ThrowJobError
{
    JobKey job;
    std::string errorCode;
    std::string message;
    feel::Context variables;
};

/// Lets a held job run (element property `start` = `person`), or one that waits for its next attempt make
/// that attempt now.
struct ReleaseJob
{
    JobKey job;
};

/// The worker did not answer in time; counts as a failed attempt. For a job as FailJob's.
struct TimeoutJob
{
    JobKey job;
};

struct CompleteTask
{
    TaskKey task;
    feel::Context variables;
};

struct ClaimTask
{
    TaskKey task;
    std::string user;
};

struct UnclaimTask
{
    TaskKey task;
};

struct FireTimer
{
    TimerKey timer;
};

/// The message or signal has come; of a condition: it is taken to hold.
struct TriggerSubscription
{
    SubscriptionKey subscription;
    feel::Context variables;
};

/// A person starts an activity of an ad-hoc sub-process.
struct StartActivity
{
    ElementInstanceKey adHoc;
    std::string elementId;
};

/// From the called child instance: an escalation left it, and it goes on.
struct EscalateCall
{
    ElementInstanceKey elementInstance;
    std::string escalationCode;
    feel::Context variables;
};

/// Tries again what failed: a job gets fresh attempts, an expression or a gateway is evaluated anew.
/// The variables are set first: each where it exists, from the element outwards, else in the instance.
struct RetryIncident
{
    IncidentKey incident;
    std::optional<feel::Context> variables;
};

/// From the called child instance, when it completed.
struct CompleteCall
{
    ElementInstanceKey elementInstance;
    feel::Context variables;
};

/// From the called child instance that ended otherwise, or from the runtime where no such process exists.
/// Goes to the nearest catching error boundary event; with none it is an incident of the call activity.
struct FailCall
{
    ElementInstanceKey elementInstance;
    std::string errorCode;
    std::string message;
    feel::Context variables;
};

/// Goes back to an activity of the process itself: active tokens are cancelled, what was completed since
/// (and the activity's own last completion) is compensated in reverse order, then a token is placed at it.
struct Rewind
{
    std::string elementId;
};

/// Cancels the active tokens, compensates everything, and ends the instance as compensated.
struct RewindAll
{
};

/// Ends the instance at once; compensates nothing.
struct CancelInstance
{
};

/// Sets variables exactly in `scope` (none: the instance's own).
struct SetVariables
{
    ElementInstanceKey scope;
    feel::Context variables;
};

using Command =
    std::variant<CreateInstance, CompleteJob, FailJob, ThrowJobError, ReleaseJob, TimeoutJob, CompleteTask,
                 ClaimTask, UnclaimTask, FireTimer, RetryIncident, CompleteCall, FailCall, Rewind, RewindAll,
                 CancelInstance, SetVariables, TriggerSubscription, EscalateCall, StartActivity>;

/// "CompleteJob" and so on, for logs and audits.
std::string_view nameOf(const Command& command);

} // namespace habitat::engine
