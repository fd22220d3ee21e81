// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/money.h"
#include "core/exchange/document.h"
#include "core/exchange/table.h"

#include <string>
#include <utility>
#include <vector>

namespace habitat::exchange {

/// A figure that a member looks for first: "Allocated to you", 3,747.34.
struct Highlight
{
    std::string label;
    Money amount;
};

/// How an account went from one balance to the next. Opening and changes give the closing balance, or the
/// statement is not written (InvariantBroken).
struct RollForward
{
    /// "Capital account, book".
    std::string title;
    Money opening;
    std::vector<std::pair<std::string, Money>> changes;
    Money closing;
};

/// What a member is told about a period. Plain data; whoever closes the period fills it.
struct Statement
{
    std::string cooperative;
    /// ISO 4217 code of all amounts.
    std::string currency;
    std::string period;
    Date from{};
    Date to{};
    std::string memberNumber;
    std::string memberName;
    std::vector<Highlight> highlights;
    /// Patronage by category, the allocation, payments …, each with its title.
    std::vector<Table> tables;
    std::vector<RollForward> accounts;
    /// Paragraphs at the end: which policy, which rights, until when to object.
    std::vector<std::string> notes;
    /// Of the allocation that the figures come from; printed at the foot of every page.
    std::string hash;
    Instant issuedAt{};
    Paper paper = Paper::Letter;
};

/// Writes the statement as PDF. The same statement gives the same bytes on one machine.
/// "base.file.unwritable", "exchange.pdf.failed". Any thread, one document a thread.
Status writeStatement(const std::string& path, const Statement& statement);

/// "2026-Q1-M-017.pdf". Different for different numbers and always the name of a file, never a path, also
/// for numbers that no import would let in today.
std::string statementFileName(const std::string& period, const std::string& memberNumber);

/// The same, as bytes.
Result<std::string> renderStatement(const Statement& statement);

} // namespace habitat::exchange
