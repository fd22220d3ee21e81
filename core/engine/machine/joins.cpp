// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/joins.h"

#include "core/engine/machine/lifecycle.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace habitat::engine {
namespace {

std::set<JoinPlace> placesOf(const InstanceState& state)
{
    std::set<JoinPlace> places;
    for (const JoinTokens& tokens : state.joins)
        places.insert({tokens.element, tokens.scope});
    for (const GatewayPhase& phase : state.phases)
        places.insert({phase.element, phase.scope});
    return places;
}

bool isTold(const InstanceState& state, ElementInstanceKey scope)
{
    return std::ranges::any_of(state.incidents, [&](const Incident& incident) {
        return incident.elementInstance == scope && incident.redo == Redo::Scope;
    });
}

Error stuckAt(const std::vector<std::string>& elements)
{
    return {
        "engine.join.stuck",
        fmt::format("The gateway \"{}\" waits for tokens that can no longer come: nothing in its scope leads "
                    "there any more. Rewind to an activity before the split, or cancel the instance.",
                    elements.front()),
        {{"gateways", elements}}};
}

} // namespace

int tokensOn(const InstanceState& state, const JoinPlace& place, FlowIndex flow)
{
    for (const JoinTokens& tokens : state.joins)
        if (tokens.scope == place.scope && tokens.element == place.element && tokens.flow == flow)
            return tokens.count;
    return 0;
}

int tokensAt(const InstanceState& state, const JoinPlace& place)
{
    int sum = 0;
    for (const JoinTokens& tokens : state.joins)
        if (tokens.scope == place.scope && tokens.element == place.element) sum += tokens.count;
    return sum;
}

std::vector<FlowIndex> flowsWithTokens(const Step& step, const JoinPlace& place)
{
    std::vector<FlowIndex> flows;
    for (const FlowIndex flow : step.model().process()[place.element].incoming)
        if (tokensOn(step.state(), place, flow) > 0) flows.push_back(flow);
    return flows;
}

Approach::Approach(const Step& step, const JoinPlace& place) : m_step(step), m_place(place)
{
    const InstanceState& state = step.state();
    for (const ElementInstance& element : state.elements)
        if (element.scope == place.scope && element.element.isValid()) m_tokens.push_back(element.element);
    for (const JoinTokens& tokens : state.joins)
        if (tokens.scope == place.scope && tokens.element != place.element)
            m_tokens.push_back(tokens.element);
}

bool Approach::reaches(ElementIndex from, FlowIndex flow) const
{
    const auto& incoming = m_step.model().process()[m_place.element].incoming;
    const auto at = std::size_t(std::ranges::find(incoming, flow) - incoming.begin());
    return m_step.model()[m_place.element].reach[at][from.value];
}

bool Approach::reachesAny(ElementIndex from, const std::vector<FlowIndex>& flows) const
{
    return std::ranges::any_of(flows, [&](FlowIndex flow) { return reaches(from, flow); });
}

bool Approach::canComeOn(FlowIndex flow) const
{
    return std::ranges::any_of(m_tokens, [&](ElementIndex token) { return reaches(token, flow); });
}

bool Approach::mustWait(const std::vector<FlowIndex>& open, const std::vector<FlowIndex>& taken) const
{
    return std::ranges::any_of(
        m_tokens, [&](ElementIndex token) { return reachesAny(token, open) && !reachesAny(token, taken); });
}

bool joinWhatWaits(Step& step)
{
    for (const JoinPlace& place : placesOf(step.state()))
        if (step.model()[place.element].behaviour->joinLate(step, place.element, place.scope)) return true;
    return false;
}

void tellStuck(Step& step)
{
    std::map<ElementInstanceKey, std::vector<std::string>> stuck;
    for (const JoinPlace& place : placesOf(step.state())) {
        if (isTold(step.state(), place.scope)) continue;
        const bool isAlone = !hasTokens(step.state(), place.scope);
        if (isAlone || step.model()[place.element].behaviour->isStuck(step, place.element, place.scope))
            stuck[place.scope].push_back(step.model().id(place.element));
    }
    for (const auto& [scope, elements] : stuck)
        raiseIncident(step, step.visitOf(scope), Redo::Scope, stuckAt(elements));
}

} // namespace habitat::engine
