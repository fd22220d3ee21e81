// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/behaviour.h"

namespace habitat::engine {

/// Where an event stands (BPMN 2.0.2 table 10.93): what its happening means there is said by the behaviours.
enum class Position : std::uint8_t {
    ProcessStart,
    SubProcessStart, ///< of an embedded sub-process: only none events
    EventSubProcess, ///< start event of an event sub-process
    Catch,           ///< intermediate, also behind an event-based gateway; receive tasks
    Boundary,
    Throw, ///< intermediate; send tasks
    End
};
Position positionOf(const bpmn::Process& process, const bpmn::Element& event);

/// One definition of an event of the model.
struct EventSource
{
    const bpmn::Process& process;
    const bpmn::Element& element;
    const bpmn::EventDefinition& definition;
    Position position;
};

/// Somebody who waits for one definition of an event: the event itself, the host of a boundary event, the
/// scope of an event sub-process, or the event-based gateway before the event.
struct Awaited
{
    Visit waiting;
    ElementIndex event;
    int definition = 0;
};

/// What a start event of a process waits for, before there is an instance.
struct StartCondition
{
    std::string name;                    ///< of the message or signal
    std::optional<TimerScheduled> timer; ///< when it is due first
    const Expression* condition = nullptr;
};

/// What leaves its thrower and looks for a catcher around it: an error, an escalation.
struct Thrown
{
    bpmn::EventTrigger kind;
    std::string code;
};

/// What events of one kind wait for or throw: one file each in triggers/, chosen by the table there, the same
/// in every position. Stateless and shared; all effects are events emitted through the Step. Any thread.
class Trigger
{
public:
    Trigger() = default;
    Trigger(const Trigger&) = delete;
    Trigger& operator=(const Trigger&) = delete;
    virtual ~Trigger() = default;

    [[nodiscard]] virtual bool standsAt(Position position) const = 0;
    /// Reads what it needs from the model, once.
    [[nodiscard]] virtual Result<std::unique_ptr<const Plan>> plan(const EventSource& source) const;

    /// Waiting begins; where it has begun already (a retry) nothing is done.
    virtual Status arm(Step& step, const Awaited& awaited, const Plan* plan) const;
    /// Of a start event of a process: what the runtime waits for.
    [[nodiscard]] virtual Result<StartCondition> startsBy(const Plan* plan, Instant now) const;
    /// Whether what was thrown is caught; exact codes go before all.
    enum class Catch : std::uint8_t { No, Any, Exactly };
    [[nodiscard]] virtual Catch catches(const Plan* plan, const Thrown& thrown) const;

    /// Throws. Where it stays, the trigger sees to the thrower: it waits, or is no more.
    enum class Afterwards : std::uint8_t { GoesOn, Stays };
    virtual Result<Afterwards> fire(Step& step, const Visit& thrower, const Plan* plan) const;
    /// The compensation that it threw has ended.
    virtual void onCompensated(Step& step, const Visit& thrower) const;
};

const Trigger& triggerOf(bpmn::EventTrigger kind);

/// What an event, a receive or a send task waits for or throws.
struct EventPlan final : Plan
{
    struct Definition
    {
        bpmn::EventTrigger kind;
        const Trigger* trigger;
        std::unique_ptr<const Plan> plan;
    };
    std::vector<Definition> definitions;
};

/// Whether all that the event waits for or throws may stand where it stands.
bool canStand(const bpmn::Process& process, const bpmn::Element& event);
Result<std::unique_ptr<EventPlan>> planEvent(const bpmn::Process& process, const bpmn::Element& event);

} // namespace habitat::engine
