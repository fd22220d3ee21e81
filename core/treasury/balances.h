// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/treasury/period.h"
#include "core/treasury/posting_rules.h"

#include <vector>

namespace habitat::treasury {

// Balances of posted journals, from the running table of months that every posting keeps up. Any connection.

struct TrialBalanceRow
{
    Account account;
    /// All debit positive.
    Money opening;
    Money debit;
    Money credit;

    [[nodiscard]] Money closing() const { return opening + debit - credit; }
};
/// By account code; accounts that never moved up to the period's end are left out. Σ closing is zero.
std::vector<TrialBalanceRow> trialBalance(db::Connection& db, Ledger ledger, const PeriodSpan& span);
/// The same without what the period's own close posted within it, so that the close does not move it;
/// accounts that nothing else moved in the period, and at zero before it, are left out.
std::vector<TrialBalanceRow> trialBalanceBeforeClose(db::Connection& db, Ledger ledger,
                                                     const PeriodSpan& span);

/// Debit positive, at the end of that day.
Money balanceAt(db::Connection& db, Ledger ledger, std::string_view account, Date date);
/// Debit positive, all that is posted whatever its date.
Money balanceNow(db::Connection& db, Ledger ledger, std::string_view account);

/// Balances of the ledger at the end of the day, accounts at zero left out.
std::vector<AccountAmount> balancesAt(db::Connection& db, Ledger ledger, Date date);

/// Revenue and expense accounts of the period, debit positive, with what has been closed already taken off:
/// what closeProfitAndLoss closes.
std::vector<AccountAmount> profitAndLoss(db::Connection& db, Ledger ledger, const PeriodSpan& span);
/// Revenue less expense of the period; journals flagged closing are left out, so that a closed period still
/// shows it.
Money netIncome(db::Connection& db, Ledger ledger, const PeriodSpan& span);

/// The ledger by part of the equation; each in its natural sign (assets, distributions and expenses as
/// debits, the others as credits).
struct Equation
{
    Money assets;
    Money liabilities;
    Money memberCapital;
    Money reserve;
    Money incomeSummary;
    Money distributions;
    Money revenue;
    Money expense;

    [[nodiscard]] Money netBookValue() const { return assets - liabilities; }
    /// Member capital less distributions, reserve, and what is not yet closed or allocated.
    [[nodiscard]] Money equity() const
    {
        return memberCapital - distributions + reserve + incomeSummary + revenue - expense;
    }
    bool operator==(const Equation&) const = default;
};
/// At the end of that day.
Equation equationAt(db::Connection& db, Ledger ledger, Date date);
/// All that is posted.
Equation equationNow(db::Connection& db, Ledger ledger);

} // namespace habitat::treasury
