// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/keys.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The people that a cooperative's money is about. Plain values, any thread.
namespace habitat::people {

/// A patron is rewarded for dealing with the co-op, an investor for capital alone (Colorado LCA).
enum class MemberClass : std::uint8_t { Patron, Investor };
enum class MemberStatus : std::uint8_t { Active, Inactive, Suspended, Withdrawn };

/// "patron", "investor"; "active", "inactive", "suspended", "withdrawn": as in files and in the database.
std::string_view toText(MemberClass memberClass);
std::string_view toText(MemberStatus status);
std::optional<MemberClass> parseMemberClass(std::string_view text);
std::optional<MemberStatus> parseMemberStatus(std::string_view text);

struct NewMember
{
    /// Admission number as the co-op writes it ("3", "M-017"); unique, see isMemberNumber and foldedNumber.
    /// Older databases may hold others, "/" among them.
    std::string number;
    std::string name;
    Date admittedOn;
    MemberClass memberClass = MemberClass::Patron;
    MemberStatus status = MemberStatus::Active;
    /// May be empty.
    std::string email;

    bool operator==(const NewMember&) const = default;
};

struct Member : NewMember
{
    MemberKey key;
};

/// Refuses what a member's record may not be ("people.member.invalid", context {"field"}).
Status checkMember(const NewMember& member);

} // namespace habitat::people
