// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/kernel.h"

#include <optional>

namespace habitat::runtime {

/// What a handler is told about the job, where it may run: at `now` for jobs that are ready or whose next
/// attempt is due; without `now` any open job. The writer's; throws db::DbError.
std::optional<JobInfo> describeJob(db::Connection& connection, const engine::InstanceState& state,
                                   const engine::Model& model, const std::string& correlation,
                                   const ReadyJob& ready, std::optional<Instant> now);

} // namespace habitat::runtime
