// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/allocation_store.h"
#include "core/agreements/allocations.h"
#include "core/agreements/content_hash.h"
#include "core/base/enum_text.h"
#include "core/store/moves.h"

#include <fmt/format.h>

namespace habitat::agreements {

namespace {

constexpr std::string_view byKeySql = "SELECT key, close_run, period, version, state, net_income_minor, "
                                      "reserve_minor, surplus_minor, cash_minor, "
                                      "retained_minor, line_count, hash, vote_reference, approval_round, "
                                      "reissue_of, calculation FROM allocation "
                                      "WHERE key = ?";
constexpr std::string_view ofRunSql = "SELECT key, close_run, period, version, state, net_income_minor, "
                                      "reserve_minor, surplus_minor, cash_minor, "
                                      "retained_minor, line_count, hash, vote_reference, approval_round, "
                                      "reissue_of, calculation FROM allocation "
                                      "WHERE close_run = ? ORDER BY version";
constexpr std::string_view approversSql =
    "SELECT approver FROM allocation_approval WHERE allocation = ? AND round = ? ORDER BY approver";
constexpr std::string_view linesSql =
    "SELECT member, member_number, member_name, share, allocation_minor, cash_minor, retained_minor, "
    "calculation "
    "FROM allocation_line WHERE allocation = ? AND position >= ? ORDER BY position LIMIT ?";
constexpr std::string_view historySql =
    "SELECT who, at, from_state, to_state, why FROM allocation_move WHERE allocation = ? ORDER BY number";
constexpr std::string_view memberAllocationsSql =
    "SELECT m.key, m.member, m.amount_minor, m.cash_minor, m.retained_minor, m.notice_at, a.state "
    "FROM member_allocation m JOIN allocation a ON a.key = m.allocation WHERE m.allocation = ? ORDER BY "
    "m.key";

Allocation readAllocation(db::Connection& db, const db::Query& row)
{
    Allocation allocation;
    allocation.key = row.key<AllocationKey>(0);
    allocation.run = row.key<CloseKey>(1);
    allocation.period = row.text(2);
    allocation.version = row.integer(3);
    allocation.state = known(parseAllocationState(row.textView(4)));
    allocation.netIncome = Money(row.integer(5));
    allocation.reserve = Money(row.integer(6));
    allocation.surplus = Money(row.integer(7));
    allocation.cash = Money(row.integer(8));
    allocation.retained = Money(row.integer(9));
    allocation.lineCount = row.integer(10);
    allocation.hash = row.text(11);
    allocation.voteReference = row.text(12);
    allocation.reissueOf = row.key<AllocationKey>(14);
    allocation.calculation = nlohmann::json::parse(row.textView(15));
    auto approvers = db.query(approversSql).bind(allocation.key, row.integer(13));
    while (approvers.next())
        allocation.approvedBy.push_back(approvers.text(0));
    return allocation;
}

tl::unexpected<Error> unsound(std::string code, const Allocation& allocation, std::string_view what)
{
    return fail(std::move(code),
                fmt::format("Allocation {} v{} on record is not sound: {}.", allocation.period,
                            allocation.version, what),
                {{"allocation", allocation.key.value}});
}

} // namespace

std::optional<Allocation> findAllocation(db::Connection& db, AllocationKey key)
{
    auto row = db.query(byKeySql).bind(key);
    return row.next() ? std::optional(readAllocation(db, row)) : std::nullopt;
}

std::vector<Allocation> allocationsOf(db::Connection& db, CloseKey run)
{
    std::vector<Allocation> allocations;
    auto rows = db.query(ofRunSql).bind(run);
    while (rows.next())
        allocations.push_back(readAllocation(db, rows));
    return allocations;
}

std::optional<Allocation> livingAllocation(db::Connection& db, CloseKey run)
{
    for (auto& allocation : allocationsOf(db, run))
        if (!hasEnded(allocation.state)) return std::move(allocation);
    return std::nullopt;
}

std::vector<AllocationLine> allocationLines(db::Connection& db, AllocationKey key, std::int64_t offset,
                                            std::int64_t limit)
{
    std::vector<AllocationLine> lines;
    auto rows = db.query(linesSql).bind(key, offset, limit);
    while (rows.next())
        lines.push_back({rows.key<MemberKey>(0), rows.text(1), rows.text(2), rows.text(3),
                         Money(rows.integer(4)), Money(rows.integer(5)), Money(rows.integer(6)),
                         nlohmann::json::parse(rows.textView(7))});
    return lines;
}

std::vector<AllocationMove> historyOf(db::Connection& db, AllocationKey key)
{
    auto rows = db.query(historySql).bind(key);
    return store::readMoves<AllocationMove>(rows, parseAllocationState);
}

std::vector<MemberAllocation> memberAllocations(db::Connection& db, AllocationKey key)
{
    std::vector<MemberAllocation> rows;
    auto query = db.query(memberAllocationsSql).bind(key);
    while (query.next()) {
        const auto state = known(parseAllocationState(query.textView(6)));
        rows.push_back({query.integer(0), key, query.key<MemberKey>(1), Money(query.integer(2)),
                        Money(query.integer(3)), Money(query.integer(4)), instantFromMicros(query.integer(5)),
                        hasEnded(state)});
    }
    return rows;
}

Status verifyAllocation(db::Connection& db, AllocationKey key)
{
    const auto allocation = TRY(loadAllocation(db, key));
    ContentHash hash(allocation.netIncome, allocation.reserve, allocation.surplus);
    Money sum;
    Money cash;
    std::int64_t count = 0;
    auto rows = db.query(linesSql).bind(key, 0, INT64_MAX);
    while (rows.next()) {
        const Money amount(rows.integer(4));
        const Money paid(rows.integer(5));
        const Money retained(rows.integer(6));
        if (paid + retained != amount)
            return unsound(
                "agreements.allocation.split", allocation,
                fmt::format("cash and retained part of member {} are not its line", rows.textView(1)));
        hash.addLine(rows.textView(1), rows.textView(3), amount, paid, retained);
        sum += amount;
        cash += paid;
        ++count;
    }
    if (sum != allocation.surplus || cash != allocation.cash || count != allocation.lineCount)
        return unsound("agreements.allocation.sum", allocation,
                       fmt::format("{} lines sum to {}, the surplus is {}", count, habitat::toText(sum),
                                   habitat::toText(allocation.surplus)));
    if (hash.hex() != allocation.hash)
        return unsound("agreements.allocation.hash_differs", allocation,
                       "its lines do not have the hash on record");
    return {};
}

} // namespace habitat::agreements
