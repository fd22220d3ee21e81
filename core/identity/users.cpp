// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/users.h"

#include "core/base/calendar.h"
#include "core/identity/login.h"
#include "core/identity/permissions.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::identity {

namespace {

constexpr std::size_t longestLogin = 64;

bool isLoginCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._-@+").find(c) != std::string_view::npos;
}

Status checkLogin(std::string_view login)
{
    const bool wellFormed =
        !login.empty() && login.size() <= longestLogin && std::ranges::all_of(login, isLoginCharacter);
    if (wellFormed && foldedLogin(login) != "system") return {};
    return fail(
        "identity.login.invalid",
        fmt::format(
            "“{}” cannot be a user's name. Use letters, digits and . _ - @ +, at most {}, but not “system”.",
            login, longestLogin),
        {{"user", login}});
}

Status checkRoles(std::string_view login, RoleSet roles)
{
    if (roles.isEmpty())
        return fail("identity.roles.none", fmt::format("{} has no role. Give at least one.", login),
                    {{"user", login}});
    if (!roles.contains(Role::Auditor)) return {};
    for (const Role role : roles.toVector())
        if (role != Role::Auditor && role != Role::Member && role != Role::Contributor)
            return fail(
                "identity.roles.conflict",
                fmt::format("{} cannot be Auditor and {} at once: an Auditor changes nothing. Give the roles "
                            "to two people.",
                            login, toText(role)),
                {{"user", login}, {"roles", {toText(Role::Auditor), toText(role)}}});
    return {};
}

std::optional<Instant> optionalInstant(const db::Query& row, int column)
{
    const auto micros = row.optionalInteger(column);
    return micros ? std::optional(instantFromMicros(*micros)) : std::nullopt;
}

User userFrom(const db::Query& row)
{
    User user;
    user.key = row.key<UserKey>(0);
    user.login = row.text(1);
    user.displayName = row.text(2);
    user.active = row.integer(3) != 0;
    user.lockedUntil = optionalInstant(row, 4);
    user.lastSignInAt = optionalInstant(row, 5);
    user.createdAt = instantFromMicros(row.integer(6));
    return user;
}

void addRole(RoleSet& roles, const std::string& name)
{
    const auto role = parseRole(name);
    ensure(role.has_value(), "every stored role is one that the program knows");
    roles.insert(*role);
}

RoleSet rolesOf(db::Connection& db, UserKey user)
{
    RoleSet roles;
    auto row = db.query("SELECT role FROM user_role WHERE user_key = ?").bind(user);
    while (row.next())
        addRole(roles, row.text(0));
    return roles;
}

void insertRoles(store::UnitOfWork& unit, UserKey user, RoleSet roles)
{
    for (const Role role : roles.toVector())
        unit.db()
            .query("INSERT INTO user_role (user_key, role) VALUES (?, ?)")
            .bind(user, toText(role))
            .run();
}

nlohmann::json roleNamesOf(RoleSet roles)
{
    auto names = nlohmann::json::array();
    for (const Role role : roles.toVector())
        names.push_back(toText(role));
    return names;
}

Result<User> existing(db::Connection& db, std::string_view login)
{
    if (auto user = findUser(db, login)) return *std::move(user);
    return fail(
        "identity.user.unknown",
        fmt::format("There is no user called “{}”. Check the spelling, or add the user first.", login),
        {{"user", login}});
}

/// Somebody must always be left who can manage users.
Status checkAnAdministratorStays(db::Connection& db, const User& leaving)
{
    if (!leaving.active || !leaving.roles.contains(Role::Administrator)) return {};
    auto row = db.query("SELECT count(*) FROM app_user u JOIN user_role r ON r.user_key = u.key "
                        "WHERE u.active = 1 AND r.role = 'Administrator' AND u.key <> ?")
                   .bind(leaving.key);
    row.next();
    if (row.integer(0) > 0) return {};
    return fail("identity.user.last_administrator",
                fmt::format("{} is the last active Administrator. Make somebody else Administrator first.",
                            leaving.login),
                {{"user", leaving.login}});
}

} // namespace

std::optional<User> findUser(db::Connection& db, std::string_view login)
{
    auto row = db.query("SELECT key, login, display_name, active, locked_until, last_sign_in_at, created_at "
                        "FROM app_user WHERE login_folded = ?")
                   .bind(foldedLogin(login));
    if (!row.next()) return std::nullopt;
    auto user = userFrom(row);
    user.roles = rolesOf(db, user.key);
    return user;
}

