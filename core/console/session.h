// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"

#include <string>

namespace habitat::console {

/// A person who signed in; every command and every question is asked in a session's name. Plain data.
struct Session
{
    Actor actor;
    std::string displayName;
};

/// A person as offered on the sign-in page.
struct SignInChoice
{
    std::string user;
    std::string displayName;
    RoleSet roles;
    /// Sample people of a sample co-op sign in with one click.
    bool isSample = false;
};

} // namespace habitat::console
