// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/close/closes.h"
#include "core/close/plan.h"

/// Who signed what: a signature stands on the hash of what the step reads. Operations on the writer's thread,
/// in its transaction; questions on any connection.
namespace habitat::close {

struct Signature
{
    std::int64_t key = 0;
    CloseKey close;
    int step = 0;
    int run = 0;
    /// Its place, see slotOf.
    int slot = 0;
    std::string user;
    std::string inputHash;
    std::string note;
    Instant signedAt{};
    /// Set where what it stood on changed, or the step was undone; it stays visible.
    std::optional<Instant> suspendedAt;
    std::string suspendedWhy;
};

/// What a step is to be signed on now.
struct SigningTerms
{
    std::string inputHash;
    /// Slots marked overThresholdOnly are asked for.
    bool overThreshold = false;
    /// So many people at least, where the step has fewer slots: the policy's quorum.
    int people = 0;
};

/// The slots that are asked for, by index.
std::vector<int> slotsAskedFor(int step, const SigningTerms& terms);

/// The signatures of the step, oldest first, suspended ones too.
std::vector<Signature> signaturesOf(db::Connection& db, CloseKey close, int step);

/// As signaturesOf, of every close of the period: what was signed before it was reopened stays visible.
std::vector<Signature> signaturesInPeriod(db::Connection& db, const std::string& period, int step);

/// The newest signature in each slot that is given and stands on this hash; by slot.
std::vector<Signature> standing(const std::vector<Signature>& all, const SigningTerms& terms);

/// The slots still open under these terms.
std::vector<int> openSlots(db::Connection& db, CloseKey close, int step, const SigningTerms& terms);

/// The slot that a person would fill. Somebody who signed before, and could stand in another open slot too,
/// moves there where that makes room.
struct Place
{
    int slot = 0;
    struct Move
    {
        std::int64_t signature = 0;
        int to = 0;
    };
    std::optional<Move> move;
};
/// "close.sign.not_needed" (nothing is asked for, or all is given),
/// "close.sign.role" (the person has none of the roles; names them), "close.sign.twice" (signed already),
/// "close.sign.agent".
Result<Place> slotFor(db::Connection& db, const Close& close, int step, const SigningTerms& terms,
                      const Actor& person);

Status sign(store::UnitOfWork& work, const Close& close, int step, const SigningTerms& terms,
            const std::string& note);

/// Signatures of the step that do not stand on this hash fall; they stay visible with why.
void suspendStale(store::UnitOfWork& work, CloseKey close, int step, const SigningTerms& terms);
/// All signatures of the step fall: it was undone.
void suspendAll(store::UnitOfWork& work, CloseKey close, int step, const std::string& why);

} // namespace habitat::close
