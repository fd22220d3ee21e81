// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/member.h"

#include "core/base/enum_text.h"
#include "core/base/member_number.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace habitat::people {

namespace {

constexpr std::array<std::string_view, 2> classNames = {"patron", "investor"};
constexpr std::array<std::string_view, 4> statusNames = {"active", "inactive", "suspended", "withdrawn"};

tl::unexpected<Error> invalid(std::string_view field, std::string message)
{
    return fail("people.member.invalid", std::move(message), {{"field", field}});
}

} // namespace

std::string_view toText(MemberClass memberClass)
{
    return classNames[std::size_t(memberClass)];
}

std::string_view toText(MemberStatus status)
{
    return statusNames[std::size_t(status)];
}

std::optional<MemberClass> parseMemberClass(std::string_view text)
{
    return enumFromText<MemberClass>(classNames, text);
}

std::optional<MemberStatus> parseMemberStatus(std::string_view text)
{
    return enumFromText<MemberStatus>(statusNames, text);
}

Status checkMember(const NewMember& member)
{
    if (!isMemberNumber(member.number))
        return invalid(
            "number",
            fmt::format(
                "“{}” is not an admission number. Use 1 to {} letters, digits or - . _, not a dot at the "
                "beginning.",
                member.number, longestMemberNumber));
    if (isBlank(member.name))
        return invalid("name", fmt::format("Member {} has no name. Give one.", member.number));
    if (!member.admittedOn.ok())
        return invalid("admitted_on",
                       fmt::format("Member {} has no admission date. Give one.", member.number));
    const auto at = member.email.find('@');
    if (!member.email.empty() && (at == 0 || at == std::string::npos || at + 1 == member.email.size() ||
                                  member.email.find_first_of(" \t\r\n") != std::string::npos))
        return invalid(
            "email", fmt::format("“{}” is not a mail address. Correct it, or leave it empty.", member.email));
    return {};
}

} // namespace habitat::people
