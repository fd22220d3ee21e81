// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/money.h"
#include "core/exchange/csv_reader.h"

#include <cstddef>
#include <string>
#include <vector>

namespace habitat::exchange {

/// The three kinds of file that come in, row by row, checked as far as one row alone can be: forms of dates
/// and amounts, known words, what must not be empty. Whether they fit the books is for the contexts to say;
/// `line` lets whoever asks them point into the file. Texts come without the spaces around them. Plain data,
/// any thread.

struct MemberRow
{
    std::size_t line = 0;
    /// See isMemberNumber.
    std::string number;
    std::string name;
    Date admittedOn{};
    /// "patron" or "investor".
    std::string memberClass;
    /// "active", "inactive", "suspended" or "withdrawn".
    std::string status;
    /// May be empty.
    std::string email;
};

struct ContributionRow
{
    std::size_t line = 0;
    std::string reference;
    std::string memberNumber;
    std::string category;
    /// Above zero.
    Money value;
    Date date{};
    /// May be empty.
    std::string description;
    std::string submittedBy;
    /// Several are separated by semicolons; empty: its approval starts.
    std::vector<std::string> approvedBy;
};

struct JournalRow
{
    std::size_t line = 0;
    /// Rows of one entry bear the same name.
    std::string entry;
    Date date{};
    /// "book" or "tax".
    std::string ledger;
    std::string account;
    /// One of them is above zero, the other is zero.
    Money debit;
    Money credit;
    /// May be empty.
    std::string memo;
};

/// `name` is how faults call the file. "exchange.csv.invalid" with all of them, see CsvFaults.
Result<std::vector<MemberRow>> readMembers(std::string name, std::string bytes);
Result<std::vector<ContributionRow>> readContributions(std::string name, std::string bytes);
Result<std::vector<JournalRow>> readJournal(std::string name, std::string bytes);

} // namespace habitat::exchange
