// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/builtins.h"
#include "core/feel/evaluation.h"

namespace habitat::feel {
namespace {

std::string plainText(const Value& value)
{
    switch (value.type()) {
    case Type::String:
        return value.asString();
    case Type::Date:
        return toText(value.asDate());
    case Type::Time:
        return toText(value.asTime());
    case Type::DateTime:
        return toText(value.asDateTime());
    case Type::DaysDuration:
        return toText(value.asDaysDuration());
    case Type::YearsDuration:
        return toText(value.asYearsDuration());
    default:
        return toText(value);
    }
}

Value string(Evaluation& evaluation, Arguments arguments)
{
    if (arguments[0].isNull()) return nullptr;
    std::string text = plainText(arguments[0]);
    return evaluation.charge(text.size() / 64) ? Value(std::move(text)) : Value();
}

/// number(from, grouping separator, decimal separator), DMN 1.4 table 71.
Value number(Evaluation& evaluation, Arguments arguments)
{
    std::string text = arguments[0].asString();
    const auto isSeparator = [](const Value& value, std::string_view allowed) {
        return value.isNull() ||
               (value.asString().size() == 1 && allowed.find(value.asString()) != std::string::npos);
    };
    const Value& grouping = arguments[1];
    const Value& point = arguments[2];
    if (!isSeparator(grouping, " ,.") || !isSeparator(point, ",."))
        return evaluation.refuse("number() groups with ' ', ',' or '.' and has '.' or ',' for the point");
    if (!grouping.isNull() && grouping == point)
        return evaluation.refuse("number() needs two different separators");
    if (!grouping.isNull()) std::erase(text, grouping.asString().front());
    if (!point.isNull())
        for (char& c : text)
            c = c == point.asString().front() ? '.' : c == '.' ? ',' : c;
    const auto result = Number::parse(text);
    return result ? Value(*result) : evaluation.refuse("\"{}\" is no number", arguments[0].asString());
}

template <typename T>
Value parsed(Evaluation& evaluation, const std::string& text, std::optional<T> (*parse)(std::string_view),
             std::string_view kind)
{
    const auto result = parse(text);
    return result ? Value(*result) : evaluation.refuse("\"{}\" is no {}", text, kind);
}

Value dateFromText(Evaluation& evaluation, Arguments arguments)
{
    return parsed(evaluation, arguments[0].asString(), parseCalendarDate, "date");
}

Value dateFromMoment(Evaluation&, Arguments arguments)
{
    return arguments[0].is(Type::Date) ? arguments[0] : Value(arguments[0].asDateTime().date);
}

Value dateFromParts(Evaluation& evaluation, Arguments arguments)
{
    const auto year = arguments[0].toInt64();
    const auto month = arguments[1].toInt64();
    const auto day = arguments[2].toInt64();
    const auto within = [](const auto& part, std::int64_t low, std::int64_t high) {
        return part && *part >= low && *part <= high;
    };
    if (within(year, -999'999'999, 999'999'999) && within(month, 1, 12) && within(day, 1, 31)) {
        const CalendarDate date{std::int32_t(*year), unsigned(*month), unsigned(*day)};
        if (date.isValid()) return date;
    }
    return evaluation.refuse("there is no such date");
}

Value timeFromText(Evaluation& evaluation, Arguments arguments)
{
    return parsed(evaluation, arguments[0].asString(), parseTime, "time");
}

Value timeFromMoment(Evaluation&, Arguments arguments)
{
    const Value& from = arguments[0];
    if (from.is(Type::Time)) return from;
    if (from.is(Type::Date)) return Time{0, Zone::utc()};
    return Time{from.asDateTime().nanos, from.asDateTime().zone};
}

Value timeFromParts(Evaluation& evaluation, Arguments arguments)
{
    const auto hour = arguments[0].toInt64();
    const auto minute = arguments[1].toInt64();
    const Number& second = arguments[2].asNumber();
    const bool valid = hour && *hour >= 0 && *hour < 24 && minute && *minute >= 0 && *minute < 60 &&
                       !second.isNegative() && second < Number(60);
    if (!valid) return evaluation.refuse("there is no such time of day");
    const auto nanos = second.rounded(9, Number::Rounding::Down).toScaled(9);
    Zone zone;
    if (!arguments[3].isNull()) {
        const std::int64_t offset = arguments[3].asDaysDuration().seconds;
        if (offset < -18 * 3600 || offset > 18 * 3600)
            return evaluation.refuse("an offset from UTC lies within 18 hours");
        zone = Zone::offset(std::int32_t(offset));
    }
    return Time{(*hour * 3600 + *minute * 60) * nanosPerSecond + nanos.value_or(0), zone};
}

Value dateTimeFromText(Evaluation& evaluation, Arguments arguments)
{
    return parsed(evaluation, arguments[0].asString(), parseDateTime, "date and time");
}

Value dateTimeFromParts(Evaluation&, Arguments arguments)
{
    const Value& date = arguments[0];
    const Time& time = arguments[1].asTime();
    return DateTime(date.is(Type::Date) ? date.asDate() : date.asDateTime().date, time.nanos, time.zone);
}

/// date and time(date, timezone): the same moment as clocks there show it (DMN 1.5 table 71).
Value dateTimeInZone(Evaluation& evaluation, Arguments arguments)
{
    const auto zone = parseTime("00:00:00" + (arguments[1].asString().find('/') != std::string::npos ||
                                                      Zone::named(arguments[1].asString())
                                                  ? "@" + arguments[1].asString()
                                                  : arguments[1].asString()));
    const DateTime& at = arguments[0].asDateTime();
    if (!zone || zone->zone.kind == Zone::Kind::None || at.zone.kind == Zone::Kind::None)
        return evaluation.refuse("no time zone is called \"{}\"", arguments[1].asString());
    const auto moved = dateTimeFromEpochNanos(epochNanos(at), zone->zone);
    return moved ? Value(*moved) : evaluation.refuse("that moment is out of range");
}

Value duration(Evaluation& evaluation, Arguments arguments)
{
    if (!arguments[0].isString()) return arguments[0];
    const std::string& text = arguments[0].asString();
    if (const auto months = parseYearsDuration(text)) return *months;
    return parsed(evaluation, text, parseDaysDuration, "duration");
}

/// Whole months from one date to the other, towards zero (DMN 1.4 table 71).
Value yearsAndMonths(Evaluation&, Arguments arguments)
{
    const auto dateOfValue = [](const Value& value) {
        return value.is(Type::Date) ? value.asDate() : value.asDateTime().date;
    };
    const CalendarDate from = dateOfValue(arguments[0]);
    const CalendarDate to = dateOfValue(arguments[1]);
    std::int64_t months =
        (std::int64_t(to.year) - from.year) * 12 + (std::int64_t(to.month) - std::int64_t(from.month));
    if (months > 0 && to.day < from.day) --months;
    if (months < 0 && to.day > from.day) ++months;
    return YearsDuration{months};
}

} // namespace

Value temporalFromText(std::string_view text)
{
    if (const auto date = parseCalendarDate(text)) return *date;
    if (const auto moment = parseDateTime(text)) return *moment;
    if (const auto time = parseTime(text)) return *time;
    if (const auto months = parseYearsDuration(text)) return *months;
    if (const auto days = parseDaysDuration(text)) return *days;
    return nullptr;
}

std::vector<Signature> conversionBuiltIns()
{
    return {
        {"string", {{"from"}}, string},
        {"number",
         {{"from", take::string},
          {"grouping separator", take::string | take::null | take::optional},
          {"decimal separator", take::string | take::null | take::optional}},
         number},
        {"number", {{"from", take::number}}, [](Evaluation&, Arguments arguments) { return arguments[0]; }},
        {"date", {{"from", take::string}}, dateFromText},
        {"date", {{"from", take::date | take::dateTime}}, dateFromMoment},
        {"date", {{"year", take::number}, {"month", take::number}, {"day", take::number}}, dateFromParts},
        {"time", {{"from", take::string}}, timeFromText},
        {"time", {{"from", take::date | take::time | take::dateTime}}, timeFromMoment},
        {"time",
         {{"hour", take::number},
          {"minute", take::number},
          {"second", take::number},
          {"offset", take::days | take::null | take::optional}},
         timeFromParts},
        {"date and time", {{"from", take::string}}, dateTimeFromText},
        {"date and time",
         {{"from", take::dateTime}},
         [](Evaluation&, Arguments arguments) { return arguments[0]; }},
        {"date and time", {{"date", take::date | take::dateTime}, {"time", take::time}}, dateTimeFromParts},
        {"date and time", {{"date", take::dateTime}, {"timezone", take::string}}, dateTimeInZone},
        {"duration", {{"from", take::string | take::days | take::years}}, duration},
        {"years and months duration",
         {{"from", take::date | take::dateTime}, {"to", take::date | take::dateTime}},
         yearsAndMonths},
    };
}

} // namespace habitat::feel
