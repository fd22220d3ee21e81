// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/decide.h"

#include "core/engine/commands/commands.h"

#include <fmt/format.h>

namespace habitat::engine {
namespace {

Status checkStatus(const InstanceState& state, const Command& command)
{
    const bool creates = std::holds_alternative<CreateInstance>(command);
    const InstanceStatus wanted = creates ? InstanceStatus::Absent : InstanceStatus::Running;
    if (state.status == wanted) return {};
    return fail(
        "engine.instance.state",
        fmt::format("The instance is {}; for this it must be {}.", toText(state.status), toText(wanted)),
        {{"instance", state.instance.value}, {"is", toText(state.status)}, {"needed", toText(wanted)}});
}

} // namespace

Result<Decision> decide(const Model& model, const InstanceState& state, const Command& command,
                        Context& context)
{
    TRY(checkStatus(state, command));
    Step step(model, state, context);
    TRY(std::visit([&](const auto& asked) { return perform(step, asked); }, command));
    step.run();
    return std::move(step).finish();
}

} // namespace habitat::engine
