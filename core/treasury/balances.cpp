// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/balances.h"

#include "core/treasury/chart_table.h"

#include <algorithm>

namespace habitat::treasury {

namespace {

/// A day in time, split into the months that have ended by then and the rest of its own month.
struct Moment
{
    int fullMonthsBefore = 0;
    int restFrom = 0;
    int restTo = 0;

    explicit Moment(Date endOfDay)
    {
        const Date next = std::chrono::sys_days(endOfDay) + std::chrono::days(1);
        fullMonthsBefore = monthIndex(next);
        restFrom = daysSinceEpoch(next.year() / next.month() / 1);
        restTo = daysSinceEpoch(endOfDay);
    }
};

void addToEquation(Equation& equation, AccountClass accountClass, Money debit, Money credit)
{
    switch (accountClass) {
    case AccountClass::Asset:
        equation.assets += debit - credit;
        return;
    case AccountClass::Liability:
        equation.liabilities += credit - debit;
        return;
    case AccountClass::MemberCapital:
        equation.memberCapital += credit - debit;
        return;
    case AccountClass::Reserve:
        equation.reserve += credit - debit;
        return;
    case AccountClass::IncomeSummary:
        equation.incomeSummary += credit - debit;
        return;
    case AccountClass::Distributions:
        equation.distributions += debit - credit;
        return;
    case AccountClass::Revenue:
        equation.revenue += credit - debit;
        return;
    case AccountClass::Expense:
        equation.expense += debit - credit;
        return;
    }
}

Equation readEquation(db::Query rows)
{
    Equation equation;
    while (rows.next())
        addToEquation(equation, accountClassFromText(rows.textView(0)), Money(rows.integer(1)),
                      Money(rows.integer(2)));
    return equation;
}

std::vector<AccountAmount> readAmounts(db::Query rows)
{
    std::vector<AccountAmount> amounts;
    while (rows.next())
        amounts.push_back({rows.text(0), Money(rows.integer(1))});
    return amounts;
}

} // namespace

std::vector<TrialBalanceRow> trialBalance(db::Connection& db, Ledger ledger, const PeriodSpan& span)
{
    auto rows = db.query(
        "SELECT a.code, a.name, a.class, a.ledgers, a.member, "
        "sum(CASE WHEN b.month < ? THEN b.debit_minor - b.credit_minor ELSE 0 END), "
        "sum(CASE WHEN b.month >= ? THEN b.debit_minor ELSE 0 END), "
        "sum(CASE WHEN b.month >= ? THEN b.credit_minor ELSE 0 END) "
        "FROM running_balance b JOIN account a ON a.code = b.account WHERE b.ledger = ? AND b.month <= ? "
        "GROUP BY a.code ORDER BY a.code");
    const int first = monthIndex(span.from);
    rows.bind(first, first, first, toText(ledger), monthIndex(span.to));
    std::vector<TrialBalanceRow> balance;
    while (rows.next())
        balance.push_back(
            {readAccount(rows), Money(rows.integer(5)), Money(rows.integer(6)), Money(rows.integer(7))});
    return balance;
}

std::vector<TrialBalanceRow> trialBalanceBeforeClose(db::Connection& db, Ledger ledger,
                                                     const PeriodSpan& span)
{
    auto balance = trialBalance(db, ledger, span);
    auto own = db.query("SELECT p.account, sum(p.debit_minor), sum(p.credit_minor) "
                        "FROM ledger_journal j JOIN posting p ON p.journal = j.key "
                        "WHERE j.status = 'posted' AND j.for_period = ? AND j.for_period <> '' "
                        "AND j.date >= ? AND j.date <= ? AND p.ledger = ? GROUP BY p.account")
                   .bind(span.code, daysSinceEpoch(span.from), daysSinceEpoch(span.to), toText(ledger));
    const auto code = [](const TrialBalanceRow& row) -> const std::string& { return row.account.code; };
    while (own.next()) {
        const auto row = std::ranges::lower_bound(balance, own.text(0), {}, code);
        ensure(row != balance.end() && code(*row) == own.textView(0), "what was posted is in the balance");
        row->debit -= Money(own.integer(1));
        row->credit -= Money(own.integer(2));
    }
    std::erase_if(balance, [](const TrialBalanceRow& row) {
        return row.opening.isZero() && row.debit.isZero() && row.credit.isZero();
    });
    return balance;
}

Money balanceAt(db::Connection& db, Ledger ledger, std::string_view account, Date date)
{
    const Moment moment(date);
    auto rows = db.query(
        "SELECT coalesce(sum(amount), 0) FROM ("
        "SELECT debit_minor - credit_minor AS amount FROM running_balance "
        "WHERE ledger = ? AND account = ? AND month < ? UNION ALL "
        "SELECT p.debit_minor - p.credit_minor FROM ledger_journal j JOIN posting p ON p.journal = j.key "
        "WHERE j.status = 'posted' AND j.date >= ? AND j.date <= ? AND p.ledger = ? AND p.account = "
        "?) AS parts");
    rows.bind(toText(ledger), account, moment.fullMonthsBefore, moment.restFrom, moment.restTo,
              toText(ledger), account);
    rows.next();
    return Money(rows.integer(0));
}

Money balanceNow(db::Connection& db, Ledger ledger, std::string_view account)
{
    auto rows = db.query("SELECT coalesce(sum(debit_minor - credit_minor), 0) FROM running_balance "
                         "WHERE ledger = ? AND account = ?")
                    .bind(toText(ledger), account);
    rows.next();
    return Money(rows.integer(0));
}

std::vector<AccountAmount> balancesAt(db::Connection& db, Ledger ledger, Date date)
{
    const Moment moment(date);
    auto rows =
        db.query("SELECT account, sum(amount) FROM ("
                 "SELECT account, debit_minor - credit_minor AS amount FROM running_balance "
                 "WHERE ledger = ? AND month < ? UNION ALL "
                 "SELECT p.account, p.debit_minor - p.credit_minor FROM ledger_journal j JOIN posting p ON "
                 "p.journal = j.key "
                 "WHERE j.status = 'posted' AND j.date >= ? AND j.date <= ? AND p.ledger = ?) AS parts "
                 "GROUP BY account HAVING sum(amount) <> 0 ORDER BY account");
    rows.bind(toText(ledger), moment.fullMonthsBefore, moment.restFrom, moment.restTo, toText(ledger));
    return readAmounts(std::move(rows));
}

std::vector<AccountAmount> profitAndLoss(db::Connection& db, Ledger ledger, const PeriodSpan& span)
{
    auto rows =
        db.query("SELECT b.account, sum(b.debit_minor - b.credit_minor) "
                 "FROM running_balance b JOIN account a ON a.code = b.account "
                 "WHERE b.ledger = ? AND b.month >= ? AND b.month <= ? AND a.class IN ('revenue', 'expense') "
                 "GROUP BY b.account HAVING sum(b.debit_minor - b.credit_minor) <> 0 ORDER BY b.account");
    rows.bind(toText(ledger), monthIndex(span.from), monthIndex(span.to));
    return readAmounts(std::move(rows));
}

Money netIncome(db::Connection& db, Ledger ledger, const PeriodSpan& span)
{
    auto rows = db.query(
        "SELECT coalesce(sum(b.credit_minor - b.closing_credit_minor - b.debit_minor + "
        "b.closing_debit_minor), 0) FROM running_balance b JOIN account a ON a.code = b.account "
        "WHERE b.ledger = ? AND b.month >= ? AND b.month <= ? AND a.class IN ('revenue', 'expense')");
    rows.bind(toText(ledger), monthIndex(span.from), monthIndex(span.to));
    rows.next();
    return Money(rows.integer(0));
}

Equation equationAt(db::Connection& db, Ledger ledger, Date date)
{
    const Moment moment(date);
    auto rows =
        db.query("SELECT a.class, sum(parts.debit), sum(parts.credit) FROM ("
                 "SELECT account, debit_minor AS debit, credit_minor AS credit FROM running_balance "
                 "WHERE ledger = ? AND month < ? UNION ALL "
                 "SELECT p.account, p.debit_minor, p.credit_minor FROM ledger_journal j JOIN posting p ON "
                 "p.journal = j.key "
                 "WHERE j.status = 'posted' AND j.date >= ? AND j.date <= ? AND p.ledger = ?) AS parts "
                 "JOIN account a ON a.code = parts.account GROUP BY a.class");
    rows.bind(toText(ledger), moment.fullMonthsBefore, moment.restFrom, moment.restTo, toText(ledger));
    return readEquation(std::move(rows));
}

Equation equationNow(db::Connection& db, Ledger ledger)
{
    auto rows = db.query("SELECT class, debit_minor, credit_minor FROM running_total WHERE ledger = ?");
    rows.bind(toText(ledger));
    return readEquation(std::move(rows));
}

} // namespace habitat::treasury
