// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/period.h"

#include "core/base/enum_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

namespace habitat::treasury {

namespace {

using namespace std::string_view_literals;
using std::chrono::month;
using std::chrono::year;

constexpr std::array stateWords = {"open"sv, "closing"sv, "closed"sv, "locked"sv, "reopened"sv};

std::optional<unsigned> digits(std::string_view text)
{
    unsigned value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + unsigned(c - '0');
    }
    return value;
}

PeriodSpan spanOf(Cadence cadence, int theYear, unsigned firstMonth)
{
    const unsigned months = cadence == Cadence::Month ? 1 : cadence == Cadence::Quarter ? 3 : 12;
    PeriodSpan span;
    span.cadence = cadence;
    span.from = year(theYear) / month(firstMonth) / 1;
    span.to = year(theYear) / month(firstMonth + months - 1) / std::chrono::last;
    switch (cadence) {
    case Cadence::Month:
        span.code = fmt::format("{:04}-{:02}", theYear, firstMonth);
        break;
    case Cadence::Quarter:
        span.code = fmt::format("{:04}-Q{}", theYear, (firstMonth + 2) / 3);
        break;
    case Cadence::Year:
        span.code = fmt::format("{:04}", theYear);
        break;
    }
    return span;
}

std::optional<PeriodSpan> readCode(std::string_view code)
{
    const auto theYear = digits(code.substr(0, 4));
    if (code.size() < 4 || !theYear || *theYear < 1900) return std::nullopt;
    if (code.size() == 4) return spanOf(Cadence::Year, int(*theYear), 1);
    const auto rest = code.substr(4);
    const auto number = digits(rest.substr(rest.size() == 3 && rest[1] == 'Q' ? 2 : 1));
    if (rest.size() != 3 || rest[0] != '-' || !number) return std::nullopt;
    if (rest[1] == 'Q' && *number >= 1 && *number <= 4)
        return spanOf(Cadence::Quarter, int(*theYear), *number * 3 - 2);
    if (rest[1] != 'Q' && *number >= 1 && *number <= 12)
        return spanOf(Cadence::Month, int(*theYear), *number);
    return std::nullopt;
}

Status refusePosting(const Period& period, std::string_view code, std::string_view why)
{
    return fail(std::string(code),
                fmt::format("Period {} is {}: {}", period.code(), toText(period.state), why),
                {{"period", period.code()}, {"state", toText(period.state)}});
}

} // namespace

std::string_view toText(PeriodState state)
{
    return stateWords[std::size_t(state)];
}

Result<PeriodState> parsePeriodState(std::string_view text)
{
    if (const auto state = enumFromText<PeriodState>(stateWords, text)) return *state;
    return fail(
        "treasury.period.state",
        fmt::format("“{}” is not a state of a period; it is one of {}.", text, fmt::join(stateWords, ", ")),
        {{"state", text}});
}

bool mayMove(PeriodState from, PeriodState to)
{
    switch (from) {
    case PeriodState::Open:
    case PeriodState::Reopened:
        return to == PeriodState::Closing;
    case PeriodState::Closing:
        return to == PeriodState::Closed || to == PeriodState::Open;
    case PeriodState::Closed:
        return to == PeriodState::Locked || to == PeriodState::Reopened;
    case PeriodState::Locked:
        return to == PeriodState::Reopened;
    }
    return false;
}

Status checkMove(std::string_view period, PeriodState from, PeriodState to)
{
    if (mayMove(from, to)) return {};
    return fail("treasury.period.move",
                fmt::format("Period {} is {}; it cannot become {}.", period, toText(from), toText(to)),
                {{"period", period}, {"from", toText(from)}, {"to", toText(to)}});
}

Result<PeriodSpan> parsePeriod(std::string_view code)
{
    if (auto span = readCode(code)) return *span;
    return fail("treasury.period.code",
                fmt::format("“{}” is not a period. Write 2026-Q1, 2026-03 or 2026.", code),
                {{"period", code}});
}

PeriodSpan periodAround(Date date, Cadence cadence)
{
    const int theYear = int(date.year());
    const unsigned theMonth = unsigned(date.month());
    switch (cadence) {
    case Cadence::Month:
        return spanOf(cadence, theYear, theMonth);
    case Cadence::Quarter:
        return spanOf(cadence, theYear, (theMonth - 1) / 3 * 3 + 1);
    case Cadence::Year:
        break;
    }
    return spanOf(Cadence::Year, theYear, 1);
}

int monthIndex(Date date)
{
    return int(date.year()) * 12 + int(unsigned(date.month())) - 1;
}

Status checkPosting(const Period& period, PostingNature nature)
{
    switch (period.state) {
    case PeriodState::Open:
        if (nature == PostingNature::OwnClose)
            return refusePosting(period, "treasury.period.close_only", "freeze it before its close posts.");
        return {};
    case PeriodState::Reopened:
        if (nature == PostingNature::OwnClose)
            return refusePosting(period, "treasury.period.close_only",
                                 "freeze it again before its close posts.");
        return {};
    case PeriodState::Closing:
        if (nature == PostingNature::Ordinary)
            return refusePosting(period, "treasury.period.closing",
                                 "only its close posts into it. Use a later date, or undo the freeze.");
        return {};
    case PeriodState::Closed:
        return refusePosting(period, "treasury.period.closed",
                             "nothing posts into it. Use a later date, or undo the close to step 1 first.");
    case PeriodState::Locked:
        return refusePosting(period, "treasury.period.locked",
                             "nothing posts into it. Use a later date, or have the period reopened.");
    }
    return {};
}

} // namespace habitat::treasury
