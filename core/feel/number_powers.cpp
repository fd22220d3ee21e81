// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/number.h"

#include <boost/multiprecision/cpp_dec_float.hpp>

namespace habitat::feel {

namespace {

/// What exp, log and fractional powers are computed with: enough guard digits that rounding to 34 is right.
using Guarded =
    boost::multiprecision::number<boost::multiprecision::cpp_dec_float<60>, boost::multiprecision::et_off>;

Guarded toGuarded(const Number& number)
{
    return Guarded(toText(number));
}

std::optional<Number> fromGuarded(const Guarded& value)
{
    if (!boost::multiprecision::isfinite(value)) return std::nullopt;
    return Number::parse(value.str(45, std::ios_base::scientific));
}

std::optional<Number> wholePower(Number base, std::int64_t exponent)
{
    const bool inverse = exponent < 0;
    std::uint64_t left = inverse ? 0 - std::uint64_t(exponent) : std::uint64_t(exponent);
    Number result = 1;
    while (left != 0) {
        if (left & 1U) {
            const auto product = multiply(result, base);
            if (!product) return inverse ? std::optional(Number()) : std::nullopt;
            result = *product;
        }
        left >>= 1U;
        if (left != 0) {
            const auto square = multiply(base, base);
            if (!square) return inverse ? std::optional(Number()) : std::nullopt;
            base = *square;
        }
    }
    return inverse ? divide(1, result) : result;
}

} // namespace

std::optional<Number> power(const Number& base, const Number& exponent)
{
    if (const auto whole = exponent.toInt64()) return wholePower(base, *whole);
    if (base.isZero()) return exponent.isNegative() ? std::nullopt : std::optional(Number());
    if (base.isNegative()) return std::nullopt;
    return fromGuarded(boost::multiprecision::pow(toGuarded(base), toGuarded(exponent)));
}

std::optional<Number> squareRoot(const Number& a)
{
    if (a.isNegative()) return std::nullopt;
    return fromGuarded(boost::multiprecision::sqrt(toGuarded(a)));
}

std::optional<Number> naturalLogarithm(const Number& a)
{
    if (a.isNegative() || a.isZero()) return std::nullopt;
    return fromGuarded(boost::multiprecision::log(toGuarded(a)));
}

std::optional<Number> exponential(const Number& a)
{
    if (a > Number(20'000)) return std::nullopt;
    if (a < Number(-20'000)) return Number();
    return fromGuarded(boost::multiprecision::exp(toGuarded(a)));
}

} // namespace habitat::feel
