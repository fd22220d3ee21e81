// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/catching.h"
#include "core/engine/machine/errors.h"
#include "core/engine/triggers/triggers.h"

namespace habitat::engine {
namespace {

/// A business error interrupts the nearest scope around its thrower that catches it (BPMN 2.0.2 §13.5.3).
class ErrorTrigger final : public Trigger
{
public:
    [[nodiscard]] bool standsAt(Position position) const override
    {
        return position == Position::EventSubProcess || position == Position::Boundary ||
               position == Position::End;
    }

    [[nodiscard]] Result<std::unique_ptr<const Plan>> plan(const EventSource& source) const override
    {
        const auto& event = std::get<bpmn::ErrorEvent>(source.definition.detail);
        if (source.position == Position::End && event.errorCode.value_or("").empty())
            return fail("engine.model.error", "It must say which error it throws, with an error code.");
        if (source.position != Position::End && !source.element.isInterrupting)
            return fail("engine.model.error", "What catches an error always interrupts.");
        return std::make_unique<CodePlan>(bpmn::EventTrigger::Error, event.errorCode);
    }

    [[nodiscard]] Catch catches(const Plan* plan, const Thrown& thrown) const override
    {
        return catchBy(static_cast<const CodePlan&>(*plan), thrown);
    }

    Result<Afterwards> fire(Step& step, const Visit& thrower, const Plan* plan) const override
    {
        TRY(throwError(step, thrower, {*static_cast<const CodePlan&>(*plan).code, {}, {}}));
        return Afterwards::Stays;
    }
};

} // namespace

const Trigger& errorTrigger()
{
    static const ErrorTrigger trigger;
    return trigger;
}

} // namespace habitat::engine
