// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/temporal.h"

#include <fmt/format.h>

#include <cstdlib>

namespace habitat::feel {
namespace {

/// Reads a text from the front; every step says whether it found what it wanted.
class Reader
{
public:
    explicit Reader(std::string_view text) : m_rest(text) {}

    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    [[nodiscard]] char peek() const { return m_rest.empty() ? '\0' : m_rest.front(); }
    [[nodiscard]] std::string_view rest() const { return m_rest; }

    bool take(char wanted)
    {
        if (peek() != wanted) return false;
        m_rest.remove_prefix(1);
        return true;
    }

    /// The digits at the front, between `least` and `most` of them.
    std::optional<std::int64_t> digits(std::size_t least, std::size_t most)
    {
        std::int64_t value = 0;
        std::size_t count = 0;
        while (count < m_rest.size() && m_rest[count] >= '0' && m_rest[count] <= '9') {
            if (++count > most) return std::nullopt;
            value = value * 10 + (m_rest[count - 1] - '0');
        }
        m_digits = count;
        m_rest.remove_prefix(count);
        return count < least ? std::nullopt : std::optional(value);
    }

    [[nodiscard]] std::size_t digitsRead() const { return m_digits; }

    /// Behind a decimal point, as nanoseconds; digits beyond the ninth are dropped.
    std::optional<std::int64_t> fraction()
    {
        std::int64_t nanos = 0;
        std::int64_t unit = nanosPerSecond;
        std::size_t count = 0;
        for (; count < m_rest.size() && m_rest[count] >= '0' && m_rest[count] <= '9'; ++count) {
            unit /= 10;
            nanos += (m_rest[count] - '0') * unit;
        }
        m_rest.remove_prefix(count);
        return count == 0 ? std::nullopt : std::optional(nanos);
    }

private:
    std::string_view m_rest;
    std::size_t m_digits = 0;
};

std::optional<CalendarDate> readDate(Reader& reader)
{
    const bool negative = reader.take('-');
    const bool leadingZero = reader.peek() == '0';
    const auto year = reader.digits(4, 9);
    if (!year || (leadingZero && reader.digitsRead() > 4) || !reader.take('-')) return std::nullopt;
    const auto month = reader.digits(2, 2);
    if (!month || !reader.take('-')) return std::nullopt;
    const auto day = reader.digits(2, 2);
    if (!day) return std::nullopt;
    const CalendarDate date(std::int32_t(negative ? -*year : *year), unsigned(*month), unsigned(*day));
    return date.isValid() ? std::optional(date) : std::nullopt;
}

std::optional<Zone> readZone(Reader& reader)
{
    if (reader.atEnd()) return Zone{};
    if (reader.take('@')) return Zone::named(reader.rest());
    if (reader.take('Z') || reader.take('z'))
        return reader.atEnd() ? std::optional(Zone::utc()) : std::nullopt;
    const bool west = reader.peek() == '-';
    if (!reader.take('-') && !reader.take('+')) return std::nullopt;
    const auto hours = reader.digits(2, 2);
    if (!hours || !reader.take(':')) return std::nullopt;
    const auto minutes = reader.digits(2, 2);
    std::int64_t seconds = 0;
    if (reader.take(':')) {
        const auto found = reader.digits(2, 2);
        if (!found) return std::nullopt;
        seconds = *found;
    }
    if (!minutes || !reader.atEnd() || *minutes > 59 || seconds > 59) return std::nullopt;
    const std::int64_t offset = *hours * 3600 + *minutes * 60 + seconds;
    if (offset > 18 * 3600) // ISO 8601 zones reach 14 hours; 18 is where other implementations draw the line
        return std::nullopt;
    return Zone::offset(std::int32_t(west ? -offset : offset));
}

/// Seconds of the day and the zone behind them; 24:00:00 is the end of the day (nanos = nanosPerDay).
std::optional<Time> readTime(Reader& reader)
{
    const auto hour = reader.digits(2, 2);
    if (!hour || !reader.take(':')) return std::nullopt;
    const auto minute = reader.digits(2, 2);
    if (!minute || !reader.take(':')) return std::nullopt;
    const auto second = reader.digits(2, 2);
    if (!second) return std::nullopt;
    std::int64_t nanos = 0;
    if (reader.take('.')) {
        const auto fraction = reader.fraction();
        if (!fraction) return std::nullopt;
        nanos = *fraction;
    }
    const bool endOfDay = *hour == 24 && *minute == 0 && *second == 0 && nanos == 0;
    if ((*hour > 23 && !endOfDay) || *minute > 59 || *second > 59) return std::nullopt;
    const auto zone = readZone(reader);
    if (!zone) return std::nullopt;
    return Time{(*hour * 3600 + *minute * 60 + *second) * nanosPerSecond + nanos, *zone};
}

std::string zoneText(const Zone& zone)
{
    if (zone.kind == Zone::Kind::None) return {};
    if (zone.kind == Zone::Kind::Region) return "@" + zone.regionName();
    if (zone.offsetSeconds == 0) return "Z";
    const int offset = std::abs(zone.offsetSeconds);
    std::string text =
        fmt::format("{}{:02}:{:02}", zone.offsetSeconds < 0 ? '-' : '+', offset / 3600, offset / 60 % 60);
    if (offset % 60 != 0) text += fmt::format(":{:02}", offset % 60);
    return text;
}

std::string fractionText(std::int64_t nanos)
{
    if (nanos == 0) return {};
    std::string text = fmt::format(".{:09}", nanos);
    text.erase(text.find_last_not_of('0') + 1);
    return text;
}

std::string clockText(std::int64_t nanos)
{
    const std::int64_t seconds = nanos / nanosPerSecond;
    return fmt::format("{:02}:{:02}:{:02}{}", seconds / 3600, seconds / 60 % 60, seconds % 60,
                       fractionText(nanos % nanosPerSecond));
}

} // namespace

std::optional<CalendarDate> parseCalendarDate(std::string_view text)
{
    Reader reader(text);
    const auto date = readDate(reader);
    return reader.atEnd() ? date : std::nullopt;
}

std::optional<Time> parseTime(std::string_view text)
{
    Reader reader(text);
    auto time = readTime(reader);
    if (time) time->nanos %= nanosPerDay;
    return time;
}

std::optional<DateTime> parseDateTime(std::string_view text)
{
    Reader reader(text);
    const auto date = readDate(reader);
    if (!date) return std::nullopt;
    if (reader.atEnd()) return DateTime(*date, 0);
    if (!reader.take('T')) return std::nullopt;
    const auto time = readTime(reader);
    if (!time) return std::nullopt;
    if (time->nanos < nanosPerDay) return DateTime(*date, time->nanos, time->zone);
    const auto next = dateFromEpochDays(daysFromEpoch(*date) + 1);
    return next ? std::optional(DateTime(*next, 0, time->zone)) : std::nullopt;
}

std::optional<DaysDuration> parseDaysDuration(std::string_view text)
{
    Reader reader(text);
    const bool negative = reader.take('-');
    if (!reader.take('P')) return std::nullopt;
    Int128 nanos = 0;
    bool found = false;
    if (reader.peek() != 'T') {
        const auto days = reader.digits(1, 15);
        if (!days || !reader.take('D')) return std::nullopt;
        nanos = Int128(*days) * nanosPerDay;
        found = true;
    }
    if (reader.take('T')) {
        std::string_view units = "HMS";
        while (!reader.atEnd()) {
            const auto amount = reader.digits(1, 15);
            if (!amount) return std::nullopt;
            if (reader.take('.')) {
                const auto fraction = reader.fraction(); // "PT0.S" is written by some
                if (reader.peek() != 'S') return std::nullopt;
                nanos += fraction.value_or(0);
            }
            const std::size_t unit = units.find(reader.peek());
            if (reader.atEnd() || unit == std::string_view::npos) return std::nullopt;
            const std::int64_t seconds = reader.peek() == 'H' ? 3600 : reader.peek() == 'M' ? 60 : 1;
            nanos += Int128(*amount) * seconds * nanosPerSecond;
            units.remove_prefix(unit + 1);
            reader.take(reader.peek());
            found = true;
        }
        if (units.size() == 3) return std::nullopt; // a "T" with nothing behind it
    }
    if (!found || !reader.atEnd() || nanos / nanosPerSecond > Int128(INT64_MAX)) return std::nullopt;
    return DaysDuration::fromNanos(negative ? -nanos : nanos);
}

std::optional<YearsDuration> parseYearsDuration(std::string_view text)
{
    Reader reader(text);
    const bool negative = reader.take('-');
    if (!reader.take('P') || reader.atEnd()) return std::nullopt;
    std::int64_t months = 0;
    auto amount = reader.digits(1, 15);
    if (amount && reader.take('Y')) {
        months = *amount * 12;
        if (reader.atEnd()) return YearsDuration{negative ? -months : months};
        amount = reader.digits(1, 15);
    }
    if (!amount || !reader.take('M') || !reader.atEnd()) return std::nullopt;
    months += *amount;
    return YearsDuration{negative ? -months : months};
}

std::string toText(const CalendarDate& date)
{
    return fmt::format("{}{:04}-{:02}-{:02}", date.year < 0 ? "-" : "", std::abs(date.year),
                       unsigned(date.month), unsigned(date.day));
}

std::string toText(const Time& time)
{
    return clockText(time.nanos) + zoneText(time.zone);
}

std::string toText(const DateTime& at)
{
    return toText(at.date) + "T" + clockText(at.nanos) + zoneText(at.zone);
}

std::string toText(const DaysDuration& duration)
{
    Int128 nanos = duration.toNanos();
    if (nanos == 0) return "PT0S";
    std::string text = nanos < 0 ? "-P" : "P";
    nanos = nanos < 0 ? -nanos : nanos;
    const auto total = std::uint64_t(nanos / nanosPerSecond);
    const auto fraction = std::int64_t(nanos % nanosPerSecond);
    if (total / 86'400 != 0) text += fmt::format("{}D", total / 86'400);
    const std::uint64_t rest = total % 86'400;
    if (rest == 0 && fraction == 0) return text;
    text += "T";
    if (rest / 3600 != 0) text += fmt::format("{}H", rest / 3600);
    if (rest / 60 % 60 != 0) text += fmt::format("{}M", rest / 60 % 60);
    if (rest % 60 != 0 || fraction != 0) text += fmt::format("{}{}S", rest % 60, fractionText(fraction));
    return text;
}

std::string toText(const YearsDuration& duration)
{
    if (duration.months == 0) return "P0M";
    const std::int64_t months = std::abs(duration.months);
    std::string text = duration.months < 0 ? "-P" : "P";
    if (months / 12 != 0) text += fmt::format("{}Y", months / 12);
    if (months % 12 != 0) text += fmt::format("{}M", months % 12);
    return text;
}

} // namespace habitat::feel
