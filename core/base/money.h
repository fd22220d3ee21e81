// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace habitat {

/// An amount in minor units (cents) of the co-op's one currency. Arithmetic that would overflow throws
/// InvariantBroken; nothing here ever rounds.
struct Money
{
    std::int64_t minor = 0;

    constexpr Money() = default;
    constexpr explicit Money(std::int64_t minorUnits) : minor(minorUnits) {}
    constexpr auto operator<=>(const Money&) const = default;
    [[nodiscard]] constexpr bool isZero() const { return minor == 0; }
    [[nodiscard]] constexpr bool isNegative() const { return minor < 0; }
    Money& operator+=(Money other);
    Money& operator-=(Money other);
};

Money operator+(Money a, Money b);
Money operator-(Money a, Money b);
Money operator-(Money a);
inline Money abs(Money a)
{
    return a.isNegative() ? -a : a;
}

/// "18,000.00", "-1.20"; always two digits behind the point.
std::string toText(Money amount);
/// "18000.00", for files that other programs read.
std::string toPlainText(Money amount);
/// Reads "18000", "18,000.5" or "-1.20": at most two digits behind the point ("base.money.invalid").
Result<Money> parseMoney(std::string_view text);

/// Hundredths of a per cent; 10,000 are the whole.
struct BasisPoints
{
    std::int64_t value = 0;

    constexpr BasisPoints() = default;
    constexpr explicit BasisPoints(std::int64_t points) : value(points) {}
    constexpr auto operator<=>(const BasisPoints&) const = default;
    static constexpr std::int64_t whole = 10'000;
};

/// The least amount not below `amount × rate`; for a negative amount the mirror image.
/// Ceiling and not rounding, so that a floor of 20 % is never missed (IRC §1388(c)(1)).
Money ceilingShare(Money amount, BasisPoints rate);

} // namespace habitat
