// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace habitat::feel {

/// FEEL's number (DMN 1.4 §10.3.2.3.1): IEEE 754-2008 decimal128 as a value, 34 significant digits, rounded
/// half to even, exact where 34 digits suffice. It is kept in one canonical form, so `==` is equality of the
/// number and 1.0 is 1. Used in place of habitat::Decimal, whose extra guard digits and Newton division make
/// 1/3*3 and equality inexact, and whose copies are three times the size. Plain value, any thread.
class Number
{
public:
    static constexpr int precision = 34;
    static constexpr int maxExponent = 6111;
    static constexpr int minExponent = -6176;

    constexpr Number() = default;
    template <std::integral T>
    requires(!std::same_as<T, bool>) constexpr Number(T value) // NOLINT: whole numbers are numbers
    {
        if constexpr (std::unsigned_integral<T>)
            m_low = value;
        else {
            m_negative = value < 0;
            m_low = m_negative ? 0 - std::uint64_t(std::int64_t(value)) : std::uint64_t(value);
        }
    }

    /// value × 10^exponent, say minor units of money with exponent -2.
    static Number scaled(std::int64_t value, int exponent);
    /// The double as people write it (its shortest decimal form); none for infinities and NaN.
    static std::optional<Number> fromDouble(double value);
    /// "12", "-1.50", ".5", "1e3"; none where the text is anything else or out of range.
    static std::optional<Number> parse(std::string_view text);

    [[nodiscard]] constexpr bool isZero() const { return (m_low | m_high) == 0; }
    [[nodiscard]] constexpr bool isNegative() const { return m_negative; }
    [[nodiscard]] constexpr bool isInteger() const { return m_exponent >= 0; }
    /// The number where it is whole and fits.
    [[nodiscard]] std::optional<std::int64_t> toInt64() const;
    [[nodiscard]] double toDouble() const;
    [[nodiscard]] int significantDigits() const;
    [[nodiscard]] constexpr int exponent() const { return m_exponent; }
    /// A whole number n with number = n / 10^places; none where it does not fit or digits would be lost.
    [[nodiscard]] std::optional<std::int64_t> toScaled(int places) const;

    constexpr bool operator==(const Number&) const = default;
    std::strong_ordering operator<=>(const Number& other) const;
    Number operator-() const;
    [[nodiscard]] Number abs() const { return m_negative ? -*this : *this; }

    enum class Rounding : std::uint8_t { HalfEven, HalfUp, HalfDown, Up, Down, Floor, Ceiling };
    /// At most `places` digits behind the point (negative: zeros before it).
    [[nodiscard]] Number rounded(int places, Rounding how) const;

private:
    friend struct NumberParts;

    std::uint64_t m_low = 0;
    std::uint64_t m_high = 0;
    std::int32_t m_exponent = 0;
    bool m_negative = false;
};

/// None where the result is out of the range of decimal128 or does not exist (a division by zero).
std::optional<Number> add(const Number& a, const Number& b);
std::optional<Number> subtract(const Number& a, const Number& b);
std::optional<Number> multiply(const Number& a, const Number& b);
std::optional<Number> divide(const Number& a, const Number& b);
std::optional<Number> power(const Number& base, const Number& exponent);
/// The remainder with the sign of the divisor: a - b × floor(a / b) (DMN 1.4 §10.3.4.5).
std::optional<Number> modulo(const Number& a, const Number& b);
std::optional<Number> squareRoot(const Number& a);
std::optional<Number> naturalLogarithm(const Number& a);
std::optional<Number> exponential(const Number& a);

/// Plain notation, no exponent: "0.3", "-120", "1000000".
std::string toText(const Number& number);

} // namespace habitat::feel
