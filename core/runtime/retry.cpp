// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/retry.h"

#include "core/base/calendar.h"
#include "core/store/queries.h"

#include <algorithm>

namespace habitat::runtime {

namespace {

bool waitsForItsTime(const store::JobRow& job, Instant now)
{
    return job.status == store::JobStatus::WaitingRetry && job.retryAt && *job.retryAt > now;
}

Result<nlohmann::json> retryNow(OperationContext& context, InstanceKey instance)
{
    auto& work = context.work();
    auto elements = nlohmann::json::array();
    const auto order = [&](ElementInstanceKey element, engine::Command command) -> Status {
        elements.push_back(element.value);
        TRY(context.perform({InstanceCommand{instance, std::move(command)}, work.actor(), {}, {}}));
        return {};
    };
    for (const auto& incident : store::incidentsOf(work.db(), instance))
        if (!incident.resolvedAt)
            TRY(order(incident.elementInstance, engine::RetryIncident{incident.key, {}}));
    for (const auto& job : store::jobsOf(work.db(), instance))
        if (waitsForItsTime(job, work.now())) TRY(order(job.elementInstance, engine::ReleaseJob{job.key}));
    if (elements.empty())
        return fail("instance.not_failed", "Nothing of this instance has failed; there is nothing to retry.",
                    {{"instance", instance.value}});
    return nlohmann::json{{"elements", std::move(elements)}};
}

} // namespace

Error lastFailureOf(db::Connection& db, const store::JobRow& job)
{
    Error last;
    for (auto& failure : store::jobFailuresOf(db, job.instance))
        if (failure.job == job.key) last = std::move(failure.error);
    last.context["next_attempt_at"] = job.retryAt ? toText(*job.retryAt) : "";
    last.retryable = true;
    return last;
}

Operation retry(InstanceKey instance)
{
    return {"instance.retry",
            {{"instance", instance.value}},
            [instance](OperationContext& context) { return retryNow(context, instance); },
            {}};
}

Status outcomeOfRetry(db::Connection& db, InstanceKey instance, const nlohmann::json& answer)
{
    const auto elements = answer.at("elements").get<std::vector<std::int64_t>>();
    const auto wasRetried = [&](ElementInstanceKey element) {
        return std::ranges::find(elements, element.value) != elements.end();
    };
    for (const auto& incident : store::incidentsOf(db, instance))
        if (!incident.resolvedAt && wasRetried(incident.elementInstance)) return fail(incident.error);
    for (const auto& job : store::jobsOf(db, instance))
        if (job.status == store::JobStatus::WaitingRetry && wasRetried(job.elementInstance))
            return fail(lastFailureOf(db, job));
    return {};
}

} // namespace habitat::runtime
