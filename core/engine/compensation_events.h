// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/keys.h"
#include "core/bpmn/index.h"

#include <string_view>
#include <vector>

namespace habitat::engine {

using bpmn::ElementIndex;
using bpmn::FlowIndex;

/// What happened about undoing completed activities. Part of core/engine/event.h. Plain values, any thread.

/// The completed activity can be undone from now on, with the variables as they are now.
struct CompensationRegistered
{
    ElementInstanceKey activity;
    ElementIndex element;
    ElementIndex handler; ///< nowhere: a sub-process that is undone by undoing what is in it
    ElementInstanceKey scope;
    std::int64_t sequence = 0; ///< order of completion within the instance
    bool inside = false;       ///< the handler is an event sub-process, and may undo what is in the activity
    bool operator==(const CompensationRegistered&) const = default;
};

enum class CompensationPurpose : std::uint8_t {
    Throw,
    Rewind,
    RewindAll,
    Background ///< thrown by an event that did not wait
};
std::string_view toText(CompensationPurpose purpose);

/// A run of compensation begins: these activities are undone in this order, one at a time.
struct CompensationTriggered
{
    ElementInstanceKey thrower; ///< the throwing event; the root scope for a rewind
    ElementInstanceKey scope;
    CompensationPurpose purpose = CompensationPurpose::Throw;
    ElementIndex target;           ///< of a rewind: where the token is placed then
    std::int64_t fromSequence = 0; ///< of a rewind: completions from here on are taken back
    std::vector<ElementInstanceKey> activities;
    bool operator==(const CompensationTriggered&) const = default;
};

struct CompensationStarted
{
    ElementInstanceKey thrower;
    ElementInstanceKey activity; ///< the completed one
    ElementIndex element;
    ElementInstanceKey handler;
    bool operator==(const CompensationStarted&) const = default;
};

struct CompensationFinished
{
    ElementInstanceKey thrower;
    ElementInstanceKey activity;
    ElementIndex element;
    bool operator==(const CompensationFinished&) const = default;
};

/// Everything of the run is undone.
struct CompensationEnded
{
    ElementInstanceKey thrower;
    bool operator==(const CompensationEnded&) const = default;
};

/// The run was interrupted: what it has not undone can be undone by another.
struct CompensationAbandoned
{
    ElementInstanceKey thrower;
    bool operator==(const CompensationAbandoned&) const = default;
};

} // namespace habitat::engine