std::vector<User> listUsers(db::Connection& db)
{
    std::vector<User> users;
    auto row =
        db.query("SELECT key, login, display_name, active, locked_until, last_sign_in_at, created_at, r.role "
                 "FROM app_user u JOIN user_role r ON r.user_key = u.key ORDER BY login_folded");
    while (row.next()) {
        if (users.empty() || users.back().key != row.key<UserKey>(0)) users.push_back(userFrom(row));
        addRole(users.back().roles, row.text(7));
    }
    return users;
}

std::string displayNameOf(db::Connection& db, const std::string& login)
{
    const auto user = findUser(db, login);
    return user ? user->displayName : login;
}

Result<Actor> actorOf(db::Connection& db, std::string_view login)
{
    const auto user = TRY(existing(db, login));
    if (!user.active)
        return fail("identity.user.inactive",
                    fmt::format("{} may no longer sign in. An Administrator can make the user active again.",
                                user.login),
                    {{"user", user.login}});
    return user.actor();
}

Result<UserKey> addUser(store::UnitOfWork& unit, const NewUser& user)
{
    TRY(authorize(unit.actor(), Permission::ManageUsers));
    TRY(checkLogin(user.login));
    TRY(checkRoles(user.login, user.roles));
    if (user.displayName.empty())
        return fail("identity.user.unnamed", fmt::format("{} has no name to show. Give one.", user.login),
                    {{"user", user.login}});
    if (const auto other = findUser(unit.db(), user.login))
        return fail(
            "identity.user.exists",
            fmt::format(
                "There already is a user called “{}” ({}). Logins are never used twice; choose another.",
                other->login, other->displayName),
            {{"user", other->login}});
    const auto key = unit.keys().make<UserKey>();
    const auto now = toMicros(unit.now());
    unit.db()
        .query("INSERT INTO app_user (key, login, login_folded, display_name, password_hash, active, "
               "failed_sign_ins, "
               "password_changed_at, created_at, created_by) VALUES (?, ?, ?, ?, ?, 1, 0, ?, ?, ?)")
        .bind(key, user.login, foldedLogin(user.login), user.displayName, user.password.text, now, now,
              unit.actor().user)
        .run();
    insertRoles(unit, key, user.roles);
    unit.publish(
        {"identity.user.added", user.login, {{"roles", roleNamesOf(user.roles)}, {"by", unit.actor().user}}});
    return key;
}

Status setRoles(store::UnitOfWork& unit, std::string_view login, RoleSet roles)
{
    TRY(authorize(unit.actor(), Permission::ManageUsers));
    const auto user = TRY(existing(unit.db(), login));
    TRY(checkRoles(user.login, roles));
    if (!roles.contains(Role::Administrator)) TRY(checkAnAdministratorStays(unit.db(), user));
    unit.db().query("DELETE FROM user_role WHERE user_key = ?").bind(user.key).run();
    insertRoles(unit, user.key, roles);
    unit.publish(
        {"identity.user.roles_changed",
         user.login,
         {{"before", roleNamesOf(user.roles)}, {"after", roleNamesOf(roles)}, {"by", unit.actor().user}}});
    return {};
}

Status deactivate(store::UnitOfWork& unit, std::string_view login)
{
    TRY(authorize(unit.actor(), Permission::ManageUsers));
    const auto user = TRY(existing(unit.db(), login));
    TRY(checkAnAdministratorStays(unit.db(), user));
    if (!user.active) return {};
    unit.db().query("UPDATE app_user SET active = 0 WHERE key = ?").bind(user.key).run();
    unit.publish({"identity.user.deactivated", user.login, {{"by", unit.actor().user}}});
    return {};
}

Status activate(store::UnitOfWork& unit, std::string_view login)
{
    TRY(authorize(unit.actor(), Permission::ManageUsers));
    const auto user = TRY(existing(unit.db(), login));
    if (user.active) return {};
    unit.db()
        .query("UPDATE app_user SET active = 1, failed_sign_ins = 0, locked_until = NULL WHERE key = ?")
        .bind(user.key)
        .run();
    unit.publish({"identity.user.activated", user.login, {{"by", unit.actor().user}}});
    return {};
}

Status changePassword(store::UnitOfWork& unit, std::string_view login, const PasswordHash& password)
{
    const auto user = TRY(existing(unit.db(), login));
    const bool own = unit.actor().user == user.login;
    TRY(authorize(unit.actor(), own ? Permission::ChangeOwnPassword : Permission::ManageUsers));
    unit.db()
        .query("UPDATE app_user SET password_hash = ?, password_changed_at = ?, failed_sign_ins = 0, "
               "locked_until = NULL WHERE key = ?")
        .bind(password.text, toMicros(unit.now()), user.key)
        .run();
    unit.publish({"identity.user.password_changed", user.login, {{"by", unit.actor().user}}});
    return {};
}

} // namespace habitat::identity
