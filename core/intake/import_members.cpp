// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/exchange/rows.h"
#include "core/identity/permissions.h"
#include "core/intake/import_faults.h"
#include "core/intake/imports.h"
#include "core/people/members.h"

#include <memory>

namespace habitat::intake {

namespace {

struct MembersFile
{
    FaultLocator locator;
    /// Kept with what it changes.
    std::string why;
    std::vector<people::NewMember> members;
    std::vector<std::size_t> lines;
};

Result<nlohmann::json> import(store::UnitOfWork& work, const MembersFile& file)
{
    const auto imported = people::importMembers(work, file.members, file.why);
    if (!imported) return fail(file.locator.locate(imported.error(), file.lines));
    // Who may only add to the roll may not change it by adding to it.
    if (imported->changed > 0) TRY(identity::authorize(work.actor(), identity::Permission::ChangeMember));
    return nlohmann::json{
        {"added", imported->added}, {"changed", imported->changed}, {"unchanged", imported->unchanged}};
}

} // namespace

Result<runtime::Operation> importMembers(std::string name, std::string bytes)
{
    const auto rows = TRY(exchange::readMembers(name, bytes));
    nlohmann::json arguments{{"file", name}, {"hash", hashHex(bytes)}, {"rows", rows.size()}};
    auto why = "Import of " + name;
    auto file = std::make_shared<MembersFile>(
        MembersFile{{std::move(name), std::move(bytes)}, std::move(why), {}, {}});
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
