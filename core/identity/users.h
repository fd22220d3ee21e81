// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/base/keys.h"
#include "core/identity/passwords.h"
#include "core/store/unit_of_work.h"

#include <optional>
#include <string>
#include <vector>

namespace habitat::identity {

/// A person (or an Agent) who may sign in. Never deleted, only made inactive, so that a login in the books
/// names the same person for ever. Plain data.
struct User
{
    UserKey key;
    std::string login;
    std::string displayName;
    RoleSet roles;
    bool active = true;
    /// Set while sign-in is shut after repeated failures.
    std::optional<Instant> lockedUntil;
    std::optional<Instant> lastSignInAt;
    Instant createdAt;

    [[nodiscard]] Actor actor() const { return {login, roles}; }
};

struct NewUser
{
    std::string login;
    std::string displayName;
    RoleSet roles;
    PasswordHash password;
};

// ── questions, on any connection ──

/// By login, whatever its case; none where nobody is called so.
std::optional<User> findUser(db::Connection& db, std::string_view login);
/// All users, in the order of their logins.
std::vector<User> listUsers(db::Connection& db);
/// What that person is called; the login itself where nobody is called so.
std::string displayNameOf(db::Connection& db, const std::string& login);
/// The actor that a login stands for; refuses "identity.user.unknown" and "identity.user.inactive".
Result<Actor> actorOf(db::Connection& db, std::string_view login);

// ── operations: each takes Permission::ManageUsers unless said otherwise ──

/// Refuses "identity.user.exists", "identity.login.invalid" (ASCII letters, digits and . _ - @ +, at most 64,
/// not "system"), "identity.user.unnamed", "identity.roles.none" and "identity.roles.conflict" (an Auditor
/// changes nothing, so goes only with Member and Contributor).
Result<UserKey> addUser(store::UnitOfWork& unit, const NewUser& user);

/// Refuses to take Administrator from the last active one ("identity.user.last_administrator").
Status setRoles(store::UnitOfWork& unit, std::string_view login, RoleSet roles);

Status deactivate(store::UnitOfWork& unit, std::string_view login);
Status activate(store::UnitOfWork& unit, std::string_view login);

/// One's own (after the old one was checked), or another's with Permission::ManageUsers. Opens a shut
/// sign-in.
Status changePassword(store::UnitOfWork& unit, std::string_view login, const PasswordHash& password);

} // namespace habitat::identity
