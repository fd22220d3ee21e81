// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/console.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>

namespace habitat::ctl {

/// What every verb gets from the command line.
struct Invocation
{
    std::string database;
    /// Empty: the first Administrator.
    std::string user;
    bool json = false;
    int drillStep = 0;
    int drillTimes = 0;
    bool cheapPasswords = false;
};

/// What a verb has to say: one JSON document, and the same for people.
struct Answer
{
    nlohmann::json document = nlohmann::json::object();
    std::string text;
    /// The verb did not get what was asked for (an incident, a violation), although it could say so.
    bool failed = false;
};

using Verb = std::function<Result<Answer>(const Invocation&)>;

/// A co-op opened for writing, in somebody's name.
struct Desk
{
    std::unique_ptr<console::Console> console;
    console::Session session;
};
Result<Desk> openDesk(const Invocation& invocation);

/// A co-op opened for reading only, which works beside a running console.
struct Reader
{
    std::unique_ptr<console::Questions> questions;
    console::Session session;
};
Result<Reader> openReader(const Invocation& invocation);

nlohmann::json toJson(const Error& error);

} // namespace habitat::ctl
