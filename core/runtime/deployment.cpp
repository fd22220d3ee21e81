// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/deployment.h"

#include "core/base/hash.h"
#include "core/bpmn/reader.h"
#include "core/engine/starts.h"
#include "core/feel/expression.h"
#include "core/store/queries.h"
#include "core/store/read_tables.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::runtime {

namespace {

store::EventKind kindOf(bpmn::EventTrigger kind)
{
    switch (kind) {
    case bpmn::EventTrigger::Message:
        return store::EventKind::Message;
    case bpmn::EventTrigger::Signal:
        return store::EventKind::Signal;
    case bpmn::EventTrigger::Timer:
        return store::EventKind::Timer;
    default:
        return store::EventKind::Conditional;
    }
}

nlohmann::json problemsJson(const bpmn::Problems& problems)
{
    auto list = nlohmann::json::array();
    for (const auto& problem : problems)
        list.push_back({{"severity", toText(problem.severity)},
                        {"code", problem.code},
                        {"element", problem.elementId},
                        {"line", problem.line},
                        {"message", problem.message}});
    return list;
}

Result<bpmn::Document> readSound(const std::string& fileName, const std::string& xml)
{
    auto document = TRY(bpmn::read(xml, fileName));
    const auto problems = bpmn::validate(document, rulesOfTheEngine());
    if (!bpmn::hasErrors(problems)) return document;
    const auto first = std::ranges::find(problems, bpmn::Severity::Error, &bpmn::Problem::severity);
    return fail("runtime.definition.invalid",
                fmt::format("“{}” cannot be deployed: line {}: {}", fileName, first->line, first->message),
                {{"file", fileName}, {"problems", problemsJson(problems)}});
}

/// What starts instances of this version from now on.
Result<std::vector<store::StartEventRow>> startEventsOf(const engine::Model& model, Instant now)
{
    std::vector<store::StartEventRow> rows;
    for (const auto& trigger : TRY(engine::startTriggers(model, now))) {
        store::StartEventRow row;
        row.elementId = model.id(trigger.event);
        row.position = trigger.definition;
        row.definition = model.definition();
        row.kind = kindOf(trigger.kind);
        row.name = trigger.name;
        if (trigger.timer) {
            row.dueAt = trigger.timer->dueAt;
            row.repetitionsLeft = trigger.timer->repetitionsLeft;
            row.intervalMonths = trigger.timer->interval.months;
            row.intervalMicros = trigger.timer->interval.exact.count();
            row.timerKind = int(trigger.timer->kind);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

enum class Change : std::uint8_t { None, Added };

nlohmann::json describe(const store::DefinitionRow& row, Change change)
{
    return {{"key", row.key.value},
            {"process_id", row.processId},
            {"version", row.version},
            {"name", row.name},
            {"added", change == Change::Added}};
}

Result<nlohmann::json> deployProcess(store::UnitOfWork& work, const bpmn::Process& process,
                                     const std::string& xml, const std::string& hash)
{
    const auto versions = store::definitionVersions(work.db(), process.id);
    if (!versions.empty() && versions.front().hash == hash) return describe(versions.front(), Change::None);
    store::DefinitionRow row;
    row.key = work.keys().make<DefinitionKey>();
    row.processId = process.id;
    row.version = versions.empty() ? 1 : versions.front().version + 1;
    row.name = process.name.empty() ? process.id : process.name;
    row.hash = hash;
    row.deployedAt = work.now();
    row.deployedBy = work.actor().user;
    const auto model = TRY(engine::compile(process, row.key, row.version));
    store::ReadTables(work.db()).addDefinition(row, xml);
    store::setStartEvents(work.db(), process.id, TRY(startEventsOf(*model, work.now())));
    return describe(row, Change::Added);
}

Result<nlohmann::json> deploy(store::UnitOfWork& work, const std::string& fileName, const std::string& xml)
{
    const auto document = TRY(readSound(fileName, xml));
    const auto hash = hashHex(xml);
    auto deployed = nlohmann::json::array();
    for (const auto& process : document.definitions.processes)
        if (process.isExecutable) deployed.push_back(TRY(deployProcess(work, process, xml, hash)));
    return nlohmann::json{{"definitions", std::move(deployed)}};
}

} // namespace

bpmn::DeploymentRules rulesOfTheEngine()
{
    bpmn::DeploymentRules rules;
    rules.whyNotRunnable = [](const bpmn::Process& process,
                              const bpmn::Element& element) -> std::optional<std::string> {
        if (engine::canRun(process, element)) return std::nullopt;
        return std::string(bpmn::toText(element.type)) + " is not run by this engine";
    };
    rules.checkFeel = [](std::string_view text) -> std::optional<std::string> {
        const auto expression = feel::parse(text);
        if (expression) return std::nullopt;
        return expression.error().message;
    };
    return rules;
}

Operation deployment(std::string fileName, std::string xml)
{
    Operation operation;
    operation.name = std::string(deploymentKind);
    operation.arguments = {{"file", fileName}, {"hash", hashHex(xml)}};
    operation.run = [fileName = std::move(fileName), xml = std::move(xml)](OperationContext& context) {
        return deploy(context.work(), fileName, xml);
    };
    return operation;
}

} // namespace habitat::runtime
