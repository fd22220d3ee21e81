// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/steps.h"

#include "core/agreements/distributions.h"
#include "core/base/hash.h"
#include "core/close/steps/capital.h"
#include "core/treasury/journal_query.h"
#include "core/treasury/payments.h"
#include "core/treasury/posting_rules.h"

#include <fmt/format.h>

#include <unordered_map>

namespace habitat::close {

namespace {

Money sumOf(const std::vector<treasury::MemberAmount>& amounts)
{
    Money sum;
    for (const auto& one : amounts)
        sum += one.amount;
    return sum;
}

/// No member's capital below zero but by what that member must restore.
Status capitalFloor(db::Connection& db, const agreements::Policy& policy,
                    const std::vector<treasury::MemberAmount>& cash)
{
    std::unordered_map<std::string, Money> capital;
    for (const auto& account : treasury::memberCapital(db, treasury::Ledger::Book))
        capital[account.member] = account.amount;
    std::vector<treasury::CapitalFloorLine> lines;
    for (const auto& one : cash)
        lines.push_back(
            {one.member, capital[one.member], one.amount, agreements::deficitLimit(policy, one.member)});
    return treasury::checkCapitalFloor(lines);
}

exchange::Table cashTable(const AllocationOnRecord& on)
{
    using exchange::ColumnType;
    exchange::Table table{"Distributions",
                          {{"member_number", "No.", ColumnType::Text},
                           {"name", "Member", ColumnType::Text},
                           {"cash", "Cash", ColumnType::Money}},
                          {},
                          {}};
    Money sum;
    for (const auto& line : on.lines) {
        if (line.cash.isZero()) continue;
        table.rows.push_back({line.memberNumber, line.memberName, line.cash});
        sum += line.cash;
    }
    table.totals = {std::monostate{}, std::string("Sum"), sum};
    return table;
}

StepReading read(db::Connection& db, const Close& close, Instant)
{
    StepReading reading;
    const auto living = livingWithLines(db, close);
    ensure(living.has_value(), "a close past step 8 has a living allocation");
    const auto cash = cashOnly(living->lines);
    const auto total = sumOf(cash);
    reading.inputHash = Hasher().add("schedule").add(living->allocation.hash).add(total.minor).hex();
    const auto policy = pinned(db, close);
    const auto now = treasury::solvency(db);
    if (!resultOf(db, close.key, 9)) {
        reading.checks.push_back(
            checkFrom("Assets cover liabilities and the minimum cash remains after paying.",
                      cash.empty() ? Status{} : treasury::checkSolvency(now, total, policy.minimumCash)));
        reading.checks.back().remedy = "Collect what is owed to the co-op or have cash brought in, post it, "
                                       "and run the step again.";
        reading.checks.push_back(checkFrom("No member's capital falls below what must be restored.",
                                           capitalFloor(db, policy, cash)));
        reading.checks.back().remedy = "Have cash or property brought in by whoever is short of capital, as "
                                       "contributions of today, and run the step again.";
    }
    reading.reads = {moneyFact("Cash", now.cash), moneyFact("Payable already", now.payable),
                     moneyFact("Minimum cash", policy.minimumCash)};
    reading.writes = {{"Distributions", fmt::format("{} members, {} in all", cash.size(), toText(total))},
                      moneyFact("Payable", total)};
    reading.figures.push_back(cashTable(*living));
    return reading;
}

Status schedulePayments(store::UnitOfWork& work, const Close& close, AllocationKey allocation)
{
    agreements::DistributionFilter filter;
    filter.allocation = allocation;
    filter.state = agreements::DistributionState::Scheduled;
    for (const auto& distribution : agreements::listDistributions(work.db(), filter)) {
        treasury::PaymentInstruction instruction;
        instruction.paymentKey = distribution.paymentKey;
        instruction.distribution = distribution.key;
        instruction.forPeriod = close.period;
        instruction.member = distribution.memberNumber;
        instruction.payee = distribution.memberName;
        instruction.amount = distribution.amount;
        instruction.method = "ach";
        instruction.bankReference = "member " + distribution.memberNumber;
        instruction.dueOn = dateOf(work.now());
        TRY(treasury::schedulePayment(work, instruction));
    }
    return {};
}

/// The period is closed: what is payable posts today, in the period of today.
Result<JournalKey> postPayable(store::UnitOfWork& work, const Close& close,
                               const std::vector<treasury::MemberAmount>& cash,
                               const treasury::Authority& authority)
{
    treasury::JournalHead head;
    head.date = dateOf(work.now());
    head.sourceKey = close.runName() + ":9:payable";
    head.description = fmt::format("Distributions of {} scheduled", close.period);
    head.forPeriod = close.period;
    TRY(treasury::ensurePeriodFor(work, head.date));
    const auto journal = TRY(treasury::distributionScheduled(std::move(head), cash));
    return TRY(treasury::postJournal(work, journal, authority)).key;
}

Result<nlohmann::json> perform(store::UnitOfWork& work, const Close& close, const StepReading& reading)
{
    const auto living = livingWithLines(work.db(), close);
    ensure(living.has_value(), "a close past step 8 has a living allocation");
    const auto cash = cashOnly(living->lines);
    if (cash.empty()) return nlohmann::json{{"distributions", 0}, {"total_minor", 0}};
    const auto& signers = reading.signers;
    std::vector<std::string> approvers;
    for (const auto& signer : signers)
        approvers.push_back(signer.user);
    const auto key = living->allocation.key;
    TRY(agreements::calculateDistributions(work, key));
    TRY(agreements::approveDistributions(work, key, approvers));
    TRY(agreements::scheduleDistributions(work, key, dateOf(work.now())));
    const auto journal =
        TRY(postPayable(work, close, cash, authorityOf(signers, pinned(work.db(), close).journalThreshold)));
    TRY(schedulePayments(work, close, key));
    const auto total = sumOf(cash);
    ensure(agreements::distributionTotal(work.db(), key) == total, "distributions sum to the cash part");
    return nlohmann::json{
        {"distributions", cash.size()}, {"total_minor", total.minor}, {"journal", journal.value}};
}

Status undo(store::UnitOfWork& work, const Close& close)
{
    const auto done = resultOf(work.db(), close.key, 9);
    const auto living = agreements::livingAllocation(work.db(), close.key);
    ensure(done && living, "a scheduled close has a result and a living allocation");
    if (!done->result.contains("journal")) return {};
    TRY(agreements::cancelDistributions(work, living->key, close.undoReason));
    treasury::PaymentFilter filter;
    filter.forPeriod = close.period;
    filter.state = treasury::PaymentState::Scheduled;
    filter.limit = INT32_MAX;
    for (const auto& payment : treasury::payments(work.db(), filter))
        TRY(treasury::cancelPayment(work, payment.key, close.undoReason));
    const JournalKey journal(done->result.at("journal").get<std::int64_t>());
    const auto record = TRY(treasury::findJournal(work.db(), journal));
    treasury::Authority authority;
    authority.poster = Actor{record.postedBy, {}};
    const auto date = TRY(treasury::reversalDate(work, record.journal.date));
    TRY(treasury::reverseJournal(work, {journal, close.undoReason, date, {}}, authority));
    return {};
}

std::vector<UndoEffect> undoEffects(db::Connection& db, const Close& close)
{
    const auto done = resultOf(db, close.key, 9);
    const auto total = Money(done ? done->result.at("total_minor").get<std::int64_t>() : 0);
    std::vector<UndoEffect> effects;
    if (!total.isZero())
        effects.push_back(
            {9, fmt::format("Distributions of {} are cancelled and the payable is reversed.", toText(total)),
             false});
    if (const auto submitted = treasury::firstSubmittedPayment(db, close.period))
        effects.push_back({9,
                           fmt::format("Payment {} was submitted: from there only forward.",
                                       submitted->instruction.paymentKey),
                           true});
    return effects;
}

} // namespace

StepBehaviour scheduleDistributionsStep()
{
    return {read, perform, undo, undoEffects};
}

} // namespace habitat::close
