// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/definition_checks.h"

#include "core/bpmn/reader.h"
#include "core/close/plan.h"
#include "core/close/process_rules.h"
#include "core/console/handlers.h"
#include "core/intake/contribution_approval.h"
#include "core/runtime/deployment.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace habitat::console {

namespace {

/// What this program's engine and handlers can do. Steps of the close and intake change records; sending to
/// the bank does not change ours.
bpmn::DeploymentRules rulesOf(const runtime::Registry& registry)
{
    auto rules = runtime::rulesOfTheEngine();
    rules.isJobRegistered = [&registry](std::string_view type) {
        return registry.findLocal(type) != nullptr || registry.findRemote(type) != nullptr;
    };
    rules.changesRecords = [&registry](std::string_view type) { return registry.findLocal(type) != nullptr; };
    return rules;
}

/// Beside each instance of these stands a record that its own command makes; nothing else may start one.
void checkOwnStart(const bpmn::Process& process, bpmn::Problems& problems)
{
    for (const auto index : process.children) {
        const auto& element = process[index];
        const bool starts = element.instantiate || (element.gateway && element.gateway->instantiate) ||
                            (element.type == bpmn::ElementType::StartEvent && !element.events.empty());
        if (!starts) continue;
        problems.push_back({bpmn::Severity::Error, "console.start.by_hand", element.id, element.line,
                            fmt::format("“{}” would start “{}” without its record. Let it begin with one "
                                        "plain start event.",
                                        element.id, process.id)});
    }
}

/// What this program asks of the processes that it relies on, beyond what BPMN does.
void checkOwnProcesses(const bpmn::Definitions& definitions, bpmn::Problems& problems)
{
    for (const auto& process : definitions.processes) {
        if (process.id != close::processId && process.id != intake::approvalProcess) continue;
        checkOwnStart(process, problems);
        if (process.id == close::processId)
            std::ranges::move(close::problemsOfProcess(process), std::back_inserter(problems));
    }
    bpmn::sortByPlace(problems);
}

} // namespace

Result<bpmn::Problems> checkDefinition(const std::string& fileName, std::string_view xml)
{
    const auto document = TRY(bpmn::read(xml, fileName));
    const auto registry = makeRegistry({}, std::make_shared<close::Drill>());
    auto problems = bpmn::validate(document, rulesOf(registry));
    checkOwnProcesses(document.definitions, problems);
    return problems;
}

} // namespace habitat::console
