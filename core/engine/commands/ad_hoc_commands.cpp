// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/commands/commands.h"
#include "core/engine/machine/lifecycle.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::engine {
namespace {

Result<Visit> openAdHoc(const Step& step, ElementInstanceKey key)
{
    const ElementInstance* scope = step.state().element(key);
    const bool isAdHoc = scope && scope->element.isValid() &&
                         step.model().process()[scope->element].type == bpmn::ElementType::AdHocSubProcess;
    if (isAdHoc && !step.isLoop({key, scope->element, scope->scope})) return step.visitOf(key);
    return fail("engine.adHoc.unknown",
                fmt::format("The instance has no open ad-hoc sub-process {}; it may have ended.", key.value),
                {{"elementInstance", key.value}});
}

} // namespace

Status perform(Step& step, const StartActivity& command)
{
    const Visit scope = TRY(openAdHoc(step, command.adHoc));
    const std::string& name = step.model().id(scope.element);
    const ElementIndex child = step.model().process().find(command.elementId);
    if (!child.isValid() || std::ranges::count(step.compiled(scope).entries, child) == 0)
        return fail(
            "engine.adHoc.element",
            fmt::format("\"{}\" has no activity \"{}\" that could be started. Choose one that nothing "
                        "leads to.",
                        name, command.elementId),
            {{"adHoc", name}, {"element", command.elementId}});
    const auto& detail = step.source(scope).adHoc;
    if (detail && detail->isSequential && hasTokens(step.state(), scope.key))
        return fail(
            "engine.adHoc.busy",
            fmt::format("In \"{}\" one activity runs at a time, and one is active. Wait for its end.", name),
            {{"adHoc", name}});
    step.start(child, scope.key);
    return {};
}

} // namespace habitat::engine
