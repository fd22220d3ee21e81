// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace habitat::feel {

/// The dates, times and durations of FEEL (DMN 1.4 §10.3.2.3.4 to .8). Plain values, any thread; texts are
/// those of XML Schema, with FEEL's zone form "@Europe/Berlin" beside offsets.
__extension__ using Int128 = __int128;

inline constexpr std::int64_t nanosPerSecond = 1'000'000'000;
inline constexpr std::int64_t secondsPerDay = 86'400;
inline constexpr std::int64_t nanosPerDay = secondsPerDay * nanosPerSecond;

/// Proleptic Gregorian, years -999999999 to 999999999.
struct CalendarDate
{
    std::int32_t year = 1970;
    std::uint8_t month = 1;
    std::uint8_t day = 1;

    constexpr CalendarDate() = default;
    constexpr CalendarDate(std::int32_t y, unsigned m, unsigned d)
        : year(y), month(std::uint8_t(m)), day(std::uint8_t(d))
    {
    }
    explicit CalendarDate(const habitat::Date& date);
    [[nodiscard]] bool isValid() const;
    /// None for years that habitat::Date cannot hold.
    [[nodiscard]] std::optional<habitat::Date> toDate() const;
    auto operator<=>(const CalendarDate&) const = default;
};

int daysInMonth(std::int64_t year, unsigned month);
std::int64_t daysFromEpoch(const CalendarDate& date);
/// None outside the range of years.
std::optional<CalendarDate> dateFromEpochDays(std::int64_t days);
/// The same day of the month, or the month's last where it has none.
std::optional<CalendarDate> addMonths(const CalendarDate& date, std::int64_t months);

/// No zone (local), an offset from UTC, or a region of the time zone database.
struct Zone
{
    enum class Kind : std::uint8_t { None, Offset, Region };

    std::int32_t offsetSeconds = 0;
    std::uint16_t region = 0;
    Kind kind = Kind::None;

    static Zone utc() { return offset(0); }
    static Zone offset(std::int32_t seconds) { return {seconds, 0, Kind::Offset}; }
    /// None where the system's time zone database knows no such region.
    static std::optional<Zone> named(std::string_view region);
    [[nodiscard]] const std::string& regionName() const;
    bool operator==(const Zone&) const = default;
};

struct Time
{
    /// Since midnight, below nanosPerDay.
    std::int64_t nanos = 0;
    Zone zone;

    bool operator==(const Time&) const = default;
};

struct DateTime
{
    CalendarDate date;
    std::int64_t nanos = 0;
    Zone zone;

    DateTime() = default;
    DateTime(const CalendarDate& day, std::int64_t nanosOfDay, Zone where = {})
        : date(day), nanos(nanosOfDay), zone(where)
    {
    }
    /// In UTC.
    explicit DateTime(Instant instant);
    /// The moment; local times are read as UTC. None outside the range of Instant.
    [[nodiscard]] std::optional<Instant> toInstant() const;
    bool operator==(const DateTime&) const = default;
};

/// Seconds from UTC at that local time; none for a local (zoneless) one. A time of its own with a region uses
/// the region's standard offset at the epoch.
std::optional<std::int32_t> offsetOf(const DateTime& at);
std::optional<std::int32_t> offsetOf(const Time& at);
/// Nanoseconds since 1970-01-01T00:00:00Z, a local time taken as UTC.
Int128 epochNanos(const DateTime& at);
/// The moment so many nanoseconds after the epoch, shown in that zone; none outside the range of years.
std::optional<DateTime> dateTimeFromEpochNanos(Int128 nanos, Zone zone);

struct DaysDuration
{
    std::int64_t seconds = 0;
    /// 0 to 999,999,999, counted upwards from `seconds` also where that is negative.
    std::int32_t nanos = 0;

    static DaysDuration fromNanos(Int128 nanos);
    [[nodiscard]] Int128 toNanos() const { return Int128(seconds) * nanosPerSecond + nanos; }
    /// Microseconds, rounded down; none where they do not fit.
    [[nodiscard]] std::optional<habitat::Duration> toDuration() const;
    auto operator<=>(const DaysDuration&) const = default;
};

struct YearsDuration
{
    std::int64_t months = 0;

    auto operator<=>(const YearsDuration&) const = default;
};

std::optional<CalendarDate> parseCalendarDate(std::string_view text);
std::optional<Time> parseTime(std::string_view text);
/// A date alone is that date's midnight.
std::optional<DateTime> parseDateTime(std::string_view text);
std::optional<DaysDuration> parseDaysDuration(std::string_view text);
std::optional<YearsDuration> parseYearsDuration(std::string_view text);

std::string toText(const CalendarDate& date);
std::string toText(const Time& time);
std::string toText(const DateTime& at);
std::string toText(const DaysDuration& duration);
std::string toText(const YearsDuration& duration);

} // namespace habitat::feel
