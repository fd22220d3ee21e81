// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/event.h"

#include <array>

namespace habitat::engine {

std::string_view toText(TimerKind kind)
{
    static constexpr std::array<std::string_view, 3> names{"date", "duration", "cycle"};
    return names[std::size_t(kind)];
}

std::string_view toText(Redo redo)
{
    static constexpr std::array<std::string_view, 5> names{"job", "activation", "entry", "completion",
                                                           "scope"};
    return names[std::size_t(redo)];
}

std::string_view toText(IncidentResolved::How how)
{
    static constexpr std::array<std::string_view, 3> names{"retried", "completed", "obsolete"};
    return names[std::size_t(how)];
}

std::string_view toText(CompensationPurpose purpose)
{
    static constexpr std::array<std::string_view, 4> names{"throw", "rewind", "rewindAll", "background"};
    return names[std::size_t(purpose)];
}

std::string_view toText(SubscriptionKind kind)
{
    static constexpr std::array<std::string_view, 3> names{"message", "signal", "conditional"};
    return names[std::size_t(kind)];
}

std::string_view toText(CallEnded::How how)
{
    static constexpr std::array<std::string_view, 3> names{"completed", "failed", "cancelled"};
    return names[std::size_t(how)];
}

std::string_view toText(bpmn::Binding binding)
{
    static constexpr std::array<std::string_view, 4> names{"latest", "deployment", "versionTag", "version"};
    return names[std::size_t(binding)];
}

std::string_view nameOf(const EventBody& body)
{
    static constexpr std::array<std::string_view, std::variant_size_v<EventBody>> names{
        "InstanceCreated",
        "ElementActivated",
        "ElementCompleted",
        "ElementTerminated",
        "FlowTaken",
        "TokenWaiting",
        "TokensJoined",
        "TokensDropped",
        "VariableSet",
        "JobCreated",
        "JobReleased",
        "JobCompleted",
        "JobFailed",
        "JobRetried",
        "JobCancelled",
        "TaskCreated",
        "TaskClaimed",
        "TaskUnclaimed",
        "TaskCompleted",
        "TaskCancelled",
        "TimerScheduled",
        "TimerFired",
        "TimerCancelled",
        "IncidentRaised",
        "IncidentResolved",
        "ErrorThrown",
        "CompensationRegistered",
        "CompensationTriggered",
        "CompensationStarted",
        "CompensationFinished",
        "CompensationEnded",
        "CallStarted",
        "CallEnded",
        "InstanceCompleted",
        "InstanceCancelled",
        "InstanceCompensated",
        "InstanceFailed",
        "SubscriptionOpened",
        "SubscriptionTriggered",
        "SubscriptionClosed",
        "ConditionChanged",
        "MessageThrown",
        "SignalThrown",
        "EscalationThrown",
        "LoopStarted",
        "IterationEnded",
        "TokenUsed",
        "GatewayActivated",
        "GatewayReset",
        "CompensationAbandoned"};
    return names[body.index()];
}

} // namespace habitat::engine
