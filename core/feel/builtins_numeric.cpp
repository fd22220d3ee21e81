// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/arithmetic.h"
#include "core/feel/builtins.h"
#include "core/feel/evaluation.h"

namespace habitat::feel {
namespace {

Value orNull(Evaluation& evaluation, const std::optional<Number>& number, std::string_view function)
{
    return number ? Value(*number) : evaluation.refuse("{}() has no result for that", function);
}

template <Number::Rounding how>
Value roundTo(Evaluation& evaluation, Arguments arguments)
{
    std::int64_t places = 0;
    if (!arguments[1].isNull()) {
        const auto scale = arguments[1].asNumber().rounded(0, Number::Rounding::Down).toInt64();
        if (!scale || *scale < -Number::maxExponent || *scale > -Number::minExponent)
            return evaluation.refuse("a scale lies between {} and {}", -Number::maxExponent,
                                     -Number::minExponent);
        places = *scale;
    }
    return arguments[0].asNumber().rounded(int(places), how);
}

Value absolute(Evaluation&, Arguments arguments)
{
    const Value& value = arguments[0];
    const bool isNegative = (value.isNumber() && value.asNumber().isNegative()) ||
                            (value.is(Type::DaysDuration) && value.asDaysDuration() < DaysDuration{}) ||
                            (value.is(Type::YearsDuration) && value.asYearsDuration() < YearsDuration{});
    return isNegative ? negate(value) : value;
}

Value remainder(Evaluation& evaluation, Arguments arguments)
{
    return orNull(evaluation, modulo(arguments[0].asNumber(), arguments[1].asNumber()), "modulo");
}

Value root(Evaluation& evaluation, Arguments arguments)
{
    return orNull(evaluation, squareRoot(arguments[0].asNumber()), "sqrt");
}

Value logarithm(Evaluation& evaluation, Arguments arguments)
{
    return orNull(evaluation, naturalLogarithm(arguments[0].asNumber()), "log");
}

Value exponentialOf(Evaluation& evaluation, Arguments arguments)
{
    return orNull(evaluation, exponential(arguments[0].asNumber()), "exp");
}

template <bool wanted>
Value isOdd(Evaluation&, Arguments arguments)
{
    const auto rest = modulo(arguments[0].asNumber(), 2);
    return rest && *rest == Number(wanted ? 1 : 0);
}

} // namespace

std::vector<Signature> numericBuiltIns()
{
    using enum Number::Rounding;
    const std::vector<BuiltInParameter> scaled = {{"n", take::number}, {"scale", take::number}};
    const std::vector<BuiltInParameter> maybeScaled = {{"n", take::number},
                                                       {"scale", take::number | take::optional}};
    const std::vector<BuiltInParameter> one = {{"number", take::number}};
    return {
        {"decimal", scaled, roundTo<HalfEven>},
        {"floor", maybeScaled, roundTo<Floor>},
        {"ceiling", maybeScaled, roundTo<Ceiling>},
        {"round up", scaled, roundTo<Up>},
        {"round down", scaled, roundTo<Down>},
        {"round half up", scaled, roundTo<HalfUp>},
        {"round half down", scaled, roundTo<HalfDown>},
        {"abs", {{"n", take::number | take::days | take::years}}, absolute},
        {"modulo", {{"dividend", take::number}, {"divisor", take::number}}, remainder},
        {"sqrt", one, root},
        {"log", one, logarithm},
        {"exp", one, exponentialOf},
        {"odd", one, isOdd<true>},
        {"even", one, isOdd<false>},
    };
}

} // namespace habitat::feel
