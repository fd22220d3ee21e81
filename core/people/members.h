// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/member.h"
#include "core/store/unit_of_work.h"

#include <span>
#include <vector>

/// The roll of members: admit, change, list. Operations run in the writer's transaction, on its thread;
/// queries take any connection.
namespace habitat::people {

/// Publishes `people.member.admitted`. "people.member.number_taken", "people.member.number_alike" (another
/// one's but for capitals and leading zeros), "people.member.invalid".
Result<MemberKey> admitMember(store::UnitOfWork& work, const NewMember& member);

struct MembersImported
{
    std::int64_t added = 0;
    /// On the roll with another name, status or mail address; each change is kept with the reason.
    std::int64_t changed = 0;
    /// Already on the roll with the same data; nothing was written for them.
    std::int64_t unchanged = 0;
};

/// All or nothing. A refusal's context has {"row": index into `members`, "field"}: "people.member.invalid",
/// "people.member.repeated" (twice in one import), "people.member.number_alike",
/// "people.member.differs" (on the roll with another admission date or class). Publishes one
/// `people.member.imported` where anything was added or changed, and for each change `people.member.changed`
/// or `people.member.status_changed`.
Result<MembersImported> importMembers(store::UnitOfWork& work, std::span<const NewMember> members,
                                      const std::string& why);

/// Publishes `people.member.status_changed`. "people.member.unknown", "people.member.status_same",
/// "people.reason_missing".
Status changeMemberStatus(store::UnitOfWork& work, MemberKey member, MemberStatus to,
                          const std::string& reason);

std::optional<Member> findMember(db::Connection& db, MemberKey key);
std::optional<Member> findMemberByNumber(db::Connection& db, std::string_view number);
/// "people.member.unknown".
Result<Member> memberNumbered(db::Connection& db, const std::string& number);
/// In the order of admission numbers.
std::vector<Member> listMembers(db::Connection& db);

} // namespace habitat::people
