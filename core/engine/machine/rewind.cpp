// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/compensation.h"
#include "core/engine/machine/lifecycle.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::engine {
namespace {

using bpmn::Element;
using bpmn::Process;

/// A parallel join that would wait for ever, because one token is placed that cannot come to it on every
/// flow.
const Element* joinOutOfReach(const Model& model, ElementIndex from)
{
    for (const ElementIndex child : model.process().children) {
        const auto& reach = model[child].reach;
        if (model.process()[child].type != bpmn::ElementType::ParallelGateway || reach.empty()) continue;
        const auto comes = [&](const std::vector<bool>& flow) { return flow[from.value]; };
        if (std::ranges::any_of(reach, comes) && !std::ranges::all_of(reach, comes))
            return &model.process()[child];
    }
    return nullptr;
}

Status checkTarget(const Model& model, ElementIndex target, const std::string& elementId)
{
    const Process& process = model.process();
    if (!target.isValid())
        return fail("engine.element.unknown",
                    fmt::format("The process \"{}\" has no element \"{}\".", process.id, elementId),
                    {{"element", elementId}});
    const Element& element = process[target];
    if (!bpmn::isActivity(element.type) || element.parent.isValid() || element.isForCompensation ||
        element.triggeredByEvent)
        return fail(
            "engine.rewind.target",
            fmt::format("An instance can be rewound to an activity of the process itself; \"{}\" is none. "
                        "Choose the activity before it.",
                        elementId),
            {{"element", elementId}});
    if (const Element* join = joinOutOfReach(model, target))
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
    TRY(checkTarget(step.model(), target, elementId));
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
