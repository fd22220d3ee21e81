// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/steps.h"

#include <fmt/format.h>

namespace habitat::close {

namespace {

StepReading read(db::Connection& db, const Close& close, Instant)
{
    StepReading reading;
    const auto living = livingWithLines(db, close);
    ensure(living.has_value(), "a close past step 5 has a living allocation");
    // The very hash that Agreements keeps: approving compares it with what was signed.
    reading.inputHash = living->allocation.hash;
    reading.people = int(pinned(db, close).quorum);
    reading.checks.push_back(checkFrom("The proposal is what was proposed: lines sum to the surplus exactly.",
                                       agreements::verifyAllocation(db, living->allocation.key)));
    reading.reads = {{"Proposal", fmt::format("v{}, hash {}", living->allocation.version,
                                              living->allocation.hash.substr(0, 12))},
                     moneyFact("Surplus", living->allocation.surplus),
                     {"Quorum", fmt::format("{} people", pinned(db, close).quorum)}};
    reading.writes = {{"Approval", "the vote reference and the signed hash"}};
    reading.figures.push_back(allocationTable(living->lines));
    return reading;
}

/// What the Board or Administrator wrote when signing; without words, the place of the vote in this close.
std::string voteReference(const Close& close, const std::vector<Signature>& given)
{
    for (auto one = given.rbegin(); one != given.rend(); ++one)
        if (!one->note.empty()) return one->note;
    return close.runName() + ":6";
}

Result<nlohmann::json> perform(store::UnitOfWork& work, const Close& close, const StepReading& reading)
{
    const auto living = agreements::livingAllocation(work.db(), close.key);
    ensure(living.has_value(), "a close past step 5 has a living allocation");
    const auto given = standing(signaturesOf(work.db(), close.key, 6), reading.terms());
    agreements::AllocationApproval approval;
    approval.signedHash = reading.inputHash;
    approval.voteReference = voteReference(close, given);
    approval.quorum = pinned(work.db(), close).quorum;
    for (const auto& signer : reading.signers)
        approval.approvers.push_back(signer.user);
    TRY(agreements::approveAllocation(work, living->key, approval));
    return nlohmann::json{{"allocation", living->key.value},
                          {"hash", living->hash},
                          {"vote", approval.voteReference},
                          {"approvers", approval.approvers}};
}

Status undo(store::UnitOfWork& work, const Close& close)
{
    const auto living = agreements::livingAllocation(work.db(), close.key);
    ensure(living.has_value(), "an approved close has a living allocation");
    TRY(agreements::suspendAllocation(work, living->key, close.undoReason));
    TRY(agreements::reproposeAllocation(work, living->key, close.undoReason));
    return {};
}

std::vector<UndoEffect> undoEffects(db::Connection& db, const Close& close)
{
    const auto living = agreements::livingAllocation(db, close.key);
    return {{6,
             fmt::format("The approval of v{} is revoked; the old signatures stay visible.",
                         living ? living->version : 0),
             false}};
}

} // namespace

StepBehaviour approveAllocationStep()
{
    return {read, perform, undo, undoEffects};
}

} // namespace habitat::close
