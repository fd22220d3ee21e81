// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/steps.h"

#include "core/people/contribution_queries.h"
#include "core/people/members.h"

#include <fmt/format.h>

namespace habitat::close {

treasury::PeriodSpan spanOf(const Close& close)
{
    return established(treasury::parsePeriod(close.period));
}

people::PeriodSpan peopleSpan(const Close& close)
{
    const auto span = spanOf(close);
    return {span.code, span.from, span.to};
}

agreements::Policy pinned(db::Connection& db, const Close& close)
{
    const auto found = agreements::pinnedPolicy(db, close.key);
    ensure(found.has_value(), "a close past step 2 has a pinned policy");
    return found->stored.policy;
}

std::optional<AllocationOnRecord> livingWithLines(db::Connection& db, const Close& close)
{
    auto allocation = agreements::livingAllocation(db, close.key);
    if (!allocation) return std::nullopt;
    auto lines = agreements::allocationLines(db, allocation->key);
    return AllocationOnRecord{std::move(*allocation), std::move(lines)};
}

treasury::Authority authorityOf(const std::vector<Actor>& signers, std::optional<Money> threshold)
{
    treasury::Authority authority;
    authority.threshold = threshold;
    if (!signers.empty()) authority.poster = signers.front();
    if (signers.size() > 1) authority.approver = signers[1];
    return authority;
}

Check pendingCheck(db::Connection& db, const Close& close, std::string text)
{
    Check check{"close.contributions.pending",
                std::move(text),
                true,
                {},
                "Decide each in the Inbox, settle what is disputed (habitatctl contributions settle), or "
                "defer it to the next period.",
                "defer-contributions",
                {}};
    const auto pending = people::pendingContributions(db, peopleSpan(close));
    check.holds = pending.empty();
    for (const auto& contribution : pending) {
        const auto member = people::findMember(db, contribution.member);
        check.offending.push_back(fmt::format(
            "{} ({}, {}) is {}.", contribution.reference, member ? member->name : "unknown member",
            toText(contribution.value), people::toText(contribution.state)));
        check.keys.push_back(contribution.reference);
    }
    return check;
}

Check shareableCheck(std::string text, const Status& status)
{
    auto check = checkFrom(std::move(text), status);
    if (check.code == "agreements.loss.unplaced")
        check.remedy =
            "Undo back to step 1, and import what members bring in to bear it: cash or property, as "
            "contributions dated within the period; then run the close again.";
    return check;
}

} // namespace habitat::close
