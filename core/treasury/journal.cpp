// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/journal.h"

#include "core/base/enum_text.h"
#include "core/base/hash.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>

namespace habitat::treasury {

namespace {

using namespace std::string_view_literals;

constexpr std::array kindWords = {
    "entry"sv,
    "cash_contribution"sv,
    "in_kind_contribution"sv,
    "closing"sv,
    "entered_income"sv,
    "allocation"sv,
    "distribution_scheduled"sv,
    "payment"sv,
    "payment_returned"sv,
    "distribution_extinguished"sv,
    "roll_up"sv,
};

// With largestLine it keeps the sums of any journal within 64 bits.
constexpr std::size_t mostLines = 900'000;

nlohmann::json describe(const JournalLine& line, std::size_t index)
{
    return {{"line", index + 1},
            {"ledger", toText(line.ledger)},
            {"account", line.account},
            {"debit_minor", line.debit.minor},
            {"credit_minor", line.credit.minor}};
}

/// What is wrong with the line, if anything.
std::optional<Error> lineProblem(const JournalLine& line, std::size_t index)
{
    const auto account = classifyAccount(line.account);
    if (!account)
        return Error{"treasury.journal.account",
                     fmt::format("Line {}: {}", index + 1, account.error().message), describe(line, index)};
    if (!account->isIn(line.ledger))
        return Error{"treasury.journal.ledger",
                     fmt::format("Line {}: account {} is not in the {} ledger.", index + 1, line.account,
                                 toText(line.ledger)),
                     describe(line, index)};
    const bool negative = line.debit.isNegative() || line.credit.isNegative();
    if (negative || line.debit.isZero() == line.credit.isZero())
        return Error{"treasury.journal.line",
                     fmt::format("Line {} ({}): give either a debit or a credit, above zero.", index + 1,
                                 line.account),
                     describe(line, index)};
    if (line.debit > largestLine || line.credit > largestLine)
        return Error{"treasury.journal.line",
                     fmt::format("Line {} ({}): more than {} on one line. Split it.", index + 1, line.account,
                                 toText(largestLine)),
                     describe(line, index)};
    return std::nullopt;
}

Status checkHead(const Journal& journal)
{
    if (!journal.date.ok())
        return fail(
            "treasury.journal.date",
            fmt::format("Journal “{}” has no real date. Write it as 2026-03-31.", journal.description),
            {{"source", journal.sourceKey}});
    if (journal.sourceKey.empty())
        return fail("treasury.journal.source",
                    "The journal has no source key, so that it could be posted twice unnoticed.");
    if (journal.isReversal() && journal.reason.empty())
        return fail("treasury.journal.reason", "Say why the journal is reversed.",
                    {{"journal", journal.reverses.value}});
    if (journal.closing == ClosingFlag::Closing && journal.forPeriod.empty())
        return fail("treasury.journal.closing",
                    "Only the close of a period writes journals flagged closing; this one names no period.",
                    {{"source", journal.sourceKey}});
    if (journal.lines.empty())
        return fail("treasury.journal.empty",
                    fmt::format("Journal “{}” has no lines. Give it a debit and a credit of the same amount.",
                                journal.description),
                    {{"source", journal.sourceKey}});
    if (journal.lines.size() > mostLines)
        return fail(
            "treasury.journal.line",
            fmt::format("Journal “{}” has more than {} lines. Split it.", journal.description, mostLines),
            {{"source", journal.sourceKey}});
    return {};
}

Status checkLines(const Journal& journal)
{
    std::vector<Error> problems;
    for (std::size_t i = 0; i < journal.lines.size(); ++i)
        if (auto problem = lineProblem(journal.lines[i], i)) problems.push_back(std::move(*problem));
    if (problems.empty()) return {};
    auto first = problems.front();
    auto lines = nlohmann::json::array();
    for (auto& problem : problems) {
        problem.context["code"] = problem.code;
        problem.context["message"] = problem.message;
        lines.push_back(std::move(problem.context));
    }
    if (problems.size() > 1)
        first.message += fmt::format(" {} lines of this journal are wrong.", problems.size());
    return fail(first.code, first.message, {{"source", journal.sourceKey}, {"lines", std::move(lines)}});
}

Status checkBalance(const Journal& journal)
{
    const auto totals = totalsOf(journal);
    for (const auto ledger : bothLedgers) {
        const auto& sum = totals[std::size_t(ledger)];
        if (sum.debit == sum.credit) continue;
        return fail(
            "treasury.journal.unbalanced",
            fmt::format("In the {} ledger debits of {} stand against credits of {}: {} too much on the "
                        "{} side. Correct the amounts, or add the line that is missing.",
                        toText(ledger), toText(sum.debit), toText(sum.credit),
                        toText(abs(sum.debit - sum.credit)), sum.debit > sum.credit ? "debit" : "credit"),
            {{"source", journal.sourceKey},
             {"ledger", toText(ledger)},
             {"debit_minor", sum.debit.minor},
             {"credit_minor", sum.credit.minor}});
    }
    return {};
}

} // namespace

std::string_view toText(JournalKind kind)
{
    return kindWords[std::size_t(kind)];
}

Result<JournalKind> parseJournalKind(std::string_view text)
{
    if (const auto kind = enumFromText<JournalKind>(kindWords, text)) return *kind;
    return fail(
        "treasury.journal.kind",
        fmt::format("“{}” is not a kind of journal; it is one of {}.", text, fmt::join(kindWords, ", ")),
        {{"kind", text}});
}

JournalLine debitLine(Ledger ledger, std::string_view account, Money amount, std::string memo)
{
    return {ledger, std::string(account), amount, Money(), std::move(memo)};
}

JournalLine creditLine(Ledger ledger, std::string_view account, Money amount, std::string memo)
{
    return {ledger, std::string(account), Money(), amount, std::move(memo)};
}

void addSigned(std::vector<JournalLine>& lines, Ledger ledger, std::string_view account, Money debitPositive,
               std::string memo)
{
    if (debitPositive.isZero()) return;
    lines.push_back(debitPositive.isNegative() ? creditLine(ledger, account, -debitPositive, std::move(memo))
                                               : debitLine(ledger, account, debitPositive, std::move(memo)));
}

std::array<LedgerTotals, 2> totalsOf(const Journal& journal)
{
    std::array<LedgerTotals, 2> totals;
    for (const auto& line : journal.lines) {
        totals[std::size_t(line.ledger)].debit += line.debit;
        totals[std::size_t(line.ledger)].credit += line.credit;
    }
    return totals;
}

Money amountOf(const Journal& journal)
{
    const auto totals = totalsOf(journal);
    return std::max(totals[0].debit, totals[1].debit);
}

std::string contentHash(const Journal& journal)
{
    Hasher hasher;
    hasher.add(std::int64_t(daysSinceEpoch(journal.date)))
        .add(toText(journal.kind))
        .add(std::int64_t(journal.closing))
        .add(journal.description)
        .add(journal.sourceKey)
        .add(journal.entry)
        .add(journal.forPeriod)
        .add(journal.reverses.value)
        .add(journal.reason)
        .add(std::int64_t(journal.lines.size()));
    for (const auto& line : journal.lines)
        hasher.add(toText(line.ledger))
            .add(line.account)
            .add(line.debit.minor)
            .add(line.credit.minor)
            .add(line.memo);
    return hasher.hex();
}

Status validateJournal(const Journal& journal)
{
    TRY(checkHead(journal));
    TRY(checkLines(journal));
    return checkBalance(journal);
}

} // namespace habitat::treasury
