// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/base/text.h"
#include "core/treasury/balances.h"
#include "core/treasury/bank.h"
#include "core/treasury/period_table.h"

#include <fmt/format.h>

namespace habitat::treasury {

namespace {

std::optional<Error> priorPeriodProblem(db::Connection& db, const Period& period)
{
    auto prior =
        db.query("SELECT code, state, to_day FROM period WHERE to_day < ? ORDER BY to_day DESC LIMIT 1")
            .bind(daysSinceEpoch(period.span.from));
    if (!prior.next()) return std::nullopt;
    const auto state = parsePeriodState(prior.textView(1));
    if (state != PeriodState::Closed && state != PeriodState::Locked)
        return Error{"treasury.freeze.prior",
                     fmt::format("Period {} before it is {}; close it first.", prior.text(0), prior.text(1)),
                     {{"period", prior.text(0)}, {"state", prior.text(1)}}};
    auto between = db.query("SELECT count(*), min(date), max(date) FROM ledger_journal "
                            "WHERE status = 'posted' AND date > ? AND date < ?")
                       .bind(prior.integer(2), daysSinceEpoch(period.span.from));
    between.next();
    if (between.integer(0) == 0) return std::nullopt;
    const auto from = habitat::toText(dateFromDays(int(between.integer(1))));
    const auto to = habitat::toText(dateFromDays(int(between.integer(2))));
    return Error{
        "treasury.freeze.prior",
        fmt::format("{} journals from {} to {} lie between period {} and this one, in no period. Open and "
                    "close a period for them.",
                    between.integer(0), from, to, prior.text(0)),
        {{"period", prior.text(0)}, {"journals", between.integer(0)}, {"from", from}, {"to", to}}};
}

/// What earlier dates left unclosed would be in no period's figures, and the books could never be square.
std::optional<Error> unclosedProblem(db::Connection& db, const Period& period)
{
    const Date dayBefore = std::chrono::sys_days(period.span.from) - std::chrono::days(1);
    for (const auto ledger : bothLedgers) {
        const auto before = equationAt(db, ledger, dayBefore);
        const auto unclosed = before.revenue - before.expense + before.incomeSummary;
        if (before.revenue.isZero() && before.expense.isZero() && before.incomeSummary.isZero()) continue;
        return Error{
            "treasury.freeze.unclosed",
            fmt::format("In the {} ledger a result of {} up to {} was never closed. Open a period for "
                        "those dates and close it first.",
                        toText(ledger), toText(unclosed), habitat::toText(dayBefore)),
            {{"ledger", toText(ledger)},
             {"revenue_minor", before.revenue.minor},
             {"expense_minor", before.expense.minor},
             {"income_summary_minor", before.incomeSummary.minor}}};
    }
    return std::nullopt;
}

std::optional<Error> draftsProblem(db::Connection& db, const Period& period)
{
    auto drafts = nlohmann::json::array();
    auto rows = db.query("SELECT key, date, description, prepared_by FROM ledger_journal "
                         "WHERE status = 'draft' AND date <= ? ORDER BY date, key LIMIT 100")
                    .bind(daysSinceEpoch(period.span.to));
    while (rows.next())
        drafts.push_back({{"journal", rows.integer(0)},
                          {"date", habitat::toText(dateFromDays(int(rows.integer(1))))},
                          {"description", rows.text(2)},
                          {"prepared_by", rows.text(3)}});
    if (drafts.empty()) return std::nullopt;
    auto count = db.query("SELECT count(*) FROM ledger_journal WHERE status = 'draft' AND date <= ?")
                     .bind(daysSinceEpoch(period.span.to));
    count.next();
    return Error{"treasury.freeze.drafts",
                 fmt::format("{} draft journals up to {} wait. Post them or turn them down.",
                             count.integer(0), habitat::toText(period.span.to)),
                 {{"count", count.integer(0)}, {"drafts", std::move(drafts)}}};
}

std::optional<Error> tieOutProblem(db::Connection& db, const Period& period)
{
    const auto problem = [&](std::string message, nlohmann::json context) {
        context["period"] = period.code();
        return Error{"treasury.freeze.tie_out", std::move(message), std::move(context)};
    };
    const auto entered = tieOuts(db, period.code());
    if (entered.empty())
        return problem("No bank tie-out is entered. Enter the balance of the bank statement.",
                       nlohmann::json::object());
    const auto& newest = entered.front();
    const auto date = newest.entry.statementDate;
    const auto now = balanceAt(db, Ledger::Book, cashAccount, date);
    if (now != newest.bookBalance)
        return problem(
            fmt::format("The books showed {} in the bank on {} when the tie-out was entered; now they "
                        "show {}. Enter it again.",
                        toText(newest.bookBalance), habitat::toText(date), toText(now)),
            {{"tie_out", newest.key},
             {"book_balance_minor", now.minor},
             {"then_minor", newest.bookBalance.minor}});
    auto after = db.query("SELECT count(*) FROM ledger_journal j WHERE j.status = 'posted' AND j.date > ? "
                          "AND j.date <= ? "
                          "AND EXISTS (SELECT 1 FROM posting p WHERE p.journal = j.key AND p.account = ?)")
                     .bind(daysSinceEpoch(date), daysSinceEpoch(period.span.to), cashAccount);
    after.next();
    if (after.integer(0) > 0)
        return problem(
            fmt::format("{} journals moved cash after the bank statement of {}. Tie out to a later "
                        "statement.",
                        after.integer(0), habitat::toText(date)),
            {{"tie_out", newest.key}, {"journals", after.integer(0)}});
    return std::nullopt;
}

std::optional<Error> backupProblem(db::Connection& db, const Period& period)
{
    const auto backup = newestBackup(db);
    if (!backup)
        return Error{
            "treasury.freeze.backup", "No backup is recorded. Take one.", {{"period", period.code()}}};
    auto rows =
        db.query(
              "SELECT coalesce(max(posted_at), 0) FROM ledger_journal WHERE status = 'posted' AND date <= ?")
            .bind(daysSinceEpoch(period.span.to));
    rows.next();
    const auto lastPosting = instantFromMicros(rows.integer(0));
    if (backup->takenAt >= lastPosting) return std::nullopt;
    return Error{"treasury.freeze.backup",
                 fmt::format("The newest backup is of {}, older than the last posting of {}. Take another.",
                             habitat::toText(backup->takenAt), habitat::toText(lastPosting)),
                 {{"backup", backup->path}, {"taken_at", habitat::toText(backup->takenAt)}}};
}

std::vector<Error> problemsOf(db::Connection& db, const Period& period)
{
    std::vector<Error> problems;
    for (const auto& check :
         {priorPeriodProblem, unclosedProblem, draftsProblem, tieOutProblem, backupProblem})
        if (auto problem = check(db, period)) problems.push_back(std::move(*problem));
    return problems;
}

std::string trialBalanceHash(db::Connection& db, const PeriodSpan& span)
{
    Hasher hasher;
    for (const auto ledger : bothLedgers)
        for (const auto& row : trialBalance(db, ledger, span))
            hasher.add(toText(ledger))
                .add(row.account.code)
                .add(row.opening.minor)
                .add(row.debit.minor)
                .add(row.credit.minor);
    return hasher.hex();
}

/// The figure and, where a person gave it, who.
Result<std::pair<Money, std::string>> netIncomeOf(const NetIncomeSource& source, Money fromLedger)
{
    const auto* entered = std::get_if<NetIncomeEntered>(&source);
    if (!entered) return std::pair(fromLedger, std::string());
    if (entered->enteredBy.empty())
        return fail("treasury.freeze.entered_by",
                    "A net income that is entered by hand needs the name of who did.");
    return std::pair(entered->amount, entered->enteredBy);
}

PeriodSnapshot readSnapshot(const db::Query& row)
{
    PeriodSnapshot snapshot;
    snapshot.key = row.integer(0);
    snapshot.period = row.text(1);
    snapshot.cutOff = instantFromMicros(row.integer(2));
    snapshot.netIncome = Money(row.integer(3));
    snapshot.ledgerNetIncome = Money(row.integer(4));
    snapshot.taxNetIncome = Money(row.integer(5));
    snapshot.enteredBy = row.text(6);
    snapshot.trialBalanceHash = row.text(7);
    snapshot.takenAt = instantFromMicros(row.integer(8));
    snapshot.takenBy = row.text(9);
    if (const auto at = row.optionalInteger(10)) snapshot.voidedAt = instantFromMicros(*at);
    snapshot.voidedBy = row.text(11);
    snapshot.voidReason = row.text(12);
    return snapshot;
}

void writeSnapshot(store::UnitOfWork& work, const Period& period, const PeriodSnapshot& snapshot)
{
    work.db()
        .query(
            "INSERT INTO period_snapshot (key, period, cut_off, net_income_minor, ledger_net_income_minor, "
            "tax_net_income_minor, entered_by, trial_balance_hash, taken_at, taken_by, voided_at, voided_by, "
            "void_reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, '', '')")
        .bind(snapshot.key, period.key, toMicros(snapshot.cutOff), snapshot.netIncome.minor,
              snapshot.ledgerNetIncome.minor, snapshot.taxNetIncome.minor, snapshot.enteredBy,
              snapshot.trialBalanceHash, toMicros(snapshot.takenAt), snapshot.takenBy)
        .run();
}

} // namespace

std::vector<Error> freezeProblems(db::Connection& db, std::string_view code)
{
    auto period = findPeriod(db, code);
    if (!period) return {std::move(period).error()};
    return problemsOf(db, *period);
}

Result<PeriodSnapshot> freezePeriod(store::UnitOfWork& work, const FreezeRequest& request)
{
    auto period = TRY(findPeriod(work.db(), request.period));
    TRY(checkMove(period.code(), period.state, PeriodState::Closing));
    if (const auto problems = problemsOf(work.db(), period); !problems.empty()) {
        auto list = nlohmann::json::array();
        for (const auto& problem : problems)
            list.push_back(
                {{"code", problem.code}, {"message", problem.message}, {"context", problem.context}});
        return fail(
            "treasury.freeze.refused",
            fmt::format("Period {} cannot be frozen yet: {}", period.code(), problems.front().message),
            {{"period", period.code()}, {"problems", std::move(list)}});
    }
    PeriodSnapshot snapshot;
    snapshot.ledgerNetIncome = netIncome(work.db(), Ledger::Book, period.span);
    snapshot.taxNetIncome = netIncome(work.db(), Ledger::Tax, period.span);
    std::tie(snapshot.netIncome, snapshot.enteredBy) =
        TRY(netIncomeOf(request.netIncome, snapshot.ledgerNetIncome));
    snapshot.key = work.keys().next();
    snapshot.period = period.code();
    snapshot.cutOff = request.cutOff;
    snapshot.trialBalanceHash = trialBalanceHash(work.db(), period.span);
    snapshot.takenAt = work.now();
    snapshot.takenBy = work.actor().user;
    voidSnapshot(work, period, snapshot.takenBy, "frozen again");
    writeSnapshot(work, period, snapshot);
    TRY(movePeriod(work, period, {.to = PeriodState::Closing}, "closing"));
    return snapshot;
}

Status unfreezePeriod(store::UnitOfWork& work, std::string_view code, std::string_view reason)
{
    auto period = TRY(findPeriod(work.db(), code));
    TRY(checkMove(period.code(), period.state, PeriodState::Open));
    if (isBlank(reason))
        return fail("treasury.period.reason",
                    fmt::format("Say why the freeze of {} is undone.", period.code()),
                    {{"period", period.code()}});
    if (const auto standing = standingCloseJournals(work.db(), code); !standing.empty())
        return fail("treasury.period.close_journals",
                    fmt::format("{} journals of the close of {} stand; reverse them first.", standing.size(),
                                period.code()),
                    {{"period", period.code()}, {"journals", standing.size()}});
    voidSnapshot(work, period, work.actor().user, reason);
    return movePeriod(work, period, {.to = PeriodState::Open, .reason = std::string(reason)}, "unfrozen");
}

std::optional<PeriodSnapshot> currentSnapshot(db::Connection& db, std::string_view code)
{
    for (auto& snapshot : snapshots(db, code))
        if (!snapshot.isVoid()) return snapshot;
    return std::nullopt;
}

std::vector<PeriodSnapshot> snapshots(db::Connection& db, std::string_view code)
{
    std::vector<PeriodSnapshot> all;
    auto rows =
        db.query("SELECT s.key, p.code, s.cut_off, s.net_income_minor, s.ledger_net_income_minor, "
                 "s.tax_net_income_minor, s.entered_by, s.trial_balance_hash, s.taken_at, s.taken_by, "
                 "s.voided_at, s.voided_by, s.void_reason FROM period_snapshot s "
                 "JOIN period p ON p.key = s.period WHERE p.code = ? ORDER BY s.key")
            .bind(code);
    while (rows.next())
        all.push_back(readSnapshot(rows));
    return all;
}

void voidSnapshot(store::UnitOfWork& work, const Period& period, std::string_view by, std::string_view reason)
{
    work.db()
        .query("UPDATE period_snapshot SET voided_at = ?, voided_by = ?, void_reason = ? "
               "WHERE period = ? AND voided_at IS NULL")
        .bind(toMicros(work.now()), by, reason, period.key)
        .run();
}

} // namespace habitat::treasury
