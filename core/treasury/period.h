// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/keys.h"
#include "core/base/result.h"

#include <array>
#include <string>
#include <string_view>

namespace habitat::treasury {

// Accounting periods as values: codes, dates, states and the moves between them. Pure; any
// thread.

enum class PeriodState { Open, Closing, Closed, Locked, Reopened };
inline constexpr std::array allPeriodStates = {PeriodState::Open, PeriodState::Closing, PeriodState::Closed,
                                               PeriodState::Locked, PeriodState::Reopened};
std::string_view toText(PeriodState state);
Result<PeriodState> parsePeriodState(std::string_view text);

/// open→closing→closed→locked; closing→open; closed→reopened→closing; locked→reopened. Anything else is
/// refused.
bool mayMove(PeriodState from, PeriodState to);
/// "treasury.period.move", naming both states.
Status checkMove(std::string_view period, PeriodState from, PeriodState to);

enum class Cadence { Month, Quarter, Year };

/// First and last day of a period, both within it.
struct PeriodSpan
{
    std::string code;
    Cadence cadence = Cadence::Quarter;
    Date from{};
    Date to{};

    [[nodiscard]] bool contains(Date date) const { return from <= date && date <= to; }
};

/// "2026-Q1", "2026-03" or "2026"; "treasury.period.code".
Result<PeriodSpan> parsePeriod(std::string_view code);
/// The period of that length that contains the date.
PeriodSpan periodAround(Date date, Cadence cadence);

/// Months since year 0: what balances are kept by. Every period is whole months.
int monthIndex(Date date);

struct Period
{
    PeriodKey key;
    PeriodSpan span;
    PeriodState state = PeriodState::Open;

    [[nodiscard]] const std::string& code() const { return span.code; }
};

/// What a journal looks like to a period that it wants to enter.
enum class PostingNature {
    Ordinary,    ///< anything but the below, also what the close of another period writes
    OwnClose,    ///< written by this period's close (Journal::forPeriod)
    OwnReversal, ///< reverses what this period's close wrote
};
/// open: all but its own close, which freezes it first; closing: only its own close; reopened: ordinary ones
/// and the reversals of its close; closed and locked: nothing, from anybody.
/// "treasury.period.closing|closed|locked|close_only".
Status checkPosting(const Period& period, PostingNature nature);

} // namespace habitat::treasury
