// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/console_impl.h"

#include "core/console/cooperative.h"
#include "core/identity/sign_in.h"
#include "core/identity/users.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::console {

namespace {

Session sessionOf(const identity::User& user)
{
    return {user.actor(), user.displayName};
}

/// What identity answered: a user, or the refusal that must be committed too.
struct SignInAnswer
{
    std::optional<identity::User> user;
    std::optional<Error> refusal;
};

} // namespace

Result<Session> Console::signIn(const std::string& user, const std::string& password)
{
    const auto checked = m_impl->read([&](db::Connection& db) {
        return identity::checkPassword(db, user, password, m_impl->passwordCost());
    });
    auto answer = std::make_shared<SignInAnswer>();
    runtime::Operation record{
        "user.sign_in",
        {{"user", user}},
        [checked, answer](runtime::OperationContext& context) -> Result<nlohmann::json> {
            auto outcome = identity::recordSignIn(context.work(), checked);
            answer->user = std::move(outcome.user);
            answer->refusal = std::move(outcome.refusal);
            return nlohmann::json{{"signed_in", answer->user.has_value()}};
        },
        {}};
    TRY(m_impl->execute({Actor::system(), {}}, std::move(record)));
    if (answer->refusal) return fail(std::move(*answer->refusal));
    return sessionOf(*answer->user);
}

Result<Session> Console::signInSample(const std::string& user)
{
    const auto cooperative = TRY(m_impl->read([](db::Connection& db) { return cooperativeIn(db); }));
    if (cooperative.sample.empty())
        return fail("console.not_sample", "Only the people of a sample co-op sign in without a password.");
    return signIn(user, samplePassword());
}

Result<Session> Console::assume(const std::string& user)
{
    return TRY(questions())->assume(user);
}

Status Console::addUser(const Session& session, const NewUser& request)
{
    const auto hash = TRY(identity::hashPassword(request.user, request.password, m_impl->passwordCost()));
    const identity::NewUser user{request.user, request.displayName, request.roles, hash};
    auto names = nlohmann::json::array();
    for (const Role role : request.roles.toVector())
        names.push_back(habitat::toText(role));
    runtime::Operation add{
        "user.add",
        {{"user", request.user}, {"name", request.displayName}, {"roles", std::move(names)}},
        [user](runtime::OperationContext& context) -> Result<nlohmann::json> {
            return nlohmann::json{{"key", TRY(identity::addUser(context.work(), user)).value}};
        },
        {}};
    return execute(session, std::move(add));
}

} // namespace habitat::console
