// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/number.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace habitat::feel {

__extension__ using Wide = unsigned __int128;
/// Holds the product of two coefficients, and a dividend scaled for 35 quotient digits (below 10^71).
using Wider = boost::multiprecision::uint256_t;

namespace {

constexpr auto powersOfTen = [] {
    std::array<Wide, 39> powers{};
    powers[0] = 1;
    for (std::size_t i = 1; i < powers.size(); ++i)
        powers[i] = powers[i - 1] * 10;
    return powers;
}();

constexpr Wide coefficientLimit = powersOfTen[Number::precision];

int digitCount(Wide value)
{
    int digits = 1;
    while (digits < int(powersOfTen.size()) && value >= powersOfTen[std::size_t(digits)])
        ++digits;
    return digits;
}

Wider widerPowerOfTen(int exponent)
{
    Wider power = 1;
    for (; exponent > 0; --exponent)
        power *= 10;
    return power;
}

Wider widen(Wide value)
{
    return (Wider(std::uint64_t(value >> 64)) << 64) | Wider(std::uint64_t(value));
}

Wide narrow(const Wider& value)
{
    return (Wide(std::uint64_t(value >> 64)) << 64) | std::uint64_t(value & ~std::uint64_t(0));
}

} // namespace

/// Coefficient, exponent and sign taken apart; makes Numbers in canonical form.
struct NumberParts
{
    Wide coefficient = 0;
    std::int64_t exponent = 0;
    bool negative = false;

    static NumberParts of(const Number& number)
    {
        return {(Wide(number.m_high) << 64) | number.m_low, number.m_exponent, number.m_negative};
    }

    /// Drops the last `digits` digits, rounding; `sticky` says that something non-zero lies below already.
    void drop(std::int64_t digits, Number::Rounding how, bool sticky)
    {
        if (digits <= 0) return;
        exponent += digits;
        const bool vanishes = digits >= std::int64_t(powersOfTen.size());
        const Wide unit = vanishes ? 0 : powersOfTen[std::size_t(digits)];
        const Wide rest = vanishes ? coefficient : coefficient % unit;
        coefficient = vanishes ? 0 : coefficient / unit;
        const Wide half = vanishes ? 0 : unit / 2;
        const int toHalf = vanishes || rest < half ? -1 : rest > half || sticky ? 1 : 0;
        if (roundsUp(how, toHalf, rest != 0 || sticky)) ++coefficient;
    }

    [[nodiscard]] bool roundsUp(Number::Rounding how, int toHalf, bool inexact) const
    {
        switch (how) {
        case Number::Rounding::HalfEven:
            return toHalf > 0 || (toHalf == 0 && coefficient % 2 == 1);
        case Number::Rounding::HalfUp:
            return toHalf >= 0 && inexact;
        case Number::Rounding::HalfDown:
            return toHalf > 0;
        case Number::Rounding::Up:
            return inexact;
        case Number::Rounding::Down:
            return false;
        case Number::Rounding::Floor:
            return inexact && negative;
        case Number::Rounding::Ceiling:
            return inexact && !negative;
        }
        return false;
    }

    /// The canonical form: exponent 0 wherever 34 digits suffice, else no trailing zeros behind the point.
    [[nodiscard]] std::optional<Number> toNumber(bool sticky = false) const
    {
        NumberParts parts = *this;
        if (parts.coefficient >= coefficientLimit)
            parts.drop(digitCount(parts.coefficient) - Number::precision, Number::Rounding::HalfEven, sticky);
        if (parts.coefficient >= coefficientLimit) parts.drop(1, Number::Rounding::HalfEven, false);
        if (parts.exponent < Number::minExponent)
            parts.drop(Number::minExponent - parts.exponent, Number::Rounding::HalfEven, false);
        if (parts.coefficient == 0) return Number();
        parts.settle();
        if (parts.exponent > Number::maxExponent) return std::nullopt;
        Number number;
        number.m_low = std::uint64_t(parts.coefficient);
        number.m_high = std::uint64_t(parts.coefficient >> 64);
        number.m_exponent = std::int32_t(parts.exponent);
        number.m_negative = parts.negative;
        return number;
    }

    void settle()
    {
        while (exponent < 0 && coefficient % 10 == 0) {
            coefficient /= 10;
            ++exponent;
        }
        while (exponent > 0 && coefficient < coefficientLimit / 10) {
            coefficient *= 10;
            --exponent;
        }
    }
};

