// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace habitat {

/// A civil date without a zone, as written in books and policies.
using Date = std::chrono::year_month_day;

/// "2026-03-31". Refuses anything that is not a real day in that form (code "base.date.invalid").
Result<Date> parseDate(std::string_view text);
std::string toText(Date date);

/// "2026-03-31T12:10:05Z" or with a fraction of up to six digits; always UTC, always the "Z".
Result<Instant> parseInstant(std::string_view text);
std::string toText(Instant instant);

/// Days since 1970-01-01, the form dates have in the database.
int daysSinceEpoch(Date date);
Date dateFromDays(int days);

inline std::int64_t toMicros(Instant instant)
{
    return instant.time_since_epoch().count();
}
inline Instant instantFromMicros(std::int64_t micros)
{
    return Instant(Duration(micros));
}
inline Date dateOf(Instant instant)
{
    return Date(std::chrono::floor<std::chrono::days>(instant));
}

} // namespace habitat
