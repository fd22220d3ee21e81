// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/iso8601.h"

#include "core/base/calendar.h"

#include <array>
#include <charconv>
#include <string>
#include <vector>

namespace habitat::bpmn {

namespace {

/// Enough for anything a process waits for; keeps sums of parts within 32 and 64 bits.
constexpr std::int64_t largestNumber = 100'000'000;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

struct Number
{
    std::int64_t whole = 0;
    std::int64_t micros = 0; ///< of the fraction
    bool hasFraction = false;
};

/// Takes a number from the front of `text`; at most six digits of a fraction.
std::optional<Number> takeNumber(std::string_view& text)
{
    Number number;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number.whole);
    if (error != std::errc() || !isDigit(text.front()) || number.whole > largestNumber) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    if (text.empty() || (text.front() != '.' && text.front() != ',')) return number;
    text.remove_prefix(1);
    number.hasFraction = true;
    std::size_t digits = 0;
    for (std::int64_t scale = 100'000; digits < text.size() && isDigit(text[digits]); ++digits, scale /= 10)
        number.micros += (text[digits] - '0') * scale;
    if (digits == 0 || digits > 6) return std::nullopt;
    text.remove_prefix(digits);
    return number;
}

struct Unit
{
    char letter;
    bool inTime;
    std::int64_t months;
    std::int64_t days;
    std::int64_t micros;
};

/// In the order in which they may be written.
constexpr std::array units{Unit{'Y', false, 12, 0, 0},
                           Unit{'M', false, 1, 0, 0},
                           Unit{'W', false, 0, 7, 0},
                           Unit{'D', false, 0, 1, 0},
                           Unit{'H', true, 0, 0, 3'600'000'000},
                           Unit{'M', true, 0, 0, 60'000'000},
                           Unit{'S', true, 0, 0, 1'000'000}};

std::vector<std::string_view> splitAtSlashes(std::string_view text)
{
    std::vector<std::string_view> parts;
    while (true) {
        const auto slash = text.find('/');
        parts.push_back(text.substr(0, slash));
        if (slash == std::string_view::npos) return parts;
        text.remove_prefix(slash + 1);
    }
}

/// Minutes of "+02:00", "-0330" or "+01", or nothing.
std::optional<int> parseOffset(std::string_view text)
{
    const bool negative = text.starts_with('-');
    std::string digits;
    for (const char c : text.substr(1))
        if (isDigit(c))
            digits += c;
        else if (c != ':' || digits.size() != 2)
            return std::nullopt;
    if (digits.size() != 2 && digits.size() != 4) return std::nullopt;
    digits.resize(4, '0');
    const int hours = (digits[0] - '0') * 10 + (digits[1] - '0');
    const int minutes = (digits[2] - '0') * 10 + (digits[3] - '0');
    if (hours > 18 || minutes > 59) return std::nullopt;
    return (negative ? -1 : 1) * (hours * 60 + minutes);
}

} // namespace

std::optional<CalendarDuration> parseDuration(std::string_view text)
{
    if (!text.starts_with('P') || text.size() < 3 || text.ends_with('T')) return std::nullopt;
    text.remove_prefix(1);
    CalendarDuration duration;
    bool inTime = false;
    std::size_t nextUnit = 0;
    while (!text.empty()) {
        if (text.front() == 'T' && !inTime) {
            inTime = true;
            text.remove_prefix(1);
        }
        const auto number = text.empty() ? std::nullopt : takeNumber(text);
        if (!number || text.empty()) return std::nullopt;
        while (nextUnit < units.size() &&
               (units[nextUnit].letter != text.front() || units[nextUnit].inTime != inTime))
            ++nextUnit;
        // A fraction only of seconds: half a month has no length.
        if (nextUnit == units.size() || (number->hasFraction && units[nextUnit].letter != 'S'))
            return std::nullopt;
        const auto& unit = units[nextUnit++];
        duration.months += static_cast<std::int32_t>(number->whole * unit.months);
        duration.days += static_cast<std::int32_t>(number->whole * unit.days);
        duration.time += std::chrono::microseconds(number->whole * unit.micros + number->micros);
        text.remove_prefix(1);
    }
    return duration;
}

std::optional<RepeatingInterval> parseRepeatingInterval(std::string_view text)
{
    const auto parts = splitAtSlashes(text);
    if (parts.size() < 2 || parts.size() > 3 || !parts[0].starts_with('R')) return std::nullopt;
    RepeatingInterval interval;
    if (auto count = parts[0].substr(1); !count.empty() && count != "-1") {
        const auto number = takeNumber(count);
        if (!number || number->hasFraction || !count.empty()) return std::nullopt;
        interval.repetitions = static_cast<std::int32_t>(number->whole);
    }
    const bool startFirst = parts.size() == 3 && !parts[1].starts_with('P');
    const auto duration = parseDuration(startFirst ? parts[2] : parts[1]);
    if (!duration || *duration == CalendarDuration{}) return std::nullopt;
    interval.interval = *duration;
    if (parts.size() == 3) {
        const auto instant = parseDateTime(startFirst ? parts[1] : parts[2]);
        if (!instant) return std::nullopt;
        (startFirst ? interval.start : interval.end) = instant;
    }
    return interval;
}

std::optional<Instant> parseDateTime(std::string_view text)
{
    const auto time = text.find('T');
    if (time == std::string_view::npos) return std::nullopt;
    const auto zone = text.find_first_of("Z+-", time);
    if (zone == std::string_view::npos) return std::nullopt;
    std::optional<int> offset = text.substr(zone) == "Z" ? std::optional(0) : std::nullopt;
    if (!offset && text[zone] != 'Z') offset = parseOffset(text.substr(zone));
    // Seconds may be left out in ISO 8601, not in the instants of base.
    std::string local(text.substr(0, zone));
    if (local.size() - time == std::string_view("T08:00").size()) local += ":00";
    const auto instant = parseInstant(local + 'Z');
    if (!offset || !instant) return std::nullopt;
    return *instant - std::chrono::minutes(*offset);
}

} // namespace habitat::bpmn
