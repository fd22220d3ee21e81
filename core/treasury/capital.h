// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/treasury/period.h"
#include "core/treasury/posting_rules.h"

#include <optional>
#include <span>
#include <vector>

namespace habitat::treasury {

// Capital accounts of members (§704(b): book and tax), and the checks that protect them. Any connection.

/// Credit positive. closing = opening + contributions + allocation − distributions + other.
struct CapitalStatement
{
    MemberNumber member;
    Money opening;
    Money contributions;
    Money allocation;
    Money distributions;
    /// Bookkeeping entries straight onto the account (opening balances, corrections).
    Money other;
    Money closing;
};
/// By account code; every member with an account in the ledger. Distributions not rolled up yet are counted.
std::vector<CapitalStatement> capitalStatements(db::Connection& db, Ledger ledger, const PeriodSpan& span);

/// Capital less distributions of every member who has an account, by account code; all that is posted.
std::vector<MemberAmount> memberCapital(db::Connection& db, Ledger ledger);

/// What is on 3900-m and not rolled up yet, of distributions scheduled by the close of that period.
std::vector<MemberAmount> distributionsToRollUp(db::Connection& db, std::string_view period);

struct CapitalFloorLine
{
    MemberNumber member = {};
    Money capital = {};
    /// What leaves the account.
    Money taken = {};
    /// How far below zero the account may go, since the member must restore so much; absent: without end.
    std::optional<Money> deficitLimit = Money();
};
/// No member's capital below zero but by what the member must restore ("treasury.capital.below_zero", with
/// the members). Pure.
Status checkCapitalFloor(std::span<const CapitalFloorLine> lines);

struct Solvency
{
    Money assets = {};
    Money liabilities = {};
    Money cash = {};
    /// Distributions that are payable already.
    Money payable = {};
};
/// Of the book ledger, all that is posted; in its natural signs.
Solvency solvency(db::Connection& db);
/// After a distribution of that amount assets still cover liabilities ("treasury.solvency.insolvent"), and
/// cash less everything payable is not below the minimum ("treasury.solvency.cash"). Pure.
Status checkSolvency(const Solvency& now, Money distribution, Money minimumCash);

} // namespace habitat::treasury
