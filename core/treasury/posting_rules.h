// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/treasury/journal.h"

#include <optional>
#include <span>

namespace habitat::treasury {

// The postings as functions: facts in, journal out. Nothing is written. Pure; any thread.

/// What every journal carries besides its lines.
struct JournalHead
{
    Date date{};
    std::string sourceKey = {};
    std::string description = {};
    /// Set by the close only (see Journal::forPeriod).
    std::string forPeriod = {};
};

/// Debit 1110, credit 3100-m (tax: 3200-m). "treasury.rule.amount" unless above zero.
Result<Journal> cashContribution(JournalHead head, std::string_view member, Money amount);

struct InKindValue
{
    /// 14xx.
    std::string assetAccount = {};
    Money fairValue = {};
    /// Zero writes nothing into the tax ledger.
    Money taxBasis = {};
};
/// Debit 14xx at fair value (tax: basis), credit 3100-m (3200-m).
Result<Journal> inKindContribution(JournalHead head, std::string_view member, const InKindValue& value);

/// An account's balance, debit positive, as a rule takes it in.
struct AccountAmount
{
    std::string account;
    Money debitPositive;
};
/// Closes the revenue and expense accounts of one ledger into 3310, flagged closing. Balances are those of
/// the period (balances.h: profitAndLoss). A profit credits 3310, a loss debits it. No journal where all are
/// zero.
Result<std::optional<Journal>> closeProfitAndLoss(JournalHead head, Ledger ledger,
                                                  std::span<const AccountAmount> balances);

/// Brings a net income that was entered by hand onto 3310: the difference to what the ledger showed, against
/// 1190. Flagged closing. No journal where there is no difference.
std::optional<Journal> enteredNetIncome(JournalHead head, Ledger ledger, Money entered, Money fromLedger);

struct MemberAmount
{
    MemberNumber member = {};
    Money amount = {};
};
/// 3310 into 3330 (reserve) and 3100-m or 3200-m (allocation lines); with a loss all amounts are negative and
/// the sides change. Lines of zero are left out. "treasury.rule.sign" where profit and loss are mixed,
/// "treasury.rule.member" where a member appears twice, "treasury.rule.amount" where nothing is allocated.
Result<Journal> reserveAndAllocation(JournalHead head, Ledger ledger, Money reserve,
                                     std::span<const MemberAmount> lines);

/// Debit 3900-m, credit 2320 in one sum, in both ledgers.
Result<Journal> distributionScheduled(JournalHead head, std::span<const MemberAmount> lines);
/// The part of a schedule that is cancelled: debit 2320, credit 3900-m, in both ledgers.
Result<Journal> distributionCancelled(JournalHead head, std::span<const MemberAmount> lines);
/// Debit 2320, credit 1110, in both ledgers.
Result<Journal> distributionPaid(JournalHead head, Money amount);
/// Debit 1110, credit 2320, in both ledgers.
Result<Journal> distributionReturned(JournalHead head, Money amount);
/// Three years unclaimed (Colorado LCA): debit 2320, credit 3330, in both ledgers.
Result<Journal> distributionExtinguished(JournalHead head, Money amount);
/// At the lock: debit 3100-m (3200-m), credit 3900-m, for distributions of the closed period, in both
/// ledgers.
Result<Journal> rollUp(JournalHead head, std::span<const MemberAmount> lines);

/// The mirror image of a posted journal, linked to it. "treasury.journal.reason" without a reason.
Result<Journal> reversalOf(const Journal& original, JournalKey key, JournalHead head,
                           std::string_view reason);

} // namespace habitat::treasury
