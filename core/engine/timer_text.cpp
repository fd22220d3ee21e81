// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/timer_text.h"

#include <charconv>
#include <limits>

namespace habitat::engine {
namespace {

constexpr std::int64_t microsPerSecond = 1'000'000;
/// Instants stay within the years 0 to 9999, so that every one can be written.
constexpr Instant earliest{std::chrono::sys_days{std::chrono::January / 1 / 0}};
constexpr Instant latest{std::chrono::sys_days{std::chrono::January / 1 / 10'000}};

/// Reads a text from its front.
class Cursor
{
public:
    explicit Cursor(std::string_view text) : m_rest(text) {}
    bool take(char wanted)
    {
        if (m_rest.empty() || m_rest.front() != wanted) return false;
        m_rest.remove_prefix(1);
        return true;
    }
    char takeAny()
    {
        const char c = m_rest.empty() ? '\0' : m_rest.front();
        if (!m_rest.empty()) m_rest.remove_prefix(1);
        return c;
    }
    std::optional<std::int64_t> takeNumber()
    {
        if (m_rest.empty() || m_rest.front() < '0' || m_rest.front() > '9') return std::nullopt;
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), number);
        if (error != std::errc{}) return std::nullopt;
        m_rest.remove_prefix(std::size_t(end - m_rest.data()));
        return number;
    }
    /// Digits behind a point as microseconds; finer ones are cut off.
    std::int64_t takeFraction()
    {
        std::int64_t micros = 0;
        std::int64_t unit = microsPerSecond / 10;
        while (!m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9') {
            micros += (takeAny() - '0') * unit;
            unit /= 10;
        }
        return micros;
    }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
};

/// sum + count × unit, where it fits.
bool accumulate(std::int64_t& sum, std::int64_t count, std::int64_t unit)
{
    std::int64_t product = 0;
    return !__builtin_mul_overflow(count, unit, &product) && !__builtin_add_overflow(sum, product, &sum);
}

constexpr std::int64_t secondsIn(char designator, bool inTime)
{
    switch (designator) {
    case 'W':
        return inTime ? 0 : 7 * 86'400;
    case 'D':
        return inTime ? 0 : 86'400;
    case 'H':
        return inTime ? 3'600 : 0;
    case 'M':
        return inTime ? 60 : 0;
    case 'S':
        return inTime ? 1 : 0;
    default:
        return 0;
    }
}

constexpr std::int64_t monthsIn(char designator, bool inTime)
{
    if (inTime) return 0;
    return designator == 'Y' ? 12 : designator == 'M' ? 1 : 0;
}

std::optional<Period> negated(const std::optional<Period>& period)
{
    if (!period) return std::nullopt;
    return Period{-period->months, -period->exact};
}

std::optional<Period> readParts(Cursor& cursor)
{
    std::int64_t months = 0;
    std::int64_t micros = 0;
    bool inTime = false;
    bool any = false;
    std::string_view allowed = "YMWD";
    while (!cursor.atEnd()) {
        if (!inTime && cursor.take('T')) {
            inTime = true;
            any = false;
            allowed = "HMS";
            continue;
        }
        const auto count = cursor.takeNumber();
        if (!count) return std::nullopt;
        const bool hasFraction = cursor.take('.');
        const std::int64_t fraction = hasFraction ? cursor.takeFraction() : 0;
        const char designator = cursor.takeAny();
        const std::size_t place = allowed.find(designator);
        if (place == std::string_view::npos || (hasFraction && designator != 'S')) return std::nullopt;
        allowed.remove_prefix(place + 1);
        const std::int64_t inMonths = monthsIn(designator, inTime);
        const std::int64_t inSeconds = secondsIn(designator, inTime);
        if (!accumulate(months, *count, inMonths) ||
            !accumulate(micros, *count, inSeconds * microsPerSecond) || !accumulate(micros, fraction, 1))
            return std::nullopt;
        any = true;
    }
    if (!any) return std::nullopt;
    return Period{months, Duration(micros)};
}

std::optional<Instant> parseMoment(std::string_view text)
{
    const auto at = feel::parseDateTime(text);
    return at ? instantOf(*at) : std::nullopt;
}

} // namespace

std::optional<Period> parsePeriod(std::string_view text)
{
    Cursor cursor(text);
    const bool negative = cursor.take('-');
    if (!cursor.take('P')) return std::nullopt;
    const std::optional<Period> period = readParts(cursor);
    return negative ? negated(period) : period;
}

std::optional<Cycle> parseCycle(std::string_view text)
{
    const std::size_t first = text.find('/');
    if (!text.starts_with('R') || first == std::string_view::npos) return std::nullopt;
    Cycle cycle;
    if (first > 1) {
        Cursor cursor(text.substr(1, first - 1));
        const auto count = cursor.takeNumber();
        if (!count || !cursor.atEnd() || *count < 1 || *count > std::numeric_limits<int>::max())
            return std::nullopt;
        cycle.repetitions = int(*count);
    }
    std::string_view rest = text.substr(first + 1);
    if (const std::size_t second = rest.find('/'); second != std::string_view::npos) {
        cycle.start = parseMoment(rest.substr(0, second));
        if (!cycle.start) return std::nullopt;
        rest = rest.substr(second + 1);
    }
    const auto interval = parsePeriod(rest);
    const bool isForward =
        interval && interval->months >= 0 && interval->exact.count() >= 0 && *interval != Period{};
    if (!isForward) return std::nullopt;
    cycle.interval = *interval;
    return cycle;
}

std::optional<Instant> plus(Instant from, const Period& period)
{
    const auto day = std::chrono::floor<std::chrono::days>(from);
    Instant at = from;
    if (period.months != 0) {
        const auto date = feel::addMonths(feel::CalendarDate(Date(day)), period.months);
        const auto civil = date ? date->toDate() : std::nullopt;
        if (!civil) return std::nullopt;
        at = Instant(std::chrono::sys_days(*civil)) + (from - day);
    }
    std::int64_t micros = toMicros(at);
    if (!accumulate(micros, period.exact.count(), 1)) return std::nullopt;
    at = instantFromMicros(micros);
    if (at < earliest || at >= latest) return std::nullopt;
    return at;
}

std::optional<Instant> instantOf(const feel::Value& value)
{
    std::optional<Instant> at;
    if (value.is(feel::Type::DateTime))
        at = value.asDateTime().toInstant();
    else if (value.is(feel::Type::Date))
        at = feel::DateTime(value.asDate(), 0).toInstant();
    else if (value.isString())
        return parseMoment(value.asString());
    if (!at || *at < earliest || *at >= latest) return std::nullopt;
    return at;
}

std::optional<Period> periodOf(const feel::Value& value)
{
    if (value.isString()) return parsePeriod(value.asString());
    if (value.is(feel::Type::YearsDuration)) {
        if (value.asYearsDuration().months == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
        return Period{value.asYearsDuration().months, {}};
    }
    if (value.is(feel::Type::DaysDuration))
        if (const auto exact = value.asDaysDuration().toDuration()) return Period{0, *exact};
    return std::nullopt;
}

} // namespace habitat::engine
