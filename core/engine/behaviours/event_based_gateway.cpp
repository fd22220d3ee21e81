// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/lifecycle.h"
#include "core/engine/machine/subscriptions.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::engine {
namespace {

/// Waits for all events behind it at once; the first that happens takes the token (BPMN 2.0.2 §13.4.4).
/// Where a parallel one started the instance, the other events are still waited for.
class EventBasedGateway final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process& process,
                                             const bpmn::Element& element) const override
    {
        for (const FlowIndex flow : element.outgoing) {
            if (!process[flow].target.isValid()) continue;
            const bpmn::Element& target = process[process[flow].target];
            const bool waits = target.type == bpmn::ElementType::ReceiveTask ||
                               (target.type == bpmn::ElementType::IntermediateCatchEvent &&
                                !target.event(bpmn::EventTrigger::Link));
            if (!waits)
                return fail("engine.model.gateway",
                            fmt::format("\"{}\" behind it is nothing to wait for; only receive tasks and "
                                        "catching events may follow.",
                                        target.id));
        }
        if (element.outgoing.empty())
            return fail("engine.model.gateway", "Nothing follows it that it could wait for.");
        return nullptr;
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        for (const FlowIndex flow : step.source(visit).outgoing)
            TRY(armEvent(step, visit, step.model()[flow].target));
        return {};
    }

    void onOccurred(Step& step, const Visit& gateway, ElementIndex event,
                    feel::Context variables) const override
    {
        resolveIncidents(step, gateway.key, IncidentResolved::How::Completed);
        const auto& flows = step.source(gateway).outgoing;
        const auto flow =
            std::ranges::find(flows, event, [&](FlowIndex f) { return step.model()[f].target; });
        ensure(flow != flows.end(), "a gateway waits for what is behind it");
        if (waitsForMore(step, gateway, event))
            disarmEvent(step, gateway.key, event);
        else
            leave(step, gateway);
        step.emit(FlowTaken{*flow, gateway.scope});
        activate(step, {event, gateway.scope, {}, {}, std::move(variables), Begin::Happened});
    }

private:
    /// The parallel kind needs every event; those that have not happened are still open.
    static bool waitsForMore(const Step& step, const Visit& gateway, ElementIndex happened)
    {
        const auto& detail = step.source(gateway).gateway;
        if (!detail || !detail->waitsForAllEvents) return false;
        const auto isOther = [&](const auto& record) {
            return record.elementInstance == gateway.key && record.element != happened;
        };
        return std::ranges::any_of(step.state().subscriptions, isOther) ||
               std::ranges::any_of(step.state().timers, isOther);
    }
};

} // namespace

const Behaviour& eventBasedGateway()
{
    static const EventBasedGateway behaviour;
    return behaviour;
}

} // namespace habitat::engine
