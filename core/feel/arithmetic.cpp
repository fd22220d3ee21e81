// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/arithmetic.h"

namespace habitat::feel {
namespace {

Value orNull(const std::optional<Number>& number)
{
    return number ? Value(*number) : Value();
}

Value daysOrNull(Int128 nanos)
{
    constexpr Int128 most = Int128(INT64_MAX) * nanosPerSecond;
    return nanos > most || nanos < -most ? Value() : Value(DaysDuration::fromNanos(nanos));
}

Value monthsOrNull(const std::optional<Number>& months)
{
    const auto whole = months ? months->rounded(0, Number::Rounding::Down).toInt64() : std::nullopt;
    return whole ? Value(YearsDuration{*whole}) : Value();
}

/// A duration's nanoseconds as a number; 34 digits hold them all.
Number nanosNumber(const DaysDuration& duration)
{
    const auto seconds = multiply(duration.seconds, nanosPerSecond);
    return add(*seconds, duration.nanos).value_or(Number());
}

Value daysFromNumber(const std::optional<Number>& nanos)
{
    if (!nanos) return nullptr;
    const Number whole = nanos->rounded(0, Number::Rounding::Down);
    const auto seconds = divide(whole, nanosPerSecond)->rounded(0, Number::Rounding::Floor);
    const auto rest = subtract(whole, *multiply(seconds, nanosPerSecond));
    const auto wholeSeconds = seconds.toInt64();
    const auto wholeRest = rest ? rest->toInt64() : std::nullopt;
    if (!wholeSeconds || !wholeRest) return nullptr;
    return DaysDuration{*wholeSeconds, std::int32_t(*wholeRest)};
}

bool isDuration(const Value& value)
{
    return value.is(Type::DaysDuration) || value.is(Type::YearsDuration);
}

DateTime asMoment(const Value& value)
{
    return value.is(Type::Date) ? DateTime(value.asDate(), 0, Zone::utc()) : value.asDateTime();
}

/// By the wall clock where the zone is a region or none, so that a day is the same hour next day.
Value shiftMoment(const DateTime& at, Int128 nanos)
{
    const Int128 local = Int128(daysFromEpoch(at.date)) * nanosPerDay + at.nanos + nanos;
    auto moved = dateTimeFromEpochNanos(local, Zone{});
    if (!moved) return nullptr;
    moved->zone = at.zone;
    return *moved;
}

Value shiftTime(const Time& at, Int128 nanos)
{
    Int128 moved = (Int128(at.nanos) + nanos) % nanosPerDay;
    if (moved < 0) moved += nanosPerDay;
    return Time{std::int64_t(moved), at.zone};
}

Value shiftByDays(const Value& at, Int128 nanos)
{
    if (at.is(Type::Time)) return shiftTime(at.asTime(), nanos);
    if (at.is(Type::DateTime)) return shiftMoment(at.asDateTime(), nanos);
    const Value moved = shiftMoment(DateTime(at.asDate(), 0), nanos);
    return moved.isNull() ? moved : Value(moved.asDateTime().date);
}

Value shiftByMonths(const Value& at, std::int64_t months)
{
    if (at.is(Type::Time)) return nullptr;
    const auto moved = addMonths(at.is(Type::Date) ? at.asDate() : at.asDateTime().date, months);
    if (!moved) return nullptr;
    if (at.is(Type::Date)) return *moved;
    return DateTime(*moved, at.asDateTime().nanos, at.asDateTime().zone);
}

bool isTemporal(const Value& value)
{
    return value.is(Type::Date) || value.is(Type::Time) || value.is(Type::DateTime);
}

Value addDurations(const Value& a, const Value& b, int sign)
{
    if (a.type() != b.type()) return nullptr;
    if (a.is(Type::DaysDuration))
        return daysOrNull(a.asDaysDuration().toNanos() + sign * b.asDaysDuration().toNanos());
    const Number second = sign < 0 ? -Number(b.asYearsDuration().months) : Number(b.asYearsDuration().months);
    return monthsOrNull(add(a.asYearsDuration().months, second));
}

Value shift(const Value& at, const Value& duration, int sign)
{
    if (duration.is(Type::DaysDuration)) return shiftByDays(at, sign * duration.asDaysDuration().toNanos());
    const std::int64_t months = duration.asYearsDuration().months;
    return months == INT64_MIN ? Value() : shiftByMonths(at, sign * months);
}

Value plus(const Value& a, const Value& b)
{
    if (a.isString() && b.isString()) return a.asString() + b.asString();
    if (isDuration(a) && isDuration(b)) return addDurations(a, b, 1);
    if (isTemporal(a) && isDuration(b)) return shift(a, b, 1);
    if (isDuration(a) && isTemporal(b)) return shift(b, a, 1);
    return nullptr;
}

Value between(const DateTime& a, const DateTime& b)
{
    if ((a.zone.kind == Zone::Kind::None) != (b.zone.kind == Zone::Kind::None)) return nullptr;
    return daysOrNull(epochNanos(a) - epochNanos(b));
}

Value minus(const Value& a, const Value& b)
{
    if (isDuration(a) && isDuration(b)) return addDurations(a, b, -1);
    if (isTemporal(a) && isDuration(b)) return shift(a, b, -1);
    if (a.is(Type::Time) && b.is(Type::Time)) {
        // On one and the same day, so that regions have one offset.
        return between(DateTime({}, a.asTime().nanos, a.asTime().zone),
                       DateTime({}, b.asTime().nanos, b.asTime().zone));
    }
    if (isTemporal(a) && isTemporal(b) && !a.is(Type::Time) && !b.is(Type::Time))
        return between(asMoment(a), asMoment(b));
    return nullptr;
}

Value times(const Value& a, const Value& b)
{
    if (isDuration(b) && a.isNumber()) return times(b, a);
    if (a.is(Type::DaysDuration) && b.isNumber())
        return daysFromNumber(multiply(nanosNumber(a.asDaysDuration()), b.asNumber()));
    if (a.is(Type::YearsDuration) && b.isNumber())
        return monthsOrNull(multiply(a.asYearsDuration().months, b.asNumber()));
    return nullptr;
}

Value dividedBy(const Value& a, const Value& b)
{
    if (a.is(Type::DaysDuration)) {
        const Number nanos = nanosNumber(a.asDaysDuration());
        if (b.isNumber()) return daysFromNumber(divide(nanos, b.asNumber()));
        return b.is(Type::DaysDuration) ? orNull(divide(nanos, nanosNumber(b.asDaysDuration()))) : Value();
    }
    if (a.is(Type::YearsDuration)) {
        const Number months = a.asYearsDuration().months;
        if (b.isNumber()) return monthsOrNull(divide(months, b.asNumber()));
        return b.is(Type::YearsDuration) ? orNull(divide(months, b.asYearsDuration().months)) : Value();
    }
    return nullptr;
}

Value numbers(Operator op, const Number& a, const Number& b)
{
    switch (op) {
    case Operator::Add:
        return orNull(add(a, b));
    case Operator::Subtract:
        return orNull(subtract(a, b));
    case Operator::Multiply:
        return orNull(multiply(a, b));
    case Operator::Divide:
        return orNull(divide(a, b));
    case Operator::Power:
        return orNull(power(a, b));
    default:
        return nullptr;
    }
}

} // namespace

Value calculate(Operator op, const Value& a, const Value& b)
{
    if (a.isNumber() && b.isNumber()) return numbers(op, a.asNumber(), b.asNumber());
    switch (op) {
    case Operator::Add:
        return plus(a, b);
    case Operator::Subtract:
        return minus(a, b);
    case Operator::Multiply:
        return times(a, b);
    case Operator::Divide:
        return dividedBy(a, b);
    default:
        return nullptr;
    }
}

Value negate(const Value& value)
{
    if (value.isNumber()) return -value.asNumber();
    if (value.is(Type::DaysDuration)) return daysOrNull(-value.asDaysDuration().toNanos());
    if (value.is(Type::YearsDuration)) return monthsOrNull(-Number(value.asYearsDuration().months));
    return nullptr;
}

} // namespace habitat::feel
