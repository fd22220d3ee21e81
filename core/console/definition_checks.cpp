// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/definition_checks.h"

#include "core/bpmn/reader.h"
#include "core/bpmn/validate.h"
#include "core/console/handlers.h"
#include "core/engine/model.h"
#include "core/feel/expression.h"

namespace habitat::console {

namespace {

std::optional<std::string> whyNotRunnable(const bpmn::Process& process, const bpmn::Element& element)
{
    if (engine::canRun(process, element)) return std::nullopt;
    return std::string(bpmn::toText(element.type)) + " is not run by this engine";
}

std::optional<std::string> feelFault(std::string_view text)
{
    const auto expression = feel::parse(text);
    return expression ? std::nullopt : std::optional(expression.error().message);
}

/// What this program's engine and handlers can do. Steps of the close and intake change records; sending to
/// the bank does not change ours.
bpmn::DeploymentRules rulesOf(const runtime::Registry& registry)
{
    bpmn::DeploymentRules rules;
    rules.whyNotRunnable = whyNotRunnable;
    rules.isJobRegistered = [&registry](std::string_view type) {
        return registry.findLocal(type) != nullptr || registry.findRemote(type) != nullptr;
    };
    rules.changesRecords = [&registry](std::string_view type) { return registry.findLocal(type) != nullptr; };
    rules.checkFeel = feelFault;
    return rules;
}

} // namespace

Result<std::vector<DefinitionProblem>> checkDefinition(const std::string& fileName, std::string_view xml)
{
    const auto document = TRY(bpmn::read(xml, fileName));
    const auto registry = makeRegistry({}, std::make_shared<close::Drill>());
    std::vector<DefinitionProblem> found;
    for (const auto& problem : bpmn::validate(document, rulesOf(registry)))
        found.push_back({std::string(bpmn::toText(problem.severity)), problem.code, problem.elementId,
                         problem.line, problem.message});
    return found;
}

} // namespace habitat::console
