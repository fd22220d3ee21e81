// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/calendar.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace habitat {

namespace {

/// Reads exactly `width` digits at `position`.
std::optional<int> digits(std::string_view text, std::size_t position, std::size_t width)
{
    if (position + width > text.size()) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(position, width)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<Date> dateIn(std::string_view text)
{
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day || text[4] != '-' || text[7] != '-') return std::nullopt;
    const Date date{std::chrono::year(*year), std::chrono::month(unsigned(*month)),
                    std::chrono::day(unsigned(*day))};
    if (!date.ok()) return std::nullopt;
    return date;
}

/// The digits behind the point, as microseconds.
std::optional<int> fraction(std::string_view text)
{
    if (text.empty() || text.size() > 6) return std::nullopt;
    auto value = digits(text, 0, text.size());
    for (std::size_t i = text.size(); value && i < 6; ++i)
        value = *value * 10;
    return value;
}

} // namespace

Result<Date> parseDate(std::string_view text)
{
    if (text.size() == 10)
        if (const auto date = dateIn(text)) return *date;
    return fail("base.date.invalid", fmt::format("“{}” is not a date. Write it as 2026-03-31.", text));
}

std::string toText(Date date)
{
    return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

Result<Instant> parseInstant(std::string_view text)
{
    const auto refuse = [&] {
        return fail("base.instant.invalid",
                    fmt::format("“{}” is not an instant. Write it as 2026-03-31T12:10:05Z.", text));
    };
    if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.back() != 'Z')
        return refuse();
    const auto date = dateIn(text.substr(0, 10));
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const auto second = digits(text, 17, 2);
    if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return refuse();
    std::optional<int> micros = 0;
    if (text.size() > 20)
        micros = text[19] == '.' ? fraction(text.substr(20, text.size() - 21)) : std::nullopt;
    if (!micros) return refuse();
    using namespace std::chrono;
    return Instant(sys_days(*date)) + hours(*hour) + minutes(*minute) + seconds(*second) + Duration(*micros);
}

std::string toText(Instant instant)
{
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss time(instant - day);
    const auto clock = fmt::format("{}T{:02}:{:02}:{:02}", toText(Date(day)), time.hours().count(),
                                   time.minutes().count(), time.seconds().count());
    if (time.subseconds().count() == 0) return clock + "Z";
    return fmt::format("{}.{:06}Z", clock, time.subseconds().count());
}

int daysSinceEpoch(Date date)
{
    return int(std::chrono::sys_days(date).time_since_epoch().count());
}

Date dateFromDays(int days)
{
    return Date(std::chrono::sys_days(std::chrono::days(days)));
}

} // namespace habitat