namespace {

/// From a coefficient of any width; `sticky` says that the true value is a little more.
std::optional<Number> fromWider(Wider coefficient, std::int64_t exponent, bool negative, bool sticky)
{
    static const Wider limit = widerPowerOfTen(36);
    while (coefficient >= limit) {
        static const Wider million = 1'000'000;
        const unsigned step = coefficient >= limit * million ? 1'000'000 : 10;
        sticky = sticky || coefficient % step != 0;
        coefficient /= step;
        exponent += step == 10 ? 1 : 6;
    }
    return NumberParts{narrow(coefficient), exponent, negative}.toNumber(sticky);
}

} // namespace

Number Number::scaled(std::int64_t value, int exponent)
{
    NumberParts parts = NumberParts::of(Number(value));
    parts.exponent = exponent;
    return parts.toNumber().value_or(Number());
}

std::optional<Number> Number::fromDouble(double value)
{
    if (!std::isfinite(value)) return std::nullopt;
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    return parse(std::string_view(text.data(), std::size_t(end.ptr - text.data())));
}

std::optional<Number> Number::parse(std::string_view text)
{
    NumberParts parts;
    std::size_t at = 0;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) parts.negative = text[at++] == '-';
    bool seenPoint = false;
    bool seenDigit = false;
    bool sticky = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '.' && !seenPoint) {
            seenPoint = true;
            continue;
        }
        if (c < '0' || c > '9') break;
        seenDigit = true;
        const bool full = parts.coefficient >= powersOfTen[37];
        if (!full)
            parts.coefficient = parts.coefficient * 10 + unsigned(c - '0');
        else
            sticky = sticky || c != '0';
        parts.exponent += (full ? 1 : 0) - (seenPoint ? 1 : 0);
    }
    if (!seenDigit || text.back() == '.') return std::nullopt;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && text[at] == '+') ++at;
        int exponent = 0;
        const auto result = std::from_chars(text.data() + at, text.data() + text.size(), exponent);
        if (result.ec != std::errc{} || exponent < -100'000 || exponent > 100'000) return std::nullopt;
        at = std::size_t(result.ptr - text.data());
        parts.exponent += exponent;
    }
    if (at != text.size()) return std::nullopt;
    return parts.toNumber(sticky);
}

std::optional<std::int64_t> Number::toInt64() const
{
    if (m_exponent != 0 || m_high != 0) return std::nullopt;
    constexpr std::uint64_t most = std::uint64_t(1) << 63;
    if (m_low > most || (m_low == most && !m_negative)) return std::nullopt;
    return m_negative ? std::int64_t(0 - m_low) : std::int64_t(m_low);
}

std::optional<std::int64_t> Number::toScaled(int places) const
{
    NumberParts parts = NumberParts::of(*this);
    parts.exponent += places;
    if (parts.exponent < 0) return std::nullopt;
    const auto shifted = parts.toNumber();
    return shifted ? shifted->toInt64() : std::nullopt;
}

