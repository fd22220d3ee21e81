// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/engine.h"

namespace habitat::console {

/// The engine's question "may this person give this command?", answered from the table of permissions. What
/// is not in the map of commands is denied ("console.command.unmapped"), and so is what only the engine or a
/// command with rules of its own gives ("console.command.internal"). Read only; the writer's thread.
Status authorise(const Actor& actor, const runtime::Command& command, db::Connection& db);

} // namespace habitat::console
