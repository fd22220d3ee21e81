// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/money.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The small values in which a step of the close explains itself. Plain data, any thread.
namespace habitat::close {

/// One thing a step reads or writes: "proposal v3", "hash 5f3a…".
struct Fact
{
    std::string label;
    std::string value;
    /// What `value` says in digits; none where it is no amount.
    std::optional<Money> amount = {};
};

inline Fact moneyFact(std::string label, Money amount)
{
    return {std::move(label), habitat::toText(amount), amount};
}

/// A precondition, met or not, with the records that break it and the place to mend them.
struct Check
{
    /// Stable, the code of the refusal ("close.contributions.pending").
    std::string code;
    std::string text;
    bool holds = true;
    /// "C-1042 (Alice, 21,600.00) is still under review."
    std::vector<std::string> offending;
    std::string remedy;
    /// What the console can do about it at once: "take-backup", "enter-tie-out", "defer-contributions", or
    /// empty.
    std::string action;
    /// The keys that the action is about (contribution references, say).
    std::vector<std::string> keys;
};

/// What undoing steps, or reopening a period, would do, in the order in which it happens.
struct UndoEffect
{
    int step = 0;
    std::string text;
    /// Cannot be undone. An undo of steps is refused for it; reopening leaves it as it is.
    bool irreversible = false;
};

} // namespace habitat::close
