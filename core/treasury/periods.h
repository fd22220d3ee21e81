// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/base/money.h"
#include "core/store/unit_of_work.h"
#include "core/treasury/period.h"

#include <optional>
#include <variant>
#include <vector>

namespace habitat::treasury {

// The co-op's periods and every move they make, with history. Owned by Treasury; writer's thread for what
// takes a UnitOfWork, any reader's connection for the rest. Events:
// treasury.period.opened|closing|closed|locked| reopened|unfrozen, aggregate = code.

/// Opens a period. Again with the same code: returns it as it is. Periods that ensurePeriodFor opened and
/// that nobody has used since give way to it. "treasury.period.overlap" where its dates meet another one,
/// "treasury.period.behind" where a later one has already left `open`.
Result<Period> openPeriod(store::UnitOfWork& work, std::string_view code);
/// The period of the date; opened with the cadence of the newest period (a quarter where there is none) if
/// the date has none yet.
Result<Period> ensurePeriodFor(store::UnitOfWork& work, Date date);

/// "treasury.period.unknown".
Result<Period> findPeriod(db::Connection& db, std::string_view code);
std::optional<Period> periodOf(db::Connection& db, Date date);
/// Oldest first.
std::vector<Period> periods(db::Connection& db);

struct PeriodTransition
{
    PeriodState from = PeriodState::Open;
    PeriodState to = PeriodState::Open;
    Instant at{};
    std::string by;
    std::string secondPerson;
    std::string boardMember;
    std::string reason;
};
/// Oldest first.
std::vector<PeriodTransition> periodHistory(db::Connection& db, std::string_view code);
/// Those of them by which people reopened it (reopenPeriod): never one without a second person, while the
/// undo of step 8 passes through `reopened` in the name of one.
std::vector<PeriodTransition> reopeningsOf(db::Connection& db, std::string_view code);

/// Journals of that period's close which are posted and not reversed, oldest first.
std::vector<JournalKey> standingCloseJournals(db::Connection& db, std::string_view code);

/// Net income as the ledger shows it, or a figure given by a person whose name stays with it.
struct NetIncomeFromLedger
{
};
struct NetIncomeEntered
{
    Money amount;
    std::string enteredBy;
};
using NetIncomeSource = std::variant<NetIncomeFromLedger, NetIncomeEntered>;

/// The figures that a close stands on. Voided ones stay visible.
struct PeriodSnapshot
{
    std::int64_t key = 0;
    std::string period;
    Instant cutOff{};
    Money netIncome;
    /// What the ledgers showed, whatever was entered.
    Money ledgerNetIncome;
    Money taxNetIncome;
    /// Empty where the figure comes from the ledger.
    std::string enteredBy;
    /// Hash over both trial balances.
    std::string trialBalanceHash;
    Instant takenAt{};
    std::string takenBy;
    std::optional<Instant> voidedAt;
    std::string voidedBy;
    std::string voidReason;

    [[nodiscard]] bool isVoid() const { return voidedAt.has_value(); }
};

/// What stops step 1 on Treasury's side, each with its records: "treasury.freeze.prior" (the period before is
/// not closed, or journals lie between), "unclosed" (an earlier result was never closed), "drafts", "tie_out"
/// (none, stale, or cash moved after the statement), "backup" (none since the last posting). Empty: may be
/// frozen.
std::vector<Error> freezeProblems(db::Connection& db, std::string_view code);

struct FreezeRequest
{
    std::string period = {};
    Instant cutOff{};
    NetIncomeSource netIncome = {};
};
/// open or reopened → closing, with the snapshot. "treasury.freeze.refused" lists all problems in its
/// context.
Result<PeriodSnapshot> freezePeriod(store::UnitOfWork& work, const FreezeRequest& request);
/// closing → open; the snapshot is voided with the reason ("treasury.period.reason"). Refused while journals
/// of this close stand unreversed ("treasury.period.close_journals").
Status unfreezePeriod(store::UnitOfWork& work, std::string_view code, std::string_view reason);

/// The snapshot in force; none where the period was never frozen, or was unfrozen or reopened since.
std::optional<PeriodSnapshot> currentSnapshot(db::Connection& db, std::string_view code);
/// All, oldest first.
std::vector<PeriodSnapshot> snapshots(db::Connection& db, std::string_view code);

/// closing → closed. Both ledgers must satisfy the strict equation at the period's end: revenue, expense and
/// 3310 at zero, Σ member capital + reserve = net book value ("treasury.period.unbalanced", with the
/// figures).
Status closePeriod(store::UnitOfWork& work, std::string_view code);
/// Two people where one is not enough. Neither is an Agent ("treasury.period.agent"), and they differ.
struct TwoPeople
{
    /// Who signed, where that is on record already; else the actor is the first.
    std::optional<Actor> first = {};
    Actor second = {};
};
/// closed → locked ("treasury.period.second_person"). Payments on their way must have ended
/// ("treasury.period.payments_moving"); those that are scheduled, failed or returned are carried as payable.
Status lockPeriod(store::UnitOfWork& work, std::string_view code, const TwoPeople& people);

struct ReopenConsent
{
    std::string reason = {};
    TwoPeople people = {};
    /// Needed for a locked period; a third person, with the role Board ("treasury.period.board").
    std::optional<Actor> board = {};
};
/// Undo of step 8, by the run that closed it: reverses the journals of this close, closed → reopened →
/// closing; the snapshot stands. It is a step back within the run and not a reopening: the close asks for the
/// second person. "treasury.period.reason|payment_submitted|later_closed|agent", and
/// "treasury.period.close_journals" while distributions are scheduled (undo step 9 first).
Status undoClose(store::UnitOfWork& work, std::string_view code, std::string_view reason);
/// What stops a reopening whoever asks for it: "treasury.period.move|payment_submitted|later_closed".
Status mayReopen(db::Connection& db, std::string_view code);
/// closed or locked → reopened, for corrections; reverses every journal of the close, cancels payments that
/// were never submitted, voids the snapshot. "treasury.period.reason|second_person|board|payment_submitted|
/// later_closed". Freezing it again moves it on.
Status reopenPeriod(store::UnitOfWork& work, std::string_view code, const ReopenConsent& consent);

} // namespace habitat::treasury
