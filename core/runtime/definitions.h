// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bpmn/task_definition.h"
#include "core/db/connection.h"
#include "core/engine/model.h"

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

namespace habitat::runtime {

/// Compiled definitions by key, read from disk when they are first wanted. The writer's; throws db::DbError.
class Definitions
{
public:
    explicit Definitions(db::Connection& connection) : m_db(connection) {}

    /// Refused where the stored file cannot be compiled by this program.
    Result<std::shared_ptr<const engine::Model>> model(DefinitionKey key);
    /// The version (0: the newest) of a process; refused with "runtime.process.unknown".
    Result<std::shared_ptr<const engine::Model>> find(std::string_view processId, int version);
    /// What a call activity of `caller` calls. `tag` is the version tag, or the number, by `binding`.
    Result<std::shared_ptr<const engine::Model>> findCalled(std::string_view processId, bpmn::Binding binding,
                                                            const std::string& tag, DefinitionKey caller);
    /// After a rollback: what was deployed in it is gone.
    void forget();
    /// After a deployment: the newest version may be another one.
    void forgetNewest() { m_newest.clear(); }

private:
    [[nodiscard]] std::optional<DefinitionKey> findKey(std::string_view processId, int version);
    Result<std::shared_ptr<const engine::Model>> findOfSameFile(std::string_view processId,
                                                                DefinitionKey caller);
    Result<std::shared_ptr<const engine::Model>> findTagged(std::string_view processId,
                                                            const std::string& tag);

    db::Connection& m_db;
    std::unordered_map<std::int64_t, std::shared_ptr<const engine::Model>> m_models;
    std::unordered_map<std::string, DefinitionKey> m_newest;
};

} // namespace habitat::runtime
