// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/steps.h"

#include "core/base/hash.h"
#include "core/people/contribution_queries.h"
#include "core/people/contribution_register.h"
#include "core/people/members.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace habitat::close {

namespace {

/// Ready to be claimed, or held by this close already: the same set before and after the claim.
std::vector<people::Contribution> claimable(db::Connection& db, const Close& close)
{
    const auto span = peopleSpan(close);
    std::vector<people::Contribution> found;
    const auto collect = [&](people::ContributionState state, std::optional<CloseKey> claimedBy) {
        people::ContributionFilter filter;
        filter.state = state;
        filter.claimedBy = claimedBy;
        filter.limit = INT64_MAX;
        if (!claimedBy) {
            filter.from = span.first;
            filter.to = span.last;
        }
        auto some = people::listContributions(db, filter);
        std::ranges::move(some, std::back_inserter(found));
    };
    collect(people::ContributionState::Valued, {});
    collect(people::ContributionState::Applied, {});
    collect(people::ContributionState::Claimed, close.key);
    collect(people::ContributionState::Allocated, close.key);
    std::ranges::sort(found, {}, &people::Contribution::key);
    return found;
}

std::string hashOf(const std::vector<people::Contribution>& contributions)
{
    Hasher hasher;
    hasher.add("register");
    for (const auto& one : contributions)
        hasher.add(one.reference)
            .add(one.member.value)
            .add(one.category)
            .add(one.value.minor)
            .add(toText(one.date));
    return hasher.hex();
}

exchange::Table registerTable(db::Connection& db, const std::vector<people::Contribution>& contributions)
{
    using exchange::ColumnType;
    struct Line
    {
        Money value;
        std::int64_t count = 0;
    };
    std::map<std::pair<std::int64_t, std::string>, Line> lines;
    Money sum;
    for (const auto& one : contributions) {
        auto& line = lines[{one.member.value, one.category}];
        line.value += one.value;
        ++line.count;
        sum += one.value;
    }
    std::unordered_map<std::int64_t, people::Member> members;
    for (auto& member : people::listMembers(db))
        members.emplace(member.key.value, std::move(member));
    exchange::Table table{"Register",
                          {{"member_number", "No.", ColumnType::Text},
                           {"name", "Member", ColumnType::Text},
                           {"category", "Category", ColumnType::Text},
                           {"contributions", "Count", ColumnType::Number},
                           {"value", "Value", ColumnType::Money}},
                          {},
                          {}};
    for (const auto& [key, line] : lines) {
        const auto& member = members.at(key.first);
        table.rows.push_back({member.number, member.name, key.second, line.count, line.value});
    }
    table.totals = {std::monostate{}, std::string("Sum"), std::monostate{},
                    std::int64_t(contributions.size()), sum};
    return table;
}

StepReading read(db::Connection& db, const Close& close, Instant)
{
    StepReading reading;
    const auto contributions = claimable(db, close);
    reading.inputHash = hashOf(contributions);
    reading.checks.push_back(
        pendingCheck(db, close, "No contribution of the period is still to be decided."));
    reading.reads = {{"Approved contributions", fmt::format("{}", contributions.size())},
                     {"Hash", reading.inputHash.substr(0, 12)}};
    reading.writes = {
        {"Register", fmt::format("{} contributions claimed by this close", contributions.size())}};
    reading.figures.push_back(registerTable(db, contributions));
    return reading;
}

Result<nlohmann::json> perform(store::UnitOfWork& work, const Close& close, const StepReading&)
{
    const people::ApprovalRule rule{pinned(work.db(), close).contributionDualApprovalOver};
    const auto claimed = TRY(people::claimContributions(work, close.key, peopleSpan(close), rule));
    return nlohmann::json{{"register", claimed.key.value},
                          {"contributions", claimed.count},
                          {"value_minor", claimed.value.minor},
                          {"register_hash", claimed.hash},
                          {"left_behind", claimed.leftBehind}};
}

Status undo(store::UnitOfWork& work, const Close& close)
{
    return people::releaseClaims(work, close.key, close.undoReason);
}

std::vector<UndoEffect> undoEffects(db::Connection& db, const Close& close)
{
    const auto held = people::findRegister(db, close.key);
    return {{3,
             fmt::format("{} contributions are released; the register stays, marked released.",
                         held ? held->count : 0),
             false}};
}

} // namespace

StepBehaviour aggregateContributionsStep()
{
    return {read, perform, undo, undoEffects};
}

} // namespace habitat::close
