// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/exchange/rows.h"
#include "core/intake/import_faults.h"
#include "core/intake/imports.h"
#include "core/people/members.h"
#include "core/treasury/chart.h"
#include "core/treasury/periods.h"
#include "core/treasury/posting.h"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace habitat::intake {

namespace {

struct Entry
{
    treasury::Journal journal;
    std::size_t line = 0;
    /// Of each line of the journal, its row in the file.
    std::vector<std::size_t> rows{};
};

struct JournalFile
{
    FaultLocator locator;
    std::vector<Entry> entries;
};

Result<treasury::JournalLine> lineOf(const exchange::JournalRow& row)
{
    treasury::JournalLine line;
    line.ledger = TRY(treasury::parseLedger(row.ledger));
    line.account = row.account;
    line.debit = row.debit;
    line.credit = row.credit;
    line.memo = row.memo;
    return line;
}

/// Capital belongs to somebody on the roll, not to a number that a slip of the hand made up.
Status checkMembers(db::Connection& db, const JournalFile& file)
{
    std::unordered_set<std::string> known;
    for (const auto& entry : file.entries)
        for (const auto& line : entry.journal.lines) {
            const auto account = treasury::classifyAccount(line.account);
            if (!account || account->member.empty() || known.contains(account->member)) continue;
            if (!people::findMemberByNumber(db, account->member))
                return fail(file.locator.at(
                    {"people.member.unknown",
                     fmt::format(
                         "Account {} is of member {}, who is not on the roll. Import the member first.",
                         line.account, account->member),
                     {{"account", line.account}, {"number", account->member}}},
                    entry.line, "account"));
            known.insert(account->member);
        }
    return {};
}

/// The rows of one entry make one journal, wherever they stand in the file; they bear one date.
Status addRow(JournalFile& file, std::unordered_map<std::string, std::size_t>& byEntry,
              const exchange::JournalRow& row)
{
    const auto [known, isNew] = byEntry.emplace(row.entry, file.entries.size());
    if (isNew) {
        Entry entry;
        entry.line = row.line;
        entry.journal.date = row.date;
        entry.journal.entry = row.entry;
        entry.journal.sourceKey = "entry:" + row.entry;
        entry.journal.description = row.memo.empty() ? row.entry : row.memo;
        file.entries.push_back(std::move(entry));
    }
    auto& journal = file.entries[known->second].journal;
    if (journal.date != row.date)
        return fail(
            file.locator.at({"journal.date.differs", fmt::format("Entry {} is dated {} in an earlier row.",
                                                                 row.entry, toText(journal.date))},
                            row.line, "date"));
    auto line = lineOf(row);
    if (!line) return fail(file.locator.at(std::move(line).error(), row.line, "ledger"));
    journal.lines.push_back(std::move(*line));
    file.entries[known->second].rows.push_back(row.line);
    return {};
}

/// The close alone moves these; what stood in them in other books belongs to a close that is over.
bool isOfTheClose(const treasury::Account& account)
{
    return account.accountClass == treasury::AccountClass::IncomeSummary ||
           account.accountClass == treasury::AccountClass::Distributions ||
           account.code == treasury::payableAccount;
}

bool isEquity(treasury::AccountType type)
{
    return type == treasury::AccountType::Equity;
}

bool isResult(treasury::AccountType type)
{
    return type == treasury::AccountType::Revenue || type == treasury::AccountType::Expense;
}

/// What one ledger of an entry consists of.
struct Sides
{
    std::optional<std::size_t> equityRow;
    std::string equityAccount;
    bool hasAssets = false;
    bool hasResult = false;
};

/// Member capital and reserve are the net book value. From outside they are taken over together
/// with the assets and debts that they are; profit reaches them through the close, and nothing goes from one
/// member to another.
Status checkOpening(const JournalFile& file, const Entry& entry, treasury::Ledger ledger)
{
    Sides sides;
    for (std::size_t i = 0; i < entry.rows.size(); ++i) {
        const auto& line = entry.journal.lines[i];
        const auto account = treasury::classifyAccount(line.account);
        if (line.ledger != ledger || !account) continue;
        const auto type = account->type();
        if (isEquity(type) && !sides.equityRow) {
            sides.equityRow = entry.rows[i];
            sides.equityAccount = line.account;
        }
        sides.hasResult |= isResult(type);
        sides.hasAssets |= !isEquity(type) && !isResult(type);
    }
    if (!sides.equityRow || (sides.hasAssets && !sides.hasResult)) return {};
    return fail(file.locator.at(
        {"journal.account.not_opening",
         fmt::format(
             "Account {} is taken over as an opening balance only: against assets and debts, in an entry of "
             "its own. {}",
             sides.equityAccount,
             sides.hasResult ? "Revenue and expense reach it through the close."
                             : "Nothing moves from member to member or to the reserve by hand."),
         {{"account", sides.equityAccount}, {"entry", entry.journal.entry}}},
        *sides.equityRow, "account"));
}

Status checkAccounts(const JournalFile& file, const Entry& entry)
{
    for (std::size_t i = 0; i < entry.rows.size(); ++i) {
        const auto& code = entry.journal.lines[i].account;
        const auto account = treasury::classifyAccount(code);
        if (account && isOfTheClose(*account))
            return fail(file.locator.at(
                {"journal.account.close_only",
                 fmt::format(
                     "Account {} is moved by the period close alone. Leave it out; the close posts it.",
                     code),
                 {{"account", code}, {"entry", entry.journal.entry}}},
                entry.rows[i], "account"));
    }
    for (const auto ledger : treasury::bothLedgers)
        TRY(checkOpening(file, entry, ledger));
    return {};
}

/// The row's column that a refusal of Treasury is about.
std::string_view fieldOf(std::string_view code)
{
    if (code.find("account") != std::string_view::npos) return "account";
    if (code.find("ledger") != std::string_view::npos) return "ledger";
    if (code.find("period") != std::string_view::npos || code.find("date") != std::string_view::npos)
        return "date";
    if (code.find("source") != std::string_view::npos) return "entry";
    return "debit";
}

using Write = Result<treasury::JournalReceipt> (*)(store::UnitOfWork&, const treasury::Journal&);

/// These are entries that were made and approved in other books; the file's importer answers for them, so the
/// journal threshold does not apply.
Result<treasury::JournalReceipt> post(store::UnitOfWork& work, const treasury::Journal& journal)
{
    return treasury::postJournal(work, journal, {});
}

Result<nlohmann::json> import(store::UnitOfWork& work, const JournalFile& file, Write write)
{
    TRY(checkMembers(work.db(), file));
    for (const auto& entry : file.entries)
        if (auto sane = checkNotFarAhead(entry.journal.date, work.now()); !sane)
            return fail(file.locator.at(std::move(sane).error(), entry.line, "date"));
    std::int64_t added = 0;
    std::int64_t unchanged = 0;
    for (const auto& entry : file.entries) {
        if (auto period = treasury::ensurePeriodFor(work, entry.journal.date); !period)
            return fail(file.locator.at(period.error(), entry.line, "date"));
        const auto written = write(work, entry.journal);
        if (!written)
            return fail(file.locator.at(written.error(), entry.line, fieldOf(written.error().code)));
        (written->written == treasury::Written::Now ? added : unchanged) += 1;
    }
    return nlohmann::json{{"added", added}, {"unchanged", unchanged}};
}

Result<runtime::Operation> importing(std::string operation, std::string name, std::string bytes, Write write)
{
    const auto rows = TRY(exchange::readJournal(name, bytes));
    nlohmann::json arguments{{"file", name}, {"hash", hashHex(bytes)}, {"rows", rows.size()}};
    auto file = std::make_shared<JournalFile>(JournalFile{{std::move(name), std::move(bytes)}, {}});
    std::unordered_map<std::string, std::size_t> byEntry;
    for (const auto& row : rows)
        TRY(addRow(*file, byEntry, row));
    for (const auto& entry : file->entries)
        TRY(checkAccounts(*file, entry));
    return runtime::Operation{
        std::move(operation),
        std::move(arguments),
        [file, write](runtime::OperationContext& context) { return import(context.work(), *file, write); },
        {}};
}

} // namespace

Result<runtime::Operation> importJournal(std::string name, std::string bytes)
{
    return importing("import.journal", std::move(name), std::move(bytes), post);
}

Result<runtime::Operation> importDrafts(std::string name, std::string bytes)
{
    return importing("import.drafts", std::move(name), std::move(bytes), treasury::draftJournal);
}

} // namespace habitat::intake
