// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/close/facts.h"
#include "core/db/connection.h"
#include "core/runtime/command.h"

#include <optional>
#include <string>
#include <vector>

/// Reopening a period whose close has ended: everything that the close wrote is reversed or marked, nothing
/// is deleted, and another close of the period can begin. While a close is under way it is undone instead.
namespace habitat::close {

struct ReopenPlan
{
    /// In the order in which it happens, last step first. What is marked irreversible stays as it is (a
    /// statement that was handed out), and refuses nothing.
    std::vector<UndoEffect> effects;
    /// It is locked: somebody of the Board consents too.
    bool needsBoard = false;
    /// Why it may not be, whoever asks: "close.reopen.under_way", treasury's "treasury.period.move|
    /// payment_submitted|later_closed|unknown".
    std::optional<Error> refusal;
};
/// The plan's refusal alone. Any connection, as the plan.
Status mayReopen(db::Connection& db, const std::string& period);
ReopenPlan reopenPlan(db::Connection& db, const std::string& period);

struct ReopenOrder
{
    std::string period;
    /// Required; kept with the period and with each step that no longer stands.
    std::string reason;
    /// Confirms it: somebody else, who could sign for a close.
    std::optional<Actor> second = {};
    /// Of the Board, and neither of the two; asked for where the period is locked.
    std::optional<Actor> board = {};
};
/// One transaction. Answers {"period","run","journals"}: the run that no longer stands, and how many journals
/// were reversed. The plan's refusals, "close.reopen.reason", "close.reopen.second_person[.same|.role]",
/// "treasury.period.board". Built on any thread; run by the writer.
runtime::Operation reopenPeriod(ReopenOrder order);

} // namespace habitat::close
