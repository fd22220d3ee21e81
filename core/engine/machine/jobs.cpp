// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/machine/jobs.h"

#include "core/engine/machine/lifecycle.h"
#include "core/engine/timer_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace habitat::engine {
namespace {

tl::unexpected<Error> badProperty(std::string_view name, std::string_view value, std::string_view wanted)
{
    return fail("engine.model.property",
                fmt::format("The property {} is \"{}\"; it must be {}.", name, value, wanted));
}

Result<Duration> durationProperty(const bpmn::Properties& properties, std::string_view name,
                                  Duration otherwise)
{
    const std::string* text = properties.find(name);
    if (!text) return otherwise;
    const auto period = parsePeriod(*text);
    if (!period || period->months != 0 || period->exact.count() < 0)
        return badProperty(name, *text, "a duration without months, such as PT30S");
    return period->exact;
}

Result<double> factorProperty(const bpmn::Properties& properties, double otherwise)
{
    constexpr double most = 1000;
    const std::string* text = properties.find("backoffFactor");
    if (!text) return otherwise;
    double factor = 0;
    const char* end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, factor);
    if (error != std::errc{} || stop != end || !(factor >= 1 && factor <= most))
        return badProperty("backoffFactor", *text, "a number from 1 to 1000");
    return factor;
}

/// "R5/PT10M" or "PT10M": attempts and a constant wait between them.
Status readRetryCycle(const bpmn::Expression& source, JobPlan& plan)
{
    if (!source.isStated()) return {};
    if (const auto cycle = parseCycle(source.text); cycle && cycle->interval.months == 0) {
        plan.retry = {cycle->interval.exact, 1.0, cycle->interval.exact};
        if (cycle->repetitions > 0) plan.attemptsOtherwise = cycle->repetitions;
        return {};
    }
    const auto period = parsePeriod(source.text);
    if (!period || period->months != 0 || period->exact.count() < 0)
        return fail("engine.model.property",
                    fmt::format("The retry cycle \"{}\" must be written like R5/PT10M.", source.text));
    plan.retry = {period->exact, 1.0, period->exact};
    return {};
}

} // namespace

Result<std::unique_ptr<const Plan>> planJob(const bpmn::Element& element)
{
    if (!element.job)
        return fail("engine.model.job", "It has no job type. Add a task definition that names the handler.");
    auto plan = std::make_unique<JobPlan>();
    plan->type = TRY(Expression::compile(element.job->type));
    if (!plan->type.isStated())
        return fail("engine.model.job",
                    "Its job type is empty. Add a task definition that names the handler.");
    plan->attempts = TRY(Expression::compile(element.job->retries));
    TRY(readRetryCycle(element.job->retryCycle, *plan));
    const bpmn::Properties& properties = element.properties;
    plan->retry.backoff = TRY(durationProperty(properties, "backoff", plan->retry.backoff));
    plan->retry.factor = TRY(factorProperty(properties, plan->retry.factor));
    plan->retry.ceiling = TRY(
        durationProperty(properties, "backoffCeiling", std::max(plan->retry.ceiling, plan->retry.backoff)));
    plan->timeout = TRY(durationProperty(properties, "timeout", {}));
    const std::string_view start = properties.get("start");
    if (!start.empty() && start != "person" && start != "engine")
        return badProperty("start", start, "\"person\" or \"engine\"");
    plan->held = start == "person";
    return plan;
}

Status createJob(Step& step, const Visit& visit)
{
    const auto& plan = step.compiled(visit).planAs<JobPlan>();
    JobCreated created;
    {
        const VariableView view(step.state(), visit.key);
        created.type = TRY(plan.type.text(view, step.now()));
        created.attemptsLeft = TRY(plan.attempts.wholeNumber(view, step.now(), plan.attemptsOtherwise));
    }
    if (created.type.empty())
        return fail("engine.job.type",
                    "The job type is empty. Set the variables that it is made of, then retry.");
    if (created.attemptsLeft < 1)
        return fail(
            "engine.job.attempts",
            fmt::format("The number of attempts is {}; at least one is needed.", created.attemptsLeft));
    created.job = step.makeKey<JobKey>();
    created.elementInstance = visit.key;
    created.element = visit.element;
    created.backoff = plan.retry.backoff;
    created.timeout = plan.timeout;
    created.held = plan.held;
    created.compensating = isCompensating(step.state(), visit.key);
    created.idempotencyKey = fmt::format("{}:{}", step.state().instance.value, visit.key.value);
    step.emit(std::move(created));
    return {};
}

Duration backoffAfter(const RetryPolicy& policy, int failures, std::uint64_t chance)
{
    const double ceiling = double(policy.ceiling.count());
    const double grown =
        double(policy.backoff.count()) * std::pow(policy.factor, double(std::max(failures, 1) - 1));
    // Also where the power has left the range of a double.
    const auto wait = grown < ceiling ? std::int64_t(grown) : policy.ceiling.count();
    const std::uint64_t spread = std::uint64_t(wait) / 2;
    return Duration(wait - std::int64_t(chance % (spread + 1)));
}

} // namespace habitat::engine
