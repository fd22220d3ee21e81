// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/keys.h"
#include "core/bpmn/index.h"
#include "core/engine/command.h"

namespace habitat::engine {

/// What happened about activities that run many times and about gateways that wait. Part of
/// core/engine/event.h. Plain values, any thread.

/// An activity with a loop begins; or an ad-hoc sub-process that runs a list of activities.
struct LoopStarted
{
    static constexpr std::int64_t openEnd = -1;

    ElementInstanceKey elementInstance; ///< the activity as a whole: the scope of its iterations
    bpmn::ElementIndex element;
    std::int64_t total = openEnd; ///< iterations; openEnd: as long as a condition holds
    feel::Value items = {};       ///< what they run over, one each; null: they are only counted
    bool operator==(const LoopStarted&) const = default;
};

struct IterationEnded
{
    ElementInstanceKey elementInstance; ///< the activity as a whole
    int iteration = 0;                  ///< from 1
    feel::Value output = {};
    bool isLast = false; ///< the condition to end holds: what still runs is not waited for
    bool operator==(const IterationEnded&) const = default;
};

/// One token that waited there on that flow is used up.
struct TokenUsed
{
    bpmn::ElementIndex element;
    bpmn::FlowIndex flow;
    ElementInstanceKey scope;
    bool operator==(const TokenUsed&) const = default;
};

/// A complex gateway was activated by tokens on these flows, and waits for the others before the next time.
struct GatewayActivated
{
    bpmn::ElementIndex element;
    ElementInstanceKey scope;
    std::vector<bpmn::FlowIndex> flows;
    bool operator==(const GatewayActivated&) const = default;
};

/// No further token of the last activation can come: it waits for the next one.
struct GatewayReset
{
    bpmn::ElementIndex element;
    ElementInstanceKey scope;
    bool operator==(const GatewayReset&) const = default;
};

} // namespace habitat::engine
