// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace habitat::bpmn {

/// The times of ISO 8601 that timers are written in (BPMN 2.0.2 §10.5.5.1). Pure, any thread.

/// "P1Y2M10DT2H30M", "PT0.5S", "P2W". Years, months and days are kept apart: their length depends on the
/// calendar.
struct CalendarDuration
{
    std::int32_t months = 0; ///< years included
    std::int32_t days = 0;   ///< weeks included
    std::chrono::microseconds time{0};

    bool operator==(const CalendarDuration&) const = default;
};

/// "R3/PT1H", "R/PT10S", "R5/2026-03-31T08:00:00Z/P1D", "R5/P1D/2026-04-30T08:00:00Z".
struct RepeatingInterval
{
    std::optional<std::int32_t> repetitions; ///< nothing: without end
    CalendarDuration interval;
    std::optional<Instant> start;
    std::optional<Instant> end;

    bool operator==(const RepeatingInterval&) const = default;
};

std::optional<CalendarDuration> parseDuration(std::string_view text);
std::optional<RepeatingInterval> parseRepeatingInterval(std::string_view text);
/// "2026-03-31T08:00:00Z" or with an offset such as +02:00. A time without a zone names no instant: refused.
std::optional<Instant> parseDateTime(std::string_view text);

} // namespace habitat::bpmn
