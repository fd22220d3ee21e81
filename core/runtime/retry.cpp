// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/retry.h"

#include "core/base/calendar.h"
#include "core/store/queries.h"

#include <algorithm>

namespace habitat::runtime {

namespace {

/// What can be tried again now.
struct Failed
{
    std::vector<store::IncidentRow> incidents;
    /// Their next attempt is still to come.
    std::vector<store::JobRow> waiting;

    [[nodiscard]] bool isEmpty() const { return incidents.empty() && waiting.empty(); }
};

Failed failedOf(db::Connection& db, InstanceKey instance, Instant now)
{
    Failed failed{store::incidentsOf(db, instance), store::jobsOf(db, instance)};
    std::erase_if(failed.incidents, [](const store::IncidentRow& one) { return one.resolvedAt.has_value(); });
    std::erase_if(failed.waiting, [&](const store::JobRow& one) {
        return one.status != store::JobStatus::WaitingRetry || !one.retryAt || *one.retryAt <= now;
    });
    return failed;
}

} // namespace

Result<nlohmann::json> retryNow(OperationContext& context, InstanceKey instance)
{
    auto& work = context.work();
    auto elements = nlohmann::json::array();
    const auto order = [&](ElementInstanceKey element, engine::Command command) -> Status {
        elements.push_back(element.value);
        TRY(context.perform({InstanceCommand{instance, std::move(command)}, work.actor(), {}, {}}));
        return {};
    };
    const auto failed = failedOf(work.db(), instance, work.now());
    if (failed.isEmpty())
        return fail("instance.not_failed", "Nothing of this instance has failed; there is nothing to retry.",
                    {{"instance", instance.value}});
    for (const auto& incident : failed.incidents)
        TRY(order(incident.elementInstance, engine::RetryIncident{incident.key, {}}));
    for (const auto& job : failed.waiting)
        TRY(order(job.elementInstance, engine::ReleaseJob{job.key}));
    return nlohmann::json{{"elements", std::move(elements)}};
}

bool hasSomethingToRetry(db::Connection& db, InstanceKey instance, Instant now)
{
    return !failedOf(db, instance, now).isEmpty();
}

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
