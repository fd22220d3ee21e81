// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/timers.h"

#include "core/engine/timer_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::engine {
namespace {

tl::unexpected<Error> badTimer(std::string_view wanted, const feel::Value& found)
{
    const std::string text = validText(feel::toText(found).substr(0, 200));
    return fail(
        "engine.timer.invalid",
        fmt::format(
            "The timer gives {}, where {} is needed. Set the variables it uses, or correct the model.", text,
            wanted),
        {{"value", text}});
}

tl::unexpected<Error> outOfRange()
{
    return fail("engine.timer.range", "The timer would be due outside the years 0 to 9999.");
}

Result<TimerScheduled> timerFrom(const TimerPlan& plan, const feel::Value& value, Instant now)
{
    TimerScheduled timer;
    timer.kind = plan.kind;
    if (plan.kind == TimerKind::Date) {
        const auto at = instantOf(value);
        if (!at) return badTimer("a date and time such as 2026-03-31T12:00:00Z", value);
        timer.dueAt = *at;
        return timer;
    }
    const bool isCycle = plan.kind == TimerKind::Cycle;
    Cycle cycle{1, {}, {}};
    if (isCycle) {
        const auto read = value.isString() ? parseCycle(value.asString()) : std::nullopt;
        if (!read) return badTimer("a cycle such as R3/PT10S", value);
        cycle = *read;
        timer.interval = cycle.interval;
    } else {
        const auto period = periodOf(value);
        if (!period) return badTimer("a duration such as PT15M", value);
        cycle.interval = *period;
    }
    const auto due = cycle.start ? cycle.start : plus(now, cycle.interval);
    if (!due) return outOfRange();
    timer.dueAt = *due;
    timer.repetitionsLeft =
        cycle.repetitions == TimerScheduled::endless ? TimerScheduled::endless : cycle.repetitions - 1;
    return timer;
}

} // namespace

Result<std::unique_ptr<const Plan>> planTimer(const bpmn::Element& element)
{
    const auto& event = std::get<bpmn::TimerEvent>(element.event(bpmn::EventTrigger::Timer)->detail);
    if (event.kind == bpmn::TimerEvent::Kind::None || !event.expression.isStated())
        return fail("engine.model.timer", "Its timer has neither a date nor a duration nor a cycle.");
    auto plan = std::make_unique<TimerPlan>();
    plan->kind = TimerKind(int(event.kind) - 1);
    plan->expression = TRY(Expression::compile(event.expression));
    if (event.expression.kind == bpmn::Expression::Kind::Literal)
        TRY(timerFrom(*plan, event.expression.text, Instant{}));
    return plan;
}

Status scheduleTimer(Step& step, const Visit& waiting, ElementIndex event)
{
    for (const Timer& timer : step.state().timers)
        if (timer.elementInstance == waiting.key && timer.element == event) return {};
    const auto& plan = step.model()[event].planAs<TimerPlan>();
    const feel::Value value =
        TRY(plan.expression.evaluate(VariableView(step.state(), waiting.key), step.now()));
    TimerScheduled timer = TRY(timerFrom(plan, value, step.now()));
    timer.timer = step.makeKey<TimerKey>();
    timer.elementInstance = waiting.key;
    timer.element = event;
    step.emit(std::move(timer));
    return {};
}

void scheduleNext(Step& step, const Timer& fired)
{
    if (fired.kind != TimerKind::Cycle || fired.repetitionsLeft == 0) return;
    auto due = plus(fired.dueAt, fired.interval);
    const bool isEndless = fired.repetitionsLeft == TimerScheduled::endless;
    if (isEndless && due && *due <= step.now()) {
        if (fired.interval.months == 0) {
            const auto missed = (step.now() - fired.dueAt) / fired.interval.exact;
            due = fired.dueAt + fired.interval.exact * (missed + 1);
        } else {
            while (due && *due <= step.now())
                due = plus(*due, fired.interval);
        }
    }
    if (!due) return;
    step.emit(TimerScheduled{step.makeKey<TimerKey>(), fired.elementInstance, fired.element, *due, fired.kind,
                             isEndless ? fired.repetitionsLeft : fired.repetitionsLeft - 1, fired.interval});
}

} // namespace habitat::engine
