// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/posting_rules.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <set>

namespace habitat::treasury {

namespace {

Journal makeJournal(JournalHead head, JournalKind kind)
{
    Journal journal;
    journal.date = head.date;
    journal.kind = kind;
    journal.description = std::move(head.description);
    journal.sourceKey = std::move(head.sourceKey);
    journal.forPeriod = std::move(head.forPeriod);
    return journal;
}

Status checkAmount(Money amount, std::string_view what)
{
    if (amount > Money()) return {};
    return fail("treasury.rule.amount", fmt::format("{} must be above zero, not {}.", what, toText(amount)),
                {{"amount_minor", amount.minor}});
}

Status checkMembersOnce(std::span<const MemberAmount> lines)
{
    std::set<std::string_view> seen;
    for (const auto& line : lines)
        if (!seen.insert(line.member).second)
            return fail("treasury.rule.member",
                        fmt::format("Member {} appears twice; give each member one line.", line.member),
                        {{"member_number", line.member}});
    return {};
}

/// Each member once, each amount above zero, at least one.
Result<Money> checkedSum(std::span<const MemberAmount> lines, std::string_view what)
{
    TRY(checkMembersOnce(lines));
    Money sum;
    for (const auto& line : lines) {
        TRY(checkAmount(line.amount, fmt::format("{} of member {}", what, line.member)));
        sum += line.amount;
    }
    TRY(checkAmount(sum, what));
    return sum;
}

Journal transfer(JournalHead head, JournalKind kind, std::string_view debit, std::string_view credit,
                 Money amount)
{
    auto journal = makeJournal(std::move(head), kind);
    for (const auto ledger : bothLedgers) {
        journal.lines.push_back(debitLine(ledger, debit, amount));
        journal.lines.push_back(creditLine(ledger, credit, amount));
    }
    return journal;
}

} // namespace

Result<Journal> cashContribution(JournalHead head, std::string_view member, Money amount)
{
    TRY(checkAmount(amount, "A cash contribution"));
    auto journal = makeJournal(std::move(head), JournalKind::CashContribution);
    for (const auto ledger : bothLedgers) {
        journal.lines.push_back(debitLine(ledger, cashAccount, amount));
        journal.lines.push_back(creditLine(ledger, capitalAccount(ledger, member), amount));
    }
    return journal;
}

Result<Journal> inKindContribution(JournalHead head, std::string_view member, const InKindValue& value)
{
    const auto asset = TRY(classifyAccount(value.assetAccount));
    if (!asset.code.starts_with("14"))
        return fail("treasury.rule.account",
                    fmt::format("In-kind assets are kept on 14xx, not on {}.", asset.code),
                    {{"account", asset.code}});
    TRY(checkAmount(value.fairValue, "The fair value"));
    if (value.taxBasis.isNegative())
        return fail("treasury.rule.amount", "The tax basis cannot be below zero.",
                    {{"amount_minor", value.taxBasis.minor}});
    auto journal = makeJournal(std::move(head), JournalKind::InKindContribution);
    for (const auto ledger : bothLedgers) {
        const auto amount = ledger == Ledger::Book ? value.fairValue : value.taxBasis;
        addSigned(journal.lines, ledger, asset.code, amount);
        addSigned(journal.lines, ledger, capitalAccount(ledger, member), -amount);
    }
    return journal;
}

Result<std::optional<Journal>> closeProfitAndLoss(JournalHead head, Ledger ledger,
                                                  std::span<const AccountAmount> balances)
{
    auto journal = makeJournal(std::move(head), JournalKind::Closing);
    journal.closing = ClosingFlag::Closing;
    Money revenue;
    Money expense;
    for (const auto& balance : balances) {
        const auto account = TRY(classifyAccount(balance.account));
        if (account.type() != AccountType::Revenue && account.type() != AccountType::Expense)
            return fail(
                "treasury.rule.account",
                fmt::format("Only revenue and expense accounts are closed into 3310, not {}.", account.code),
                {{"account", account.code}});
        (account.type() == AccountType::Revenue ? revenue : expense) += balance.debitPositive;
        addSigned(journal.lines, ledger, account.code, -balance.debitPositive);
    }
    if (journal.lines.empty()) return std::optional<Journal>();
    addSigned(journal.lines, ledger, incomeSummaryAccount, revenue, "Revenue");
    addSigned(journal.lines, ledger, incomeSummaryAccount, expense, "Expense");
    return std::optional(std::move(journal));
}

std::optional<Journal> enteredNetIncome(JournalHead head, Ledger ledger, Money entered, Money fromLedger)
{
    const auto difference = entered - fromLedger;
    if (difference.isZero()) return std::nullopt;
    auto journal = makeJournal(std::move(head), JournalKind::EnteredIncome);
    journal.closing = ClosingFlag::Closing;
    addSigned(journal.lines, ledger, outsideResultAccount, difference);
    addSigned(journal.lines, ledger, incomeSummaryAccount, -difference);
    return journal;
}

Result<Journal> reserveAndAllocation(JournalHead head, Ledger ledger, Money reserve,
                                     std::span<const MemberAmount> lines)
{
    TRY(checkMembersOnce(lines));
    auto journal = makeJournal(std::move(head), JournalKind::Allocation);
    bool gains = false;
    bool losses = false;
    Money sum = reserve;
    std::vector<JournalLine> credits;
    for (const auto& line : lines) {
        gains |= line.amount > Money();
        losses |= line.amount.isNegative();
        sum += line.amount;
        addSigned(credits, ledger, capitalAccount(ledger, line.member), -line.amount);
    }
    if (gains && losses)
        return fail("treasury.rule.sign",
                    "One allocation is either a profit for everyone or a loss for everyone.");
    if (credits.empty() && reserve.isZero())
        return fail("treasury.rule.amount", "There is nothing to allocate.");
    addSigned(journal.lines, ledger, incomeSummaryAccount, sum);
    addSigned(journal.lines, ledger, reserveAccount, -reserve);
    journal.lines.insert(journal.lines.end(), std::make_move_iterator(credits.begin()),
                         std::make_move_iterator(credits.end()));
    return journal;
}

Result<Journal> distributionScheduled(JournalHead head, std::span<const MemberAmount> lines)
{
    const auto sum = TRY(checkedSum(lines, "The distribution"));
    auto journal = makeJournal(std::move(head), JournalKind::DistributionScheduled);
    for (const auto ledger : bothLedgers) {
        for (const auto& line : lines)
            journal.lines.push_back(debitLine(ledger, distributionsAccount(line.member), line.amount));
        journal.lines.push_back(creditLine(ledger, payableAccount, sum));
    }
    return journal;
}

Result<Journal> distributionCancelled(JournalHead head, std::span<const MemberAmount> lines)
{
    auto journal = TRY(distributionScheduled(std::move(head), lines));
    for (auto& line : journal.lines)
        std::swap(line.debit, line.credit);
    return journal;
}

Result<Journal> distributionPaid(JournalHead head, Money amount)
{
    TRY(checkAmount(amount, "A payment"));
    return transfer(std::move(head), JournalKind::Payment, payableAccount, cashAccount, amount);
}

Result<Journal> distributionReturned(JournalHead head, Money amount)
{
    TRY(checkAmount(amount, "A returned payment"));
    return transfer(std::move(head), JournalKind::PaymentReturned, cashAccount, payableAccount, amount);
}

Result<Journal> distributionExtinguished(JournalHead head, Money amount)
{
    TRY(checkAmount(amount, "An extinguished amount"));
    return transfer(std::move(head), JournalKind::DistributionExtinguished, payableAccount, reserveAccount,
                    amount);
}

Result<Journal> rollUp(JournalHead head, std::span<const MemberAmount> lines)
{
    TRY(checkedSum(lines, "The roll-up"));
    auto journal = makeJournal(std::move(head), JournalKind::RollUp);
    for (const auto ledger : bothLedgers) {
        for (const auto& line : lines) {
            journal.lines.push_back(debitLine(ledger, capitalAccount(ledger, line.member), line.amount));
            journal.lines.push_back(creditLine(ledger, distributionsAccount(line.member), line.amount));
        }
    }
    return journal;
}

Result<Journal> reversalOf(const Journal& original, JournalKey key, JournalHead head, std::string_view reason)
{
    if (isBlank(reason))
        return fail("treasury.journal.reason", fmt::format("Say why journal {} is reversed.", toText(key)),
                    {{"journal", key.value}});
    auto journal = makeJournal(std::move(head), original.kind);
    journal.closing = original.closing;
    journal.forPeriod = original.forPeriod;
    journal.entry = original.entry;
    journal.reverses = key;
    journal.reason = reason;
    journal.lines = original.lines;
    for (auto& line : journal.lines)
        std::swap(line.debit, line.credit);
    return journal;
}

} // namespace habitat::treasury
