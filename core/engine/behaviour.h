// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/compiled.h"
#include "core/engine/state.h"

namespace habitat::engine {

class Step;

/// A token at an element: what behaviours work on. A copy of the keys, because the state moves beneath them.
struct Visit
{
    ElementInstanceKey key;
    ElementIndex element;
    ElementInstanceKey scope;
};

/// A token on its way to an element.
struct Arrival
{
    ElementIndex element;
    FlowIndex flow; ///< nowhere: the element starts its scope
    ElementInstanceKey scope;
};

/// What elements of one kind do (BPMN 2.0.2 chapter 13): one file each in behaviours/, chosen by the table
/// there. Behaviours are stateless and shared; all effects are events emitted through the Step. A Status that
/// fails becomes an incident of the element. Any thread, one Step each.
class Behaviour
{
public:
    Behaviour() = default;
    Behaviour(const Behaviour&) = delete;
    Behaviour& operator=(const Behaviour&) = delete;
    virtual ~Behaviour() = default;

    /// Reads what the element needs from the model, once.
    [[nodiscard]] virtual Result<std::unique_ptr<const Plan>> plan(const bpmn::Process& process,
                                                                   const bpmn::Element& element) const;

    /// A token arrives: activates the element, unless it has to wait for others.
    virtual void arrive(Step& step, const Arrival& arrival) const;
    /// Does the element's work, up to the point where it waits or completes.
    virtual Status enter(Step& step, const Visit& visit) const = 0;
    /// The flows that its token leaves by. Here: all without a condition and those whose condition holds, the
    /// default flow where none does (BPMN 2.0.2 §13.3.1).
    [[nodiscard]] virtual Result<std::vector<FlowIndex>> leaveBy(Step& step, const Visit& visit) const;
    /// The element is interrupted: takes back what only its behaviour knows of.
    virtual void withdraw(Step& step, const Visit& visit) const;

    /// For boundary events: the host becomes active, waiting for the event begins.
    virtual Status arm(Step& step, const Visit& host, ElementIndex boundary) const;
    /// For events: it has happened. `waiting` is who waited for it: the event itself, the host of a boundary
    /// event, the scope of an event sub-process, the gateway before the event.
    virtual void onOccurred(Step& step, const Visit& waiting, ElementIndex event,
                            feel::Context variables) const;
    /// Where tokens wait for others and nothing else moves: goes on if no more can come. Whether it did.
    virtual bool joinLate(Step& step, ElementIndex element, ElementInstanceKey scope) const;
    /// Where tokens wait for others: whether they can never go on, though others are active in the scope.
    [[nodiscard]] virtual bool isStuck(const Step& step, ElementIndex element,
                                       ElementInstanceKey scope) const;

    /// For scopes: something in it has done its work and is about to leave; fails as that one's completion.
    /// It may be no more afterwards.
    virtual Status onChildCompleting(Step& step, const Visit& scope, const Visit& child) const;
    virtual void onChildCompleted(Step& step, const Visit& scope, ElementIndex child) const;
    /// For loops: the next iteration, or the end.
    virtual void goOn(Step& step, const Visit& visit) const;
    /// No token is left in the scope.
    virtual void onScopeDone(Step& step, const Visit& visit) const;
    /// The compensation that the element threw has ended.
    virtual void onCompensated(Step& step, const Visit& visit) const;
    /// Whether the element waits for a called instance.
    [[nodiscard]] virtual bool isCall() const { return false; }
};

/// The behaviour of the element; null where the engine has none.
const Behaviour* behaviourOf(const bpmn::Process& process, const bpmn::Element& element);
/// What a looping activity does as a whole; null where it does not loop.
const Behaviour* loopOf(const bpmn::Element& element);

} // namespace habitat::engine
