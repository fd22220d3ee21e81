// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/definitions.h"

#include "core/bpmn/reader.h"
#include "core/store/queries.h"

#include <fmt/format.h>

#include <charconv>

namespace habitat::runtime {

Result<std::shared_ptr<const engine::Model>> Definitions::model(DefinitionKey key)
{
    if (const auto found = m_models.find(key.value); found != m_models.end()) return found->second;
    const auto row = store::definition(m_db, key);
    const auto xml = store::definitionXml(m_db, key);
    ensure(row && xml, "an instance has a definition");
    const auto document = TRY(bpmn::read(*xml, row->processId));
    const auto* process = document.definitions.process(row->processId);
    ensure(process != nullptr, "a deployed file contains the process that it was deployed for");
    auto model = TRY(engine::compile(*process, key, row->version));
    m_models.emplace(key.value, model);
    return model;
}

Result<std::shared_ptr<const engine::Model>> Definitions::find(std::string_view processId, int version)
{
    const auto key = findKey(processId, version);
    if (!key)
        return fail("runtime.process.unknown",
                    version == 0
                        ? fmt::format("No process “{}” is deployed. Deploy its definition first.", processId)
                        : fmt::format("Process “{}” has no version {}.", processId, version),
                    {{"process", processId}, {"version", version}});
    return model(*key);
}

Result<std::shared_ptr<const engine::Model>> Definitions::findCalled(std::string_view processId,
                                                                     bpmn::Binding binding,
                                                                     const std::string& tag,
                                                                     DefinitionKey caller)
{
    switch (binding) {
    case bpmn::Binding::Latest:
        return find(processId, 0);
    case bpmn::Binding::Deployment:
        return findOfSameFile(processId, caller);
    case bpmn::Binding::VersionTag:
        return findTagged(processId, tag);
    case bpmn::Binding::Version:
        break;
    }
    int version = 0;
    const auto [end, problem] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
    if (problem != std::errc{} || end != tag.data() + tag.size() || version < 1)
        return fail("runtime.process.version",
                    fmt::format("“{}” is no version number of the process “{}”.", tag, processId),
                    {{"process", processId}, {"version", tag}});
    return find(processId, version);
}

Result<std::shared_ptr<const engine::Model>> Definitions::findOfSameFile(std::string_view processId,
                                                                         DefinitionKey caller)
{
    auto row = m_db.query("SELECT d.key FROM definition AS d JOIN definition AS c ON c.hash = d.hash "
                          "WHERE c.key = ? AND d.process_id = ? ORDER BY d.version DESC LIMIT 1")
                   .bind(caller, processId);
    if (row.next()) return model(row.key<DefinitionKey>(0));
    return fail("runtime.process.unknown",
                fmt::format("The file that calls the process “{}” does not contain it.", processId),
                {{"process", processId}});
}

Result<std::shared_ptr<const engine::Model>> Definitions::findTagged(std::string_view processId,
                                                                     const std::string& tag)
{
    for (const auto& row : store::definitionVersions(m_db, processId)) {
        auto candidate = TRY(model(row.key));
        if (candidate->process().versionTag == tag) return candidate;
    }
    return fail("runtime.process.unknown",
                fmt::format("No version of the process “{}” has the tag “{}”.", processId, tag),
                {{"process", processId}, {"version_tag", tag}});
}

void Definitions::forget()
{
    m_models.clear();
    m_newest.clear();
}

std::optional<DefinitionKey> Definitions::findKey(std::string_view processId, int version)
{
    if (version != 0) {
        auto row = m_db.query("SELECT key FROM definition WHERE process_id = ? AND version = ?")
                       .bind(processId, version);
        return row.next() ? std::optional(row.key<DefinitionKey>(0)) : std::nullopt;
    }
    const std::string id(processId);
    if (const auto found = m_newest.find(id); found != m_newest.end()) return found->second;
    auto row =
        m_db.query("SELECT key FROM definition WHERE process_id = ? ORDER BY version DESC LIMIT 1").bind(id);
    if (!row.next()) return std::nullopt;
    return m_newest.emplace(id, row.key<DefinitionKey>(0)).first->second;
}

} // namespace habitat::runtime
