// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/text_table.h"
#include "app/habitatctl/verbs.h"

#include "core/base/files.h"
#include "core/base/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iostream>
#include <sstream>

namespace habitat::ctl {

namespace {

using nlohmann::json;

Result<RoleSet> rolesFrom(const std::vector<std::string>& names)
{
    RoleSet roles;
    for (const auto& name : names) {
        const auto role = parseRole(name);
        if (!role)
            return fail("identity.role.unknown",
                        fmt::format("There is no role “{}”. Roles are {}.", name, fmt::join(roleNames, ", ")),
                        {{"role", name}});
        roles.insert(*role);
    }
    return roles;
}

/// Of the file, or of standard input.
Result<std::vector<std::string>> linesFrom(const std::string& file)
{
    std::istringstream content;
    if (!file.empty()) content.str(TRY(readFile(file)));
    std::istream& source = file.empty() ? std::cin : content;
    std::vector<std::string> lines;
    for (std::string line; std::getline(source, line);) {
        if (line.ends_with('\r')) line.pop_back();
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string lineAt(const std::vector<std::string>& lines, std::size_t index)
{
    return index < lines.size() ? lines[index] : std::string();
}

std::string rolesText(RoleSet roles)
{
    std::string text;
    for (const Role role : roles.toVector())
        text += (text.empty() ? "" : ", ") + std::string(habitat::toText(role));
    return text;
}

} // namespace

Result<Answer> addUser(const Invocation& invocation, const UserRequest& request)
{
    console::NewUser user;
    user.user = request.login;
    user.displayName = request.displayName.empty() ? request.login : request.displayName;
    user.roles = TRY(rolesFrom(request.roles));
    user.password = lineAt(TRY(linesFrom(request.passwordFile)), 0);
    auto desk = TRY(openDesk(invocation));
    TRY(desk.console->addUser(desk.session, user));
    return Answer{{{"user", user.user}, {"roles", request.roles}},
                  fmt::format("Added {} ({}).\n", user.user, rolesText(user.roles))};
}

Result<Answer> setRoles(const Invocation& invocation, const AccountRequest& request)
{
    const auto roles = TRY(rolesFrom(request.roles));
    auto desk = TRY(openDesk(invocation));
    TRY(desk.console->setRoles(desk.session, request.login, roles, request.reason));
    return Answer{{{"user", request.login}, {"roles", request.roles}},
                  fmt::format("{} is {} now.\n", request.login, rolesText(roles))};
}

Result<Answer> deactivateUser(const Invocation& invocation, const AccountRequest& request)
{
    auto desk = TRY(openDesk(invocation));
    TRY(desk.console->deactivateUser(desk.session, request.login, request.reason));
    return Answer{{{"user", request.login}, {"state", "inactive"}},
                  fmt::format("{} may sign in no more.\n", request.login)};
}

Result<Answer> changePassword(const Invocation& invocation, const AccountRequest& request)
{
    const auto lines = TRY(linesFrom(request.passwordFile));
    auto desk = TRY(openDesk(invocation));
    console::PasswordChange change;
    const bool own = samePerson(desk.session.actor.user, request.login);
    if (own) change.old = lineAt(lines, 0);
    change.fresh = lineAt(lines, own ? 1 : 0);
    TRY(desk.console->changePassword(desk.session, request.login, change));
    return Answer{{{"user", request.login}}, fmt::format("The password of {} is changed.\n", request.login)};
}

Result<Answer> listUsers(const Invocation& invocation)
{
    auto reader = TRY(openReader(invocation));
    Answer answer;
    answer.document["users"] = json::array();
    TextTable table(
        {{"user", Align::Left}, {"name", Align::Left}, {"roles", Align::Left}, {"state", Align::Left}});
    for (const auto& account : TRY(reader.questions->accounts(reader.session))) {
        auto roles = json::array();
        for (const Role role : account.roles.toVector())
            roles.push_back(habitat::toText(role));
        const std::string state = !account.active ? "inactive" : account.lockedUntil ? "locked" : "active";
        answer.document["users"].push_back(
            {{"user", account.user}, {"name", account.displayName}, {"roles", roles}, {"state", state}});
        table.add({account.user, account.displayName, rolesText(account.roles), state});
    }
    answer.text = table.plain();
    return answer;
}

} // namespace habitat::ctl
