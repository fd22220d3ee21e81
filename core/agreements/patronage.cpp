// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/patronage.h"

#include "core/base/hash.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace habitat::agreements {

namespace {

/// Before: nearer to a left-over unit.
bool standsBefore(TieBreak tieBreak, const Participant& a, const Participant& b)
{
    if (tieBreak == TieBreak::AdmissionDate && a.admittedOn != b.admittedOn)
        return a.admittedOn < b.admittedOn;
    return numberBefore(a.number, b.number);
}

Result<std::vector<MemberPatronage>> lineUp(const Policy& policy, std::span<const Participant> participants)
{
    std::unordered_set<MemberKey> keys;
    std::unordered_set<std::string_view> numbers;
    std::vector<MemberPatronage> members;
    members.reserve(participants.size());
    for (const auto& participant : participants) {
        if (!keys.insert(participant.member).second || !numbers.insert(participant.number).second)
            return fail("agreements.patronage.member_repeated",
                        fmt::format("Member {} takes part twice.", participant.number),
                        {{"member_number", participant.number}});
        members.push_back({participant, std::vector<Money>(policy.categories.size()), 0});
    }
    std::sort(members.begin(), members.end(), [&](const MemberPatronage& a, const MemberPatronage& b) {
        return standsBefore(policy.tieBreak, a.participant, b.participant);
    });
    return members;
}

Status addEntries(PatronageShares& shares, std::span<const PatronageEntry> entries)
{
    std::unordered_map<MemberKey, MemberPatronage*> members;
    for (auto& member : shares.members)
        members.emplace(member.participant.member, &member);
    std::unordered_map<std::string_view, std::size_t> categories;
    for (std::size_t i = 0; i < shares.categories.size(); ++i)
        categories.emplace(shares.categories[i].category.name, i);

    for (const auto& entry : entries) {
        const nlohmann::json context = {
            {"member", entry.member.value}, {"category", entry.category}, {"value_minor", entry.value.minor}};
        const auto member = members.find(entry.member);
        if (member == members.end())
            return fail("agreements.patronage.member_unknown",
                        fmt::format("The register counts member key {}, who does not take part.",
                                    toText(entry.member)),
                        context);
        const auto category = categories.find(entry.category);
        if (category == categories.end())
            return fail("agreements.patronage.category_unknown",
                        fmt::format("The register counts category “{}”, which the policy does not know.",
                                    entry.category),
                        context);
        if (entry.value.isNegative())
            return fail("agreements.patronage.negative",
                        fmt::format("Member {} has {} in “{}”; patronage is not below zero.",
                                    member->second->participant.number, toText(entry.value), entry.category),
                        context);
        member->second->values[category->second] += entry.value;
        shares.categories[category->second].total += entry.value;
    }
    for (auto& category : shares.categories)
        category.counts = category.total > Money(0);
    return {};
}

/// For each category, what one minor unit of value adds to the numerator; sets the denominator.
/// S: weight/total over the least common multiple of the totals, so that adding needs no fractions.
std::vector<BigInt> unitNumerators(PatronageShares& shares)
{
    BigInt weights = 0;
    BigInt common = 1;
    BigInt weighted = 0;
    for (const auto& category : shares.categories) {
        if (!category.counts) continue;
        weights += category.category.weight.value;
        weighted += BigInt(category.category.weight.value) * category.total.minor;
        if (shares.method == PatronageMethod::S) common = lcm(common, BigInt(category.total.minor));
    }
    shares.denominator = shares.method == PatronageMethod::S ? BigInt(weights * common) : weighted;
    std::vector<BigInt> units;
    for (const auto& category : shares.categories) {
        BigInt unit = category.counts ? category.category.weight.value : 0;
        if (category.counts && shares.method == PatronageMethod::S) unit *= common / category.total.minor;
        units.push_back(std::move(unit));
    }
    return units;
}

} // namespace

std::string_view toText(Standing standing)
{
    return standing == Standing::Patron ? "patron" : "investor";
}

Result<PatronageShares> sharesOfNothing(const Policy& policy, std::span<const Participant> participants,
                                        std::span<const PatronageEntry> entries)
{
    PatronageShares shares;
    shares.method = policy.method;
    for (const auto& category : policy.categories)
        shares.categories.push_back({category, Money(0), false});
    shares.members = TRY(lineUp(policy, participants));
    TRY(addEntries(shares, entries));
    shares.denominator = 1;
    return shares;
}

Result<PatronageShares> computeShares(const Policy& policy, std::span<const Participant> participants,
                                      std::span<const PatronageEntry> entries)
{
    auto shares = TRY(sharesOfNothing(policy, participants, entries));
    const auto units = unitNumerators(shares);
    if (shares.denominator == 0)
        return fail(
            "agreements.patronage.none",
            "Nobody brought anything in a category that has a weight, so there is nothing to share by.",
            {{"entries", entries.size()}});
    for (auto& member : shares.members)
        for (std::size_t i = 0; i < units.size(); ++i)
            if (!member.values[i].isZero()) member.numerator += units[i] * member.values[i].minor;
    return shares;
}

std::string toText(const Rational& share)
{
    return numerator(share).str() + "/" + denominator(share).str();
}

std::string hashOf(const PatronageShares& shares)
{
    Hasher hasher;
    hasher.add(toText(shares.method)).add(shares.denominator.str());
    for (const auto& category : shares.categories)
        hasher.add(category.category.name).add(category.category.weight.value).add(category.total.minor);
    for (const auto& member : shares.members) {
        hasher.add(member.participant.number)
            .add(toText(member.participant.standing))
            .add(member.numerator.str());
        for (const auto value : member.values)
            hasher.add(value.minor);
    }
    return hasher.hex();
}

} // namespace habitat::agreements
