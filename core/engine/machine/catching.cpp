// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/catching.h"

namespace habitat::engine {
namespace {

/// Calls `visit` with the thrower and each scope around it that something can pass, innermost first, and the
/// one passed before it.
template <typename Visitor>
void goOutwards(const InstanceState& state, ElementInstanceKey thrower, Visitor visit)
{
    const ElementInstance* passed = nullptr;
    for (const ElementInstance* at = state.element(thrower); at; at = state.element(at->scope)) {
        if (!visit(*at, passed) || at->compensates) return;
        passed = at;
    }
}

/// What an event sub-process throws is nothing for those beside it.
bool cameFromEventSubProcess(const Step& step, const ElementInstance& passed)
{
    return passed.element.isValid() && step.model().process()[passed.element].triggeredByEvent;
}

/// Calls `consider` with each event that may catch there, in groups that are equally near; stops where it
/// returns true.
template <typename Consider>
void eachGroup(const Step& step, const Visit& thrower, Consider consider)
{
    goOutwards(step.state(), thrower.key, [&](const ElementInstance& at, const ElementInstance* passed) {
        const Visit visit{at.key, at.element, at.scope};
        const CompiledElement& compiled = step.compiled(visit);
        if (passed && !cameFromEventSubProcess(step, *passed) && consider(visit, compiled.eventStarts))
            return false;
        return !(at.iteration == 0 && consider(visit, compiled.boundaries));
    });
}

} // namespace

Trigger::Catch catchBy(const CodePlan& plan, const Thrown& thrown)
{
    if (plan.kind != thrown.kind) return Trigger::Catch::No;
    if (!plan.code) return Trigger::Catch::Any;
    return *plan.code == thrown.code ? Trigger::Catch::Exactly : Trigger::Catch::No;
}

std::optional<Catcher> nearestCatcher(const Step& step, const Visit& thrower, const Thrown& thrown)
{
    std::optional<Catcher> found;
    eachGroup(step, thrower, [&](const Visit& waiting, const std::vector<ElementIndex>& events) {
        for (const ElementIndex event : events)
            for (const auto& definition : step.model()[event].planAs<EventPlan>().definitions) {
                const auto match = definition.trigger->catches(definition.plan.get(), thrown);
                const bool isFirst = match == Trigger::Catch::Any && !found;
                if (isFirst || match == Trigger::Catch::Exactly) found = Catcher{waiting, event};
                if (match == Trigger::Catch::Exactly) return true;
            }
        return found.has_value();
    });
    return found;
}

std::vector<Catcher> catchersAround(const Step& step, const Visit& thrower)
{
    std::vector<Catcher> all;
    eachGroup(step, thrower, [&](const Visit& waiting, const std::vector<ElementIndex>& events) {
        for (const ElementIndex event : events)
            all.push_back({waiting, event});
        return false;
    });
    return all;
}

} // namespace habitat::engine
