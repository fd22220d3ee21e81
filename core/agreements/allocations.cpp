// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/allocations.h"

#include "core/agreements/allocation_store.h"
#include "core/agreements/distributions.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::agreements {

using habitat::toText;

namespace {

using enum AllocationState;

constexpr std::string_view insertSql =
    "INSERT INTO allocation (key, close_run, period, version, state, net_income_minor, reserve_minor, "
    "surplus_minor, "
    "cash_minor, retained_minor, line_count, hash, vote_reference, approval_round, calculation, moves) "
    "VALUES (?, ?, ?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?, '', 0, ?, 1)";
constexpr std::string_view insertLineSql =
    "INSERT INTO allocation_line (allocation, position, member, member_number, member_name, share, "
    "allocation_minor, "
    "cash_minor, retained_minor, calculation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view beginHistorySql = "INSERT INTO allocation_move (allocation, number, who, at, "
                                             "to_state, why) VALUES (?, 1, ?, ?, 'draft', ?)";
constexpr std::string_view nextVersionSql =
    "SELECT coalesce(max(version), 0) + 1 FROM allocation WHERE close_run = ?";
constexpr std::string_view copySql =
    "INSERT INTO allocation (key, close_run, period, version, state, net_income_minor, reserve_minor, "
    "surplus_minor, "
    "cash_minor, retained_minor, line_count, hash, vote_reference, approval_round, reissue_of, calculation, "
    "moves) "
    "SELECT ?, close_run, period, ?, 'draft', net_income_minor, reserve_minor, surplus_minor, cash_minor, "
    "retained_minor, line_count, hash, '', 0, key, calculation, 1 FROM allocation WHERE key = ?";
constexpr std::string_view copyLinesSql =
    "INSERT INTO allocation_line (allocation, position, member, member_number, member_name, share, "
    "allocation_minor, "
    "cash_minor, retained_minor, calculation) SELECT ?, position, member, member_number, member_name, share, "
    "allocation_minor, cash_minor, retained_minor, calculation FROM allocation_line WHERE allocation = ?";
constexpr std::string_view insertApprovalSql =
    "INSERT INTO allocation_approval (allocation, round, approver, signed_hash, at) "
    "SELECT key, moves + 1, ?, ?, ? FROM allocation WHERE key = ?";
constexpr std::string_view approveSql =
    "UPDATE allocation SET approval_round = moves + 1, vote_reference = ? WHERE key = ?";
constexpr std::string_view dropApprovalSql =
    "UPDATE allocation SET approval_round = 0, vote_reference = '' WHERE key = ?";
constexpr std::string_view recordSql =
    "INSERT INTO member_allocation (key, allocation, member, amount_minor, "
    "cash_minor, retained_minor, notice_at) VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view linesSql =
    "SELECT member, allocation_minor, cash_minor, retained_minor FROM allocation_line "
    "WHERE allocation = ? ORDER BY position";
constexpr std::string_view journalSql = "INSERT INTO allocation_journal (allocation, journal) VALUES (?, ?)";

Status checkPlan(const AllocationPlan& plan)
{
    Money sum;
    for (const auto& line : plan.lines) {
        sum += line.allocation;
        if (line.cash + line.retained != line.allocation || line.cash.isNegative())
            return fail("agreements.allocation.split",
                        fmt::format("Cash {} and retained {} of member {} are not the line {}.",
                                    toText(line.cash), toText(line.retained), line.participant.number,
                                    toText(line.allocation)),
                        {{"member_number", line.participant.number}});
    }
    if (sum != plan.surplus.allocable)
        return fail("agreements.allocation.sum",
                    fmt::format("Line total {} ≠ surplus {}. Compute the allocation again.", toText(sum),
                                toText(plan.surplus.allocable)),
                    {{"lines_minor", sum.minor}, {"surplus_minor", plan.surplus.allocable.minor}});
    return {};
}

std::int64_t nextVersion(db::Connection& db, CloseKey run)
{
    auto row = db.query(nextVersionSql).bind(run);
    row.next();
    return row.integer(0);
}

Status refuseLiving(db::Connection& db, CloseKey run)
{
    const auto living = livingAllocation(db, run);
    if (!living) return {};
    return fail("agreements.allocation.exists",
                fmt::format("Allocation {} v{} is {}. Undo it before a next version.", living->period,
                            living->version, toText(living->state)),
                {{"allocation", living->key.value}, {"state", toText(living->state)}});
}

void insertLines(db::Connection& db, AllocationKey key, const AllocationPlan& plan)
{
    auto insert = db.query(insertLineSql);
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        const auto& line = plan.lines[i];
        insert
            .bind(key, i, line.participant.member, line.participant.number, line.participant.name,
                  toText(line.share), line.allocation.minor, line.cash.minor, line.retained.minor,
                  line.calculation.dump())
            .run();
    }
}

Status checkApproval(const Allocation& allocation, const AllocationApproval& approval)
{
    const nlohmann::json context = {{"allocation", allocation.key.value}, {"hash", allocation.hash}};
    if (approval.signedHash != allocation.hash)
        return fail("agreements.allocation.hash_differs",
                    fmt::format("Allocation {} v{} is no longer what was signed. It must be signed again.",
                                allocation.period, allocation.version),
                    context);
    if (isBlank(approval.voteReference))
        return fail("agreements.allocation.vote_missing", "Name the vote that approved the allocation.",
                    context);
    std::vector<std::string_view> people;
    for (const auto& approver : approval.approvers) {
        const auto known = std::any_of(people.begin(), people.end(),
                                       [&](std::string_view other) { return samePerson(other, approver); });
        if (!known && !isBlank(approver) && !samePerson(approver, Actor::system().user))
            people.push_back(approver);
    }
    const auto needed = std::max(fewestApprovers, std::size_t(std::max<std::int64_t>(approval.quorum, 0)));
    if (people.size() < needed)
        return fail("agreements.allocation.quorum",
                    fmt::format("{} different people signed allocation {} v{}; {} are needed.", people.size(),
                                allocation.period, allocation.version, needed),
                    context);
    return {};
}

Status approve(store::UnitOfWork& work, const Allocation& allocation, const AllocationApproval& approval,
               const std::string& why)
{
    auto insert = work.db().query(insertApprovalSql);
    std::vector<std::string_view> written;
    for (const auto& approver : approval.approvers) {
        const auto twice = std::any_of(written.begin(), written.end(),
                                       [&](std::string_view other) { return samePerson(other, approver); });
        if (twice || isBlank(approver)) continue;
        insert.bind(approver, approval.signedHash, toMicros(work.now()), allocation.key).run();
        written.emplace_back(approver);
    }
    work.db().query(approveSql).bind(approval.voteReference, allocation.key).run();
    return moveAllocation(work, allocation, Approved, why);
}

void writeMemberAllocations(store::UnitOfWork& work, AllocationKey key)
{
    auto insert = work.db().query(recordSql);
    auto lines = work.db().query(linesSql).bind(key);
    while (lines.next())
        insert
            .bind(work.keys().next(), key, lines.integer(0), lines.integer(1), lines.integer(2),
                  lines.integer(3), toMicros(work.now()))
            .run();
}

/// How far an ended version had come, as far as its successor may be brought.
AllocationState furthest(const Allocation& ended)
{
    return ended.state == Withdrawn ? Proposed : Recorded;
}

} // namespace

