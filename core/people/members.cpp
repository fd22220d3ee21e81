// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/members.h"

#include "core/base/enum_text.h"
#include "core/base/member_number.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
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
constexpr std::string_view numbersSql = "SELECT number FROM member ORDER BY key";
constexpr std::string_view statusSql = "UPDATE member SET status = ? WHERE key = ?";
constexpr std::string_view nameSql = "UPDATE member SET name = ? WHERE key = ?";
constexpr std::string_view emailSql = "UPDATE member SET email = ? WHERE key = ?";
constexpr std::string_view changeSql = "INSERT INTO member_change (key, member, field, was, became, who, at, "
                                       "why) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view historySql = "INSERT INTO member_status_change (key, member, from_status, "
                                        "to_status, who, at, why) VALUES (?, ?, ?, ?, ?, ?, ?)";

Member readMember(const db::Query& row)
{
    Member member;
    member.key = row.key<MemberKey>(0);
    member.number = row.text(1);
    member.name = row.text(2);
    member.admittedOn = dateFromDays(int(row.integer(3)));
    member.memberClass = known(parseMemberClass(row.textView(4)));
    member.status = known(parseMemberStatus(row.textView(5)));
    member.email = row.text(6);
    return member;
}

/// The numbers in use, to keep those out that people would take for one of them. What an older database holds
/// side by side stays as it is.
class NumbersInUse
{
public:
    explicit NumbersInUse(db::Connection& db)
    {
        auto rows = db.query(numbersSql);
        while (rows.next())
            take(rows.text(0));
    }

    void take(const std::string& number) { m_byFold.try_emplace(foldedNumber(number), number); }

    /// For one that nobody has as it is written.
    [[nodiscard]] Status checkUnlike(const std::string& number) const
    {
        const auto alike = m_byFold.find(foldedNumber(number));
        if (alike == m_byFold.end()) return {};
        return fail("people.member.number_alike",
                    fmt::format("Number {} differs from {}, which belongs to another member, only in "
                                "capitals or leading zeros; people would take one for the other. Write {} "
                                "where the same member is meant, else choose another number.",
                                number, alike->second, alike->second),
                    {{"field", "number"}, {"number", number}, {"other", alike->second}});
    }

private:
    std::unordered_map<std::string, std::string> m_byFold;
};

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

/// What past closes shared by stays as it is.
Status keepsWhatClosesRestOn(const Member& known, const NewMember& wanted)
{
    const auto refuse = [&](std::string_view field, std::string_view was, std::string_view wished) {
        return fail(
            "people.member.differs",
            fmt::format("Member {} is on the roll with the {} {}, not {}. Earlier closes shared by it, "
                        "so an import changes only names, statuses and mail addresses. Correct the "
                        "file.",
                        known.number, field, was, wished),
            {{"number", known.number}, {"field", field}, {"was", was}, {"wanted", wished}});
    };
    if (known.admittedOn != wanted.admittedOn)
        return refuse("admitted_on", habitat::toText(known.admittedOn), habitat::toText(wanted.admittedOn));
    if (known.memberClass != wanted.memberClass)
        return refuse("class", toText(known.memberClass), toText(wanted.memberClass));
    return {};
}

void recordChange(store::UnitOfWork& work, const Member& known, std::string_view field,
                  const std::string& was, const std::string& becomes, const std::string& why)
{
    work.db()
        .query(changeSql)
        .bind(work.keys().next(), known.key, field, was, becomes, work.actor().user, toMicros(work.now()),
              why)
        .run();
    work.publish(
        {"people.member.changed",
         known.number,
         {{"member", known.key.value}, {"field", field}, {"from", was}, {"to", becomes}, {"why", why}}});
}

Status change(store::UnitOfWork& work, const Member& known, const NewMember& wanted, const std::string& why)
{
    if (known.name != wanted.name) {
        work.db().query(nameSql).bind(wanted.name, known.key).run();
        recordChange(work, known, "name", known.name, wanted.name, why);
    }
    if (known.email != wanted.email) {
        work.db().query(emailSql).bind(wanted.email, known.key).run();
        recordChange(work, known, "email", known.email, wanted.email, why);
    }
    if (known.status != wanted.status) return changeMemberStatus(work, known.key, wanted.status, why);
    return {};
}

/// What an import does, once all of it was checked.
struct ImportPlan
{
    explicit ImportPlan(db::Connection& db) : numbers(db) {}

    NumbersInUse numbers;
    std::vector<const NewMember*> added;
    std::vector<std::pair<Member, const NewMember*>> changed;
    std::int64_t unchanged = 0;
};

Status planRow(db::Connection& db, const NewMember& wanted, ImportPlan& plan)
{
    TRY(checkMember(wanted));
    auto known = findMemberByNumber(db, wanted.number);
    if (!known) {
        TRY(plan.numbers.checkUnlike(wanted.number));
        plan.numbers.take(wanted.number);
        plan.added.push_back(&wanted);
        return {};
    }
    TRY(keepsWhatClosesRestOn(*known, wanted));
    if (static_cast<const NewMember&>(*known) == wanted)
        ++plan.unchanged;
    else
        plan.changed.emplace_back(std::move(*known), &wanted);
    return {};
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
    TRY(NumbersInUse(work.db()).checkUnlike(member.number));
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

Result<MembersImported> importMembers(store::UnitOfWork& work, std::span<const NewMember> members,
                                      const std::string& why)
{
    std::unordered_set<std::string_view> seen;
    ImportPlan plan(work.db());
    for (std::size_t row = 0; row < members.size(); ++row) {
        const auto& member = members[row];
        if (!seen.insert(member.number).second)
            return fail("people.member.repeated",
                        fmt::format("Member {} is here twice. Remove one of the two.", member.number),
                        {{"row", row}, {"field", "number"}, {"number", member.number}});
        if (auto planned = planRow(work.db(), member, plan); !planned)
            return fail(std::move(planned.error()).with("row", row));
    }
    // Everything was checked above, so nothing of a bad file is ever written.
    for (const auto* member : plan.added)
        insertMember(work, *member);
    for (const auto& [known, wanted] : plan.changed)
        TRY(change(work, known, *wanted, why));
    const MembersImported imported{std::int64_t(plan.added.size()), std::int64_t(plan.changed.size()),
                                   plan.unchanged};
    if (imported.added + imported.changed > 0)
        work.publish(
            {"people.member.imported",
             plan.added.empty() ? plan.changed.front().first.number : plan.added.front()->number,
             {{"added", imported.added}, {"changed", imported.changed}, {"unchanged", imported.unchanged}}});
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

Result<Member> memberNumbered(db::Connection& db, const std::string& number)
{
    auto member = findMemberByNumber(db, number);
    if (member) return std::move(*member);
    return fail("people.member.unknown",
                fmt::format("There is no member {}. `habitatctl members list` shows the roll.", number),
                {{"number", number}});
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
