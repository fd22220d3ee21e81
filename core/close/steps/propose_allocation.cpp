// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/steps.h"

#include "core/close/steps/capital.h"

#include <fmt/format.h>

namespace habitat::close {

namespace {

exchange::Table planTable(const agreements::AllocationPlan& plan)
{
    std::vector<agreements::AllocationLine> lines;
    for (const auto& line : plan.lines)
        lines.push_back({line.participant.member,
                         line.participant.number,
                         line.participant.name,
                         agreements::toText(line.share),
                         line.allocation,
                         line.cash,
                         line.retained,
                         {}});
    return allocationTable(lines);
}

/// Step 8 posts in both ledgers: what one of them could not share would undo all that was approved till then.
Check taxCheck(db::Connection& db, const Close& close)
{
    const auto plan = planFor(db, close, treasury::Ledger::Tax);
    return shareableCheck("The tax ledger's result can be shared by the same shares.",
                          plan ? Status{} : fail(plan.error()));
}

StepReading read(db::Connection& db, const Close& close, Instant)
{
    StepReading reading;
    const auto plan = planFor(db, close, treasury::Ledger::Book);
    reading.checks.push_back(shareableCheck("The surplus can be shared by the policy's rules.",
                                            plan ? Status{} : fail(plan.error())));
    if (!resultOf(db, close.key, 5)) reading.checks.push_back(taxCheck(db, close));
    if (!plan) return reading;
    reading.inputHash = agreements::hashOf(*plan);
    reading.reads = {moneyFact("Net income", plan->surplus.netIncome),
                     moneyFact("Reserve", plan->surplus.reserve),
                     moneyFact("Surplus", plan->surplus.allocable)};
    const auto version = agreements::allocationsOf(db, close.key).size();
    reading.writes = {
        {"Proposal", fmt::format("{} lines, hash {}", plan->lines.size(), reading.inputHash.substr(0, 12))},
        {"Versions so far", std::to_string(version)}};
    reading.figures.push_back(planTable(*plan));
    return reading;
}

Result<nlohmann::json> perform(store::UnitOfWork& work, const Close& close, const StepReading&)
{
    const auto plan = TRY(planFor(work.db(), close, treasury::Ledger::Book));
    const auto key = TRY(agreements::draftAllocation(work, close.key, close.period, plan));
    TRY(agreements::proposeAllocation(work, key));
    const auto proposed = agreements::findAllocation(work.db(), key);
    ensure(proposed && proposed->surplus == plan.surplus.allocable,
           "the proposal carries the plan's surplus");
    return nlohmann::json{{"allocation", key.value},
                          {"version", proposed->version},
                          {"lines", proposed->lineCount},
                          {"surplus_minor", proposed->surplus.minor},
                          {"hash", proposed->hash}};
}

Status undo(store::UnitOfWork& work, const Close& close)
{
    const auto living = agreements::livingAllocation(work.db(), close.key);
    ensure(living.has_value(), "a proposed close has a living allocation");
    return agreements::withdrawAllocation(work, living->key, close.undoReason);
}

std::vector<UndoEffect> undoEffects(db::Connection& db, const Close& close)
{
    const auto living = agreements::livingAllocation(db, close.key);
    return {{5,
             fmt::format("Proposal v{} is withdrawn; a new version follows.", living ? living->version : 0),
             false}};
}

} // namespace

StepBehaviour proposeAllocationStep()
{
    return {read, perform, undo, undoEffects};
}

} // namespace habitat::close
