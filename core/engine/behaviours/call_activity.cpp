// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/errors.h"
#include "core/engine/machine/lifecycle.h"

#include <fmt/format.h>

namespace habitat::engine {
namespace {

struct CallPlan final : Plan
{
    Expression processId;
    Expression versionTag;
    Expression businessKey;
    bpmn::Binding binding = bpmn::Binding::Latest;
    bool handsDownAll = true;
};

Result<CallStarted> callFrom(Step& step, const Visit& visit, const CallPlan& plan)
{
    const VariableView view(step.state(), visit.key);
    CallStarted call;
    call.calledProcessId = TRY(plan.processId.text(view, step.now()));
    if (call.calledProcessId.empty())
        return fail(
            "engine.call.process",
            "The id of the process to call is empty. Set the variables that it is made of, then retry.");
    call.binding = plan.binding;
    call.versionTag = TRY(plan.versionTag.text(view, step.now()));
    call.businessKey =
        plan.businessKey.isStated() ? TRY(plan.businessKey.text(view, step.now())) : step.state().businessKey;
    return call;
}

/// Starts another process as an instance of its own and waits until it has ended.
class CallActivity final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process&,
                                             const bpmn::Element& element) const override
    {
        if (!element.calledElement || !element.calledElement->processId.isStated())
            return fail("engine.model.call", "It does not say which process it calls.");
        const bpmn::CalledElement& called = *element.calledElement;
        auto plan = std::make_unique<CallPlan>();
        plan->processId = TRY(Expression::compile(called.processId));
        plan->versionTag = TRY(Expression::compile(called.versionTag));
        plan->businessKey = TRY(Expression::compile(called.businessKey));
        plan->binding = called.binding;
        plan->handsDownAll = called.propagateAllParentVariables;
        return plan;
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        const auto& plan = step.compiled(visit).planAs<CallPlan>();
        const InstanceState& state = step.state();
        const int depth = state.parent ? state.parent->depth + 1 : 1;
        if (depth > callDepthLimit)
            return fail(
                "engine.call.depth",
                fmt::format("Processes call each other more than {} levels deep; they seem to call in a "
                            "circle.",
                            callDepthLimit));
        CallStarted call = TRY(callFrom(step, visit, plan));
        call.elementInstance = visit.key;
        call.element = visit.element;
        call.variables =
            plan.handsDownAll ? visibleVariables(state, visit.key) : *state.element(visit.key)->variables;
        call.origin = {state.instance, visit.key, depth, caughtAround(step, visit)};
        step.emit(std::move(call));
        return {};
    }

    void withdraw(Step& step, const Visit& visit) const override
    {
        if (step.state().element(visit.key)->isCalling)
            step.emit(CallEnded{visit.key, CallEnded::How::Cancelled});
    }

    [[nodiscard]] bool isCall() const override { return true; }
};

} // namespace

const Behaviour& callActivity()
{
    static const CallActivity behaviour;
    return behaviour;
}

} // namespace habitat::engine
