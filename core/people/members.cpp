// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/members.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace habitat::people {

using habitat::toText;

namespace {

constexpr std::string_view insertSql =
    "INSERT INTO member (key, number, name, admitted_on, class, status, email) VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view byKeySql =
    "SELECT key, number, name, admitted_on, class, status, email FROM member WHERE key = ?";
constexpr std::string_view byNumberSql =
    "SELECT key, number, name, admitted_on, class, status, email FROM member WHERE number = ?";
constexpr std::string_view allSql = "SELECT key, number, name, admitted_on, class, status, email FROM member";
constexpr std::string_view statusSql = "UPDATE member SET status = ? WHERE key = ?";
constexpr std::string_view historySql = "INSERT INTO member_status_change (key, member, from_status, "
                                        "to_status, who, at, why) VALUES (?, ?, ?, ?, ?, ?, ?)";

Member readMember(const db::Query& row)
{
    Member member;
    member.key = row.key<MemberKey>(0);
    member.number = row.text(1);
    member.name = row.text(2);
    member.admittedOn = dateFromDays(int(row.integer(3)));
    const auto memberClass = parseMemberClass(row.textView(4));
    const auto status = parseMemberStatus(row.textView(5));
    ensure(memberClass && status, "a stored member has a known class and status");
    member.memberClass = *memberClass;
    member.status = *status;
    member.email = row.text(6);
    return member;
}

MemberKey insertMember(store::UnitOfWork& work, const NewMember& member)
{
    const auto key = work.keys().make<MemberKey>();
    work.db()
        .query(insertSql)
        .bind(key, member.number, member.name, daysSinceEpoch(member.admittedOn), toText(member.memberClass),
              toText(member.status), member.email)
        .run();
    return key;
}

std::string_view firstDifference(const NewMember& a, const NewMember& b)
{
    if (a.name != b.name) return "name";
    if (a.admittedOn != b.admittedOn) return "admitted_on";
    if (a.memberClass != b.memberClass) return "class";
    if (a.status != b.status) return "status";
    if (a.email != b.email) return "email";
    return {};
}

/// Whether the member is new; a refusal where the roll says something else.
Result<bool> isNew(db::Connection& db, const NewMember& member)
{
    const auto known = findMemberByNumber(db, member.number);
    if (!known) return true;
    const auto field = firstDifference(*known, member);
    if (field.empty()) return false;
    return fail(
        "people.member.differs",
        fmt::format("Member {} is on the roll with another {}. Correct the file, or change the member.",
                    member.number, field),
        {{"number", member.number}, {"field", field}});
}

} // namespace

Result<MemberKey> admitMember(store::UnitOfWork& work, const NewMember& member)
{
    TRY(checkMember(member));
    if (findMemberByNumber(work.db(), member.number))
        return fail(
            "people.member.number_taken",
            fmt::format("Number {} belongs to another member. Choose one that is free.", member.number),
            {{"number", member.number}});
    const auto key = insertMember(work, member);
    work.publish({"people.member.admitted",
                  member.number,
                  {{"member", key.value},
                   {"number", member.number},
                   {"name", member.name},
                   {"class", toText(member.memberClass)},
                   {"admitted_on", toText(member.admittedOn)}}});
    return key;
}

Result<MembersImported> importMembers(store::UnitOfWork& work, std::span<const NewMember> members)
{
    std::unordered_set<std::string_view> seen;
    std::vector<const NewMember*> added;
    MembersImported imported;
    for (std::size_t row = 0; row < members.size(); ++row) {
        const auto& member = members[row];
        if (auto checked = checkMember(member); !checked)
            return fail(std::move(checked.error()).with("row", row));
        if (!seen.insert(member.number).second)
            return fail("people.member.repeated",
                        fmt::format("Member {} is here twice. Remove one of the two.", member.number),
                        {{"row", row}, {"field", "number"}, {"number", member.number}});
        auto fresh = isNew(work.db(), member);
        if (!fresh) return fail(std::move(fresh.error()).with("row", row));
        if (*fresh)
            added.push_back(&member);
        else
            ++imported.unchanged;
    }
    // Everything was checked above, so nothing of a bad file is ever written.
    for (const auto* member : added)
        insertMember(work, *member);
    imported.added = std::int64_t(added.size());
    if (imported.added > 0)
        work.publish({"people.member.imported",
                      added.front()->number,
                      {{"added", imported.added}, {"unchanged", imported.unchanged}}});
    return imported;
}

Status changeMemberStatus(store::UnitOfWork& work, MemberKey key, MemberStatus to, const std::string& reason)
{
    const auto member = findMember(work.db(), key);
    if (!member)
        return fail("people.member.unknown", fmt::format("There is no member with key {}.", toText(key)),
                    {{"member", key.value}});
    if (member->status == to)
        return fail("people.member.status_same",
                    fmt::format("Member {} is {} already.", member->number, toText(to)),
                    {{"number", member->number}});
    if (isBlank(reason))
        return fail("people.reason_missing",
                    fmt::format("Say why member {} becomes {}.", member->number, toText(to)),
                    {{"number", member->number}});
    work.db().query(statusSql).bind(toText(to), key).run();
    work.db()
        .query(historySql)
        .bind(work.keys().next(), key, toText(member->status), toText(to), work.actor().user,
              toMicros(work.now()), reason)
        .run();
    work.publish(
        {"people.member.status_changed",
         member->number,
         {{"member", key.value}, {"from", toText(member->status)}, {"to", toText(to)}, {"why", reason}}});
    return {};
}

std::optional<Member> findMember(db::Connection& db, MemberKey key)
{
    auto row = db.query(byKeySql).bind(key);
    return row.next() ? std::optional(readMember(row)) : std::nullopt;
}

std::optional<Member> findMemberByNumber(db::Connection& db, std::string_view number)
{
    auto row = db.query(byNumberSql).bind(number);
    return row.next() ? std::optional(readMember(row)) : std::nullopt;
}

std::vector<Member> listMembers(db::Connection& db)
{
    std::vector<Member> members;
    auto rows = db.query(allSql);
    while (rows.next())
        members.push_back(readMember(rows));
    std::sort(members.begin(), members.end(),
              [](const Member& a, const Member& b) { return numberBefore(a.number, b.number); });
    return members;
}

} // namespace habitat::people
