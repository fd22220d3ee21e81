// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/commands.h"

#include "core/base/calendar.h"
#include "core/base/text.h"
#include "core/close/progress.h"
#include "core/close/step.h"
#include "core/runtime/retry.h"
#include "core/treasury/payments.h"
#include "core/treasury/periods.h"

#include <fmt/format.h>

namespace habitat::close {

namespace {

using nlohmann::json;
using runtime::OperationContext;

runtime::Command instanceCommand(const Close& close, engine::Command command, const Actor& by,
                                 std::string reason = {})
{
    return {runtime::InstanceCommand{close.instance, std::move(command)}, by, std::move(reason), {}};
}

/// In the newest close of the period, ended or not: repeating what is done changes nothing.
bool isDone(db::Connection& db, const std::string& period, int step)
{
    const auto close = latestClose(db, period);
    return close && resultOf(db, close->key, step).has_value();
}

Status checkBegun(const std::string& period, Date today)
{
    const auto span = TRY(treasury::parsePeriod(period));
    if (span.from <= today) return {};
    return fail("close.period.not_begun",
                fmt::format("Period {} has not begun: its first day is {}, and today is {}. Close the period "
                            "that is over, or correct the period's name.",
                            span.code, toText(span.from), toText(today)),
                {{"period", span.code}, {"from", toText(span.from)}});
}

Result<json> start(OperationContext& context, const std::string& period, std::optional<Money> entered)
{
    auto& work = context.work();
    TRY(checkBegun(period, dateOf(work.now())));
    TRY(treasury::openPeriod(work, period));
    const auto close = TRY(beginClose(work, period, entered));
    runtime::StartProcess begin;
    begin.processId = std::string(processId);
    begin.businessKey = close.businessKey();
    begin.variables.set("period", period);
    begin.correlation = fmt::format("close:{}:{}", period, close.ordinal);
    const auto started = TRY(context.perform({std::move(begin), work.actor(), {}, {}}));
    attachInstance(work, close.key, started.instance);
    work.publish({"close.started", period, {{"run", close.run}}});
    return json{{"instance", started.instance.value}, {"period", period}};
}

Error notItsTurn(const Progress& progress, int step)
{
    if (progress.current == 0)
        return {"close.step.not_its_turn",
                fmt::format("Step {} cannot run: the close has ended.", step),
                {{"step", step}},
                false};
    return {"close.step.not_its_turn",
            fmt::format("Step {} cannot run yet: it is the turn of step {}, {}.", step, progress.current,
                        planOf(progress.current).name),
            {{"step", step}, {"current", progress.current}},
            false};
}

/// What is to be signed or was not signed before the step may run.
Status readyToRun(db::Connection& db, const Close& close, int step, Instant now)
{
    const auto reading = readStep(db, close, step, now);
    if (auto refusal = refusalOf(step, reading.checks)) return fail(std::move(*refusal));
    const auto open = openSlots(db, close.key, step, reading.terms());
    if (open.empty()) return {};
    return fail(unsignedStep(step, open));
}

Result<json> run(OperationContext& context, const std::string& period, int step)
{
    auto& work = context.work();
    TRY(checkStepNumber(step));
    if (isDone(work.db(), period, step)) return json{{"step", step}, {"already_done", true}};
    const auto close = TRY(closeUnderWay(work.db(), period));
    const auto progress = progressOf(work.db(), close);
    if (progress.current != step) return fail(notItsTurn(progress, step));
    if (!progress.incidents.empty())
        return fail("close.step.failed",
                    fmt::format("Step {} has failed: {} Mend the cause, then retry it.", step,
                                progress.incidents.front().error.message),
                    {{"step", step}});
    if (!progress.held)
        return fail("close.step.running",
                    fmt::format("Step {} is running already. Wait until it is done.", step),
                    {{"step", step}});
    TRY(readyToRun(work.db(), close, step, work.now()));
    goForward(work, close.key);
    TRY(context.perform(instanceCommand(close, engine::ReleaseJob{*progress.held}, work.actor())));
    return json{{"step", step}, {"instance", close.instance.value}};
}

Result<json> retry(OperationContext& context, const std::string& period, int step)
{
    auto& work = context.work();
    if (step != 0 && isDone(work.db(), period, step)) return json{{"step", step}, {"already_done", true}};
    const auto close = TRY(closeUnderWay(work.db(), period));
    const bool hasFailed = runtime::hasSomethingToRetry(work.db(), close.instance, work.now());
    const int failed = hasFailed ? progressOf(work.db(), close).current : 0;
    if (failed == 0 || (step != 0 && step != failed))
        return fail("close.step.not_failed",
                    failed == 0 ? "No step of this close has failed; there is nothing to retry."
                                : fmt::format("Step {} has not failed; step {} has.", step, failed),
                    {{"failed", failed}});
    setActing(work, close.key);
    TRY(runtime::retryNow(context, close.instance));
    return json{{"step", failed}};
}

Result<json> signNow(OperationContext& context, const std::string& period, int step, const std::string& note)
{
    auto& work = context.work();
    TRY(checkStepNumber(step));
    const auto close = TRY(closeUnderWay(work.db(), period));
    if (resultOf(work.db(), close.key, step))
        return fail("close.sign.done", fmt::format("Step {} is done; its signatures stand.", step),
                    {{"step", step}});
    const auto progress = progressOf(work.db(), close);
    if (progress.current != step)
        return fail(
            "close.sign.not_its_turn",
            fmt::format("Step {} cannot be signed yet: what it will read is not settled before it is its "
                        "turn. Now it is the turn of step {}.",
                        step, progress.current),
            {{"step", step}, {"current", progress.current}});
    const auto reading = readStep(work.db(), close, step, work.now());
    if (reading.inputHash.empty())
        if (auto refusal = refusalOf(step, reading.checks)) return fail(std::move(*refusal));
    TRY(sign(work, close, step, reading.terms(), note));
    return json{{"step", step}, {"hash", reading.inputHash}};
}

Result<json> undo(OperationContext& context, const UndoOrder& order)
{
    auto& work = context.work();
    TRY(checkStepNumber(order.toStep));
    if (isBlank(order.reason))
        return fail("close.undo.reason", "An undo needs a reason; it stays on record.");
    TRY(checkSecondPerson(work.actor(), order.second, order.witness, {"close.undo", "An undo"}));
    const auto close = TRY(closeUnderWay(work.db(), order.period));
    const auto plan = undoPlan(work.db(), close, order.toStep);
    if (plan.refusal) return fail(*plan.refusal);
    const auto second = order.second ? order.second->user : std::string();
    beginRun(work, close.key, {order.reason, second});
    // The process has no undo for it: a pivot that paid nothing only stands on what is undone.
    if (resultOf(work.db(), close.key, pivotStep))
        recordUndone(work, TRY(closeUnderWay(work.db(), order.period)), pivotStep);
    const auto& element = planOf(order.toStep).id;
    TRY(context.perform(
        instanceCommand(close, engine::Rewind{std::string(element)}, work.actor(), order.reason)));
    work.publish({"close.undone",
                  order.period,
                  {{"to_step", order.toStep},
                   {"reason", order.reason},
                   {"second_person", second},
                   {"run", close.run + 1}}});
    return json{{"to_step", order.toStep}, {"instance", close.instance.value}};
}

} // namespace

runtime::Operation startClose(std::string period, std::optional<Money> enteredNetIncome)
{
    json arguments{{"period", period}};
    if (enteredNetIncome) arguments["net_income_minor"] = enteredNetIncome->minor;
    return {"close.start",
            std::move(arguments),
            [=](OperationContext& context) { return start(context, period, enteredNetIncome); },
            {}};
}

runtime::Operation runStep(std::string period, int step)
{
    return {"close.run",
            {{"period", period}, {"step", step}},
            [=](OperationContext& context) { return run(context, period, step); },
            {}};
}

runtime::Operation retryStep(std::string period, int step)
{
    return {"close.retry",
            {{"period", period}, {"step", step}},
            [=](OperationContext& context) { return retry(context, period, step); },
            {}};
}

runtime::Operation signStep(std::string period, int step, std::string note)
{
    return {"close.sign",
            {{"period", period}, {"step", step}, {"note", note}},
            [=](OperationContext& context) { return signNow(context, period, step, note); },
            {}};
}

runtime::Operation undoTo(UndoOrder order)
{
    json arguments{{"period", order.period}, {"to_step", order.toStep}, {"reason", order.reason}};
    if (order.second) arguments["second_person"] = order.second->user;
    return {"close.undo",
            std::move(arguments),
            [order = std::move(order)](OperationContext& context) { return undo(context, order); },
            {}};
}

Status mayCancel(db::Connection& db, InstanceKey instance)
{
    const auto close = closeOfInstance(db, instance);
    if (!close) return {};
    const auto done = results(db, close->key);
    if (done.empty()) return {};
    return fail(
        "close.cancel.undo_first",
        fmt::format("{} steps of the close of {} are done; cancelling would leave its period half closed. "
                    "Undo back to step 1 first.",
                    done.size(), close->period),
        {{"period", close->period}, {"done", done.size()}});
}

} // namespace habitat::close
