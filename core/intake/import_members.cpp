// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/exchange/rows.h"
#include "core/intake/import_faults.h"
#include "core/intake/imports.h"
#include "core/people/members.h"

#include <memory>

namespace habitat::intake {

namespace {

struct MembersFile
{
    FaultLocator locator;
    std::vector<people::NewMember> members;
    std::vector<std::size_t> lines;
};

Result<nlohmann::json> import(store::UnitOfWork& work, const MembersFile& file)
{
    const auto imported = people::importMembers(work, file.members);
    if (!imported) return fail(file.locator.locate(imported.error(), file.lines));
    return nlohmann::json{{"added", imported->added}, {"unchanged", imported->unchanged}};
}

} // namespace

Result<runtime::Operation> importMembers(std::string name, std::string bytes)
{
    const auto rows = TRY(exchange::readMembers(name, bytes));
    nlohmann::json arguments{{"file", name}, {"hash", hashHex(bytes)}, {"rows", rows.size()}};
    auto file = std::make_shared<MembersFile>(MembersFile{{std::move(name), std::move(bytes)}, {}, {}});
    for (const auto& row : rows) {
        people::NewMember member;
        member.number = row.number;
        member.name = row.name;
        member.admittedOn = row.admittedOn;
        // The reader has let only known words through.
        member.memberClass = people::parseMemberClass(row.memberClass).value();
        member.status = people::parseMemberStatus(row.status).value();
        member.email = row.email;
        file->members.push_back(std::move(member));
        file->lines.push_back(row.line);
    }
    return runtime::Operation{
        "import.members",
        std::move(arguments),
        [file](runtime::OperationContext& context) { return import(context.work(), *file); },
        {}};
}

} // namespace habitat::intake
