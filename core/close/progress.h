// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/close/closes.h"
#include "core/close/facts.h"
#include "core/close/plan.h"
#include "core/store/rows.h"

#include <optional>
#include <vector>

/// Where a close stands, read from its results and from the instance that runs it. Any connection.
namespace habitat::close {

struct Progress
{
    /// 1 to 11, the first step without a result; 0 where the close has ended.
    int current = 0;
    /// The current step's job, where it waits for a person to run it.
    std::optional<JobKey> held;
    /// Unfinished jobs of the instance: the current step's, or those of an undo.
    std::vector<store::JobRow> jobs;
    /// Open ones.
    std::vector<store::IncidentRow> incidents;
    /// An undo is under way.
    bool compensating = false;
    /// Ended: locked, or undone by the saga.
    bool ended = false;
};

Progress progressOf(db::Connection& db, const Close& close);

/// Its process has not ended: neither was the period locked, nor did the saga undo all of it.
bool isUnderWay(db::Connection& db, const Close& close);

/// One doing of a step, and its undoing.
struct StepRun
{
    int run = 0;
    Instant doneAt{};
    std::string doneBy;
    std::optional<Instant> undoneAt;
    std::string undoneBy;
    std::string undoReason;
    /// Who confirmed the undo; empty where nobody did.
    std::string undoSecond;
};
/// Oldest first.
std::vector<StepRun> runsOf(db::Connection& db, CloseKey close, int step);

/// When the close should have ended: so long after its start as its process says in its property "due". None
/// where the process says nothing.
std::optional<Instant> dueAt(db::Connection& db, const Close& close);

/// "close.step.number".
Status checkStepNumber(int step);

/// The step that an element of period-close.bpmn belongs to; 0 for none.
int stepOfElement(std::string_view elementId);
/// The element takes back what its step did.
bool isUndo(std::string_view elementId);

/// The newest close of the period that has not ended. "close.unknown", "close.ended".
Result<Close> closeUnderWay(db::Connection& db, const std::string& period);

struct UndoPlan
{
    std::vector<UndoEffect> effects;
    std::optional<Error> refusal;
};
/// What an undo back to the step would do, last step first, and why it may not be.
UndoPlan undoPlan(db::Connection& db, const Close& close, int toStep);

/// "close.step.unsigned", naming the open slots.
Error unsignedStep(int step, const std::vector<int>& openSlots);

} // namespace habitat::close
