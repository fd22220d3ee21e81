// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/timers.h"

#include "core/engine/machine/subscriptions.h"
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

Result<std::unique_ptr<const Plan>> planTimer(const bpmn::TimerEvent& event)
{
    if (event.kind == bpmn::TimerEvent::Kind::None || !event.expression.isStated())
        return fail("engine.model.timer", "Its timer has neither a date nor a duration nor a cycle.");
    auto plan = std::make_unique<TimerPlan>();
    plan->kind = TimerKind(int(event.kind) - 1);
    plan->expression = TRY(Expression::compile(event.expression));
    if (event.expression.kind == bpmn::Expression::Kind::Literal)
        TRY(timerFrom(*plan, event.expression.text, Instant{}));
    return plan;
}

Result<TimerScheduled> firstDue(const TimerPlan& plan, const VariableView& view, Instant now)
{
    return timerFrom(plan, TRY(plan.expression.evaluate(view, now)), now);
}

Status scheduleTimer(Step& step, const Awaited& awaited, const TimerPlan& plan)
{
    if (isAwaited(step.state(), awaited)) return {};
    TimerScheduled timer = TRY(firstDue(plan, VariableView(step.state(), awaited.waiting.key), step.now()));
    timer.timer = step.makeKey<TimerKey>();
    timer.elementInstance = awaited.waiting.key;
    timer.element = awaited.event;
    timer.definition = awaited.definition;
    step.emit(std::move(timer));
    return {};
}

std::optional<TimerScheduled> nextDue(const TimerScheduled& fired, Instant now)
{
    if (fired.kind != TimerKind::Cycle || fired.repetitionsLeft == 0) return std::nullopt;
    auto due = plus(fired.dueAt, fired.interval);
    const bool isEndless = fired.repetitionsLeft == TimerScheduled::endless;
    if (isEndless && due && *due <= now) {
        if (fired.interval.months == 0) {
            const auto missed = (now - fired.dueAt) / fired.interval.exact;
            due = fired.dueAt + fired.interval.exact * (missed + 1);
        } else {
            while (due && *due <= now)
                due = plus(*due, fired.interval);
        }
    }
    if (!due) return std::nullopt;
    TimerScheduled next = fired;
    next.dueAt = *due;
    if (!isEndless) --next.repetitionsLeft;
    return next;
}

void scheduleNext(Step& step, const Timer& fired)
{
    auto next = nextDue({fired.key, fired.elementInstance, fired.element, fired.definition, fired.dueAt,
                         fired.kind, fired.repetitionsLeft, fired.interval},
                        step.now());
    if (!next) return;
    next->timer = step.makeKey<TimerKey>();
    step.emit(std::move(*next));
}

} // namespace habitat::engine
