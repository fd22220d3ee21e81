// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/money.h"
#include "core/treasury/chart.h"

#include <array>
#include <string>
#include <vector>

namespace habitat::treasury {

// A journal as a value: double entry in one or both ledgers, each balancing alone. Pure; any thread.

struct JournalLine
{
    Ledger ledger = Ledger::Book;
    std::string account = {};
    /// Exactly one of the two is above zero.
    Money debit = {};
    Money credit = {};
    std::string memo = {};

    bool operator==(const JournalLine&) const = default;
};

/// More than this no line takes.
inline constexpr Money largestLine{10'000'000'000'000};

/// What the journal is about; a reversal keeps the kind of what it reverses, so that statements net out.
enum class JournalKind {
    Entry, ///< bookkeeping: a line of journal.csv, a manual journal
    CashContribution,
    InKindContribution,
    Closing,       ///< revenue and expense into 3310
    EnteredIncome, ///< the part of an entered net income that the ledger does not show
    Allocation,    ///< 3310 into reserve and member capital
    DistributionScheduled,
    Payment,
    PaymentReturned,
    DistributionExtinguished,
    RollUp,
};
std::string_view toText(JournalKind kind);
Result<JournalKind> parseJournalKind(std::string_view text);

/// Whether profit-and-loss reports leave the journal out (or every closed period would read zero).
enum class ClosingFlag { No, Closing };

struct Journal
{
    Date date{};
    JournalKind kind = JournalKind::Entry;
    ClosingFlag closing = ClosingFlag::No;
    std::string description = {};
    /// Idempotency key, required and unique ("close:2026-Q1:1:8:allocation:book"): the same key with the same
    /// content is the same journal.
    std::string sourceKey = {};
    /// Reference in somebody's file (the column `entry` of journal.csv); may be empty.
    std::string entry = {};
    /// Code of the period whose close writes this journal; empty for all others. Only such journals post into
    /// a period that is closing, and reopening the period reverses them.
    std::string forPeriod = {};
    std::vector<JournalLine> lines = {};
    /// Set in reversals only: what is reversed, and why.
    JournalKey reverses = {};
    std::string reason = {};

    [[nodiscard]] bool isReversal() const { return !reverses.isNone(); }
};

JournalLine debitLine(Ledger ledger, std::string_view account, Money amount, std::string memo = {});
JournalLine creditLine(Ledger ledger, std::string_view account, Money amount, std::string memo = {});
/// A debit of the amount; a credit where it is negative. Nothing where it is zero: `addSigned` skips it.
void addSigned(std::vector<JournalLine>& lines, Ledger ledger, std::string_view account, Money debitPositive,
               std::string memo = {});

struct LedgerTotals
{
    Money debit;
    Money credit;
    bool operator==(const LedgerTotals&) const = default;
};
/// Debits and credits by ledger, indexed by Ledger.
std::array<LedgerTotals, 2> totalsOf(const Journal& journal);
/// The larger ledger's debits: what the journal threshold is compared with.
Money amountOf(const Journal& journal);

/// Hash over all that the journal says; key, poster and time are not part of it.
std::string contentHash(const Journal& journal);

/// The rules that need no database: lines, one positive side each, real date, known accounts in their
/// ledgers, debits = credits in each ledger, a source key.
/// "treasury.journal.empty|line|account|ledger|unbalanced|date|source|reason"; the context lists the lines
/// at fault.
Status validateJournal(const Journal& journal);

} // namespace habitat::treasury
