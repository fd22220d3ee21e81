// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/steps.h"

#include "core/base/hash.h"

#include <fmt/format.h>

namespace habitat::close {

namespace {

StepReading read(db::Connection& db, const Close& close, Instant)
{
    StepReading reading;
    const auto living = livingWithLines(db, close);
    ensure(living.has_value(), "a close past step 6 has a living allocation");
    reading.inputHash = Hasher().add("record").add(living->allocation.hash).hex();
    auto sound = checkFrom("Lines sum to the surplus exactly, cash and retained part to each line.",
                           agreements::verifyAllocation(db, living->allocation.key));
    sound.remedy = "Fix the proposal (step 5), then retry.";
    reading.checks.push_back(std::move(sound));
    reading.reads = {{"Approved allocation", fmt::format("v{}, hash {}", living->allocation.version,
                                                         living->allocation.hash.substr(0, 12))},
                     {"Vote", living->allocation.voteReference}};
    reading.writes = {{"Member allocations", fmt::format("{} rows", living->lines.size())},
                      {"Notices", fmt::format("{}", living->lines.size())}};
    reading.figures.push_back(allocationTable(living->lines));
    return reading;
}

Result<nlohmann::json> perform(store::UnitOfWork& work, const Close& close, const StepReading&)
{
    const auto living = agreements::livingAllocation(work.db(), close.key);
    ensure(living.has_value(), "a close past step 6 has a living allocation");
    TRY(agreements::recordAllocation(work, living->key));
    Money sum;
    const auto rows = agreements::memberAllocations(work.db(), living->key);
    for (const auto& row : rows)
        sum += row.amount;
    ensure(sum == living->surplus, "recorded allocations sum to the surplus");
    ensure(std::int64_t(rows.size()) == living->lineCount, "every line is recorded");
    return nlohmann::json{{"allocation", living->key.value}, {"rows", rows.size()}, {"sum_minor", sum.minor}};
}

/// The rows stay, marked void; a successor takes the approved version's place, so that the close stands where
/// it stood before this step.
Status undo(store::UnitOfWork& work, const Close& close)
{
    const auto living = agreements::livingAllocation(work.db(), close.key);
    ensure(living.has_value(), "a recorded close has a living allocation");
    TRY(agreements::voidAllocation(work, living->key, close.undoReason));
    TRY(agreements::reissueAllocation(work, living->key, agreements::AllocationState::Approved,
                                      close.undoReason));
    return {};
}

std::vector<UndoEffect> undoEffects(db::Connection& db, const Close& close)
{
    const auto living = agreements::livingAllocation(db, close.key);
    return {{7,
             fmt::format("{} member allocations are marked void; nothing is deleted.",
                         living ? living->lineCount : 0),
             false}};
}

} // namespace

StepBehaviour recordAllocationsStep()
{
    return {read, perform, undo, undoEffects};
}

} // namespace habitat::close
