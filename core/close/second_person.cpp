// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/second_person.h"

#include "core/base/text.h"
#include "core/identity/permissions.h"

#include <fmt/format.h>

namespace habitat::close {

Status checkSecondPerson(const Actor& first, const std::optional<Actor>& second, Witness witness,
                         const Confirmed& confirmed)
{
    constexpr auto remedy = "Let somebody else who may sign for a close confirm it.";
    const auto code = confirmed.code + ".second_person";
    if (!second) {
        if (witness == Witness::Voluntary) return {};
        return fail(code,
                    fmt::format("{} needs a second person, who signs in for it with their own password.",
                                confirmed.what),
                    {{"first", first.user}});
    }
    if (samePerson(first.user, second->user))
        return fail(code + ".same",
                    fmt::format("{} orders this and cannot confirm it too. {}", second->user, remedy),
                    {{"first", first.user}, {"second", second->user}});
    if (second->isSystem() || !identity::isAllowed(second->roles, identity::Permission::SignStep))
        return fail(code + ".role",
                    fmt::format("{} may neither sign for a close nor undo one. {}", second->user, remedy),
                    {{"first", first.user}, {"second", second->user}});
    return {};
}

} // namespace habitat::close
