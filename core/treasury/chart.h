// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/keys.h"
#include "core/base/result.h"
#include "core/store/unit_of_work.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace habitat::treasury {

// The chart of accounts: what a code means, which ledgers it lives in, and the table of accounts
// in use. Owned by Treasury. The rules are pure, any thread; operations run on the writer's thread.

/// A member's number as the co-op writes it ("7", "M-017"; at most 32 of letters, digits and "-._/"); it
/// stands behind the dash of an account code ("3100-7"). Treasury knows members by it alone.
using MemberNumber = std::string;

/// Two sets of books, each balancing alone (§704(b) book capital and tax capital).
enum class Ledger { Book, Tax };
inline constexpr Ledger bothLedgers[] = {Ledger::Book, Ledger::Tax};
std::string_view toText(Ledger ledger);
Result<Ledger> parseLedger(std::string_view text);

enum class AccountType { Asset, Liability, Equity, Revenue, Expense };
std::string_view toText(AccountType type);

/// The part that an account plays in the equation of the books (see verify.h).
enum class AccountClass {
    Asset,
    Liability,
    MemberCapital, ///< 3100-m in the book ledger, 3200-m in the tax ledger
    Reserve,       ///< 3330
    IncomeSummary, ///< 3310
    Distributions, ///< 3900-m
    Revenue,
    Expense,
};
std::string_view toText(AccountClass accountClass);
AccountType typeOf(AccountClass accountClass);

enum class LedgerUse { BookOnly, TaxOnly, Both };

struct Account
{
    std::string code;
    std::string name;
    AccountClass accountClass = AccountClass::Asset;
    LedgerUse ledgers = LedgerUse::Both;
    /// Empty for accounts that are not one member's.
    MemberNumber member;

    [[nodiscard]] AccountType type() const { return typeOf(accountClass); }
    [[nodiscard]] bool isIn(Ledger ledger) const;
};

inline constexpr std::string_view cashAccount = "1110";
/// Net assets of a result that was entered by hand because its journals are kept in other books.
inline constexpr std::string_view outsideResultAccount = "1190";
inline constexpr std::string_view payableAccount = "2320";
inline constexpr std::string_view incomeSummaryAccount = "3310";
inline constexpr std::string_view reserveAccount = "3330";
inline constexpr std::string_view guaranteedPaymentsAccount = "5210";

/// "3100-7" in the book ledger, "3200-7" in the tax ledger.
std::string capitalAccount(Ledger ledger, std::string_view member);
/// "3900-7".
std::string distributionsAccount(std::string_view member);

/// What a code means by the chart, with a default name. 1xxx, 2xxx, 4xxx and 5xxx may be any four digits;
/// equity is only 3100-m, 3200-m, 3310, 3330 and 3900-m. Refuses all else ("treasury.account.unknown").
Result<Account> classifyAccount(std::string_view code);

/// Accounts in use, by code; each is opened by the first journal that posts to it.
std::vector<Account> accounts(db::Connection& db);
/// The account as named in the table, or as the chart classifies it where it is not in use yet.
Result<Account> findAccount(db::Connection& db, std::string_view code);

} // namespace habitat::treasury
