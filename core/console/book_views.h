// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/error.h"
#include "core/base/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What is asked of the books: allocations, balances, proof. Plain data, any thread.
namespace habitat::console {

struct AllocationRow
{
    std::string memberNumber;
    std::string name;
    /// "num/den".
    std::string share;
    Money allocation;
    Money cash;
    Money retained;
    /// What the member brought, one for each of AllocationsView::categories.
    std::vector<Money> patronage;
};

struct AllocationsView
{
    std::string period;
    std::string state;
    Money surplus;
    std::vector<std::string> categories;
    /// In the policy's order of members.
    std::vector<AllocationRow> lines;
};

struct BalanceRow
{
    std::string ledger;
    std::string account;
    std::string name;
    /// Debit positive.
    Money balance;
};

/// A payment to a member, and how the distribution that it pays stands.
struct PaymentItem
{
    std::string key;
    std::string memberNumber;
    std::string member;
    Money amount;
    /// Of Treasury's payment: scheduled, submitting, ..., returned.
    std::string state;
    /// Of the distribution: also unclaimed, extinguished; of a later payment where this one came back.
    std::string distributionState;
    Date dueOn{};
    std::optional<Instant> submittedAt;
    std::optional<Date> paidOn;
    std::optional<Date> returnedOn;
    std::string submittedBy;
    std::string secondPerson;
};

/// What `verify` proves, each part with its violations; none where all is sound.
struct Verification
{
    /// Every row of every table against the journal, and the schema against the program.
    std::vector<Error> rows;
    std::vector<Error> books;
    std::vector<Error> allocations;
    /// Signatures, statements, distributions, payments and the files of evidence.
    std::vector<Error> records;
    std::vector<Error> chain;
    std::vector<Error> integrity;
    std::int64_t journalRecords = 0;
    /// Hash of the newest record: what an anchor kept elsewhere is compared with.
    std::string chainHead;

    [[nodiscard]] bool isSound() const
    {
        return rows.empty() && books.empty() && allocations.empty() && records.empty() && chain.empty() &&
               integrity.empty();
    }
};

} // namespace habitat::console
