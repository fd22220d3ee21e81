// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/builtins.h"
#include "core/feel/evaluation.h"

#include <array>

namespace habitat::feel {
namespace {

CalendarDate dateOf(const Value& value)
{
    return value.is(Type::Date) ? value.asDate() : value.asDateTime().date;
}

std::int64_t dayOfYear(const CalendarDate& date)
{
    return daysFromEpoch(date) - daysFromEpoch(CalendarDate(date.year, 1, 1)) + 1;
}

/// Monday is 1 (ISO 8601).
std::int64_t weekday(const CalendarDate& date)
{
    const std::int64_t day = (daysFromEpoch(date) + 3) % 7;
    return day < 0 ? day + 8 : day + 1;
}

/// Week 1 is the one with the year's first Thursday (ISO 8601).
std::int64_t weekOfYear(const CalendarDate& date)
{
    const auto thursday = dateFromEpochDays(daysFromEpoch(date) + 4 - weekday(date));
    return thursday ? (dayOfYear(*thursday) - 1) / 7 + 1 : 1;
}

Value dayOfYearOf(Evaluation&, Arguments arguments)
{
    return dayOfYear(dateOf(arguments[0]));
}

Value dayOfWeekOf(Evaluation&, Arguments arguments)
{
    constexpr std::array<std::string_view, 7> names = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                       "Friday", "Saturday", "Sunday"};
    return names[std::size_t(weekday(dateOf(arguments[0])) - 1)];
}

Value monthOfYearOf(Evaluation&, Arguments arguments)
{
    constexpr std::array<std::string_view, 12> names = {"January",   "February", "March",    "April",
                                                        "May",       "June",     "July",     "August",
                                                        "September", "October",  "November", "December"};
    return names[std::size_t(dateOf(arguments[0]).month - 1)];
}

Value weekOfYearOf(Evaluation&, Arguments arguments)
{
    return weekOfYear(dateOf(arguments[0]));
}

Value lastDayOfMonthOf(Evaluation&, Arguments arguments)
{
    const CalendarDate date = dateOf(arguments[0]);
    return CalendarDate(date.year, date.month, unsigned(daysInMonth(date.year, date.month)));
}

/// Time comes from outside: this room has no clock.
Value now(Evaluation& evaluation, Arguments)
{
    const auto& moment = evaluation.options().now;
    return moment ? Value(*moment) : evaluation.refuse("now() is not known here");
}

Value today(Evaluation& evaluation, Arguments)
{
    const auto& moment = evaluation.options().now;
    return moment ? Value(DateTime(*moment).date) : evaluation.refuse("today() is not known here");
}

} // namespace

std::vector<Signature> dateBuiltIns()
{
    const std::vector<BuiltInParameter> date = {{"date", take::date | take::dateTime}};
    return {
        {"day of year", date, dayOfYearOf},
        {"day of week", date, dayOfWeekOf},
        {"month of year", date, monthOfYearOf},
        {"week of year", date, weekOfYearOf},
        {"last day of month", date, lastDayOfMonthOf},
        {"now", {}, now},
        {"today", {}, today},
    };
}

} // namespace habitat::feel
