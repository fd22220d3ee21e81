// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/steps.h"

#include "core/base/calendar.h"
#include "core/base/hash.h"
#include "core/treasury/balances.h"
#include "core/treasury/bank.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <unordered_map>

namespace habitat::close {

namespace {

struct TreasuryRule
{
    std::string_view code;
    std::string_view text;
    std::string_view remedy;
    std::string_view action;
};

/// Treasury's own preconditions of a freeze, met or not, in the order in which people go through them.
constexpr TreasuryRule treasuryRules[] = {
    {"treasury.freeze.prior", "The period before is closed.", "Close the earlier period first.", ""},
    {"treasury.freeze.drafts", "No draft journals.",
     "Post or discard each: habitatctl drafts list, drafts post, drafts discard.", ""},
    {"treasury.freeze.tie_out", "The bank tie-out is entered and its difference explained.",
     "Enter what the bank statement says on the period's last day.", "enter-tie-out"},
    {"treasury.freeze.backup", "A backup was taken since the last posting.", "Take a backup.", "take-backup"},
};

std::vector<Check> treasuryChecks(db::Connection& db, const std::string& period)
{
    const auto problems = treasury::freezeProblems(db, period);
    std::vector<Check> checks;
    for (const auto& rule : treasuryRules) {
        Check check{std::string(rule.code),   std::string(rule.text),   true, {},
                    std::string(rule.remedy), std::string(rule.action), {}};
        for (const auto& problem : problems) {
            if (problem.code != rule.code) continue;
            check.holds = false;
            check.offending.push_back(problem.message);
            for (const auto& draft : problem.context.value("drafts", nlohmann::json::array()))
                check.offending.push_back(fmt::format(
                    "Draft {} of {}, by {}: {}", draft.at("journal").get<std::int64_t>(),
                    draft.at("date").get<std::string>(), draft.at("prepared_by").get<std::string>(),
                    draft.at("description").get<std::string>()));
        }
        checks.push_back(std::move(check));
    }
    for (const auto& problem : problems)
        if (std::ranges::none_of(treasuryRules, [&](const auto& rule) { return rule.code == problem.code; }))
            checks.push_back({problem.code, problem.message, false, {}, {}, {}, {}});
    return checks;
}

/// A backup counts while its file is there to be restored.
void checkBackupFile(db::Connection& db, std::vector<Check>& checks)
{
    const auto backup = treasury::newestBackup(db);
    const auto check = std::ranges::find(checks, std::string("treasury.freeze.backup"), &Check::code);
    std::error_code unreadable;
    if (!backup || check == checks.end() || std::filesystem::exists(backup->path, unreadable)) return;
    check->holds = false;
    check->offending.push_back(fmt::format("“{}” is not there any more.", backup->path));
}

/// Money moves on until the last day is over; what then still came could not be posted any more, nor could
/// today's payable, which would fall into the period that was just closed.
Check periodOver(const treasury::PeriodSpan& span, Date today)
{
    return {"close.period.running",
            fmt::format("The period is over (its last day is {}).", toText(span.to)),
            today > span.to,
            {},
            "Wait until the period is over.",
            {},
            {}};
}

exchange::Table trialBalanceTable(const std::vector<treasury::TrialBalanceRow>& rows, treasury::Ledger ledger)
{
    using exchange::ColumnType;
    exchange::Table table{fmt::format("Trial balance, {} ledger", treasury::toText(ledger)),
                          {{"account", "Account", ColumnType::Text},
                           {"name", "Name", ColumnType::Text},
                           {"opening", "Opening", ColumnType::Money},
                           {"debit", "Debit", ColumnType::Money},
                           {"credit", "Credit", ColumnType::Money},
                           {"closing", "Closing", ColumnType::Money}},
                          {},
                          {}};
    Money debit;
    Money credit;
    for (const auto& row : rows) {
        table.rows.push_back(
            {row.account.code, row.account.name, row.opening, row.debit, row.credit, row.closing()});
        debit += row.debit;
        credit += row.credit;
    }
    table.totals = {std::monostate{}, std::string("Sum"), std::monostate{}, debit, credit, std::monostate{}};
    return table;
}

void hashTrialBalance(Hasher& hasher, const std::vector<treasury::TrialBalanceRow>& rows)
{
    for (const auto& row : rows)
        hasher.add(row.account.code).add(row.opening.minor).add(row.debit.minor).add(row.credit.minor);
}

/// What the bank says, which the freeze takes for true.
void readTieOut(db::Connection& db, const std::string& period, Hasher& hasher, std::vector<Fact>& reads)
{
    const auto entered = treasury::tieOuts(db, period);
    if (entered.empty()) return;
    const auto& newest = entered.front();
    const auto& entry = newest.entry;
    hasher.add("tie-out")
        .add(toText(entry.statementDate))
        .add(entry.bankBalance.minor)
        .add(newest.bookBalance.minor)
        .add(entry.explanation);
    reads.push_back(moneyFact("Bank statement of " + toText(entry.statementDate), entry.bankBalance));
    if (newest.difference().isZero()) return;
    reads.push_back(moneyFact("Differs from the books by", newest.difference()));
    reads.push_back({"Explained by", entry.explanation});
}

/// Only what a close does not move itself: ordinary postings, by account, in both ledgers, and the bank's
/// word.
StepReading read(db::Connection& db, const Close& close, Instant now)
{
    const auto span = spanOf(close);
    StepReading reading;
    reading.checks = treasuryChecks(db, close.period);
    if (!resultOf(db, close.key, 1)) {
        checkBackupFile(db, reading.checks);
        reading.checks.insert(reading.checks.begin(), periodOver(span, dateOf(now)));
    }
    reading.checks.push_back(
        pendingCheck(db, close, "Every pending contribution is decided, or deferred by name."));
    Hasher hasher;
    hasher.add("freeze").add(close.period);
    for (const auto ledger : treasury::bothLedgers) {
        const auto rows = treasury::trialBalanceBeforeClose(db, ledger, span);
        hashTrialBalance(hasher, rows);
        reading.reads.push_back(moneyFact(fmt::format("Net income, {} ledger", treasury::toText(ledger)),
                                          treasury::netIncome(db, ledger, span)));
        reading.figures.push_back(trialBalanceTable(rows, ledger));
    }
    readTieOut(db, close.period, hasher, reading.reads);
    if (close.enteredNetIncome) {
        hasher.add(close.enteredNetIncome->minor);
        reading.reads.push_back(
            moneyFact("Net income as entered by " + close.startedBy, *close.enteredNetIncome));
    }
    reading.inputHash = hasher.hex();
    const auto inBooks = treasury::findPeriod(db, close.period);
    const bool reopened = inBooks && inBooks->state == treasury::PeriodState::Reopened;
    reading.writes = {{"Period " + close.period, reopened ? "reopened → closing" : "open → closing"},
                      {"Net-income snapshot", "with cut-off time and trial balance"}};
    return reading;
}

Result<nlohmann::json> perform(store::UnitOfWork& work, const Close& close, const StepReading&)
{
    treasury::NetIncomeSource source = treasury::NetIncomeFromLedger{};
    if (close.enteredNetIncome) source = treasury::NetIncomeEntered{*close.enteredNetIncome, close.startedBy};
    const auto snapshot = TRY(treasury::freezePeriod(work, {close.period, work.now(), source}));
    return nlohmann::json{{"snapshot", snapshot.key},
                          {"net_income_minor", snapshot.netIncome.minor},
                          {"tax_net_income_minor", snapshot.taxNetIncome.minor},
                          {"trial_balance_hash", snapshot.trialBalanceHash},
                          {"cut_off", toText(snapshot.cutOff)}};
}

Status undo(store::UnitOfWork& work, const Close& close)
{
    return treasury::unfreezePeriod(work, close.period, close.undoReason);
}

std::vector<UndoEffect> undoEffects(db::Connection&, const Close& close)
{
    return {{1,
             fmt::format("Period {} goes back from closing to open; the net-income snapshot is voided.",
                         close.period),
             false}};
}

} // namespace

StepBehaviour freezeStep()
{
    return {read, perform, undo, undoEffects};
}

} // namespace habitat::close