Result<AllocationKey> draftAllocation(store::UnitOfWork& work, CloseKey run, const std::string& period,
                                      const AllocationPlan& plan)
{
    TRY(checkPlan(plan));
    TRY(refuseLiving(work.db(), run));
    const auto key = work.keys().make<AllocationKey>();
    const auto& surplus = plan.surplus;
    work.db()
        .query(insertSql)
        .bind(key, run, period, nextVersion(work.db(), run), surplus.netIncome.minor, surplus.reserve.minor,
              surplus.allocable.minor, plan.cash().minor, plan.retained().minor, plan.lines.size(),
              hashOf(plan), plan.calculation.dump())
        .run();
    insertLines(work.db(), key, plan);
    work.db().query(beginHistorySql).bind(key, work.actor().user, toMicros(work.now()), "").run();
    publishAllocation(work, "drafted", TRY(loadAllocation(work.db(), key)));
    return key;
}

Status proposeAllocation(store::UnitOfWork& work, AllocationKey key)
{
    const auto allocation = TRY(loadAllocation(work.db(), key));
    if (allocation.state == Suspended)
        return fail("agreements.allocation.state",
                    fmt::format("Allocation {} v{} is suspended and cannot become proposed without a reason.",
                                allocation.period, allocation.version),
                    {{"allocation", key.value}, {"from", toText(Suspended)}, {"to", toText(Proposed)}});
    TRY(moveAllocation(work, allocation, Proposed, ""));
    TRY(verifyAllocation(work.db(), key));
    publishAllocation(work, "proposed", allocation);
    return {};
}

Status withdrawAllocation(store::UnitOfWork& work, AllocationKey key, const std::string& reason)
{
    return explainedMove(work, key, Withdrawn, reason, "withdrawn");
}

Status approveAllocation(store::UnitOfWork& work, AllocationKey key, const AllocationApproval& approval)
{
    const auto allocation = TRY(loadAllocation(work.db(), key));
    TRY(checkMove(allocation, Approved));
    TRY(checkApproval(allocation, approval));
    TRY(verifyAllocation(work.db(), key));
    TRY(approve(work, allocation, approval, approval.voteReference));
    publishAllocation(work, "approved", allocation,
                      {{"vote", approval.voteReference}, {"approved_by", approval.approvers}});
    return {};
}

Status suspendAllocation(store::UnitOfWork& work, AllocationKey key, const std::string& reason)
{
    TRY(explainedMove(work, key, Suspended, reason, "suspended"));
    // The approvals stay on record; none of them stands any more.
    work.db().query(dropApprovalSql).bind(key).run();
    return {};
}

