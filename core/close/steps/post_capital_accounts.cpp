// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/steps.h"

#include "core/base/hash.h"
#include "core/close/steps/capital.h"
#include "core/treasury/balances.h"
#include "core/treasury/journal_query.h"
#include "core/treasury/posting_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace habitat::close {

namespace {

treasury::JournalHead headOf(const Close& close, std::string_view what, treasury::Ledger ledger)
{
    treasury::JournalHead head;
    head.date = spanOf(close).to;
    head.sourceKey = fmt::format("{}:8:{}:{}", close.runName(), what, treasury::toText(ledger));
    head.description = fmt::format("Close of {}: {}", close.period, what);
    head.forPeriod = close.period;
    return head;
}

/// What each ledger shares: the book ledger what was approved; the tax ledger its own result by the same
/// shares, because book and tax income may differ (§704(b)).
struct LedgerAllocation
{
    Money netIncome;
    Money reserve;
    std::vector<treasury::MemberAmount> lines;

    [[nodiscard]] bool isNothing() const { return reserve.isZero() && lines.empty(); }
};

LedgerAllocation bookAllocation(const AllocationOnRecord& on)
{
    LedgerAllocation book{on.allocation.netIncome, on.allocation.reserve, {}};
    for (const auto& line : on.lines)
        if (!line.allocation.isZero()) book.lines.push_back({line.memberNumber, line.allocation});
    return book;
}

Result<LedgerAllocation> taxAllocation(db::Connection& db, const Close& close)
{
    const auto plan = TRY(planFor(db, close, treasury::Ledger::Tax));
    LedgerAllocation tax{plan.surplus.netIncome, plan.surplus.reserve, {}};
    for (const auto& line : plan.lines)
        if (!line.allocation.isZero()) tax.lines.push_back({line.participant.number, line.allocation});
    return tax;
}

/// Closes the ledger's profit and loss into 3310, brings an entered income in, and empties 3310 into reserve
/// and capital.
Result<std::vector<treasury::Journal>> journalsIn(db::Connection& db, const Close& close,
                                                  treasury::Ledger ledger, const LedgerAllocation& allocation)
{
    std::vector<treasury::Journal> journals;
    const auto span = spanOf(close);
    const auto balances = treasury::profitAndLoss(db, ledger, span);
    if (auto closing =
            TRY(treasury::closeProfitAndLoss(headOf(close, "profit and loss", ledger), ledger, balances)))
        journals.push_back(std::move(*closing));
    if (close.enteredNetIncome)
        if (auto entered =
                treasury::enteredNetIncome(headOf(close, "entered net income", ledger), ledger,
                                           allocation.netIncome, treasury::netIncome(db, ledger, span)))
            journals.push_back(std::move(*entered));
    if (!allocation.isNothing())
        journals.push_back(TRY(treasury::reserveAndAllocation(headOf(close, "allocation", ledger), ledger,
                                                              allocation.reserve, allocation.lines)));
    return journals;
}

Result<std::vector<treasury::Journal>> journalsOf(db::Connection& db, const Close& close)
{
    const auto living = livingWithLines(db, close);
    ensure(living.has_value(), "a close past step 7 has a living allocation");
    auto journals = TRY(journalsIn(db, close, treasury::Ledger::Book, bookAllocation(*living)));
    const auto tax = TRY(taxAllocation(db, close));
    auto ofTax = TRY(journalsIn(db, close, treasury::Ledger::Tax, tax));
    std::ranges::move(ofTax, std::back_inserter(journals));
    return journals;
}

exchange::Table journalTable(const std::vector<treasury::Journal>& journals)
{
    using exchange::ColumnType;
    exchange::Table table{"Journals",
                          {{"ledger", "Ledger", ColumnType::Text},
                           {"journal", "Journal", ColumnType::Text},
                           {"account", "Account", ColumnType::Text},
                           {"debit", "Debit", ColumnType::Money},
                           {"credit", "Credit", ColumnType::Money}},
                          {},
                          {}};
    Money debit;
    Money credit;
    const auto amount = [](Money value) {
        return value.isZero() ? exchange::Cell(std::monostate{}) : exchange::Cell(value);
    };
    for (const auto& journal : journals) {
        for (const auto& line : journal.lines) {
            table.rows.push_back({std::string(treasury::toText(line.ledger)), journal.description,
                                  line.account, amount(line.debit), amount(line.credit)});
            debit += line.debit;
            credit += line.credit;
        }
    }
    table.totals = {std::string("Sum"), std::monostate{}, std::monostate{}, debit, credit};
    return table;
}

/// What is in the books once the step is done.
std::vector<treasury::Journal> postedJournals(db::Connection& db, const StepResult& result)
{
    std::vector<treasury::Journal> journals;
    for (const auto& key : result.result.at("journals"))
        journals.push_back(
            established(treasury::findJournal(db, JournalKey(key.get<std::int64_t>()))).journal);
    return journals;
}

bool isOverThreshold(const std::vector<treasury::Journal>& journals, Money threshold)
{
    for (const auto& journal : journals)
        if (treasury::amountOf(journal) > threshold) return true;
    return false;
}

Check unchangedBooks(db::Connection& db, const Close& close)
{
    Check check{"close.books.changed",
                "The books are what was frozen.",
                true,
                {},
                "Undo back to step 1 and freeze again.",
                {},
                {}};
    const auto frozen = treasury::currentSnapshot(db, close.period);
    ensure(frozen.has_value(), "a close past step 1 has a snapshot");
    const auto now = treasury::netIncome(db, treasury::Ledger::Book, spanOf(close));
    if (now == frozen->ledgerNetIncome) return check;
    check.holds = false;
    check.offending.push_back(fmt::format("Net income was {} when frozen and is {} now.",
                                          toText(frozen->ledgerNetIncome), toText(now)));
    return check;
}

StepReading read(db::Connection& db, const Close& close, Instant)
{
    StepReading reading;
    const auto living = livingWithLines(db, close);
    const auto frozen = resultOf(db, close.key, 1);
    ensure(living && frozen, "a close past step 7 has a snapshot and a living allocation");
    reading.inputHash = Hasher()
                            .add("post")
                            .add(living->allocation.hash)
                            .add(frozen->result.at("trial_balance_hash").get<std::string>())
                            .hex();
    reading.reads = {{"Allocation", fmt::format("v{}, surplus {}", living->allocation.version,
                                                toText(living->allocation.surplus))},
                     moneyFact("Reserve", living->allocation.reserve)};
    const auto done = resultOf(db, close.key, 8);
    Result<std::vector<treasury::Journal>> journals =
        done ? Result<std::vector<treasury::Journal>>(postedJournals(db, *done)) : journalsOf(db, close);
    if (!done) {
        reading.checks.push_back(unchangedBooks(db, close));
        reading.checks.push_back(shareableCheck("The journals can be written in both ledgers.",
                                                journals ? Status{} : fail(journals.error())));
    }
    if (!journals) return reading;
    reading.overThreshold = isOverThreshold(*journals, pinned(db, close).journalThreshold);
    reading.writes = {{"Journals", fmt::format("{} in the book and tax ledgers", journals->size())},
                      {"Period " + close.period, "closing → closed"}};
    reading.figures.push_back(journalTable(*journals));
    return reading;
}

Result<nlohmann::json> perform(store::UnitOfWork& work, const Close& close, const StepReading& reading)
{
    const auto living = agreements::livingAllocation(work.db(), close.key);
    ensure(living.has_value(), "a close past step 7 has a living allocation");
    const auto authority = authorityOf(reading.signers, pinned(work.db(), close).journalThreshold);
    std::vector<JournalKey> posted;
    auto keys = nlohmann::json::array();
    for (const auto& journal : TRY(journalsOf(work.db(), close))) {
        posted.push_back(TRY(treasury::postJournal(work, journal, authority)).key);
        keys.push_back(posted.back().value);
    }
    TRY(treasury::closePeriod(work, close.period));
    TRY(agreements::markPosted(work, living->key, posted));
    return nlohmann::json{{"journals", std::move(keys)}, {"allocation", living->key.value}};
}

Status undo(store::UnitOfWork& work, const Close& close)
{
    const auto living = agreements::livingAllocation(work.db(), close.key);
    ensure(living.has_value(), "a posted close has a living allocation");
    TRY(treasury::undoClose(work, close.period, close.undoReason));
    TRY(agreements::reverseAllocation(work, living->key, close.undoReason));
    TRY(agreements::reissueAllocation(work, living->key, agreements::AllocationState::Recorded,
                                      close.undoReason));
    return {};
}

std::vector<UndoEffect> undoEffects(db::Connection& db, const Close& close)
{
    const auto done = resultOf(db, close.key, 8);
    const auto journals = done ? done->result.at("journals").size() : 0;
    return {{8, fmt::format("{} journals are reversed by linked mirror images.", journals), false},
            {8, fmt::format("Period {} goes back from closed to closing.", close.period), false}};
}

} // namespace

StepBehaviour postCapitalAccountsStep()
{
    return {read, perform, undo, undoEffects};
}

} // namespace habitat::close
