// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/base/clock.h"
#include "core/base/error.h"

#include <cstdint>
#include <optional>
#include <string>

namespace habitat::console {

/// How it is known who somebody is.
enum class Identified : std::uint8_t {
    /// By signing in at a desk: with their password, or as a sample person of a sample co-op.
    AtDesk,
    /// By name alone, from a command line whose user may open the file and so do anything to it.
    ByShell,
};

/// A person in whose name every command and every question is asked. Plain data.
struct Session
{
    Actor actor;
    std::string displayName;
    Identified identified = Identified::AtDesk;
};

/// Whether the refusal is about the session itself: its account is closed or has other roles now, so that its
/// person has to sign in anew.
inline bool endsSession(const Error& refusal)
{
    return refusal.code == "identity.user.inactive" || refusal.code == "identity.roles.changed";
}

/// Who stands beside the person of a session: at a desk only somebody who signed in as well counts.
inline std::optional<Actor> standingBeside(const Session& session, const std::optional<Session>& other)
{
    const bool atDesk = session.identified == Identified::AtDesk;
    if (!other || (atDesk && other->identified != Identified::AtDesk)) return std::nullopt;
    return other->actor;
}

/// A person as offered on the sign-in page.
struct SignInChoice
{
    std::string user;
    std::string displayName;
    RoleSet roles;
    /// Sample people of a sample co-op sign in with one click.
    bool isSample = false;

    bool operator==(const SignInChoice&) const = default;
};

/// Who has an account, an Agent and who may sign in no more included.
struct AccountItem
{
    std::string user;
    std::string displayName;
    RoleSet roles;
    bool active = true;
    std::optional<Instant> lastSignInAt;
    /// Set while sign-in is shut after repeated failures.
    std::optional<Instant> lockedUntil;
};

} // namespace habitat::console
