// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/permissions.h"
#include "core/runtime/engine.h"

namespace habitat::console {

/// The engine's question "may this person give this command?", answered from the table of permissions. What
/// is not in the map of commands is denied ("console.command.unmapped"), and so is what only the engine or a
/// command with rules of its own gives ("console.command.internal"). Read only; the writer's thread.
Status authorise(const Actor& actor, const runtime::Command& command, db::Connection& db);

/// A session that was opened before says what was true then: whoever lost the account
/// ("identity.user.inactive") or has other roles since then ("identity.roles.changed") does and reads nothing
/// in the name of what is gone. One look at an index. Any connection.
Status checkAccount(const Actor& actor, db::Connection& db);

/// The same for a question: the account as it is now, and what its roles may look at.
Status mayAsk(const Actor& actor, identity::Permission permission, db::Connection& db);

} // namespace habitat::console
