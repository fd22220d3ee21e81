// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/errors.h"
#include "core/engine/machine/lifecycle.h"

namespace habitat::engine {
namespace {

const bpmn::ErrorEvent& errorOf(const bpmn::Element& element)
{
    return std::get<bpmn::ErrorEvent>(element.event(bpmn::EventTrigger::Error)->detail);
}

struct ErrorPlan final : Plan
{
    std::optional<std::string> code;
};

/// Interrupts its host when an error of its code, or any where it names none, comes out of it.
class ErrorBoundaryEvent final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process&,
                                             const bpmn::Element& element) const override
    {
        if (!element.isInterrupting)
            return fail("engine.model.error", "An error boundary event always interrupts its activity.");
        auto plan = std::make_unique<ErrorPlan>();
        plan->code = errorOf(element).errorCode;
        return plan;
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        complete(step, visit);
        return {};
    }

    [[nodiscard]] Catch catches(const CompiledElement& boundary, const std::string& errorCode) const override
    {
        const auto& code = boundary.planAs<ErrorPlan>().code;
        if (!code) return Catch::Any;
        return *code == errorCode ? Catch::Exactly : Catch::No;
    }
};

/// Throws its error; the scope that it ends in is interrupted by whoever catches it.
class ErrorEndEvent final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process&,
                                             const bpmn::Element& element) const override
    {
        if (errorOf(element).errorCode.value_or("").empty())
            return fail("engine.model.error", "It must say which error it throws, with an error code.");
        return nullptr;
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        return throwError(step, visit, {*errorOf(step.source(visit)).errorCode, {}, {}});
    }
};

} // namespace

const Behaviour& errorBoundaryEvent()
{
    static const ErrorBoundaryEvent behaviour;
    return behaviour;
}

const Behaviour& errorEndEvent()
{
    static const ErrorEndEvent behaviour;
    return behaviour;
}

} // namespace habitat::engine
