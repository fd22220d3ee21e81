// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/progress.h"

#include "core/base/calendar.h"
#include "core/bpmn/reader.h"
#include "core/close/step.h"
#include "core/close/tasks.h"
#include "core/engine/timer_text.h"
#include "core/store/queries.h"
#include "core/treasury/payments.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::close {

namespace {

std::optional<Error> whyNotUndo(db::Connection& db, const Close& close, int toStep)
{
    if (const auto submitted = treasury::firstSubmittedPayment(db, close.period))
        return Error{
            "close.undo.pivot",
            fmt::format("Payment {} was submitted; from there a close only goes forward. Record a return, or "
                        "amend in the next period.",
                        submitted->instruction.paymentKey),
            {{"payment", submitted->instruction.paymentKey}},
            false};
    if (!resultOf(db, close.key, toStep))
        return Error{"close.undo.not_done",
                     fmt::format("Step {} is not done; there is nothing to undo.", toStep),
                     {{"step", toStep}},
                     false};
    return std::nullopt;
}

} // namespace

int stepOfElement(std::string_view elementId)
{
    if (elementId.ends_with(undoSuffix)) elementId.remove_suffix(undoSuffix.size());
    if (std::ranges::count(paymentTasks, elementId, &PaymentTask::element) > 0) return pivotStep;
    for (const auto& step : plan())
        if (step.id == elementId) return step.number;
    return 0;
}

bool isUndo(std::string_view elementId)
{
    return elementId.ends_with(undoSuffix);
}

Progress progressOf(db::Connection& db, const Close& close)
{
    Progress progress;
    progress.ended = !isUnderWay(db, close);
    if (progress.ended) return progress;
    for (int step = 1; step <= stepCount && progress.current == 0; ++step)
        if (!resultOf(db, close.key, step)) progress.current = step;
    progress.jobs = store::jobsOf(db, close.instance);
    for (const auto& job : progress.jobs) {
        if (job.status == store::JobStatus::Held) progress.held = job.key;
        progress.compensating = progress.compensating || isUndo(job.elementId);
    }
    for (auto& incident : store::incidentsOf(db, close.instance))
        if (!incident.resolvedAt) progress.incidents.push_back(std::move(incident));
    if (progress.compensating && !progress.jobs.empty())
        progress.current = stepOfElement(progress.jobs.front().elementId);
    return progress;
}

Status checkStepNumber(int step)
{
    if (step >= 1 && step <= stepCount) return {};
    return fail("close.step.number", fmt::format("There is no step {}; steps are 1 to {}.", step, stepCount),
                {{"step", step}});
}

bool isUnderWay(db::Connection& db, const Close& close)
{
    const auto instance = store::instance(db, close.instance);
    return instance && !instance->endedAt;
}

std::vector<StepRun> runsOf(db::Connection& db, CloseKey close, int step)
{
    std::vector<StepRun> runs;
    auto rows = db.query("SELECT run, recorded_at, recorded_by, undone_at, coalesce(undone_by, ''), "
                         "coalesce(undo_reason, ''), undo_second FROM close_result "
                         "WHERE close_key = ? AND step = ? ORDER BY run")
                    .bind(close, step);
    while (rows.next()) {
        StepRun run{int(rows.integer(0)), instantFromMicros(rows.integer(1)),
                    rows.text(2),         std::nullopt,
                    rows.text(4),         rows.text(5),
                    rows.text(6)};
        if (const auto undoneAt = rows.optionalInteger(3)) run.undoneAt = instantFromMicros(*undoneAt);
        runs.push_back(std::move(run));
    }
    return runs;
}

std::optional<Instant> dueAt(db::Connection& db, const Close& close)
{
    const auto instance = store::instance(db, close.instance);
    const auto xml = instance ? store::definitionXml(db, instance->definition) : std::nullopt;
    const auto document = bpmn::read(xml.value_or(std::string()), std::string(processId));
    const auto* process = document ? document->definitions.process(processId) : nullptr;
    const auto allowed = process ? engine::parsePeriod(process->properties.get("due")) : std::nullopt;
    return allowed ? engine::plus(close.startedAt, *allowed) : std::nullopt;
}

Result<Close> closeUnderWay(db::Connection& db, const std::string& period)
{
    auto close = latestClose(db, period);
    if (!close)
        return fail("close.unknown", fmt::format("No close of {} was started. Start it first.", period),
                    {{"period", period}});
    if (!isUnderWay(db, *close))
        return fail("close.ended",
                    fmt::format("The close of {} has ended; none of its steps runs, is signed or undone any "
                                "more. {}",
                                period,
                                resultOf(db, close->key, stepCount)
                                    ? "Correct it in the next period, or reopen the period."
                                    : "Start it anew."),
                    {{"period", period}});
    return *close;
}

UndoPlan undoPlan(db::Connection& db, const Close& close, int toStep)
{
    UndoPlan plan;
    for (int step = stepCount; step >= toStep; --step)
        if (resultOf(db, close.key, step) || step == pivotStep)
            for (auto& effect : behaviourOf(step).undoEffects(db, close))
                plan.effects.push_back(std::move(effect));
    plan.refusal = whyNotUndo(db, close, toStep);
    return plan;
}

Error unsignedStep(int step, const std::vector<int>& openSlots)
{
    const auto labels = labelsOf(step, openSlots);
    return {"close.step.unsigned",
            fmt::format("Step {}, {}, waits for the signature of: {}.", step, planOf(step).name, labels),
            {{"step", step}, {"open", labels}},
            false};
}

} // namespace habitat::close
