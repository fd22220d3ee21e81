// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/state.h"

#include <tuple>

namespace habitat::engine {

/// Every stored struct with its fields and the names that they bear on disk: said once, read by the writer
/// and the reader of the codec. A name is never used again with another meaning. Internal to the room.

template <typename Owner, typename T>
struct Field
{
    std::string_view name;
    T Owner::*member;
};

template <typename Owner, typename T>
constexpr Field<Owner, T> field(std::string_view name, T Owner::*member)
{
    return {name, member};
}

template <typename T>
inline constexpr auto fieldsOf = nullptr;

template <typename T>
concept Described = !std::is_same_v<std::remove_cvref_t<decltype(fieldsOf<T>)>, std::nullptr_t>;

template <>
inline constexpr auto fieldsOf<CaughtErrors> = std::tuple(field("all", &CaughtErrors::all),
                                                          field("codes", &CaughtErrors::codes));
template <>
inline constexpr auto fieldsOf<CallOrigin> = std::tuple(
    field("instance", &CallOrigin::instance), field("elementInstance", &CallOrigin::elementInstance),
    field("depth", &CallOrigin::depth), field("caught", &CallOrigin::caught));
template <>
inline constexpr auto fieldsOf<Period> = std::tuple(field("months", &Period::months),
                                                    field("exact", &Period::exact));

template <>
inline constexpr auto fieldsOf<InstanceCreated> =
    std::tuple(field("definition", &InstanceCreated::definition), field("version", &InstanceCreated::version),
               field("processId", &InstanceCreated::processId),
               field("businessKey", &InstanceCreated::businessKey), field("root", &InstanceCreated::root),
               field("parent", &InstanceCreated::parent), field("startKey", &InstanceCreated::startKey));
template <>
inline constexpr auto fieldsOf<ElementActivated> =
    std::tuple(field("key", &ElementActivated::key), field("element", &ElementActivated::element),
               field("scope", &ElementActivated::scope), field("compensates", &ElementActivated::compensates),
               field("iteration", &ElementActivated::iteration));
template <>
inline constexpr auto fieldsOf<ElementCompleted> = std::tuple(field("key", &ElementCompleted::key),
                                                              field("element", &ElementCompleted::element),
                                                              field("scope", &ElementCompleted::scope));
template <>
inline constexpr auto fieldsOf<ElementTerminated> = std::tuple(field("key", &ElementTerminated::key),
                                                               field("element", &ElementTerminated::element),
                                                               field("scope", &ElementTerminated::scope));
template <>
inline constexpr auto fieldsOf<FlowTaken> = std::tuple(field("flow", &FlowTaken::flow),
                                                       field("scope", &FlowTaken::scope));
template <>
inline constexpr auto fieldsOf<TokenWaiting> = std::tuple(field("element", &TokenWaiting::element),
                                                          field("flow", &TokenWaiting::flow),
                                                          field("scope", &TokenWaiting::scope));
template <>
inline constexpr auto fieldsOf<TokensJoined> = std::tuple(field("element", &TokensJoined::element),
                                                          field("scope", &TokensJoined::scope));
template <>
inline constexpr auto fieldsOf<TokensDropped> = std::tuple(field("scope", &TokensDropped::scope));
template <>
inline constexpr auto fieldsOf<VariableSet> = std::tuple(field("scope", &VariableSet::scope),
                                                         field("name", &VariableSet::name),
                                                         field("value", &VariableSet::value));
template <>
inline constexpr auto fieldsOf<JobCreated> = std::tuple(
    field("job", &JobCreated::job), field("elementInstance", &JobCreated::elementInstance),
    field("element", &JobCreated::element), field("type", &JobCreated::type),
    field("attemptsLeft", &JobCreated::attemptsLeft), field("backoff", &JobCreated::backoff),
    field("timeout", &JobCreated::timeout), field("held", &JobCreated::held),
    field("compensating", &JobCreated::compensating), field("idempotencyKey", &JobCreated::idempotencyKey));
template <>
inline constexpr auto fieldsOf<JobReleased> = std::tuple(field("job", &JobReleased::job));
template <>
inline constexpr auto fieldsOf<JobCompleted> =
    std::tuple(field("job", &JobCompleted::job), field("elementInstance", &JobCompleted::elementInstance));
template <>
inline constexpr auto fieldsOf<JobFailed> =
    std::tuple(field("job", &JobFailed::job), field("elementInstance", &JobFailed::elementInstance),
               field("attempt", &JobFailed::attempt), field("attemptsLeft", &JobFailed::attemptsLeft),
               field("code", &JobFailed::code), field("message", &JobFailed::message),
               field("context", &JobFailed::context), field("retryAt", &JobFailed::retryAt));
template <>
inline constexpr auto fieldsOf<JobRetried> = std::tuple(field("job", &JobRetried::job),
                                                        field("elementInstance",
                                                              &JobRetried::elementInstance),
                                                        field("attemptsLeft", &JobRetried::attemptsLeft));
template <>
inline constexpr auto fieldsOf<JobCancelled> =
    std::tuple(field("job", &JobCancelled::job), field("elementInstance", &JobCancelled::elementInstance));
template <>
inline constexpr auto fieldsOf<TaskCreated> = std::tuple(
    field("task", &TaskCreated::task), field("elementInstance", &TaskCreated::elementInstance),
    field("element", &TaskCreated::element), field("name", &TaskCreated::name),
    field("assignee", &TaskCreated::assignee), field("candidateGroups", &TaskCreated::candidateGroups),
    field("candidateUsers", &TaskCreated::candidateUsers), field("dueAt", &TaskCreated::dueAt),
    field("followUpAt", &TaskCreated::followUpAt), field("priority", &TaskCreated::priority),
    field("form", &TaskCreated::form), field("compensating", &TaskCreated::compensating));
template <>
inline constexpr auto fieldsOf<TaskClaimed> = std::tuple(field("task", &TaskClaimed::task),
                                                         field("user", &TaskClaimed::user));
template <>
inline constexpr auto fieldsOf<TaskUnclaimed> = std::tuple(field("task", &TaskUnclaimed::task),
                                                           field("user", &TaskUnclaimed::user));
template <>
inline constexpr auto fieldsOf<TaskCompleted> = std::tuple(field("task", &TaskCompleted::task),
                                                           field("elementInstance",
                                                                 &TaskCompleted::elementInstance));
template <>
inline constexpr auto fieldsOf<TaskCancelled> = std::tuple(field("task", &TaskCancelled::task),
                                                           field("elementInstance",
                                                                 &TaskCancelled::elementInstance));
template <>
inline constexpr auto fieldsOf<TimerScheduled> = std::tuple(
    field("timer", &TimerScheduled::timer), field("elementInstance", &TimerScheduled::elementInstance),
    field("element", &TimerScheduled::element), field("definition", &TimerScheduled::definition),
    field("dueAt", &TimerScheduled::dueAt), field("kind", &TimerScheduled::kind),
    field("repetitionsLeft", &TimerScheduled::repetitionsLeft), field("interval", &TimerScheduled::interval));
template <>
inline constexpr auto fieldsOf<TimerFired> = std::tuple(field("timer", &TimerFired::timer),
                                                        field("elementInstance",
                                                              &TimerFired::elementInstance),
                                                        field("element", &TimerFired::element));
template <>
inline constexpr auto fieldsOf<TimerCancelled> = std::tuple(field("timer", &TimerCancelled::timer),
                                                            field("elementInstance",
                                                                  &TimerCancelled::elementInstance));
template <>
inline constexpr auto fieldsOf<IncidentRaised> = std::tuple(
    field("incident", &IncidentRaised::incident), field("elementInstance", &IncidentRaised::elementInstance),
    field("element", &IncidentRaised::element), field("job", &IncidentRaised::job),
    field("code", &IncidentRaised::code), field("message", &IncidentRaised::message),
    field("context", &IncidentRaised::context), field("redo", &IncidentRaised::redo));
template <>
inline constexpr auto fieldsOf<IncidentResolved> = std::tuple(field("incident", &IncidentResolved::incident),
                                                              field("elementInstance",
                                                                    &IncidentResolved::elementInstance),
                                                              field("how", &IncidentResolved::how));
template <>
inline constexpr auto fieldsOf<ErrorThrown> =
    std::tuple(field("elementInstance", &ErrorThrown::elementInstance), field("code", &ErrorThrown::code),
               field("message", &ErrorThrown::message), field("catcher", &ErrorThrown::catcher),
               field("catchingInstance", &ErrorThrown::catchingInstance));
template <>
inline constexpr auto fieldsOf<CompensationRegistered> = std::tuple(
    field("activity", &CompensationRegistered::activity), field("element", &CompensationRegistered::element),
    field("handler", &CompensationRegistered::handler), field("scope", &CompensationRegistered::scope),
    field("sequence", &CompensationRegistered::sequence), field("inside", &CompensationRegistered::inside));
template <>
inline constexpr auto fieldsOf<CompensationTriggered> = std::tuple(
    field("thrower", &CompensationTriggered::thrower), field("scope", &CompensationTriggered::scope),
    field("purpose", &CompensationTriggered::purpose), field("target", &CompensationTriggered::target),
    field("fromSequence", &CompensationTriggered::fromSequence),
    field("activities", &CompensationTriggered::activities));
template <>
inline constexpr auto fieldsOf<CompensationStarted> = std::tuple(
    field("thrower", &CompensationStarted::thrower), field("activity", &CompensationStarted::activity),
    field("element", &CompensationStarted::element), field("handler", &CompensationStarted::handler));
template <>
inline constexpr auto
    fieldsOf<CompensationFinished> = std::tuple(field("thrower", &CompensationFinished::thrower),
                                                field("activity", &CompensationFinished::activity),
                                                field("element", &CompensationFinished::element));
template <>
inline constexpr auto fieldsOf<CompensationEnded> = std::tuple(field("thrower", &CompensationEnded::thrower));
template <>
inline constexpr auto fieldsOf<CompensationAbandoned> = std::tuple(field("thrower",
                                                                         &CompensationAbandoned::thrower));
template <>
inline constexpr auto fieldsOf<CallStarted> = std::tuple(
    field("elementInstance", &CallStarted::elementInstance), field("element", &CallStarted::element),
    field("calledProcessId", &CallStarted::calledProcessId), field("binding", &CallStarted::binding),
    field("versionTag", &CallStarted::versionTag), field("businessKey", &CallStarted::businessKey),
    field("variables", &CallStarted::variables), field("origin", &CallStarted::origin));
template <>
inline constexpr auto fieldsOf<CallEnded> = std::tuple(field("elementInstance", &CallEnded::elementInstance),
                                                       field("how", &CallEnded::how));
template <>
inline constexpr auto fieldsOf<InstanceCompleted> = std::tuple<>();
template <>
inline constexpr auto fieldsOf<InstanceCancelled> = std::tuple<>();
template <>
inline constexpr auto fieldsOf<InstanceCompensated> = std::tuple<>();
template <>
inline constexpr auto fieldsOf<InstanceFailed> = std::tuple(field("errorCode", &InstanceFailed::errorCode),
                                                            field("message", &InstanceFailed::message),
                                                            field("variables", &InstanceFailed::variables));

template <>
inline constexpr auto fieldsOf<SubscriptionOpened> = std::tuple(
    field("subscription", &SubscriptionOpened::subscription),
    field("elementInstance", &SubscriptionOpened::elementInstance),
    field("element", &SubscriptionOpened::element), field("definition", &SubscriptionOpened::definition),
    field("kind", &SubscriptionOpened::kind), field("name", &SubscriptionOpened::name),
    field("correlation", &SubscriptionOpened::correlation));
template <>
inline constexpr auto fieldsOf<SubscriptionTriggered> =
    std::tuple(field("subscription", &SubscriptionTriggered::subscription),
               field("elementInstance", &SubscriptionTriggered::elementInstance),
               field("element", &SubscriptionTriggered::element));
template <>
inline constexpr auto
    fieldsOf<SubscriptionClosed> = std::tuple(field("subscription", &SubscriptionClosed::subscription),
                                              field("elementInstance", &SubscriptionClosed::elementInstance));
template <>
inline constexpr auto fieldsOf<ConditionChanged> = std::tuple(field("subscription",
                                                                    &ConditionChanged::subscription),
                                                              field("holds", &ConditionChanged::holds));
template <>
inline constexpr auto fieldsOf<MessageThrown> = std::tuple(
    field("message", &MessageThrown::message), field("elementInstance", &MessageThrown::elementInstance),
    field("element", &MessageThrown::element), field("name", &MessageThrown::name),
    field("correlation", &MessageThrown::correlation), field("variables", &MessageThrown::variables),
    field("timeToLive", &MessageThrown::timeToLive));
template <>
inline constexpr auto fieldsOf<SignalThrown> = std::tuple(
    field("signal", &SignalThrown::signal), field("elementInstance", &SignalThrown::elementInstance),
    field("element", &SignalThrown::element), field("name", &SignalThrown::name),
    field("variables", &SignalThrown::variables));
template <>
inline constexpr auto fieldsOf<EscalationThrown> =
    std::tuple(field("elementInstance", &EscalationThrown::elementInstance),
               field("code", &EscalationThrown::code), field("catcher", &EscalationThrown::catcher),
               field("catchingInstance", &EscalationThrown::catchingInstance),
               field("leaves", &EscalationThrown::leaves), field("variables", &EscalationThrown::variables));

template <>
inline constexpr auto fieldsOf<LoopStarted> = std::tuple(
    field("elementInstance", &LoopStarted::elementInstance), field("element", &LoopStarted::element),
    field("total", &LoopStarted::total), field("items", &LoopStarted::items));
template <>
inline constexpr auto fieldsOf<IterationEnded> = std::tuple(field("elementInstance",
                                                                  &IterationEnded::elementInstance),
                                                            field("iteration", &IterationEnded::iteration),
                                                            field("output", &IterationEnded::output),
                                                            field("isLast", &IterationEnded::isLast));
template <>
inline constexpr auto fieldsOf<TokenUsed> = std::tuple(field("element", &TokenUsed::element),
                                                       field("flow", &TokenUsed::flow),
                                                       field("scope", &TokenUsed::scope));
template <>
inline constexpr auto fieldsOf<GatewayActivated> = std::tuple(field("element", &GatewayActivated::element),
                                                              field("scope", &GatewayActivated::scope),
                                                              field("flows", &GatewayActivated::flows));
template <>
inline constexpr auto fieldsOf<GatewayReset> = std::tuple(field("element", &GatewayReset::element),
                                                          field("scope", &GatewayReset::scope));

template <>
inline constexpr auto
    fieldsOf<Loop> = std::tuple(field("scope", &Loop::scope), field("total", &Loop::total),
                                field("started", &Loop::started), field("completed", &Loop::completed),
                                field("terminated", &Loop::terminated), field("isEnding", &Loop::isEnding),
                                field("items", &Loop::items), field("outputs", &Loop::outputs));
template <>
inline constexpr auto fieldsOf<GatewayPhase> = std::tuple(field("scope", &GatewayPhase::scope),
                                                          field("element", &GatewayPhase::element),
                                                          field("flows", &GatewayPhase::flows));
template <>
inline constexpr auto fieldsOf<Subscription> =
    std::tuple(field("key", &Subscription::key), field("elementInstance", &Subscription::elementInstance),
               field("element", &Subscription::element), field("definition", &Subscription::definition),
               field("kind", &Subscription::kind), field("name", &Subscription::name),
               field("correlation", &Subscription::correlation), field("holds", &Subscription::holds));

template <>
inline constexpr auto fieldsOf<ElementInstance> =
    std::tuple(field("key", &ElementInstance::key), field("element", &ElementInstance::element),
               field("scope", &ElementInstance::scope), field("compensates", &ElementInstance::compensates),
               field("calling", &ElementInstance::isCalling), field("iteration", &ElementInstance::iteration),
               field("since", &ElementInstance::since), field("variables", &ElementInstance::variables));
template <>
inline constexpr auto
    fieldsOf<Job> = std::tuple(field("key", &Job::key), field("elementInstance", &Job::elementInstance),
                               field("type", &Job::type), field("state", &Job::state),
                               field("attempt", &Job::attempt), field("attempts", &Job::attempts),
                               field("attemptsLeft", &Job::attemptsLeft), field("retryAt", &Job::retryAt),
                               field("timeout", &Job::timeout));
template <>
inline constexpr auto fieldsOf<Task> = std::tuple(field("key", &Task::key),
                                                  field("elementInstance", &Task::elementInstance),
                                                  field("assignee", &Task::assignee));
template <>
inline constexpr auto
    fieldsOf<Timer> = std::tuple(field("key", &Timer::key), field("elementInstance", &Timer::elementInstance),
                                 field("element", &Timer::element), field("definition", &Timer::definition),
                                 field("dueAt", &Timer::dueAt), field("kind", &Timer::kind),
                                 field("repetitionsLeft", &Timer::repetitionsLeft),
                                 field("interval", &Timer::interval));
template <>
inline constexpr auto fieldsOf<Incident> = std::tuple(field("key", &Incident::key),
                                                      field("elementInstance", &Incident::elementInstance),
                                                      field("job", &Incident::job),
                                                      field("redo", &Incident::redo));
template <>
inline constexpr auto fieldsOf<JoinTokens> = std::tuple(field("scope", &JoinTokens::scope),
                                                        field("element", &JoinTokens::element),
                                                        field("flow", &JoinTokens::flow),
                                                        field("count", &JoinTokens::count));
template <>
inline constexpr auto fieldsOf<CompensationRecord> = std::tuple(
    field("activity", &CompensationRecord::activity), field("element", &CompensationRecord::element),
    field("handler", &CompensationRecord::handler), field("scope", &CompensationRecord::scope),
    field("sequence", &CompensationRecord::sequence), field("abandoned", &CompensationRecord::abandoned),
    field("inside", &CompensationRecord::inside), field("snapshot", &CompensationRecord::snapshot));
template <>
inline constexpr auto fieldsOf<CompensationRun> = std::tuple(field("thrower", &CompensationRun::thrower),
                                                             field("scope", &CompensationRun::scope),
                                                             field("purpose", &CompensationRun::purpose),
                                                             field("target", &CompensationRun::target),
                                                             field("handler", &CompensationRun::handler),
                                                             field("pending", &CompensationRun::pending));
template <>
inline constexpr auto fieldsOf<Completion> = std::tuple(field("element", &Completion::element),
                                                        field("sequence", &Completion::sequence));
template <>
inline constexpr auto fieldsOf<InstanceState> =
    std::tuple(field("instance", &InstanceState::instance), field("definition", &InstanceState::definition),
               field("version", &InstanceState::version), field("businessKey", &InstanceState::businessKey),
               field("status", &InstanceState::status), field("root", &InstanceState::root),
               field("parent", &InstanceState::parent), field("startKey", &InstanceState::startKey),
               field("completed", &InstanceState::completed), field("elements", &InstanceState::elements),
               field("jobs", &InstanceState::jobs), field("tasks", &InstanceState::tasks),
               field("timers", &InstanceState::timers), field("subscriptions", &InstanceState::subscriptions),
               field("incidents", &InstanceState::incidents), field("joins", &InstanceState::joins),
               field("phases", &InstanceState::phases), field("loops", &InstanceState::loops),
               field("compensations", &InstanceState::compensations),
               field("compensationRuns", &InstanceState::compensationRuns),
               field("completions", &InstanceState::completions));

} // namespace habitat::engine
