// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/event.h"

namespace habitat::engine {

/// The ISO 8601 forms that timers are written in (BPMN 2.0.2 §10.5.5.6). Pure functions, any thread; nothing
/// overflows, what cannot be represented is none.

/// "P1Y2M3W4DT5H6M7.5S", in any part, also negative.
std::optional<Period> parsePeriod(std::string_view text);

struct Cycle
{
    int repetitions = TimerScheduled::endless;
    std::optional<Instant> start;
    Period interval;
    bool operator==(const Cycle&) const = default;
};

/// "R3/PT10S", "R/PT1H", "R5/2026-03-31T12:00:00Z/P1D".
std::optional<Cycle> parseCycle(std::string_view text);

/// The moment so much later: months first, on the last day where a month is too short, then the exact part.
std::optional<Instant> plus(Instant from, const Period& period);

/// The moment that a FEEL value or text states; without a zone in UTC.
std::optional<Instant> instantOf(const feel::Value& value);
std::optional<Period> periodOf(const feel::Value& value);

} // namespace habitat::engine
