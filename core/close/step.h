// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/close/closes.h"
#include "core/close/facts.h"
#include "core/close/signatures.h"
#include "core/exchange/table.h"

#include <optional>
#include <string>
#include <vector>

/// What a step of the close is to the machinery around it: read, perform, undo. `steps/` has one file a step.
namespace habitat::close {

/// What a step reads now, before or after it was done. The hash covers the inputs alone, so that performing
/// the step does not move it; signatures and recorded results stand on it.
struct StepReading
{
    std::string inputHash;
    /// The amount at stake is over the policy's journal threshold.
    bool overThreshold = false;
    /// So many people at least have to sign, see SigningTerms.
    int people = 0;
    /// Who stands behind the step when it is performed, by slot; empty while it is only read.
    std::vector<Actor> signers;
    /// The preconditions; only those that can be told without doing the step.
    std::vector<Check> checks;
    std::vector<Fact> reads;
    std::vector<Fact> writes;
    std::vector<exchange::Table> figures;

    [[nodiscard]] SigningTerms terms() const { return {inputHash, overThreshold, people}; }
};

/// The first unmet precondition as a refusal, with all of them in its context.
std::optional<Error> refusalOf(int step, const std::vector<Check>& checks);
/// A precondition from the refusal that an operation would give.
Check checkFrom(std::string text, const Status& status);

struct StepBehaviour
{
    /// Only reads; the steps before are done.
    StepReading (*read)(db::Connection& db, const Close& close, Instant now);
    /// Does it, in the writer's transaction; the answer is recorded. Throws InvariantBroken where an
    /// invariant of the books fails.
    Result<nlohmann::json> (*perform)(store::UnitOfWork& work, const Close& close,
                                      const StepReading& reading);
    /// Null where nothing undoes it.
    Status (*undo)(store::UnitOfWork& work, const Close& close);
    /// In words, what `undo` would do now.
    std::vector<UndoEffect> (*undoEffects)(db::Connection& db, const Close& close);
};

const StepBehaviour& behaviourOf(int step);

/// What was done stands no more, nor do the signatures on it: with the event "close.step.undone".
void recordUndone(store::UnitOfWork& work, const Close& close, int step);

/// Reads a step; where steps before it are not done, only says so.
StepReading readStep(db::Connection& db, const Close& close, int step, Instant now);

/// The people whose signatures stand on the step, as those who act through it: by slot.
std::vector<Actor> signersOf(db::Connection& db, const Close& close, int step, const SigningTerms& terms);
/// For a preview: as signersOf, with "(Treasurer)" and the like where nobody has signed yet.
std::vector<Actor> expectedSigners(db::Connection& db, const Close& close, int step,
                                   const SigningTerms& terms);

} // namespace habitat::close
