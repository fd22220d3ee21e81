// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/expression.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace habitat::bpmn {

/// What an event waits for or sends (BPMN 2.0.2 §10.5.5). An event with no definition has the trigger None;
/// references are resolved to the name or code that the engine correlates by. Plain values, any thread.
enum class EventTrigger : std::uint8_t {
    None,
    Message,
    Timer,
    Error,
    Escalation,
    Cancel,
    Compensation,
    Conditional,
    Link,
    Signal,
    Terminate
};

struct MessageEvent
{
    std::string messageRef;
    std::string operationRef;
    Expression messageName;    ///< of the referenced message; may be FEEL
    Expression correlationKey; ///< zeebe:subscription
};

struct TimerEvent
{
    enum class Kind : std::uint8_t { None, Date, Duration, Cycle };
    Kind kind = Kind::None;
    Expression expression; ///< ISO 8601 text, or FEEL that yields it
};

struct ErrorEvent
{
    std::string errorRef;
    std::optional<std::string> errorCode; ///< absent on a catching event: catches every error
    std::string codeVariable;             ///< variable that receives the code of a caught error
    std::string messageVariable;
};

struct EscalationEvent
{
    std::string escalationRef;
    std::optional<std::string> escalationCode; ///< absent on a catching event: catches every escalation
};

struct CancelEvent
{
};

struct CompensationEvent
{
    std::string activityRef; ///< empty: everything completed in the enclosing scope
    bool waitForCompletion = true;
};

struct ConditionalEvent
{
    Expression condition;
    std::string variableName;                ///< camunda:variableName, empty: any
    std::vector<std::string> variableEvents; ///< camunda:variableEvents: create, update, delete
};

struct LinkEvent
{
    std::string name;
    std::string target;
};

struct SignalEvent
{
    std::string signalRef;
    Expression signalName; ///< of the referenced signal; may be FEEL
};

struct TerminateEvent
{
};

using EventDetail = std::variant<MessageEvent, TimerEvent, ErrorEvent, EscalationEvent, CancelEvent,
                                 CompensationEvent, ConditionalEvent, LinkEvent, SignalEvent, TerminateEvent>;

struct EventDefinition
{
    std::string id; ///< often absent in files
    int line = 0;
    EventDetail detail;

    [[nodiscard]] EventTrigger trigger() const;
};

} // namespace habitat::bpmn
