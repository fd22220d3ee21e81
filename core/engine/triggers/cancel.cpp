// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/compensation.h"
#include "core/engine/machine/lifecycle.h"
#include "core/engine/triggers/triggers.h"

#include <algorithm>

namespace habitat::engine {
namespace {

ElementIndex cancelBoundaryOf(const bpmn::Process& process, ElementIndex transaction)
{
    if (!transaction.isValid()) return {};
    for (const ElementIndex boundary : process[transaction].boundaryEvents)
        if (process[boundary].event(bpmn::EventTrigger::Cancel)) return boundary;
    return {};
}

/// Gives a transaction up: what is active in it ends, what is done in it is undone, then its cancel boundary
/// event goes on (BPMN 2.0.2 §10.3.5, §13.5.3).
class CancelTrigger final : public Trigger
{
public:
    [[nodiscard]] bool standsAt(Position position) const override
    {
        return position == Position::Boundary || position == Position::End;
    }

    [[nodiscard]] Result<std::unique_ptr<const Plan>> plan(const EventSource& source) const override
    {
        if (source.position == Position::Boundary) {
            if (source.element.isInterrupting) return nullptr;
            return fail("engine.model.cancel", "What catches a cancellation always interrupts.");
        }
        const ElementIndex transaction = source.element.parent;
        if (!transaction.isValid() || source.process[transaction].type != bpmn::ElementType::Transaction)
            return fail("engine.model.cancel", "It cancels a transaction, but it is in none.");
        if (!cancelBoundaryOf(source.process, transaction).isValid())
            return fail("engine.model.cancel",
                        "The transaction that it cancels has no cancel boundary event to go on from.");
        return nullptr;
    }

    Result<Afterwards> fire(Step& step, const Visit& thrower, const Plan*) const override
    {
        terminateBeside(step, thrower);
        if (!throwCompensation(step, thrower, {}, CompensationPurpose::Throw)) onCompensated(step, thrower);
        return Afterwards::Stays;
    }

    void onCompensated(Step& step, const Visit& thrower) const override
    {
        const Visit transaction = step.visitOf(thrower.scope);
        triggerBoundary(step, transaction, cancelBoundaryOf(step.model().process(), transaction.element), {});
    }
};

} // namespace

const Trigger& cancelTrigger()
{
    static const CancelTrigger trigger;
    return trigger;
}

} // namespace habitat::engine
