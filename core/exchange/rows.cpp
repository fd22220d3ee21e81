// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/rows.h"

#include "core/base/member_number.h"
#include "core/exchange/row_reader.h"

#include <array>
#include <optional>

namespace habitat::exchange {

namespace {

namespace member {
constexpr std::array<std::string_view, 6> columns = {"number", "name",   "admitted_on",
                                                     "class",  "status", "email"};
enum Column : std::size_t { number, name, admittedOn, memberClass, status, email };
} // namespace member

namespace contribution {
constexpr std::array<std::string_view, 8> columns = {
    "reference", "member_number", "category", "value", "date", "description", "submitted_by", "approved_by"};
enum Column : std::size_t {
    reference,
    memberNumber,
    category,
    value,
    date,
    description,
    submittedBy,
    approvedBy
};
} // namespace contribution

namespace journal {
constexpr std::array<std::string_view, 7> columns = {"entry", "date",   "ledger", "account",
                                                     "debit", "credit", "memo"};
enum Column : std::size_t { entry, date, ledger, account, debit, credit, memo };
} // namespace journal

/// The fields between semicolons, without spaces around them and without empty ones.
std::vector<std::string> listOf(std::string_view text)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = text.find(';');
        auto part = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        const auto first = part.find_first_not_of(' ');
        if (first != std::string_view::npos)
            parts.emplace_back(part.substr(first, part.find_last_not_of(' ') - first + 1));
    }
    return parts;
}

bool isMailAddress(std::string_view text)
{
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos &&
           text.find_first_of(" \t\r\n,;<>\"") == std::string_view::npos;
}

MemberRow memberFrom(RowReader& reader)
{
    MemberRow row;
    row.line = reader.line();
    row.number = reader.requiredText(member::number);
    if (!row.number.empty() && !isMemberNumber(row.number))
        reader.fault(
            member::number, "code",
            "A member's number has at most 32 letters, digits and - . _, not a dot at the beginning.");
    row.name = reader.requiredText(member::name);
    row.admittedOn = reader.date(member::admittedOn);
    row.memberClass = reader.word(member::memberClass, {"patron", "investor"});
    row.status = reader.word(member::status, {"active", "inactive", "suspended", "withdrawn"});
    row.email = reader.text(member::email);
    if (!row.email.empty() && !isMailAddress(row.email))
        reader.fault(member::email, "email",
                     "That is not a mail address. Write it as name@example.org, or leave it empty.");
    return row;
}

ContributionRow contributionFrom(RowReader& reader)
{
    ContributionRow row;
    row.line = reader.line();
    row.reference = reader.code(contribution::reference);
    row.memberNumber = reader.code(contribution::memberNumber);
    row.category = reader.requiredText(contribution::category);
    const auto value = reader.amount(contribution::value);
    if (value && *value <= Money())
        reader.fault(contribution::value, "positive", "A contribution is worth more than zero.");
    row.value = value.value_or(Money());
    row.date = reader.date(contribution::date);
    row.description = reader.text(contribution::description);
    row.submittedBy = reader.code(contribution::submittedBy);
    row.approvedBy = listOf(reader.text(contribution::approvedBy));
    return row;
}

void checkSides(RowReader& reader, std::optional<Money> debit, std::optional<Money> credit)
{
    if (!debit || !credit) return;
    if (debit->isNegative() || credit->isNegative())
        reader.fault(debit->isNegative() ? journal::debit : journal::credit, "positive",
                     "Amounts are not negative. Put it on the other side.");
    else if (debit->isZero() == credit->isZero())
        reader.fault(journal::debit, "one_side", "Each row has an amount either as debit or as credit.");
}

JournalRow journalFrom(RowReader& reader)
{
    JournalRow row;
    row.line = reader.line();
    row.entry = reader.code(journal::entry);
    row.date = reader.date(journal::date);
    row.ledger = reader.word(journal::ledger, {"book", "tax"});
    row.account = reader.code(journal::account);
    const auto debit = reader.amount(journal::debit);
    const auto credit = reader.amount(journal::credit);
    checkSides(reader, debit, credit);
    row.debit = debit.value_or(Money());
    row.credit = credit.value_or(Money());
    row.memo = reader.text(journal::memo);
    return row;
}

template <typename Row>
Result<std::vector<Row>> readRows(std::string name, std::string bytes,
                                  std::span<const std::string_view> columns, Row (*read)(RowReader&))
{
    const auto file = TRY(readCsv(std::move(name), std::move(bytes), columns));
    CsvFaults faults(file.name());
    std::vector<Row> rows;
    rows.reserve(file.rowCount());
    for (std::size_t i = 0; i < file.rowCount(); ++i) {
        RowReader reader(file, i, faults);
        rows.push_back(read(reader));
    }
    if (!faults.isEmpty()) return fail(faults.toError());
    return rows;
}

} // namespace

Result<std::vector<MemberRow>> readMembers(std::string name, std::string bytes)
{
    return readRows(std::move(name), std::move(bytes), member::columns, memberFrom);
}

Result<std::vector<ContributionRow>> readContributions(std::string name, std::string bytes)
{
    return readRows(std::move(name), std::move(bytes), contribution::columns, contributionFrom);
}

Result<std::vector<JournalRow>> readJournal(std::string name, std::string bytes)
{
    return readRows(std::move(name), std::move(bytes), journal::columns, journalFrom);
}

} // namespace habitat::exchange
