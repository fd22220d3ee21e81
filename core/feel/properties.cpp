// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/properties.h"

namespace habitat::feel {
namespace {

std::optional<Value> ofDate(const CalendarDate& date, std::string_view name)
{
    if (name == "year") return Value(date.year);
    if (name == "month") return Value(unsigned(date.month));
    if (name == "day") return Value(unsigned(date.day));
    if (name == "weekday") {
        // 1970-01-01 was a Thursday; Monday is 1.
        const std::int64_t day = (daysFromEpoch(date) + 3) % 7;
        return Value(day < 0 ? day + 8 : day + 1);
    }
    return std::nullopt;
}

std::optional<Value> ofTime(std::int64_t nanos, std::string_view name)
{
    const std::int64_t seconds = nanos / nanosPerSecond;
    if (name == "hour") return Value(seconds / 3600);
    if (name == "minute") return Value(seconds / 60 % 60);
    if (name == "second") {
        const Number fraction = Number::scaled(nanos % nanosPerSecond, -9);
        return Value(*add(seconds % 60, fraction));
    }
    return std::nullopt;
}

std::optional<Value> ofZone(const Zone& zone, std::optional<std::int32_t> offset, std::string_view name)
{
    if (name == "time offset") return offset ? Value(DaysDuration{*offset, 0}) : Value();
    if (name == "timezone") return zone.kind == Zone::Kind::Region ? Value(zone.regionName()) : Value();
    return std::nullopt;
}

std::optional<Value> ofDays(const DaysDuration& duration, std::string_view name)
{
    const Int128 nanos = duration.toNanos();
    const auto seconds = std::int64_t(nanos / nanosPerSecond);
    if (name == "days") return Value(seconds / secondsPerDay);
    if (name == "hours") return Value(seconds / 3600 % 24);
    if (name == "minutes") return Value(seconds / 60 % 60);
    if (name == "seconds")
        return Value(*add(seconds % 60, Number::scaled(std::int64_t(nanos % nanosPerSecond), -9)));
    return std::nullopt;
}

std::optional<Value> ofRange(const Range& range, std::string_view name)
{
    if (name == "start") return range.start;
    if (name == "end") return range.end;
    if (name == "start included") return Value(range.startIncluded);
    if (name == "end included") return Value(range.endIncluded);
    return std::nullopt;
}

} // namespace

std::optional<Value> property(const Value& value, std::string_view name)
{
    switch (value.type()) {
    case Type::Date: {
        if (auto part = ofDate(value.asDate(), name)) return part;
        if (name == "hour" || name == "minute" || name == "second")
            return Value(0); // a date is midnight of it in UTC (DMN 1.4 §10.3.2.3.5)
        return name == "time offset" ? std::optional(Value(DaysDuration{})) : std::nullopt;
    }
    case Type::Time:
        if (auto part = ofTime(value.asTime().nanos, name)) return part;
        return ofZone(value.asTime().zone, offsetOf(value.asTime()), name);
    case Type::DateTime:
        if (auto part = ofDate(value.asDateTime().date, name)) return part;
        if (auto part = ofTime(value.asDateTime().nanos, name)) return part;
        return ofZone(value.asDateTime().zone, offsetOf(value.asDateTime()), name);
    case Type::DaysDuration:
        return ofDays(value.asDaysDuration(), name);
    case Type::YearsDuration:
        if (name == "years") return Value(value.asYearsDuration().months / 12);
        if (name == "months") return Value(value.asYearsDuration().months % 12);
        return std::nullopt;
    case Type::Range:
        return ofRange(value.asRange(), name);
    default:
        return std::nullopt;
    }
}

} // namespace habitat::feel
