// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/capital.h"

#include "core/agreements/patronage_runs.h"
#include "core/close/steps/steps.h"
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

Result<agreements::AllocationPlan> planFor(db::Connection& db, const Close& close, treasury::Ledger ledger)
{
    const auto frozen = treasury::currentSnapshot(db, close.period);
    const auto patronage = agreements::findPatronage(db, close.key);
    ensure(frozen && patronage, "a close past step 4 has a snapshot and patronage");
    const auto policy = pinned(db, close);
    const auto surplus =
        ledger == treasury::Ledger::Book
            ? patronage->surplus
            : agreements::surplusOf(policy, close.enteredNetIncome.value_or(frozen->taxNetIncome));
    return agreements::planAllocation(policy, patronage->shares, surplus, capitalByMember(db, ledger));
}

std::vector<treasury::MemberAmount> cashOnly(const std::vector<agreements::AllocationLine>& lines)
{
    std::vector<treasury::MemberAmount> amounts;
    for (const auto& line : lines)
        if (!line.cash.isZero()) amounts.push_back({line.memberNumber, line.cash});
    return amounts;
}

} // namespace habitat::close
