// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/capital.h"

#include "core/people/members.h"

#include <unordered_map>

namespace habitat::close {

agreements::Capital capitalByMember(db::Connection& db, treasury::Ledger ledger)
{
    std::unordered_map<std::string, MemberKey> byNumber;
    for (const auto& member : people::listMembers(db))
        byNumber.emplace(member.number, member.key);
    agreements::Capital capital;
    for (const auto& account : treasury::memberCapital(db, ledger))
        if (const auto known = byNumber.find(account.member); known != byNumber.end())
            capital[known->second] = account.amount;
    return capital;
}

std::vector<treasury::MemberAmount> cashOnly(const std::vector<agreements::AllocationLine>& lines)
{
    std::vector<treasury::MemberAmount> amounts;
    for (const auto& line : lines)
        if (!line.cash.isZero()) amounts.push_back({line.memberNumber, line.cash});
    return amounts;
}

} // namespace habitat::close
