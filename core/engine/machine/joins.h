// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/machine/step.h"

namespace habitat::engine {

/// Tokens that wait for others, and which others can still come: by reachability along the flows of the scope
/// (BPMN 2.0.2 §13.4.3). Internal to the room; one Step, one thread.

/// A place where tokens wait in a scope.
struct JoinPlace
{
    ElementIndex element;
    ElementInstanceKey scope;
    auto operator<=>(const JoinPlace&) const = default;
};

/// Tokens that wait there on that flow.
int tokensOn(const InstanceState& state, const JoinPlace& place, FlowIndex flow);
int tokensAt(const InstanceState& state, const JoinPlace& place);
/// The incoming flows that a token waits on.
std::vector<FlowIndex> flowsWithTokens(const Step& step, const JoinPlace& place);

/// Which incoming flows tokens can still come on, asked for one token after the other.
class Approach
{
public:
    Approach(const Step& step, const JoinPlace& place);
    /// Whether any token elsewhere in the scope can still come on that flow without passing the place.
    [[nodiscard]] bool canComeOn(FlowIndex flow) const;
    /// Whether some token can come on one of `open` but on none of `taken`: it has to be waited for.
    [[nodiscard]] bool mustWait(const std::vector<FlowIndex>& open,
                                const std::vector<FlowIndex>& taken) const;

private:
    [[nodiscard]] bool reaches(ElementIndex from, FlowIndex flow) const;
    [[nodiscard]] bool reachesAny(ElementIndex from, const std::vector<FlowIndex>& flows) const;

    const Step& m_step;
    JoinPlace m_place;
    std::vector<ElementIndex> m_tokens;
};

/// When nothing else moves: lets a gateway go on whose missing tokens cannot come. False where there is none.
bool joinWhatWaits(Step& step);
/// When nothing moves at all: tokens that can never go on are an incident of their scope.
void tellStuck(Step& step);

} // namespace habitat::engine
