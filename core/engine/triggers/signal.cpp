// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/subscriptions.h"
#include "core/engine/triggers/triggers.h"

namespace habitat::engine {
namespace {

struct SignalPlan final : Plan
{
    Expression name;
};

Result<std::string> nameOf(const Step& step, const Visit& from, const SignalPlan& plan)
{
    std::string name = TRY(plan.name.text(VariableView(step.state(), from.key), step.now()));
    if (name.empty())
        return fail("engine.signal.name",
                    "The name of the signal is empty. Set the variables that it is made of, then retry.");
    return name;
}

/// A signal reaches everybody who waits for its name, in every instance (BPMN 2.0.2 §10.5.1). The runtime
/// carries it.
class SignalTrigger final : public Trigger
{
public:
    [[nodiscard]] bool standsAt(Position position) const override
    {
        return position != Position::SubProcessStart;
    }

    [[nodiscard]] Result<std::unique_ptr<const Plan>> plan(const EventSource& source) const override
    {
        auto plan = std::make_unique<SignalPlan>();
        plan->name =
            TRY(Expression::compile(std::get<bpmn::SignalEvent>(source.definition.detail).signalName));
        if (!plan->name.isStated())
            return fail("engine.model.signal", "It names no signal. Choose a signal with a name.");
        return plan;
    }

    Status arm(Step& step, const Awaited& awaited, const Plan* plan) const override
    {
        if (isAwaited(step.state(), awaited)) return {};
        openSubscription(step, awaited, SubscriptionKind::Signal,
                         TRY(nameOf(step, awaited.waiting, static_cast<const SignalPlan&>(*plan))), {});
        return {};
    }

    [[nodiscard]] Result<StartCondition> startsBy(const Plan* plan, Instant now) const override
    {
        const InstanceState nothing;
        const auto& name = static_cast<const SignalPlan&>(*plan).name;
        return StartCondition{TRY(name.text(VariableView(nothing, {}), now)), std::nullopt};
    }

    Result<Afterwards> fire(Step& step, const Visit& thrower, const Plan* plan) const override
    {
        std::string name = TRY(nameOf(step, thrower, static_cast<const SignalPlan&>(*plan)));
        step.emit(SignalThrown{step.makeKey<MessageKey>(), thrower.key, thrower.element, std::move(name),
                               *step.state().element(thrower.key)->variables});
        return Afterwards::GoesOn;
    }
};

} // namespace

const Trigger& signalTrigger()
{
    static const SignalTrigger trigger;
    return trigger;
}

} // namespace habitat::engine
