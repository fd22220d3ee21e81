// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/chart.h"

#include "core/base/calendar.h"
#include "core/base/enum_text.h"
#include "core/base/text.h"
#include "core/treasury/chart_table.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::treasury {

namespace {

using namespace std::string_view_literals;

constexpr std::array ledgerWords = {"book"sv, "tax"sv};
constexpr std::array typeWords = {"asset"sv, "liability"sv, "equity"sv, "revenue"sv, "expense"sv};
constexpr std::array classWords = {"asset"sv,          "liability"sv,     "member_capital"sv, "reserve"sv,
                                   "income_summary"sv, "distributions"sv, "revenue"sv,        "expense"sv};
constexpr std::array useWords = {"book"sv, "tax"sv, "both"sv};

constexpr std::size_t longestMemberNumber = 32;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isMemberNumber(std::string_view text)
{
    const auto allowed = [](char c) {
        return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               "-._/"sv.find(c) != std::string_view::npos;
    };
    return !text.empty() && text.size() <= longestMemberNumber && std::ranges::all_of(text, allowed);
}

tl::unexpected<Error> unknownAccount(std::string_view code)
{
    return fail(
        "treasury.account.unknown",
        fmt::format("The chart has no account “{}”. Use four digits: 1xxx assets, 2xxx liabilities, 4xxx "
                    "revenue, 5xxx expense; in equity 3100-m, 3200-m, 3310, 3330 or 3900-m, where m is "
                    "the member's number.",
                    code),
        {{"account", code}});
}

Result<Account> classifyMemberAccount(std::string_view code)
{
    const auto series = code.substr(0, 4);
    const auto member = code.substr(5);
    if (!isMemberNumber(member)) return unknownAccount(code);
    const auto made = [&](std::string_view name, AccountClass accountClass, LedgerUse use) {
        return Account{std::string(code), fmt::format("{}, member {}", name, member), accountClass, use,
                       std::string(member)};
    };
    if (series == "3100") return made("Member capital", AccountClass::MemberCapital, LedgerUse::BookOnly);
    if (series == "3200") return made("Member tax capital", AccountClass::MemberCapital, LedgerUse::TaxOnly);
    if (series == "3900") return made("Distributions", AccountClass::Distributions, LedgerUse::Both);
    return unknownAccount(code);
}

std::string defaultName(std::string_view code)
{
    if (code == cashAccount) return "Cash";
    if (code == outsideResultAccount) return "Net assets kept in other books";
    if (code == payableAccount) return "Distributions payable";
    if (code == guaranteedPaymentsAccount) return "Guaranteed payments";
    if (code.starts_with("14")) return fmt::format("In-kind assets {}", code);
    switch (code.front()) {
    case '1':
        return fmt::format("Assets {}", code);
    case '2':
        return fmt::format("Liabilities {}", code);
    case '4':
        return fmt::format("Revenue {}", code);
    default:
        return fmt::format("Expense {}", code);
    }
}

} // namespace

std::string_view toText(Ledger ledger)
{
    return ledgerWords[std::size_t(ledger)];
}

Result<Ledger> parseLedger(std::string_view text)
{
    if (const auto ledger = enumFromText<Ledger>(ledgerWords, text)) return *ledger;
    return fail("treasury.ledger.unknown", fmt::format("“{}” is not a ledger; write book or tax.", text),
                {{"ledger", text}});
}

std::string_view toText(AccountType type)
{
    return typeWords[std::size_t(type)];
}

std::string_view toText(AccountClass accountClass)
{
    return classWords[std::size_t(accountClass)];
}

AccountClass accountClassFromText(std::string_view text)
{
    return known(enumFromText<AccountClass>(classWords, text));
}

Account readAccount(const db::Query& row)
{
    return {row.text(0), row.text(1), known(enumFromText<AccountClass>(classWords, row.textView(2))),
            known(enumFromText<LedgerUse>(useWords, row.textView(3))), row.text(4)};
}

AccountType typeOf(AccountClass accountClass)
{
    switch (accountClass) {
    case AccountClass::Asset:
        return AccountType::Asset;
    case AccountClass::Liability:
        return AccountType::Liability;
    case AccountClass::Revenue:
        return AccountType::Revenue;
    case AccountClass::Expense:
        return AccountType::Expense;
    case AccountClass::MemberCapital:
    case AccountClass::Reserve:
    case AccountClass::IncomeSummary:
    case AccountClass::Distributions:
        break;
    }
    return AccountType::Equity;
}

bool Account::isIn(Ledger ledger) const
{
    return ledgers == LedgerUse::Both || (ledgers == LedgerUse::BookOnly) == (ledger == Ledger::Book);
}

std::string capitalAccount(Ledger ledger, std::string_view member)
{
    return fmt::format("{}-{}", ledger == Ledger::Book ? "3100" : "3200", member);
}

std::string distributionsAccount(std::string_view member)
{
    return fmt::format("3900-{}", member);
}

Result<Account> classifyAccount(std::string_view code)
{
    if (code.size() < 4 || !std::ranges::all_of(code.substr(0, 4), isDigit)) return unknownAccount(code);
    if (code.size() > 5 && code[4] == '-') return classifyMemberAccount(code);
    if (code.size() != 4) return unknownAccount(code);
    const auto made = [&](AccountClass accountClass, std::string name) {
        return Account{std::string(code), std::move(name), accountClass, LedgerUse::Both, {}};
    };
    if (code == incomeSummaryAccount) return made(AccountClass::IncomeSummary, "Income summary");
    if (code == reserveAccount) return made(AccountClass::Reserve, "Collective reserve");
    switch (code.front()) {
    case '1':
        return made(AccountClass::Asset, defaultName(code));
    case '2':
        return made(AccountClass::Liability, defaultName(code));
    case '4':
        return made(AccountClass::Revenue, defaultName(code));
    case '5':
        return made(AccountClass::Expense, defaultName(code));
    default:
        return unknownAccount(code);
    }
}

std::vector<Account> accounts(db::Connection& db)
{
    std::vector<Account> all;
    auto rows = db.query("SELECT code, name, class, ledgers, member FROM account ORDER BY code");
    while (rows.next())
        all.push_back(readAccount(rows));
    return all;
}

Result<Account> findAccount(db::Connection& db, std::string_view code)
{
    auto rows = db.query("SELECT code, name, class, ledgers, member FROM account WHERE code = ?").bind(code);
    if (rows.next()) return readAccount(rows);
    return classifyAccount(code);
}

void openAccount(store::UnitOfWork& work, const Account& account)
{
    work.db()
        .query("INSERT INTO account (code, name, class, ledgers, member, opened_at, opened_by) "
               "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code) DO NOTHING")
        .bind(account.code, account.name, toText(account.accountClass),
              useWords[std::size_t(account.ledgers)], account.member, toMicros(work.now()), work.actor().user)
        .run();
}

} // namespace habitat::treasury
