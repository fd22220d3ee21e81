// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/job_info.h"

#include "core/store/queries.h"

namespace habitat::runtime {

namespace {

bool mayRun(const engine::Job& job, Instant now)
{
    return job.state == engine::JobState::Ready ||
           (job.state == engine::JobState::Waiting && job.retryAt <= now);
}

} // namespace

std::optional<JobInfo> describeJob(db::Connection& connection, const engine::InstanceState& state,
                                   const engine::Model& model, const std::string& correlation,
                                   const ReadyJob& ready, std::optional<Instant> now)
{
    const auto* job = state.job(ready.job);
    if (job == nullptr || (now && !mayRun(*job, *now))) return std::nullopt;
    const auto* place = state.element(job->elementInstance);
    ensure(place != nullptr, "an open job has an active element");
    const auto& element = model.process()[place->element];
    JobInfo info;
    info.key = job->key;
    info.type = job->type;
    info.attempt = job->attempt;
    info.instance = ready.instance;
    info.elementInstance = job->elementInstance;
    info.elementId = element.id;
    info.processId = model.process().id;
    info.businessKey = state.businessKey;
    info.correlation = correlation;
    if (element.job) info.headers = element.job->headers;
    info.properties = element.properties;
    info.idempotencyKey = ready.idempotencyKey;
    info.releasedBy = ready.releasedBy;
    if (info.idempotencyKey.empty()) {
        const auto row = store::job(connection, ready.job);
        ensure(row.has_value(), "an open job has a row");
        info.idempotencyKey = row->idempotencyKey;
        if (row->releasedBy) info.releasedBy = row->releasedBy;
    }
    return info;
}

} // namespace habitat::runtime
