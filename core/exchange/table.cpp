// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/table.h"

#include "core/base/calendar.h"

#include <fmt/format.h>

namespace habitat::exchange {

namespace {

std::string grouped(std::int64_t number)
{
    auto digits = std::to_string(number);
    const std::ptrdiff_t sign = number < 0 ? 1 : 0;
    for (auto at = std::ptrdiff_t(digits.size()) - 3; at > sign; at -= 3)
        digits.insert(std::size_t(at), ",");
    return digits;
}

/// "2026-03-31 12:10 UTC": seconds are noise to a person, and instants of the books are UTC.
std::string readable(Instant instant)
{
    const auto iso = habitat::toText(instant);
    return fmt::format("{} {} UTC", iso.substr(0, 10), iso.substr(11, 5));
}

struct CellReader
{
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(Money amount) const { return habitat::toText(amount); }
    std::string operator()(std::int64_t number) const { return grouped(number); }
    std::string operator()(Date date) const { return habitat::toText(date); }
    std::string operator()(Instant instant) const { return readable(instant); }
};

} // namespace

std::string toText(const Cell& cell)
{
    return std::visit(CellReader{}, cell);
}

} // namespace habitat::exchange
