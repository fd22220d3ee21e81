// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/allocation_table.h"
#include "app/habitatctl/text_table.h"
#include "app/habitatctl/verbs.h"

#include "core/base/calendar.h"

#include <fmt/format.h>

namespace habitat::ctl {

namespace {

using nlohmann::json;

Result<std::optional<treasury::Ledger>> ledgerFrom(const std::string& name)
{
    if (name.empty()) return std::nullopt;
    return TRY(treasury::parseLedger(name));
}

json postingJson(const treasury::JournalLine& line)
{
    return {{"ledger", treasury::toText(line.ledger)},
            {"account", line.account},
            {"debit_minor", line.debit.minor},
            {"credit_minor", line.credit.minor},
            {"memo", line.memo}};
}

json journalJson(const treasury::JournalRecord& record)
{
    json one{{"key", record.key.value},
             {"entry", record.journal.entry},
             {"date", habitat::toText(record.journal.date)},
             {"kind", treasury::toText(record.journal.kind)},
             {"status", treasury::toText(record.status)},
             {"closing", record.journal.closing == treasury::ClosingFlag::Closing},
             {"description", record.journal.description},
             {"posted_by", record.postedBy},
             {"approved_by", record.approvedBy},
             {"postings", json::array()}};
    if (!record.journal.reverses.isNone()) one["reverses"] = record.journal.reverses.value;
    if (!record.reversedBy.isNone()) one["reversed_by"] = record.reversedBy.value;
    if (!record.journal.reason.empty()) one["reason"] = record.journal.reason;
    for (const auto& line : record.journal.lines)
        one["postings"].push_back(postingJson(line));
    return one;
}

exchange::Table journalTable(const std::vector<treasury::JournalRecord>& records, const std::string& period)
{
    using exchange::ColumnType;
    exchange::Table table{"Journal " + period,
                          {{"journal", "Journal", ColumnType::Number},
                           {"entry", "Entry", ColumnType::Text},
                           {"date", "Date", ColumnType::Date},
                           {"ledger", "Ledger", ColumnType::Text},
                           {"account", "Account", ColumnType::Text},
                           {"debit", "Debit", ColumnType::Money},
                           {"credit", "Credit", ColumnType::Money},
                           {"memo", "Memo", ColumnType::Text}},
                          {},
                          {}};
    for (const auto& record : records)
        for (const auto& line : record.journal.lines)
            table.rows.push_back({record.key.value, record.journal.entry, record.journal.date,
                                  std::string(treasury::toText(line.ledger)), line.account, line.debit,
                                  line.credit, line.memo.empty() ? record.journal.description : line.memo});
    return table;
}

} // namespace

Result<Answer> allocations(const Invocation& invocation, const std::string& period)
{
    auto reader = TRY(openReader(invocation));
    const auto view = TRY(reader.questions->allocations(reader.session, period));
    Answer answer;
    answer.document = {{"period", period},
                       {"state", view.state},
                       {"surplus_minor", view.surplus.minor},
                       {"lines", json::array()}};
    for (const auto& line : view.lines)
        answer.document["lines"].push_back({{"member_number", line.memberNumber},
                                            {"name", line.name},
                                            {"share", line.share},
                                            {"allocation_minor", line.allocation.minor},
                                            {"cash_minor", line.cash.minor},
                                            {"retained_minor", line.retained.minor}});
    answer.text = allocationText(view);
    return answer;
}

Result<Answer> journal(const Invocation& invocation, const std::string& period, const std::string& ledger)
{
    auto reader = TRY(openReader(invocation));
    const auto records = TRY(reader.questions->journal(reader.session, period, TRY(ledgerFrom(ledger))));
    Answer answer;
    answer.document = {{"period", period}, {"entries", json::array()}};
    TextTable table({{"journal", Align::Right},
                     {"date", Align::Left},
                     {"ledger", Align::Left},
                     {"account", Align::Left},
                     {"debit", Align::Right},
                     {"credit", Align::Right},
                     {"what", Align::Left}});
    for (const auto& record : records) {
        answer.document["entries"].push_back(journalJson(record));
        for (const auto& line : record.journal.lines)
            table.add({habitat::toText(record.key), habitat::toText(record.journal.date),
                       std::string(treasury::toText(line.ledger)), line.account,
                       line.debit.isZero() ? "" : habitat::toText(line.debit),
                       line.credit.isZero() ? "" : habitat::toText(line.credit), record.journal.description});
    }
    answer.text = table.plain();
    return answer;
}

Result<Answer> balances(const Invocation& invocation, const std::string& ledger)
{
    auto reader = TRY(openReader(invocation));
    Answer answer;
    answer.document = {{"balances", json::array()}};
    TextTable table({{"ledger", Align::Left},
                     {"account", Align::Left},
                     {"name", Align::Left},
                     {"balance", Align::Right}});
    for (const auto& row : TRY(reader.questions->balances(reader.session, TRY(ledgerFrom(ledger))))) {
        answer.document["balances"].push_back({{"ledger", row.ledger},
                                               {"account", row.account},
                                               {"name", row.name},
                                               {"balance_minor", row.balance.minor}});
        table.add({row.ledger, row.account, row.name, habitat::toText(row.balance)});
    }
    answer.text = table.plain();
    return answer;
}

Result<Answer> exportFile(const Invocation& invocation, const ExportRequest& request)
{
    auto reader = TRY(openReader(invocation));
    exchange::Table table;
    if (request.what == "allocations")
        table = TRY(reader.questions->allocationTable(reader.session, request.period));
    else
        table = journalTable(
            TRY(reader.questions->journal(reader.session, request.period, TRY(ledgerFrom(request.ledger)))),
            request.period);
    TRY(reader.questions->exportTables(reader.session, {table}, request.file));
    return Answer{{{"file", request.file}, {"rows", table.rows.size()}},
                  fmt::format("Wrote {} rows to {}.\n", table.rows.size(), request.file)};
}

} // namespace habitat::ctl
