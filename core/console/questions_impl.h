// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/keys.h"
#include "core/console/questions.h"
#include "core/console/rights.h"
#include "core/db/connection.h"

#include <map>

namespace habitat::console {

/// Inside this room.
struct Questions::Impl
{
    db::Connection db;
    std::shared_ptr<Clock> clock;
    /// Element id → name, by definition; definitions never change.
    std::map<std::int64_t, std::map<std::string, std::string>> names;

    [[nodiscard]] Status mayAsk(const Session& session, identity::Permission permission)
    {
        return console::mayAsk(session.actor, permission, db);
    }

    /// Names of a definition's elements, for people who do not think in ids.
    const std::map<std::string, std::string>& namesOf(DefinitionKey definition);
    /// The element's name, or its id where it has none.
    std::string nameOf(DefinitionKey definition, const std::string& elementId);
};

} // namespace habitat::console
