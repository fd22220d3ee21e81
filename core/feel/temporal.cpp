// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/temporal.h"

#include "core/feel/zones.h"

#include <fmt/format.h>

namespace habitat::feel {
namespace {

constexpr std::int64_t mostYears = 999'999'999;

bool isLeap(std::int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

std::int64_t floorDivide(std::int64_t a, std::int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

Int128 floorDivide(Int128 a, Int128 b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

} // namespace

CalendarDate::CalendarDate(const habitat::Date& date)
    : year(int(date.year())), month(std::uint8_t(unsigned(date.month()))),
      day(std::uint8_t(unsigned(date.day())))
{
}

bool CalendarDate::isValid() const
{
    return year >= -mostYears && year <= mostYears && month >= 1 && month <= 12 && day >= 1 &&
           day <= daysInMonth(year, month);
}

std::optional<habitat::Date> CalendarDate::toDate() const
{
    if (year < int(std::chrono::year::min()) || year > int(std::chrono::year::max())) return std::nullopt;
    return habitat::Date(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day));
}

int daysInMonth(std::int64_t year, unsigned month)
{
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && isLeap(year) ? 29 : days[month - 1];
}

// Days and civil dates by eras of 400 years: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
std::int64_t daysFromEpoch(const CalendarDate& date)
{
    const std::int64_t year = std::int64_t(date.year) - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = floorDivide(year, std::int64_t(400));
    const std::int64_t yearOfEra = year - era * 400;
    const std::int64_t dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return era * 146'097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719'468;
}

std::optional<CalendarDate> dateFromEpochDays(std::int64_t days)
{
    constexpr std::int64_t farthest = (mostYears + 2) * 366;
    if (days > farthest || days < -farthest) return std::nullopt;
    days += 719'468;
    const std::int64_t era = floorDivide(days, std::int64_t(146'097));
    const std::int64_t dayOfEra = days - era * 146'097;
    const std::int64_t yearOfEra =
        (dayOfEra - dayOfEra / 1'460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t shifted = (5 * dayOfYear + 2) / 153;
    const auto day = unsigned(dayOfYear - (153 * shifted + 2) / 5 + 1);
    const auto month = unsigned(shifted < 10 ? shifted + 3 : shifted - 9);
    const std::int64_t year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    if (year < -mostYears || year > mostYears) return std::nullopt;
    return CalendarDate(std::int32_t(year), month, day);
}

std::optional<CalendarDate> addMonths(const CalendarDate& date, std::int64_t months)
{
    if (months > 12 * 2 * mostYears || months < -12 * 2 * mostYears) return std::nullopt;
    const std::int64_t total = std::int64_t(date.year) * 12 + date.month - 1 + months;
    const std::int64_t year = floorDivide(total, std::int64_t(12));
    if (year < -mostYears || year > mostYears) return std::nullopt;
    const auto month = unsigned(total - year * 12 + 1);
    return CalendarDate(std::int32_t(year), month,
                        std::min<unsigned>(date.day, unsigned(daysInMonth(year, month))));
}

std::optional<Zone> Zone::named(std::string_view region)
{
    const auto number = regionNumber(region);
    if (!number) return std::nullopt;
    return Zone{0, *number, Kind::Region};
}

const std::string& Zone::regionName() const
{
    return feel::regionName(region);
}

DateTime::DateTime(Instant instant) : zone(Zone::utc())
{
    const Int128 total = Int128(instant.time_since_epoch().count()) * 1'000;
    const Int128 days = floorDivide(total, Int128(nanosPerDay));
    date = dateFromEpochDays(std::int64_t(days)).value_or(CalendarDate());
    nanos = std::int64_t(total - days * nanosPerDay);
}

std::optional<Instant> DateTime::toInstant() const
{
    const Int128 micros = floorDivide(epochNanos(*this), Int128(1'000));
    if (micros > Int128(INT64_MAX) || micros < Int128(INT64_MIN)) return std::nullopt;
    return Instant(habitat::Duration(std::int64_t(micros)));
}

std::optional<std::int32_t> offsetOf(const DateTime& at)
{
    switch (at.zone.kind) {
    case Zone::Kind::None:
        return std::nullopt;
    case Zone::Kind::Offset:
        return at.zone.offsetSeconds;
    case Zone::Kind::Region:
        break;
    }
    // The zone database knows no years beyond habitat::Date's; the edge's rule then goes on.
    CalendarDate date = at.date;
    date.year = std::clamp(date.year, -30'000, 30'000);
    return regionOffsetAtLocal(at.zone.region,
                               daysFromEpoch(date) * secondsPerDay + at.nanos / nanosPerSecond);
}

std::optional<std::int32_t> offsetOf(const Time& at)
{
    return offsetOf(DateTime({}, at.nanos, at.zone));
}

Int128 epochNanos(const DateTime& at)
{
    return Int128(daysFromEpoch(at.date)) * nanosPerDay + at.nanos -
           Int128(offsetOf(at).value_or(0)) * nanosPerSecond;
}

std::optional<DateTime> dateTimeFromEpochNanos(Int128 nanos, Zone zone)
{
    if (zone.kind == Zone::Kind::Offset) nanos += Int128(zone.offsetSeconds) * nanosPerSecond;
    if (zone.kind == Zone::Kind::Region) {
        constexpr Int128 edge = Int128(30'000) * 366 * secondsPerDay;
        const Int128 seconds = std::clamp(floorDivide(nanos, Int128(nanosPerSecond)), -edge, edge);
        nanos += Int128(regionOffsetAtUtc(zone.region, std::int64_t(seconds))) * nanosPerSecond;
    }
    const Int128 days = floorDivide(nanos, Int128(nanosPerDay));
    if (days > Int128(INT64_MAX) || days < Int128(INT64_MIN)) return std::nullopt;
    const auto date = dateFromEpochDays(std::int64_t(days));
    if (!date) return std::nullopt;
    return DateTime(*date, std::int64_t(nanos - days * nanosPerDay), zone);
}

DaysDuration DaysDuration::fromNanos(Int128 nanos)
{
    const Int128 seconds = floorDivide(nanos, Int128(nanosPerSecond));
    return {std::int64_t(seconds), std::int32_t(nanos - seconds * nanosPerSecond)};
}

std::optional<habitat::Duration> DaysDuration::toDuration() const
{
    const Int128 micros = floorDivide(toNanos(), Int128(1'000));
    if (micros > Int128(INT64_MAX) || micros < Int128(INT64_MIN)) return std::nullopt;
    return habitat::Duration(std::int64_t(micros));
}

} // namespace habitat::feel
