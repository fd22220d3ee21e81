// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/base/calendar.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/money.h"
#include "core/close/facts.h"
#include "core/close/plan.h"
#include "core/exchange/table.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

/// What the Close view and `habitatctl close` show: answers of Questions, plain data, any thread.
namespace habitat::console {

using close::Check;
using close::Fact;
using close::stepCount;
using close::UndoEffect;
using habitat::toText;

enum class StepState : std::uint8_t {
    NotStarted,
    /// Its turn; signatures (if any) are complete and a person may run it.
    Ready,
    /// Its turn; waits for signatures or for an outside answer.
    Waiting,
    Running,
    /// An attempt failed, the next one is due at `nextAttemptAt`.
    Retrying,
    /// Attempts used up or not worth repeating: waits for a person.
    Failed,
    Completed,
    Compensating,
    /// Undone after it was completed; may run again.
    Compensated,
};

/// "completed", "waiting" …: the words of the JSON contract.
std::string_view toText(StepState state);

struct SignatureSlot
{
    /// "Allocator", "Board or Administrator", "second person".
    std::string label;
    RoleSet mayBe;
    std::string signedBy;
    std::string signedByName;
    std::optional<Instant> signedAt;
    std::string note;
    /// The balance under it moved: it stays visible, and must be given again.
    bool suspended = false;
    std::string suspendedWhy;

    [[nodiscard]] bool isGiven() const { return signedAt.has_value() && !suspended; }
};

struct StepView
{
    int number = 0;
    std::string id;
    std::string name;
    std::string context;
    bool isPivot = false;
    StepState state = StepState::NotStarted;
    int attempts = 0;
    int maxAttempts = 0;
    std::optional<Instant> nextAttemptAt;
    std::optional<Instant> finishedAt;
    std::string finishedBy;
    /// Why it failed or is refused now, in words, with the offending records and where to mend them.
    std::optional<Error> error;
    std::vector<SignatureSlot> signatures;
    /// A training drill makes this step fail.
    bool drill = false;
};

/// A period that was locked or closed, and opened again by people; by name.
struct Reopening
{
    std::string by;
    std::string second;
    /// Empty where the period was not locked.
    std::string board;
    Instant at{};
    std::string reason;
};

struct CloseView
{
    std::string period;
    std::string cooperative;
    std::string currency;
    Date from{};
    Date to{};
    int run = 0;
    /// none | running | waiting | failed | undone | locked | reopened
    std::string state;
    /// State of the period in the books: open, closing, closed, locked, reopened.
    std::string periodState;
    std::int64_t instanceKey = 0;
    std::array<StepView, stepCount> steps;
    /// From 1, the step whose turn it is; 0 where none is.
    int currentStep = 0;
    int completedSteps = 0;
    std::optional<Instant> startedAt;
    /// When it should have ended, by its process.
    std::optional<Instant> dueAt;
    std::optional<Money> netIncome;
    std::optional<Money> reserve;
    std::optional<Money> allocated;
    /// Oldest first.
    std::vector<Reopening> reopenings;
    /// The close has ended and its period is closed or locked: the way back is to reopen it.
    bool isOver = false;
    /// Empty where the person may reopen it; else why not, in words.
    std::string whyNotReopen;
};

struct Attempt
{
    int number = 0;
    Instant at;
    std::string outcome;
    std::string message;
    /// By name; of an undo also the second person. Empty: the engine, by itself.
    std::string by;
};

struct EvidenceItem
{
    std::int64_t key = 0;
    std::string name;
    std::string hash;
    std::string addedBy;
    Instant addedAt;
    std::vector<std::string> openedBy;
};

/// Everything about one step; also what a preview answers (then from a transaction that was rolled back).
struct StepDetail
{
    StepView step;
    std::vector<Check> checks;
    std::vector<Fact> reads;
    std::vector<Fact> writes;
    std::vector<exchange::Table> figures;
    std::vector<Attempt> attempts;
    std::vector<EvidenceItem> evidence;
    std::string inputHash;
    /// Empty where the person may; else why not, in words, for each button.
    std::string whyNotRun;
    std::string whyNotRetry;
    std::string whyNotUndo;
    std::string whyNotSign;
};

struct UndoPlan
{
    int toStep = 0;
    std::vector<UndoEffect> effects;
    std::optional<Error> refusal;
};

struct ReopenPlan
{
    std::vector<UndoEffect> effects;
    /// Somebody of the Board consents beside the second person.
    bool needsBoard = false;
    std::optional<Error> refusal;
};

struct PeriodChoice
{
    std::string code;
    std::string state;
    bool hasClose = false;
    Date from{};
    Date to{};
    /// Of the newest close; 0 where none was begun.
    int run = 0;
    /// While it is locked.
    std::optional<Instant> lockedAt = {};
};

} // namespace habitat::console
