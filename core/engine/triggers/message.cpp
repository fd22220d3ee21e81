// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/subscriptions.h"
#include "core/engine/timer_text.h"
#include "core/engine/triggers/triggers.h"

#include <fmt/format.h>

namespace habitat::engine {
namespace {

struct MessagePlan final : Plan
{
    Expression name;
    Expression correlation;
    Duration timeToLive{};
};

/// How long a message that is thrown waits for somebody to receive it; property `timeToLive`.
Result<Duration> timeToLiveOf(const bpmn::Element& element)
{
    constexpr Duration usual = std::chrono::hours(24 * 7);
    const std::string* text = element.properties.find("timeToLive");
    if (!text) return usual;
    const auto period = parsePeriod(*text);
    if (!period || period->months != 0 || period->exact.count() < 0)
        return fail(
            "engine.model.property",
            fmt::format("The property timeToLive is \"{}\"; it must be a duration without months, such "
                        "as PT1H.",
                        *text));
    return period->exact;
}

/// A message goes to one receiver, found by name and key (BPMN 2.0.2 §8.4.2, §13.5.1). The runtime carries
/// it.
class MessageTrigger final : public Trigger
{
public:
    [[nodiscard]] bool standsAt(Position position) const override
    {
        return position != Position::SubProcessStart;
    }

    [[nodiscard]] Result<std::unique_ptr<const Plan>> plan(const EventSource& source) const override
    {
        const auto& event = std::get<bpmn::MessageEvent>(source.definition.detail);
        auto plan = std::make_unique<MessagePlan>();
        plan->name = TRY(Expression::compile(event.messageName));
        plan->correlation = TRY(Expression::compile(event.correlationKey));
        plan->timeToLive = TRY(timeToLiveOf(source.element));
        const bool throws = source.position == Position::Throw || source.position == Position::End;
        if (throws && !plan->name.isStated())
            return fail("engine.model.message",
                        "It sends a message but does not name it. Choose a message with a name.");
        return plan;
    }

    Status arm(Step& step, const Awaited& awaited, const Plan* plan) const override
    {
        if (isAwaited(step.state(), awaited)) return {};
        const auto& message = static_cast<const MessagePlan&>(*plan);
        const VariableView view(step.state(), awaited.waiting.key);
        std::string name = TRY(message.name.text(view, step.now()));
        std::string correlation = TRY(message.correlation.text(view, step.now()));
        if (message.correlation.isStated() && correlation.empty())
            return fail(
                "engine.message.key",
                fmt::format("The key of the message \"{}\" is empty, so that no message could be told "
                            "to be meant. Set the variables that it is made of, then retry.",
                            name));
        openSubscription(step, awaited, SubscriptionKind::Message, std::move(name), std::move(correlation));
        return {};
    }

    [[nodiscard]] Result<StartCondition> startsBy(const Plan* plan, Instant now) const override
    {
        const InstanceState nothing;
        const auto& name = static_cast<const MessagePlan&>(*plan).name;
        return StartCondition{TRY(name.text(VariableView(nothing, {}), now)), std::nullopt};
    }

    Result<Afterwards> fire(Step& step, const Visit& thrower, const Plan* plan) const override
    {
        const auto& message = static_cast<const MessagePlan&>(*plan);
        MessageThrown thrown;
        {
            const VariableView view(step.state(), thrower.key);
            thrown.name = TRY(message.name.text(view, step.now()));
            thrown.correlation = TRY(message.correlation.text(view, step.now()));
        }
        if (thrown.name.empty())
            return fail(
                "engine.message.name",
                "The name of the message is empty. Set the variables that it is made of, then retry.");
        thrown.message = step.makeKey<MessageKey>();
        thrown.elementInstance = thrower.key;
        thrown.element = thrower.element;
        thrown.variables = *step.state().element(thrower.key)->variables;
        thrown.timeToLive = message.timeToLive;
        step.emit(std::move(thrown));
        return Afterwards::GoesOn;
    }
};

} // namespace

const Trigger& messageTrigger()
{
    static const MessageTrigger trigger;
    return trigger;
}

} // namespace habitat::engine
