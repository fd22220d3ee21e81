// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/distributions.h"

#include "core/base/enum_text.h"
#include "core/store/moves.h"

namespace habitat::agreements {

namespace {

constexpr std::string_view listSql = "SELECT key, allocation, member, member_number, member_name, "
                                     "amount_minor, state, due_on, payment_key, payment, "
                                     "notice_on, outcome FROM distribution WHERE key > ? AND (? = '' OR "
                                     "state = ?) AND (? = 0 OR member = ?) "
                                     "ORDER BY key LIMIT ?";
constexpr std::string_view ofAllocationSql =
    "SELECT key, allocation, member, member_number, member_name, amount_minor, state, due_on, payment_key, "
    "payment, "
    "notice_on, outcome FROM distribution WHERE allocation = ? AND key > ? AND (? = '' OR state = ?) "
    "AND (? = 0 OR member = ?) ORDER BY key LIMIT ?";
constexpr std::string_view byKeySql = "SELECT key, allocation, member, member_number, member_name, "
                                      "amount_minor, state, due_on, payment_key, payment, "
                                      "notice_on, outcome FROM distribution WHERE key = ?";
constexpr std::string_view totalSql =
    "SELECT coalesce(sum(amount_minor), 0) FROM distribution WHERE allocation = ? AND state <> ?";
constexpr std::string_view historySql =
    "SELECT who, at, from_state, to_state, why FROM distribution_move WHERE distribution = ? ORDER BY number";

std::optional<Date> readDate(const db::Query& row, int column)
{
    const auto days = row.optionalInteger(column);
    return days ? std::optional(dateFromDays(int(*days))) : std::nullopt;
}

Distribution readDistribution(const db::Query& row)
{
    Distribution distribution;
    distribution.key = row.key<DistributionKey>(0);
    distribution.allocation = row.key<AllocationKey>(1);
    distribution.member = row.key<MemberKey>(2);
    distribution.memberNumber = row.text(3);
    distribution.memberName = row.text(4);
    distribution.amount = Money(row.integer(5));
    distribution.state = known(parseDistributionState(row.textView(6)));
    distribution.dueOn = readDate(row, 7);
    distribution.paymentKey = row.text(8);
    distribution.payment = row.integer(9);
    distribution.noticeOn = readDate(row, 10);
    distribution.outcome = row.text(11);
    return distribution;
}

std::vector<Distribution> readAll(db::Query& rows)
{
    std::vector<Distribution> distributions;
    while (rows.next())
        distributions.push_back(readDistribution(rows));
    return distributions;
}

} // namespace

std::vector<Distribution> listDistributions(db::Connection& db, const DistributionFilter& filter)
{
    const auto state = filter.state ? toText(*filter.state) : std::string_view();
    const auto member = filter.member.value_or(MemberKey());
    if (filter.allocation) {
        auto rows = db.query(ofAllocationSql)
                        .bind(*filter.allocation, filter.after, state, state, member, member, filter.limit);
        return readAll(rows);
    }
    auto rows = db.query(listSql).bind(filter.after, state, state, member, member, filter.limit);
    return readAll(rows);
}

std::vector<Distribution> unsettledDistributions(db::Connection& db, AllocationKey allocation)
{
    auto all = listDistributions(db, {.allocation = allocation});
    std::erase_if(all, [](const Distribution& one) { return hasEnded(one.state) || isPayable(one.state); });
    return all;
}

std::optional<Distribution> findDistribution(db::Connection& db, DistributionKey key)
{
    auto row = db.query(byKeySql).bind(key);
    return row.next() ? std::optional(readDistribution(row)) : std::nullopt;
}

Money distributionTotal(db::Connection& db, AllocationKey allocation)
{
    auto row = db.query(totalSql).bind(allocation, toText(DistributionState::Cancelled));
    row.next();
    return Money(row.integer(0));
}

std::vector<DistributionMove> historyOf(db::Connection& db, DistributionKey key)
{
    auto rows = db.query(historySql).bind(key);
    return store::readMoves<DistributionMove>(rows, parseDistributionState);
}

} // namespace habitat::agreements
