// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/capital.h"

#include "core/treasury/balances.h"
#include "core/treasury/journal.h"

#include <fmt/format.h>

#include <map>

namespace habitat::treasury {

namespace {

void addMovement(CapitalStatement& statement, JournalKind kind, Money amount)
{
    switch (kind) {
    case JournalKind::CashContribution:
    case JournalKind::InKindContribution:
        statement.contributions += amount;
        return;
    case JournalKind::Allocation:
        statement.allocation += amount;
        return;
    case JournalKind::DistributionScheduled:
    case JournalKind::RollUp:
        statement.distributions -= amount;
        return;
    case JournalKind::Entry:
    case JournalKind::Closing:
    case JournalKind::EnteredIncome:
    case JournalKind::Payment:
    case JournalKind::PaymentReturned:
    case JournalKind::DistributionExtinguished:
        statement.other += amount;
        return;
    }
}

std::vector<MemberAmount> readMembers(db::Query rows)
{
    std::vector<MemberAmount> members;
    while (rows.next())
        members.push_back({rows.text(0), Money(rows.integer(1))});
    return members;
}

nlohmann::json describe(const CapitalFloorLine& line)
{
    return {{"member_number", line.member},
            {"capital_minor", line.capital.minor},
            {"taken_minor", line.taken.minor},
            {"limit_minor", line.deficitLimit->minor},
            {"below_minor", (line.taken - line.capital - *line.deficitLimit).minor}};
}

std::string sentence(const CapitalFloorLine& line)
{
    const auto left = line.capital - line.taken;
    return fmt::format("Member {} has capital of {}; taking {} would leave {}, and {}.", line.member,
                       toText(line.capital), toText(line.taken), toText(left),
                       line.deficitLimit->isZero()
                           ? std::string("nothing need be restored")
                           : fmt::format("no more than {} must be restored", toText(*line.deficitLimit)));
}

} // namespace

std::vector<CapitalStatement> capitalStatements(db::Connection& db, Ledger ledger, const PeriodSpan& span)
{
    std::map<std::string, CapitalStatement> byMember;
    auto openings = db.query(
        "SELECT a.member, sum(b.credit_minor - b.debit_minor) FROM account a "
        "JOIN running_balance b ON b.account = a.code WHERE a.class IN ('member_capital', 'distributions') "
        "AND b.ledger = ? AND b.month < ? GROUP BY a.member");
    openings.bind(toText(ledger), monthIndex(span.from));
    while (openings.next())
        byMember[openings.text(0)].opening = Money(openings.integer(1));
    auto moves =
        db.query("SELECT a.member, j.kind, sum(p.credit_minor - p.debit_minor) FROM ledger_journal j "
                 "JOIN posting p ON p.journal = j.key JOIN account a ON a.code = p.account "
                 "WHERE j.status = 'posted' AND j.date >= ? AND j.date <= ? AND p.ledger = ? "
                 "AND a.class IN ('member_capital', 'distributions') GROUP BY a.member, j.kind");
    moves.bind(daysSinceEpoch(span.from), daysSinceEpoch(span.to), toText(ledger));
    while (moves.next()) {
        const auto kind = parseJournalKind(moves.textView(1));
        ensure(kind.has_value(), "a word in the database is one that this program knows");
        addMovement(byMember[moves.text(0)], *kind, Money(moves.integer(2)));
    }
    std::vector<CapitalStatement> statements;
    for (auto& [member, statement] : byMember) {
        statement.member = member;
        statement.closing = statement.opening + statement.contributions + statement.allocation -
                            statement.distributions + statement.other;
        statements.push_back(std::move(statement));
    }
    return statements;
}

std::vector<MemberAmount> memberCapital(db::Connection& db, Ledger ledger)
{
    auto rows = db.query(
        "SELECT a.member, sum(b.credit_minor - b.debit_minor) FROM account a "
        "JOIN running_balance b ON b.account = a.code WHERE a.class IN ('member_capital', 'distributions') "
        "AND b.ledger = ? GROUP BY a.member ORDER BY a.member");
    rows.bind(toText(ledger));
    return readMembers(std::move(rows));
}

std::vector<MemberAmount> distributionsToRollUp(db::Connection& db, std::string_view period)
{
    auto rows = db.query(
        "SELECT a.member, sum(p.debit_minor - p.credit_minor) FROM ledger_journal j "
        "JOIN posting p ON p.journal = j.key JOIN account a ON a.code = p.account "
        "WHERE j.for_period = ? AND j.for_period <> '' AND j.status = 'posted' AND p.ledger = 'book' "
        "AND a.class = 'distributions' GROUP BY a.member "
        "HAVING sum(p.debit_minor - p.credit_minor) <> 0 ORDER BY a.member");
    rows.bind(period);
    return readMembers(std::move(rows));
}

Status checkCapitalFloor(std::span<const CapitalFloorLine> lines)
{
    auto below = nlohmann::json::array();
    std::string first;
    for (const auto& line : lines) {
        if (line.taken <= Money() || !line.deficitLimit) continue;
        if (line.capital - line.taken >= -*line.deficitLimit) continue;
        if (below.empty()) first = sentence(line);
        below.push_back(describe(line));
    }
    if (below.empty()) return {};
    const auto others = below.size() - 1;
    return fail("treasury.capital.below_zero",
                others == 0 ? first : fmt::format("{} So it is with {} more.", first, others),
                {{"members", below}});
}

Solvency solvency(db::Connection& db)
{
    const auto equation = equationNow(db, Ledger::Book);
    return {equation.assets, equation.liabilities, balanceNow(db, Ledger::Book, cashAccount),
            -balanceNow(db, Ledger::Book, payableAccount)};
}

Status checkSolvency(const Solvency& now, Money distribution, Money minimumCash)
{
    const auto netAssets = now.assets - now.liabilities - distribution;
    if (netAssets.isNegative())
        return fail("treasury.solvency.insolvent",
                    fmt::format("After distributing {} liabilities would exceed assets by {}.",
                                toText(distribution), toText(-netAssets)),
                    {{"assets_minor", now.assets.minor},
                     {"liabilities_minor", now.liabilities.minor},
                     {"distribution_minor", distribution.minor}});
    const auto cashLeft = now.cash - now.payable - distribution;
    if (cashLeft < minimumCash)
        return fail("treasury.solvency.cash",
                    fmt::format("After all distributions cash would be {}, below the minimum of {}.",
                                toText(cashLeft), toText(minimumCash)),
                    {{"cash_minor", now.cash.minor},
                     {"payable_minor", now.payable.minor},
                     {"distribution_minor", distribution.minor},
                     {"minimum_cash_minor", minimumCash.minor}});
    return {};
}

} // namespace habitat::treasury
