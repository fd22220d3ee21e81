// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/currency.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::console {

namespace {

struct Exception
{
    std::string_view code;
    /// Below zero: it has no minor unit at all.
    int decimals;
};

/// ISO 4217:2015, List One (currency, fund and precious metal codes) of the maintenance agency, SIX: all
/// whose minor unit is not two decimals.
constexpr Exception exceptions[] = {
    {"BIF", 0},  {"CLP", 0},  {"DJF", 0},  {"GNF", 0},  {"ISK", 0},  {"JPY", 0},  {"KMF", 0},  {"KRW", 0},
    {"PYG", 0},  {"RWF", 0},  {"UGX", 0},  {"UYI", 0},  {"VND", 0},  {"VUV", 0},  {"XAF", 0},  {"XOF", 0},
    {"XPF", 0},  {"BHD", 3},  {"IQD", 3},  {"JOD", 3},  {"KWD", 3},  {"LYD", 3},  {"OMR", 3},  {"TND", 3},
    {"CLF", 4},  {"UYW", 4},  {"XAG", -1}, {"XAU", -1}, {"XBA", -1}, {"XBB", -1}, {"XBC", -1}, {"XBD", -1},
    {"XDR", -1}, {"XPD", -1}, {"XPT", -1}, {"XSU", -1}, {"XTS", -1}, {"XUA", -1}, {"XXX", -1},
};

} // namespace

Status checkCurrency(std::string_view code)
{
    const bool isCode =
        code.size() == 3 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!isCode)
        return fail("console.currency",
                    fmt::format("“{}” is no currency; write its three letters, like USD.", code),
                    {{"currency", code}});
    const auto* found = std::ranges::find(exceptions, code, &Exception::code);
    if (found == std::end(exceptions)) return {};
    const auto has = found->decimals < 0    ? std::string("no minor unit")
                     : found->decimals == 0 ? std::string("no decimals")
                                            : fmt::format("{} decimals", found->decimals);
    return fail("console.currency",
                fmt::format("{} has {}, and these books keep every amount with two. Choose a currency of two "
                            "decimals, like USD or EUR.",
                            code, has),
                {{"currency", code}});
}

} // namespace habitat::console
