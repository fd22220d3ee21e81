// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"

#include <fmt/format.h>

#include <cctype>

namespace habitat {

namespace {

std::int64_t checkedAdd(std::int64_t a, std::int64_t b)
{
    std::int64_t sum = 0;
    ensure(!__builtin_add_overflow(a, b, &sum), "an amount of money stays within 64 bits");
    return sum;
}

std::uint64_t magnitude(std::int64_t minor)
{
    return minor < 0 ? ~std::uint64_t(minor) + 1 : std::uint64_t(minor);
}

std::string grouped(std::uint64_t whole)
{
    auto digits = std::to_string(whole);
    for (auto at = std::ptrdiff_t(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(std::size_t(at), ",");
    return digits;
}

/// The part before the point without its group commas; commas must group by three.
Result<std::string> ungrouped(std::string_view whole)
{
    std::string digits;
    const auto firstComma = whole.find(',');
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (whole[i] == ',') {
            const bool grouping = i > 0 && (whole.size() - i) % 4 == 0 && firstComma <= 3;
            if (!grouping) return fail("base.money.invalid", "misplaced comma");
            continue;
        }
        if (!std::isdigit(static_cast<unsigned char>(whole[i])))
            return fail("base.money.invalid", "not a digit");
        if (firstComma != std::string_view::npos && i > firstComma && (whole.size() - i) % 4 == 0)
            return fail("base.money.invalid", "missing comma");
        digits += whole[i];
    }
    return digits;
}

} // namespace

Money& Money::operator+=(Money other)
{
    minor = checkedAdd(minor, other.minor);
    return *this;
}

Money& Money::operator-=(Money other)
{
    return *this += -other;
}

Money operator+(Money a, Money b)
{
    return a += b;
}

Money operator-(Money a, Money b)
{
    return a -= b;
}

Money operator-(Money a)
{
    ensure(a.minor != INT64_MIN, "an amount of money stays within 64 bits");
    return Money(-a.minor);
}

std::string toText(Money amount)
{
    const auto size = magnitude(amount.minor);
    return fmt::format("{}{}.{:02}", amount.isNegative() ? "-" : "", grouped(size / 100), size % 100);
}

std::string toPlainText(Money amount)
{
    const auto size = magnitude(amount.minor);
    return fmt::format("{}{}.{:02}", amount.isNegative() ? "-" : "", size / 100, size % 100);
}

Result<Money> parseMoney(std::string_view text)
{
    const auto refuse = [&] {
        return fail(
            "base.money.invalid",
            fmt::format("“{}” is not an amount. Write it as 18000.00, at most two digits behind the point.",
                        text));
    };
    auto rest = text;
    const bool negative = !rest.empty() && rest.front() == '-';
    if (negative) rest.remove_prefix(1);
    const auto point = rest.find('.');
    const auto whole = rest.substr(0, point);
    auto cents = point == std::string_view::npos ? std::string() : std::string(rest.substr(point + 1));
    if (whole.empty() || cents.size() > 2 || (point != std::string_view::npos && cents.empty()))
        return refuse();
    cents.resize(2, '0');
    const auto digits = ungrouped(whole);
    if (!digits || digits->size() > 16) return refuse();
    for (const char c : cents)
        if (!std::isdigit(static_cast<unsigned char>(c))) return refuse();
    const std::int64_t minor = std::stoll(*digits + cents);
    return Money(negative ? -minor : minor);
}

Money ceilingShare(Money amount, BasisPoints rate)
{
    __extension__ using Wide = __int128;
    const Wide product = Wide(magnitude(amount.minor)) * Wide(rate.value);
    const Wide up = (product + (BasisPoints::whole - 1)) / BasisPoints::whole;
    ensure(up <= Wide(INT64_MAX), "an amount of money stays within 64 bits");
    const Money share{std::int64_t(up)};
    return amount.isNegative() ? -share : share;
}

} // namespace habitat
