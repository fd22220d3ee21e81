// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/base/money.h"
#include "core/close/second_person.h"
#include "core/runtime/command.h"

#include <optional>
#include <string>

/// What people may order of a close, as operations for the engine. Built on any thread; run by the writer.
namespace habitat::close {

/// Opens the period where it is new, begins the close and starts its process. Answers {"instance","period"}.
runtime::Operation startClose(std::string period, std::optional<Money> enteredNetIncome);

/// Lets the step whose turn it is run. Refused with the first unmet precondition and all of them in the
/// context, with "close.step.unsigned", "close.step.not_its_turn", "close.step.failed" (retry it),
/// "close.step.running". A step that is done already answers {"already_done":true} and changes nothing.
runtime::Operation runStep(std::string period, int step);

/// Gives the failed step (0: whichever failed) fresh attempts; where the next attempt only waits for its
/// time, it is made now, and is no attempt more. Answers {"step"}. "close.step.not_failed".
runtime::Operation retryStep(std::string period, int step);

/// Signs what the step reads now, in the actor's name.
runtime::Operation signStep(std::string period, int step, std::string note);

struct UndoOrder
{
    std::string period;
    int toStep = 0;
    /// Required; kept with each step that is undone.
    std::string reason;
    /// Confirms the undo: somebody else, who could sign for a close.
    std::optional<Actor> second = {};
    Witness witness = Witness::Required;
};

/// Undoes every step from the last one done back to this one, in reverse order. "close.undo.reason",
/// "close.undo.second_person" (nobody confirms), "close.undo.second_person.same",
/// "close.undo.second_person.role", "close.undo.pivot" (a payment was submitted), "close.undo.not_done".
runtime::Operation undoTo(UndoOrder order);

/// Whether an instance may be cancelled: a close of which something is done may not, because a cancelled
/// instance compensates nothing and its period would stay half closed. "close.cancel.undo_first".
Status mayCancel(db::Connection& db, InstanceKey instance);

} // namespace habitat::close
