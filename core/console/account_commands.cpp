// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/console_impl.h"

#include "core/base/text.h"
#include "core/identity/sign_in.h"
#include "core/identity/users.h"

#include <fmt/format.h>

namespace habitat::console {

namespace {

Status requireReason(const std::string& user, const std::string& reason)
{
    if (!isBlank(reason)) return {};
    return fail("console.reason", fmt::format("Say why the account of {} changes; it stays on record.", user),
                {{"user", user}});
}

} // namespace

Status Console::setRoles(const Session& session, const std::string& user, RoleSet roles,
                         const std::string& reason)
{
    TRY(requireReason(user, reason));
    auto names = nlohmann::json::array();
    for (const Role role : roles.toVector())
        names.push_back(habitat::toText(role));
    return execute(session,
                   {"user.set_roles",
                    {{"user", user}, {"roles", std::move(names)}, {"reason", reason}},
                    [=](runtime::OperationContext& context) -> Result<nlohmann::json> {
                        TRY(identity::setRoles(context.work(), user, roles));
                        return nlohmann::json{{"user", user}};
                    },
                    {}},
                   reason);
}

Status Console::deactivateUser(const Session& session, const std::string& user, const std::string& reason)
{
    TRY(requireReason(user, reason));
    return execute(session,
                   {"user.deactivate",
                    {{"user", user}, {"reason", reason}},
                    [=](runtime::OperationContext& context) -> Result<nlohmann::json> {
                        TRY(identity::deactivate(context.work(), user));
                        return nlohmann::json{{"user", user}};
                    },
                    {}},
                   reason);
}

Status Console::changePassword(const Session& session, const std::string& user, const PasswordChange& change)
{
    // As it is written on record: a login in other capitals is still one's own.
    const auto known = m_impl->read([&](db::Connection& db) { return identity::findUser(db, user); });
    const auto login = known ? known->login : user;
    if (login == session.actor.user) {
        // The old password counts as a sign-in: guesses at it shut the account as they do there.
        if (const auto checked = signIn(login, change.old); !checked) return fail(checked.error());
    }
    const auto hash = TRY(identity::hashPassword(login, change.fresh, m_impl->passwordCost()));
    return execute(session, {"user.change_password",
                             {{"user", login}},
                             [=](runtime::OperationContext& context) -> Result<nlohmann::json> {
                                 TRY(identity::changePassword(context.work(), login, hash));
                                 return nlohmann::json{{"user", login}};
                             },
                             {}});
}

} // namespace habitat::console
