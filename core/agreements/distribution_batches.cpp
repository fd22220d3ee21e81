// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/allocation_store.h"
#include "core/agreements/distribution_store.h"
#include "core/agreements/distributions.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::agreements {

using habitat::toText;

namespace {

using enum DistributionState;

constexpr std::string_view linesSql =
    "SELECT member, member_number, member_name, cash_minor FROM allocation_line "
    "WHERE allocation = ? AND cash_minor > 0 ORDER BY position";
constexpr std::string_view insertSql = "INSERT INTO distribution (key, allocation, member, member_number, "
                                       "member_name, amount_minor, state, payment, "
                                       "outcome, moves) VALUES (?, ?, ?, ?, ?, ?, 'calculated', 0, '', 1)";
constexpr std::string_view beginHistorySql = "INSERT INTO distribution_move (distribution, number, who, at, "
                                             "to_state, why) VALUES (?, 1, ?, ?, 'calculated', '')";
constexpr std::string_view approvalSql =
    "INSERT INTO distribution_approval (distribution, approver, at) VALUES (?, ?, ?)";

/// Those of an allocation that were not cancelled.
std::vector<Distribution> living(db::Connection& db, AllocationKey allocation)
{
    auto all = listDistributions(db, {.allocation = allocation});
    std::erase_if(all, [](const Distribution& one) { return one.state == Cancelled; });
    return all;
}

void publishBatch(store::UnitOfWork& work, std::string_view what, const Allocation& allocation,
                  std::size_t count, Money total, nlohmann::json more = nlohmann::json::object())
{
    more.update({{"allocation", allocation.key.value},
                 {"period", allocation.period},
                 {"count", count},
                 {"total_minor", total.minor}});
    work.publish({fmt::format("agreements.distribution.{}", what),
                  fmt::format("{} v{}", allocation.period, allocation.version), std::move(more)});
}

Money totalOf(const std::vector<Distribution>& distributions)
{
    Money total;
    for (const auto& distribution : distributions)
        total += distribution.amount;
    return total;
}

Status checkApprovers(AllocationKey allocation, const std::vector<std::string>& approvers)
{
    for (std::size_t i = 0; i < approvers.size(); ++i) {
        const bool person = !isBlank(approvers[i]) && !samePerson(approvers[i], Actor::system().user);
        const bool twice =
            std::any_of(approvers.begin(), approvers.begin() + std::ptrdiff_t(i),
                        [&](const std::string& other) { return samePerson(other, approvers[i]); });
        if (!person || twice)
            return fail(
                "agreements.distribution.approvers",
                fmt::format("“{}” cannot be an approver of the distributions: two different people sign.",
                            approvers[i]),
                {{"allocation", allocation.value}, {"approver", approvers[i]}});
    }
    if (approvers.size() < fewestApprovers)
        return fail("agreements.distribution.approvers",
                    "Distributions are approved by two different people.",
                    {{"allocation", allocation.value}, {"approvers", approvers.size()}});
    return {};
}

} // namespace

Result<std::vector<DistributionKey>> calculateDistributions(store::UnitOfWork& work,
                                                            AllocationKey allocationKey)
{
    auto& db = work.db();
    const auto allocation = TRY(loadAllocation(db, allocationKey));
    if (allocation.state != AllocationState::Posted)
        return fail("agreements.distribution.not_posted",
                    fmt::format("Allocation {} v{} is {}; distributions follow once it is posted.",
                                allocation.period, allocation.version, toText(allocation.state)),
                    {{"allocation", allocationKey.value}, {"state", toText(allocation.state)}});
    const auto before = living(db, allocationKey);
    if (!before.empty())
        return fail("agreements.distribution.exists",
                    fmt::format("{} distribution(s) of {} exist already. Cancel them first.", before.size(),
                                allocation.period),
                    {{"allocation", allocationKey.value}, {"count", before.size()}});
    std::vector<DistributionKey> keys;
    Money total;
    auto insert = db.query(insertSql);
    auto history = db.query(beginHistorySql);
    auto lines = db.query(linesSql).bind(allocationKey);
    while (lines.next()) {
        const auto key = work.keys().make<DistributionKey>();
        insert
            .bind(key, allocationKey, lines.integer(0), lines.textView(1), lines.textView(2),
                  lines.integer(3))
            .run();
        history.bind(key, work.actor().user, toMicros(work.now())).run();
        total += Money(lines.integer(3));
        keys.push_back(key);
    }
    publishBatch(work, "calculated", allocation, keys.size(), total);
    return keys;
}

Status approveDistributions(store::UnitOfWork& work, AllocationKey allocationKey,
                            const std::vector<std::string>& approvers)
{
    const auto allocation = TRY(loadAllocation(work.db(), allocationKey));
    TRY(checkApprovers(allocationKey, approvers));
    const auto distributions = living(work.db(), allocationKey);
    for (const auto& distribution : distributions)
        TRY(checkMove(distribution, Approved));
    auto insert = work.db().query(approvalSql);
    for (const auto& distribution : distributions) {
        for (const auto& approver : approvers)
            insert.bind(distribution.key, approver, toMicros(work.now())).run();
        TRY(moveDistribution(work, distribution, Approved, ""));
    }
    publishBatch(work, "approved", allocation, distributions.size(), totalOf(distributions),
                 {{"approved_by", approvers}});
    return {};
}

Status scheduleDistributions(store::UnitOfWork& work, AllocationKey allocationKey, Date dueOn)
{
    const auto allocation = TRY(loadAllocation(work.db(), allocationKey));
    const auto distributions = living(work.db(), allocationKey);
    for (const auto& distribution : distributions)
        TRY(requireState(distribution, Approved, Scheduled));
    for (const auto& distribution : distributions) {
        setSchedule(work, distribution, dueOn);
        TRY(moveDistribution(work, distribution, Scheduled, fmt::format("Due on {}", toText(dueOn))));
    }
    publishBatch(work, "scheduled", allocation, distributions.size(), totalOf(distributions),
                 {{"due_on", toText(dueOn)}});
    return {};
}

Status cancelDistributions(store::UnitOfWork& work, AllocationKey allocationKey, const std::string& reason)
{
    const auto allocation = TRY(loadAllocation(work.db(), allocationKey));
    TRY(requireReason(allocation, reason));
    const auto distributions = living(work.db(), allocationKey);
    for (const auto& distribution : distributions)
        TRY(checkMove(distribution, Cancelled));
    for (const auto& distribution : distributions)
        TRY(moveDistribution(work, distribution, Cancelled, reason));
    publishBatch(work, "cancelled", allocation, distributions.size(), totalOf(distributions),
                 {{"why", reason}});
    return {};
}

} // namespace habitat::agreements
