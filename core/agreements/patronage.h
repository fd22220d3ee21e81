// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agreements/policy.h"
#include "core/base/decimal.h"
#include "core/base/keys.h"

#include <span>
#include <vector>

/// Exact patronage: what part of the surplus is each member's, as fractions over one common
/// denominator. Pure functions on values, any thread.
namespace habitat::agreements {

enum class Standing : std::uint8_t { Patron, Investor };
std::string_view toText(Standing standing);

/// A member as far as sharing is concerned; filled by whoever knows the roll.
struct Participant
{
    MemberKey member;
    std::string number;
    std::string name;
    Date admittedOn;
    Standing standing = Standing::Patron;
};

/// What one member brought in one category; several entries of a pair are added.
struct PatronageEntry
{
    MemberKey member;
    std::string category;
    Money value;
};

struct CategoryTotal
{
    Category category;
    Money total;
    /// False where nobody brought anything: it drops out and the other weights renormalise.
    bool counts = false;
};

struct MemberPatronage
{
    Participant participant;
    /// One for each of `PatronageShares::categories`, in that order.
    std::vector<Money> values;
    /// share = numerator / PatronageShares::denominator.
    BigInt numerator;
};

struct PatronageShares
{
    PatronageMethod method = PatronageMethod::S;
    std::vector<CategoryTotal> categories;
    BigInt denominator;
    /// In the policy's tie-break order, so that who comes first gets a left-over unit first. Every
    /// participant is here, also one who brought nothing.
    std::vector<MemberPatronage> members;

    [[nodiscard]] Rational share(const MemberPatronage& member) const
    {
        return {member.numerator, denominator};
    }
};

/// "agreements.patronage.none" (nothing positive to share by), ".category_unknown", ".member_unknown",
/// ".negative", ".member_repeated", each with the offenders.
Result<PatronageShares> computeShares(const Policy& policy, std::span<const Participant> participants,
                                      std::span<const PatronageEntry> entries);

/// Where nothing is to be divided, and nobody brought anything that has a weight: every participant is there,
/// each with 0/1. Refuses as computeShares, but for "agreements.patronage.none".
Result<PatronageShares> sharesOfNothing(const Policy& policy, std::span<const Participant> participants,
                                        std::span<const PatronageEntry> entries);

/// "num/den" in lowest terms; "0/1" for nothing.
std::string toText(const Rational& share);
/// Hash over method, categories, denominators and every member's numbers.
std::string hashOf(const PatronageShares& shares);

} // namespace habitat::agreements
