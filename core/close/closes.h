// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/keys.h"
#include "core/base/money.h"
#include "core/db/connection.h"
#include "core/store/unit_of_work.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

/// Closes on record, and what their steps recorded. Operations on the writer's thread, in its transaction;
/// questions on any connection.
namespace habitat::close {

struct Close
{
    CloseKey key;
    std::string period;
    /// Counts the closes begun for this period; a later one follows where the saga undid the one before.
    int ordinal = 1;
    /// Counts up with every undo, and goes on counting in a later close of the period.
    int run = 1;
    InstanceKey instance;
    /// None: the net income is what the ledger shows.
    std::optional<Money> enteredNetIncome;
    Instant startedAt{};
    std::string startedBy;
    /// Who gave the last order (run, retry, undo): stands behind what the steps do next.
    std::string acting;
    std::string undoReason;
    /// Who confirmed the newest undo; empty where nobody did.
    std::string undoSecond;

    /// "close:2026-Q1:1:2": correlation of all that one run does, and root of its idempotency keys.
    [[nodiscard]] std::string runName() const;
    /// "2026-Q1", and "2026-Q1/2" for the second close of a period.
    [[nodiscard]] std::string businessKey() const;
};

/// Opens the record; the process instance is attached once it is started. "close.exists" where one of the
/// period is under way, "close.locked" where one has locked it and the period was not reopened since.
Result<Close> beginClose(store::UnitOfWork& work, const std::string& period,
                         std::optional<Money> enteredNetIncome);
void attachInstance(store::UnitOfWork& work, CloseKey close, InstanceKey instance);
void setActing(store::UnitOfWork& work, CloseKey close);
/// As setActing; what the close was undone for is behind it.
void goForward(store::UnitOfWork& work, CloseKey close);
/// Why a run ends, and who confirmed that beside the actor.
struct Undo
{
    std::string reason;
    std::string second;
};
/// The next run begins; called once for an undo.
void beginRun(store::UnitOfWork& work, CloseKey close, const Undo& why);

/// Every one of the period, oldest first.
std::vector<Close> closesOf(db::Connection& db, const std::string& period);
/// The newest of the period.
std::optional<Close> latestClose(db::Connection& db, const std::string& period);
std::optional<Close> closeOfInstance(db::Connection& db, InstanceKey instance);

/// What a step recorded when it was done: the answer to every repetition.
struct StepResult
{
    int step = 0;
    int run = 0;
    std::string inputHash;
    nlohmann::json result;
    Instant recordedAt{};
    std::string recordedBy;
};

/// The one in force, from whichever run; none where the step was never done, or undone.
std::optional<StepResult> resultOf(db::Connection& db, CloseKey close, int step);
/// As resultOf, also where it was undone since.
std::optional<StepResult> lastResultOf(db::Connection& db, CloseKey close, int step);
/// By step.
std::vector<StepResult> results(db::Connection& db, CloseKey close);
/// Whether the step was ever done and then undone.
bool wasUndone(db::Connection& db, CloseKey close, int step);
void recordResult(store::UnitOfWork& work, const Close& close, int step, const std::string& inputHash,
                  const nlohmann::json& result);
/// It stays on record, marked undone.
void markUndone(store::UnitOfWork& work, const Close& close, int step);

} // namespace habitat::close
