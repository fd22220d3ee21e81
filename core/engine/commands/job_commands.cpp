// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/commands/commands.h"
#include "core/engine/machine/errors.h"
#include "core/engine/machine/jobs.h"
#include "core/engine/machine/lifecycle.h"
#include "core/engine/machine/variables.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace habitat::engine {
namespace {

/// A job whose time of the next attempt has come is ready; no event says so, time alone does.
JobState stateNow(const Job& job, Instant now)
{
    return job.state == JobState::Waiting && job.retryAt <= now ? JobState::Ready : job.state;
}

/// The job in one of the states that the command is for.
Result<Job> jobIn(const Step& step, JobKey key, std::initializer_list<JobState> wanted)
{
    const Job* job = step.state().job(key);
    if (!job)
        return fail("engine.job.unknown",
                    fmt::format("The instance has no open job {}; it may be done, or its step was cancelled.",
                                key.value),
                    {{"job", key.value}});
    const JobState current = stateNow(*job, step.now());
    if (std::ranges::find(wanted, current) != wanted.end()) return *job;
    std::vector<std::string_view> names;
    for (const JobState state : wanted)
        names.push_back(toText(state));
    return fail("engine.job.state",
                fmt::format("Job {} is {}; for this it must be {}.", key.value, toText(current),
                            fmt::join(names, " or ")),
                {{"job", key.value}, {"is", toText(current)}, {"needed", names}});
}

/// One attempt is used up: there is another later, or an incident now.
void failAttempt(Step& step, const Job& job, const FailJob& failure, const RetryPolicy& policy)
{
    const int attemptsLeft = job.attemptsLeft - 1;
    JobFailed failed{job.key,
                     job.elementInstance,
                     job.attempt,
                     attemptsLeft,
                     validText(failure.code),
                     validText(failure.message),
                     validJson(failure.context),
                     std::nullopt};
    const bool mayRetry = failure.retryable && attemptsLeft > 0;
    if (mayRetry)
        failed.retryAt = step.now() + backoffAfter(policy, job.attempts - attemptsLeft, step.random().next());
    Error error{failed.code, failed.message, failed.context};
    step.emit(std::move(failed));
    if (!mayRetry)
        raiseIncident(step, step.visitOf(job.elementInstance), Redo::Job, std::move(error), job.key);
}

const RetryPolicy& policyOf(const Step& step, const Job& job)
{
    return step.compiled(step.visitOf(job.elementInstance)).planAs<JobPlan>().retry;
}

} // namespace

Status perform(Step& step, const CompleteJob& command)
{
    const Job job = TRY(jobIn(step, command.job, {JobState::Ready, JobState::Waiting, JobState::Failed}));
    TRY(checkStorable(command.variables));
    const Visit visit = step.visitOf(job.elementInstance);
    resolveIncidents(step, visit.key, IncidentResolved::How::Completed);
    step.emit(JobCompleted{job.key, visit.key});
    setResult(step, visit, command.variables);
    complete(step, visit);
    return {};
}

Status perform(Step& step, const FailJob& command)
{
    const Job job = TRY(jobIn(step, command.job, {JobState::Ready}));
    failAttempt(step, job, command, policyOf(step, job));
    return {};
}

Status perform(Step& step, const TimeoutJob& command)
{
    const Job job = TRY(jobIn(step, command.job, {JobState::Ready}));
    failAttempt(
        step, job,
        {job.key, "engine.job.timeout", "The worker did not answer in time.", nlohmann::json::object(), true},
        policyOf(step, job));
    return {};
}

Status perform(Step& step, const ThrowJobError& command)
{
    const Job job = TRY(jobIn(step, command.job, {JobState::Ready, JobState::Waiting}));
    TRY(checkStorable(command.variables));
    const Visit visit = step.visitOf(job.elementInstance);
    BusinessError error{validText(command.errorCode), validText(command.message), command.variables};
    Status caught = throwError(step, visit, error);
    if (caught) return {};
    step.emit(JobFailed{job.key, visit.key, job.attempt, job.attemptsLeft - 1, error.code, error.message,
                        nlohmann::json::object(), std::nullopt});
    raiseIncident(step, visit, Redo::Job, std::move(caught).error(), job.key);
    return {};
}

Status perform(Step& step, const ReleaseJob& command)
{
    const Job job = TRY(jobIn(step, command.job, {JobState::Held, JobState::Waiting}));
    if (job.state == JobState::Held)
        step.emit(JobReleased{job.key});
    else
        step.emit(JobRetried{job.key, job.elementInstance, job.attemptsLeft});
    return {};
}

} // namespace habitat::engine
