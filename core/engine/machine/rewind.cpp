// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/compensation.h"
#include "core/engine/machine/lifecycle.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::engine {
namespace {

using bpmn::Element;
using bpmn::Process;

/// Elements of the process itself that a token placed at `from` can come to.
std::vector<bool> reachableFrom(const Process& process, ElementIndex from)
{
    std::vector<bool> reached(process.elements.size());
    std::vector<ElementIndex> open{from};
    const auto visit = [&](ElementIndex next) {
        if (!reached[next.value]) open.push_back(next);
        reached[next.value] = true;
    };
    while (!open.empty()) {
        const Element& element = process[open.back()];
        open.pop_back();
        for (const FlowIndex flow : element.outgoing)
            visit(process[flow].target);
        for (const ElementIndex boundary : element.boundaryEvents)
            visit(boundary);
    }
    reached[from.value] = true;
    return reached;
}

/// A parallel join that would wait for ever, because only one token is placed.
const Element* joinOutOfReach(const Process& process, ElementIndex from)
{
    const std::vector<bool> reached = reachableFrom(process, from);
    for (const Element& element : process.elements) {
        const ElementIndex index(std::size_t(&element - process.elements.data()));
        if (element.type != bpmn::ElementType::ParallelGateway || !reached[index.value]) continue;
        for (const FlowIndex flow : element.incoming)
            if (!reached[process[flow].source.value]) return &element;
    }
    return nullptr;
}

Status checkTarget(const Process& process, ElementIndex target, const std::string& elementId)
{
    if (!target.isValid())
        return fail("engine.element.unknown",
                    fmt::format("The process \"{}\" has no element \"{}\".", process.id, elementId),
                    {{"element", elementId}});
    const Element& element = process[target];
    if (!bpmn::isActivity(element.type) || element.parent.isValid() || element.isForCompensation)
        return fail(
            "engine.rewind.target",
            fmt::format("An instance can be rewound to an activity of the process itself; \"{}\" is none. "
                        "Choose the activity before it.",
                        elementId),
            {{"element", elementId}});
    if (const Element* join = joinOutOfReach(process, target))
        return fail(
            "engine.rewind.parallel",
            fmt::format("\"{}\" is in a parallel branch: with one token there, the gateway \"{}\" would wait "
                        "for ever. Choose an activity before the split.",
                        elementId, join->id),
            {{"element", elementId}, {"gateway", join->id}});
    return {};
}

/// The completion to go back to; none where the activity was never reached.
std::optional<std::int64_t> sequenceOf(const InstanceState& state, ElementIndex element)
{
    const auto completion = std::ranges::find(state.completions, element, &Completion::element);
    if (completion != state.completions.end()) return completion->sequence;
    for (const ElementInstance& active : state.elements)
        if (active.element == element && active.scope == state.root && active.compensates.isNone())
            return active.since + 1;
    return std::nullopt;
}

Status checkIdle(const InstanceState& state)
{
    if (!state.isRewinding()) return {};
    return fail("engine.rewind.busy",
                "The instance is being rewound already. Wait until that has ended, or solve its incident.");
}

void beginRun(Step& step, CompensationPurpose purpose, ElementIndex target, std::int64_t from)
{
    const ElementInstanceKey root = step.state().root;
    terminateWithin(step, root);
    resolveIncidents(step, root, IncidentResolved::How::Obsolete);
    step.emit(CompensationTriggered{root, root, purpose, target, from,
                                    inReverse(step.state(), root, RecordFilter::since(from))});
    step.continueCompensation(root);
}

} // namespace

Status rewindTo(Step& step, const std::string& elementId)
{
    const Process& process = step.model().process();
    const ElementIndex target = process.find(elementId);
    TRY(checkIdle(step.state()));
    TRY(checkTarget(process, target, elementId));
    const auto from = sequenceOf(step.state(), target);
    if (!from)
        return fail(
            "engine.rewind.never",
            fmt::format("The instance has not come to \"{}\" yet; it can only be rewound to where it was.",
                        elementId),
            {{"element", elementId}});
    beginRun(step, CompensationPurpose::Rewind, target, *from);
    return {};
}

Status rewindAll(Step& step)
{
    TRY(checkIdle(step.state()));
    beginRun(step, CompensationPurpose::RewindAll, {}, 0);
    return {};
}

} // namespace habitat::engine
