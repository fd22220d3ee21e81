// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/keys.h"
#include "core/bpmn/index.h"
#include "core/bpmn/task_definition.h"
#include "core/engine/command.h"

namespace habitat::engine {

using bpmn::ElementIndex;
using bpmn::FlowIndex;

/// What happened about waiting for events and throwing them: messages, signals, conditions, escalations. Part
/// of core/engine/event.h. Plain values, any thread.

enum class SubscriptionKind : std::uint8_t { Message, Signal, Conditional };
std::string_view toText(SubscriptionKind kind);

struct SubscriptionOpened
{
    SubscriptionKey subscription;
    /// Who waits: the event, the host of a boundary event, the scope of an event sub-process, the
    /// event-based gateway before the event.
    ElementInstanceKey elementInstance;
    ElementIndex element; ///< the event
    int definition = 0;   ///< which of the event's definitions
    SubscriptionKind kind = SubscriptionKind::Message;
    std::string name;        ///< of the message or signal; of a condition its text
    std::string correlation; ///< of a message: the key; empty: none is asked for
    bool operator==(const SubscriptionOpened&) const = default;
};

/// What was waited for has come. Where that was all, SubscriptionClosed follows.
struct SubscriptionTriggered
{
    SubscriptionKey subscription;
    ElementInstanceKey elementInstance;
    ElementIndex element;
    bool operator==(const SubscriptionTriggered&) const = default;
};

struct SubscriptionClosed
{
    SubscriptionKey subscription;
    ElementInstanceKey elementInstance;
    bool operator==(const SubscriptionClosed&) const = default;
};

struct ConditionChanged
{
    SubscriptionKey subscription;
    bool holds = false;
    bool operator==(const ConditionChanged&) const = default;
};

/// The runtime carries it to whoever waits for it.
struct MessageThrown
{
    MessageKey message;
    ElementInstanceKey elementInstance;
    ElementIndex element;
    std::string name;
    std::string correlation;
    feel::Context variables;
    Duration timeToLive{}; ///< how long it waits for a receiver
    bool operator==(const MessageThrown&) const = default;
};

/// The runtime carries it to everybody who waits for it: whose subscription has a smaller key than `signal`.
struct SignalThrown
{
    MessageKey signal;
    ElementInstanceKey elementInstance;
    ElementIndex element;
    std::string name;
    feel::Context variables;
    bool operator==(const SignalThrown&) const = default;
};

struct EscalationThrown
{
    ElementInstanceKey elementInstance; ///< where it was thrown
    std::string code;
    ElementIndex catcher; ///< the catching event; nowhere: nobody in the instance
    ElementInstanceKey
        catchingInstance;    ///< the host of the boundary event, the scope of the event sub-process
    bool leaves = false;     ///< the runtime tells the caller
    feel::Context variables; ///< where it leaves
    bool operator==(const EscalationThrown&) const = default;
};

} // namespace habitat::engine
