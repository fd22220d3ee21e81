// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/handlers.h"

#include "core/close/bank_file.h"
#include "core/close/instructed.h"
#include "core/close/progress.h"
#include "core/close/steps/steps.h"
#include "core/close/tasks.h"
#include "core/treasury/payments.h"

#include <fmt/format.h>

namespace habitat::close {

namespace {

using runtime::BpmnError;
using runtime::Failure;
using runtime::HandlerContext;
using runtime::HandlerResult;

/// Anybody who draws processes may name these tasks in one; they do nothing there.
Result<Close> closeOf(HandlerContext& context)
{
    auto close = closeOfInstance(context.work().db(), context.job().instance);
    if (close) return std::move(*close);
    return fail(
        "close.instance.foreign",
        fmt::format("“{}” is a task of the period close, and this instance is no close on record. Start "
                    "the close of a period instead.",
                    context.job().type),
        {{"type", context.job().type}});
}

HandlerResult done(int step, const nlohmann::json& result)
{
    feel::Context variables;
    variables.set(fmt::format("step_{}", step), feel::fromJson(result).value_or(feel::Value()));
    return variables;
}

HandlerResult failed(Error error)
{
    return Failure{std::move(error)};
}

Error struckByDrill(int step)
{
    return {"close.drill",
            fmt::format("Training drill: step {} was made to fail. Nothing was written.", step),
            {{"step", step}, {"drill", true}},
            true};
}

/// Checks, signatures and the step's own work; a preview shows what would be written before anybody signs.
HandlerResult perform(HandlerContext& context, const Close& close, int step, Drill& drill)
{
    auto& work = context.work();
    auto reading = readStep(work.db(), close, step, work.now());
    if (const auto recorded = resultOf(work.db(), close.key, step)) {
        if (recorded->inputHash == reading.inputHash) return done(step, recorded->result);
        return failed(
            {"close.step.recorded_otherwise",
             fmt::format("Step {} is recorded with other inputs. Undo back to it, then run it again.", step),
             {{"step", step}, {"recorded", recorded->inputHash}, {"now", reading.inputHash}},
             false});
    }
    if (auto refusal = refusalOf(step, reading.checks)) return failed(std::move(*refusal));
    const auto open = openSlots(work.db(), close.key, step, reading.terms());
    if (!open.empty() && !context.isPreview()) return failed(unsignedStep(step, open));
    reading.signers = context.isPreview() ? expectedSigners(work.db(), close, step, reading.terms())
                                          : signersOf(work.db(), close, step, reading.terms());
    auto result = behaviourOf(step).perform(work, close, reading);
    if (!result) return failed(std::move(result).error());
    if (!context.isPreview() && drill.strikes(step)) return failed(struckByDrill(step));
    // The pivot step is recorded once the bank has answered.
    if (step == pivotStep) return done(step, *result);
    recordResult(work, close, step, reading.inputHash, *result);
    work.publish({"close.step.completed", close.period, {{"step", step}, {"run", close.run}}});
    return done(step, *result);
}

/// Guarded steps tell the process when an invariant fails.
HandlerResult runStep(HandlerContext& context, int step, Drill& drill)
{
    const auto close = closeOf(context);
    if (!close) return failed(close.error());
    if (std::ranges::count(guardedSteps, step) == 0) return perform(context, *close, step, drill);
    try {
        return perform(context, *close, step, drill);
    } catch (const InvariantBroken& broken) {
        return BpmnError{std::string(invariantError), broken.what(), {}};
    }
}

/// Before the point of no return: a bank that was told already stops the step while it can still be undone.
HandlerResult preparePayments(HandlerContext& context, Drill& drill, const BankFolder& bank)
{
    const auto close = closeOf(context);
    if (!close) return failed(close.error());
    treasury::PaymentFilter due;
    due.forPeriod = close->period;
    due.state = treasury::PaymentState::Scheduled;
    due.limit = INT32_MAX;
    auto& db = context.work().db();
    if (auto untold = checkNotInstructed(db, bank.folder, treasury::payments(db, due)); !untold)
        return failed(std::move(untold).error());
    return runStep(context, pivotStep, drill);
}

HandlerResult undoStep(HandlerContext& context, int step)
{
    auto found = closeOf(context);
    if (!found) return failed(std::move(found).error());
    auto& close = *found;
    auto& work = context.work();
    if (!resultOf(work.db(), close.key, step)) return feel::Context{};
    if (close.undoReason.empty()) close.undoReason = "An invariant failed; the close undid itself.";
    if (auto undone = behaviourOf(step).undo(work, close); !undone) return failed(std::move(undone).error());
    recordUndone(work, close, step);
    return feel::Context{};
}

HandlerResult finishPayments(HandlerContext& context)
{
    const auto close = closeOf(context);
    if (!close) return failed(close.error());
    BankAnswer answer;
    if (const auto* confirmation = context.variables().find("bank_confirmation"))
        answer.confirmation = feel::toText(*confirmation);
    const auto* hadIt = context.variables().find("bank_had_it");
    answer.knewNothing = hadIt && hadIt->isFalse();
    auto result = recordPayments(context.work(), *close, answer);
    if (!result) return failed(std::move(result).error());
    context.work().publish(
        {"close.step.completed", close->period, {{"step", pivotStep}, {"run", close->run}}});
    return done(pivotStep, *result);
}

runtime::Operation doubtOf(const runtime::JobInfo& job)
{
    return {"close.payments.doubt",
            {{"period", job.businessKey}},
            [instance = job.instance](runtime::OperationContext& context) -> Result<nlohmann::json> {
                // Where there is no close, nothing was sent for it.
                const auto close = closeOfInstance(context.work().db(), instance);
                if (!close) return nlohmann::json();
                TRY(doubtPayments(context.work(), *close));
                return nlohmann::json{{"period", close->period}};
            },
            {}};
}

} // namespace

void registerHandlers(runtime::Registry& registry, std::shared_ptr<Drill> drill, const BankFolder& bank)
{
    for (const auto& step : plan()) {
        if (step.number == pivotStep)
            registry.local(std::string(preparePaymentsTask.jobType), [drill, bank](HandlerContext& context) {
                return preparePayments(context, *drill, bank);
            });
        else
            registry.local(jobTypeOf(step), [drill, number = step.number](HandlerContext& context) {
                return runStep(context, number, *drill);
            });
        if (behaviourOf(step.number).undo)
            registry.local(undoJobTypeOf(step), [number = step.number](HandlerContext& context) {
                return undoStep(context, number);
            });
    }
    registry.local(std::string(recordPaymentsTask.jobType), finishPayments);
    registry.remote(
        std::string(sendPaymentsTask.jobType),
        [bank](const runtime::RemoteJob& job) { return sendToBank(job, bank); },
        [bank](const runtime::RemoteJob& job) { return askBank(job, bank); }, doubtOf);
}

} // namespace habitat::close
