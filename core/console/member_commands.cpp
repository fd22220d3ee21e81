// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/console_impl.h"

#include "core/people/members.h"

#include <fmt/format.h>

namespace habitat::console {

namespace {

Result<people::MemberStatus> statusFrom(const std::string& text)
{
    const auto status = people::parseMemberStatus(text);
    if (status) return *status;
    return fail(
        "people.member.status_unknown",
        fmt::format("“{}” is no status of a member; it is active, inactive, suspended or withdrawn.", text),
        {{"status", text}});
}

} // namespace

Status Console::changeMemberStatus(const Session& session, const std::string& number,
                                   const std::string& status, const std::string& reason)
{
    const auto to = TRY(statusFrom(status));
    return execute(session,
                   {"member.change_status",
                    {{"number", number}, {"status", status}, {"reason", reason}},
                    [=](runtime::OperationContext& context) -> Result<nlohmann::json> {
                        auto& work = context.work();
                        const auto member = TRY(people::memberNumbered(work.db(), number));
                        TRY(people::changeMemberStatus(work, member.key, to, reason));
                        return nlohmann::json{{"number", number}, {"status", status}};
                    },
                    {}},
                   reason);
}

} // namespace habitat::console