Status reproposeAllocation(store::UnitOfWork& work, AllocationKey key, const std::string& reason)
{
    const auto allocation = TRY(loadAllocation(work.db(), key));
    if (allocation.state == Draft)
        return fail("agreements.allocation.state",
                    fmt::format("Allocation {} v{} is a draft and was never proposed. Propose it.",
                                allocation.period, allocation.version),
                    {{"allocation", key.value}, {"from", toText(Draft)}, {"to", toText(Proposed)}});
    return explainedMove(work, key, Proposed, reason, "proposed");
}

Status recordAllocation(store::UnitOfWork& work, AllocationKey key)
{
    const auto allocation = TRY(loadAllocation(work.db(), key));
    TRY(checkMove(allocation, Recorded));
    TRY(verifyAllocation(work.db(), key));
    writeMemberAllocations(work, key);
    TRY(moveAllocation(work, allocation, Recorded, ""));
    publishAllocation(work, "recorded", allocation);
    return {};
}

Status voidAllocation(store::UnitOfWork& work, AllocationKey key, const std::string& reason)
{
    return explainedMove(work, key, Voided, reason, "voided");
}

Status markPosted(store::UnitOfWork& work, AllocationKey key, const std::vector<JournalKey>& journals)
{
    const auto allocation = TRY(loadAllocation(work.db(), key));
    TRY(moveAllocation(work, allocation, Posted, ""));
    auto keys = nlohmann::json::array();
    for (const auto journal : journals) {
        work.db().query(journalSql).bind(key, journal).run();
        keys.push_back(journal.value);
    }
    publishAllocation(work, "posted", allocation, {{"journals", std::move(keys)}});
    return {};
}

Status reverseAllocation(store::UnitOfWork& work, AllocationKey key, const std::string& reason)
{
    return explainedMove(work, key, Reversed, reason, "reversed");
}

Status markDistributed(store::UnitOfWork& work, AllocationKey key)
{
    const auto allocation = TRY(loadAllocation(work.db(), key));
    TRY(checkMove(allocation, Distributed));
    auto open = nlohmann::json::array();
    for (const auto& one : unsettledDistributions(work.db(), key))
        open.push_back({{"distribution", one.key.value},
                        {"member_number", one.memberNumber},
                        {"state", toText(one.state)}});
    if (!open.empty())
        return fail("agreements.allocation.distributions_open",
                    fmt::format("{} distribution(s) of {} are neither ended nor carried as payable.",
                                open.size(), allocation.period),
                    {{"allocation", key.value}, {"distributions", std::move(open)}});
    TRY(moveAllocation(work, allocation, Distributed, ""));
    publishAllocation(work, "distributed", allocation);
    return {};
}

Status amendAllocation(store::UnitOfWork& work, AllocationKey key, const std::string& reason)
{
    return explainedMove(work, key, Amended, reason, "amended");
}

Result<AllocationKey> reissueAllocation(store::UnitOfWork& work, AllocationKey endedKey, AllocationState upTo,
                                        const std::string& reason)
{
    auto& db = work.db();
    const auto ended = TRY(loadAllocation(db, endedKey));
    if (!hasEnded(ended.state) || ended.state == Amended)
        return fail(
            "agreements.allocation.alive",
            fmt::format("Allocation {} v{} is {}; only a withdrawn, voided or reversed one is issued again.",
                        ended.period, ended.version, toText(ended.state)),
            {{"allocation", endedKey.value}, {"state", toText(ended.state)}});
    const bool reachable = upTo == Draft || upTo == Proposed || upTo == Approved || upTo == Recorded;
    if (!reachable || (furthest(ended) == Proposed && upTo != Draft && upTo != Proposed))
        return fail("agreements.allocation.reissue",
                    fmt::format("A successor of {} v{}, which is {}, cannot be brought to {}.", ended.period,
                                ended.version, toText(ended.state), toText(upTo)),
                    {{"allocation", endedKey.value}, {"from", toText(ended.state)}, {"to", toText(upTo)}});
    TRY(requireReason(ended, reason));
    TRY(refuseLiving(db, ended.run));

    const auto key = work.keys().make<AllocationKey>();
    db.query(copySql).bind(key, nextVersion(db, ended.run), endedKey).run();
    db.query(copyLinesSql).bind(key, endedKey).run();
    db.query(beginHistorySql).bind(key, work.actor().user, toMicros(work.now()), reason).run();
    TRY(verifyAllocation(db, key));
    if (upTo != Draft) TRY(moveAllocation(work, TRY(loadAllocation(db, key)), Proposed, reason));
    // Equal content has an equal hash, so what was signed on the old version stands for this one.
    if (upTo == Approved || upTo == Recorded)
        TRY(approve(work, TRY(loadAllocation(db, key)),
                    {ended.hash, ended.voteReference, ended.approvedBy, 0}, reason));
    if (upTo == Recorded) {
        writeMemberAllocations(work, key);
        TRY(moveAllocation(work, TRY(loadAllocation(db, key)), Recorded, reason));
    }
    publishAllocation(work, "reissued", TRY(loadAllocation(db, key)),
                      {{"reissue_of", endedKey.value}, {"state", toText(upTo)}, {"why", reason}});
    return key;
}

} // namespace habitat::agreements
