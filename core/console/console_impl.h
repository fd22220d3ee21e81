// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/close/drill.h"
#include "core/console/console.h"
#include "core/console/folders.h"
#include "core/console/rights.h"
#include "core/identity/passwords.h"
#include "core/inbox/tasks.h"
#include "core/runtime/engine.h"

#include <mutex>

namespace habitat::console {

/// What stands behind the façade: the engine, its handlers, and a connection to look things up before a
/// command is built. Inside this room.
struct Console::Impl
{
    OpenOptions options;
    Folders folders;
    std::shared_ptr<close::Drill> drill;
    std::shared_ptr<const inbox::DecisionHooks> hooks;
    std::unique_ptr<runtime::Engine> engine;
    /// Guards `reader`.
    std::mutex readerMutex;
    std::optional<db::Connection> reader;
    /// One payment is paid again at a time: whoever finds one being sent knows that the sender is gone.
    std::mutex paymentMutex;

    Impl(OpenOptions chosen, std::shared_ptr<close::Drill> chosenDrill);

    Status openEngine();
    /// Runs the operation in the session's name; durable when it returns.
    Result<nlohmann::json> execute(const Session& session, runtime::Operation operation,
                                   std::string reason = {});
    /// Reads with the façade's own connection.
    template <typename Read>
    auto read(Read&& question)
    {
        const std::scoped_lock lock(readerMutex);
        return question(*reader);
    }
    /// For what is answered before, or without, a command that the engine checks.
    [[nodiscard]] Status mayAsk(const Session& session, identity::Permission permission)
    {
        return read([&](db::Connection& db) { return console::mayAsk(session.actor, permission, db); });
    }
    [[nodiscard]] identity::PasswordCost passwordCost() const;
};

} // namespace habitat::console
