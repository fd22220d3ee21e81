// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/runtime/execution.h"
#include "core/runtime/execution_attempt.h"
#include "core/runtime/execution_context.h"
#include "core/runtime/job_info.h"
#include "core/store/json_text.h"

#include <fmt/format.h>

namespace habitat::runtime {

namespace {

Error handlerMissing(const JobInfo& info)
{
    return {"runtime.handler.missing",
            fmt::format(
                "Nothing in this program does jobs of the type “{}” ({}). Correct the definition or use a "
                "program that knows it, then retry.",
                info.type, info.elementId),
            {{"type", info.type}, {"element", info.elementId}}};
}

} // namespace

void Execution::job(const ReadyJob& ready)
{
    const auto staged = stage(ready.instance);
    if (!staged) {
        logger("runtime")->error("a job cannot run: {}", staged.error().message);
        return;
    }
    const auto info = describeJob(m_kernel.db, (*staged)->state(), *(*staged)->model, (*staged)->correlation,
                                  ready, m_kernel.now);
    if (!info) return;
    const auto* handler = m_kernel.registry.findLocal(info->type);
    if (handler == nullptr) {
        recordFailure(ready.instance, ready.job, handlerMissing(*info));
        return;
    }
    std::optional<BpmnError> thrown;
    const auto outcome = attempt([&] { return runHandler(*handler, *info, thrown); });
    if (outcome) return;
    if (!thrown) {
        recordFailure(ready.instance, ready.job, outcome.error());
        return;
    }
    const auto told = internal(
        ready.instance, engine::ThrowJobError{ready.job, thrown->code, thrown->message, thrown->variables});
    if (!told) recordFailure(ready.instance, ready.job, told.error());
}

HandlerResult Execution::callHandler(const LocalHandler& handler, const Staged& staged, const JobInfo& info,
                                     std::int64_t seq)
{
    const auto actor = info.releasedBy ? *info.releasedBy : Actor::system();
    const auto correlation = staged.correlation;
    const auto variables = engine::visibleVariables(staged.state(), info.elementInstance);
    WorkContext work(*this, actor, seq, correlation);
    JobContext context(work, info, variables, m_mode);
    auto result = handler(context);
    if (std::holds_alternative<feel::Context>(result)) work.finish();
    return result;
}

// The refusal that it returns stands for the failed attempt, or for `thrown`.
Result<Outcome> Execution::runHandler(const LocalHandler& handler, const JobInfo& info,
                                      std::optional<BpmnError>& thrown)
{
    const auto actor = info.releasedBy ? *info.releasedBy : Actor::system();
    const auto record = addRecord("job.complete", actor, 0);
    auto result = callHandler(handler, *TRY(stage(info.instance)), info, m_records[record].seq);
    if (auto* failure = std::get_if<Failure>(&result)) return fail(std::move(failure->error));
    if (auto* error = std::get_if<BpmnError>(&result)) {
        thrown = std::move(*error);
        return fail("runtime.job.error", "The job ended with an error of the process.");
    }
    m_records[record].instance = info.instance;
    const engine::CompleteJob complete{info.key, std::move(std::get<feel::Context>(result))};
    TRY(decideOn(*TRY(stage(info.instance)), complete, actor, record));
    Outcome outcome;
    outcome.seq = m_records[record].seq;
    outcome.instance = info.instance;
    return outcome;
}

void Execution::recordFailure(InstanceKey instance, JobKey job, const Error& error)
{
    const auto told =
        internal(instance, engine::FailJob{job, error.code, error.message, error.context, error.retryable});
    if (!told)
        logger("runtime")->error("the failure of job {} could not be recorded: {}", job.value,
                                 told.error().message);
}

Result<HandlerResult> Execution::previewJob(const ReadyJob& ready)
{
    auto* staged = TRY(stage(ready.instance));
    auto open = ready;
    const auto info =
        describeJob(m_kernel.db, staged->state(), *staged->model, staged->correlation, open, std::nullopt);
    if (!info)
        return fail("runtime.job.unknown", fmt::format("Job {} is done or gone.", ready.job.value),
                    {{"job", ready.job.value}});
    const auto* handler = m_kernel.registry.findLocal(info->type);
    if (handler == nullptr)
        return fail("runtime.preview.remote",
                    fmt::format("“{}” is done outside of this program and cannot be previewed.", info->type),
                    {{"type", info->type}});
    const auto record = addRecord("job.complete", Actor::system(), 0);
    expose();
    try {
        return callHandler(*handler, *staged, *info, m_records[record].seq);
    } catch (const std::exception& error) {
        if (!m_kernel.db.inTransaction() || !isLocal(error)) throw;
        return HandlerResult(Failure{caught(error)});
    }
}

} // namespace habitat::runtime
