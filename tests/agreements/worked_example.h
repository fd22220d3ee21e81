// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agreements/patronage.h"

#include <array>

/// The worked example: five members, net income 20,000.00, reserve 2,000.00, cash 20 %.
namespace habitat::test {

struct ExampleLine
{
    const char* number;
    const char* name;
    std::int64_t labor;
    std::int64_t cash;
    std::int64_t revenue;
    std::int64_t community;
    std::int64_t allocationMinor;
    std::int64_t cashMinor;
    std::int64_t retainedMinor;
};

inline constexpr std::array exampleLines = {
    ExampleLine{"1", "Alice", 21'600, 5'000, 0, 1, 374'734, 74'947, 299'787},
    ExampleLine{"2", "Bob", 16'500, 0, 0, 1, 203'089, 40'618, 162'471},
    ExampleLine{"3", "Chen", 15'600, 10'000, 0, 1, 433'975, 86'795, 347'180},
    ExampleLine{"4", "Dana", 9'000, 0, 0, 1, 127'139, 25'428, 101'711},
    ExampleLine{"5", "Eli", 8'400, 0, 45'000, 1, 661'063, 132'213, 528'850},
};

inline agreements::Policy examplePolicy()
{
    agreements::Policy policy;
    policy.name = "Pine Ridge";
    policy.reserve = Money(200'000);
    policy.ratifiedOn = std::chrono::year(2025) / 12 / 15;
    policy.effectiveFrom = std::chrono::year(2026) / 1 / 1;
    return policy;
}

inline std::vector<agreements::Participant> exampleParticipants()
{
    std::vector<agreements::Participant> participants;
    for (const auto& line : exampleLines) {
        const auto key = MemberKey(100 + std::int64_t(participants.size()));
        participants.push_back({key, line.number, line.name, std::chrono::year(2020) / 1 / 1});
    }
    return participants;
}

/// Values are minor units: one hour of community work is 1.00.
inline std::vector<agreements::PatronageEntry> exampleEntries()
{
    std::vector<agreements::PatronageEntry> entries;
    const auto participants = exampleParticipants();
    for (std::size_t i = 0; i < exampleLines.size(); ++i) {
        const auto& line = exampleLines[i];
        const auto add = [&](const char* category, std::int64_t whole) {
            if (whole != 0) entries.push_back({participants[i].member, category, Money(whole * 100)});
        };
        add("labor", line.labor);
        add("cash", line.cash);
        add("revenue", line.revenue);
        add("community", line.community);
    }
    return entries;
}

} // namespace habitat::test
