// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/engine/model.h"
#include "core/engine/state.h"
#include "core/store/read_tables.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace habitat::runtime {

/// The word a task was decided with, as forms name it: the first text among `outcome` and `decision`; empty
/// where there is none.
std::string taskOutcome(const feel::Context& variables);

/// What one command did to one instance, ready to be written to the read tables.
struct Change
{
    InstanceKey instance;
    std::shared_ptr<const engine::Model> model;
    std::vector<engine::Event> events;
    std::int64_t seq = 0;
    Actor by;
    std::string correlation;
    std::string taskOutcome;
    /// How the instance stands before (nothing: it is new) and after.
    std::optional<store::InstanceStatus> statusBefore;
    store::InstanceStatus statusAfter = store::InstanceStatus::Running;
    std::size_t incidentsBefore = 0;
    std::size_t incidentsAfter = 0;
    /// Attempts of the jobs that were completed, by element instance.
    std::vector<std::pair<ElementInstanceKey, int>> attempts;
};

store::InstanceStatus statusOf(const engine::InstanceState& state);

/// What an instance has in common with others where nobody said it: "process:key".
std::string defaultCorrelation(const engine::Model& model, std::string_view businessKey, InstanceKey key);

/// The change that `events` make, which lead from `before` to `after`.
Change makeChange(const std::shared_ptr<const engine::Model>& model, const engine::InstanceState& before,
                  const engine::InstanceState& after, std::vector<engine::Event> events);

/// Writes the change; the writer's, in its transaction. Throws db::DbError.
void project(store::ReadTables& tables, const Change& change);

} // namespace habitat::runtime