double Number::toDouble() const
{
    const std::string text = toText(*this);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

int Number::significantDigits() const
{
    Wide coefficient = NumberParts::of(*this).coefficient;
    while (coefficient != 0 && coefficient % 10 == 0)
        coefficient /= 10;
    return digitCount(coefficient);
}

std::strong_ordering Number::operator<=>(const Number& other) const
{
    if (m_negative != other.m_negative)
        return m_negative ? std::strong_ordering::less : std::strong_ordering::greater;
    const NumberParts a = NumberParts::of(m_negative ? other : *this);
    const NumberParts b = NumberParts::of(m_negative ? *this : other);
    if (a.exponent == b.exponent) return a.coefficient <=> b.coefficient;
    if (a.coefficient == 0 || b.coefficient == 0) return a.coefficient <=> b.coefficient;
    const std::int64_t magnitudeA = a.exponent + digitCount(a.coefficient);
    const std::int64_t magnitudeB = b.exponent + digitCount(b.coefficient);
    if (magnitudeA != magnitudeB) return magnitudeA <=> magnitudeB;
    // Equal magnitudes, so the exponents differ by less than the precision.
    const std::int64_t least = std::min(a.exponent, b.exponent);
    const Wider left = widen(a.coefficient) * widen(powersOfTen[std::size_t(a.exponent - least)]);
    const Wider right = widen(b.coefficient) * widen(powersOfTen[std::size_t(b.exponent - least)]);
    return left < right   ? std::strong_ordering::less
           : right < left ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

Number Number::operator-() const
{
    Number negated = *this;
    negated.m_negative = !m_negative && !isZero();
    return negated;
}

Number Number::rounded(int places, Rounding how) const
{
    NumberParts parts = NumberParts::of(*this);
    parts.drop(-std::int64_t(places) - parts.exponent, how, false);
    return parts.toNumber().value_or(*this);
}

std::optional<Number> add(const Number& a, const Number& b)
{
    NumberParts high = NumberParts::of(a);
    NumberParts low = NumberParts::of(b);
    if (high.coefficient == 0) return b;
    if (low.coefficient == 0) return a;
    if (high.exponent < low.exponent) std::swap(high, low);
    const std::int64_t gap = high.exponent - low.exponent;
    // Beyond this gap the lower one can only tip the rounding; two guard digits and a sticky unit say so.
    constexpr std::int64_t widest = Number::precision + 3;
    Wider left = widen(high.coefficient);
    Wider right = widen(low.coefficient);
    std::int64_t exponent = low.exponent;
    if (gap > 2 * widest - 2) {
        left *= widerPowerOfTen(int(widest));
        right = 1;
        exponent = high.exponent - widest;
    } else {
        left *= widerPowerOfTen(int(std::min(gap, widest)));
        if (gap > widest) {
            const Wider unit = widerPowerOfTen(int(gap - widest));
            const bool inexact = right % unit != 0;
            right = right / unit + (inexact ? 1 : 0);
            exponent += gap - widest;
        }
    }
    if (high.negative == low.negative) return fromWider(left + right, exponent, high.negative, false);
    if (left >= right) return fromWider(left - right, exponent, high.negative, false);
    return fromWider(right - left, exponent, low.negative, false);
}

std::optional<Number> subtract(const Number& a, const Number& b)
{
    return add(a, -b);
}

std::optional<Number> multiply(const Number& a, const Number& b)
{
    const NumberParts left = NumberParts::of(a);
    const NumberParts right = NumberParts::of(b);
    const bool negative = left.negative != right.negative;
    const std::int64_t exponent = left.exponent + right.exponent;
    if (((left.coefficient | right.coefficient) >> 56) == 0)
        return NumberParts{left.coefficient * right.coefficient, exponent, negative}.toNumber();
    return fromWider(widen(left.coefficient) * widen(right.coefficient), exponent, negative, false);
}

std::optional<Number> divide(const Number& a, const Number& b)
{
    const NumberParts dividend = NumberParts::of(a);
    const NumberParts divisor = NumberParts::of(b);
    if (divisor.coefficient == 0) return std::nullopt;
    if (dividend.coefficient == 0) return Number();
    const int shift =
        Number::precision + 2 + digitCount(divisor.coefficient) - digitCount(dividend.coefficient);
    const Wider scaled = widen(dividend.coefficient) * widerPowerOfTen(shift);
    const Wider unit = widen(divisor.coefficient);
    const int applied = std::max(shift, 0);
    const Wider quotient = scaled / unit;
    return fromWider(quotient, dividend.exponent - divisor.exponent - applied,
                     dividend.negative != divisor.negative, scaled % unit != 0);
}

std::optional<Number> modulo(const Number& a, const Number& b)
{
    const auto quotient = divide(a, b);
    if (!quotient) return std::nullopt;
    const auto whole = multiply(b, quotient->rounded(0, Number::Rounding::Floor));
    return whole ? subtract(a, *whole) : std::nullopt;
}

std::string toText(const Number& number)
{
    const NumberParts parts = NumberParts::of(number);
    std::string digits;
    for (Wide rest = parts.coefficient; rest != 0; rest /= 10)
        digits.insert(digits.begin(), char('0' + int(rest % 10)));
    if (digits.empty()) digits = "0";
    if (parts.exponent > 0) digits.append(std::size_t(parts.exponent), '0');
    if (parts.exponent < 0) {
        const std::size_t places = std::size_t(-parts.exponent);
        if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, ".");
    }
    return parts.negative ? "-" + digits : digits;
}

} // namespace habitat::feel
