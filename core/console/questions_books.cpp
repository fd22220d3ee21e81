// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/allocations.h"
#include "core/agreements/distributions.h"
#include "core/agreements/patronage_runs.h"
#include "core/close/allocation_table.h"
#include "core/close/closes.h"
#include "core/console/questions_impl.h"
#include "core/console/verification.h"
#include "core/exchange/export.h"
#include "core/identity/permissions.h"
#include "core/people/members.h"
#include "core/treasury/balances.h"
#include "core/treasury/payments.h"
#include "core/treasury/periods.h"

#include <fmt/format.h>

namespace habitat::console {

namespace {

using identity::Permission;

/// The version in force; where all were withdrawn or undone, none.
Result<agreements::Allocation> allocationOf(db::Connection& db, const std::string& period)
{
    const auto close = close::latestClose(db, period);
    const auto living = close ? agreements::livingAllocation(db, close->key) : std::nullopt;
    if (living) return *living;
    return fail("agreements.allocation.none",
                fmt::format("No allocation of {} is in force; step 5 of its close proposes one.", period),
                {{"period", period}});
}

void addPatronage(db::Connection& db, CloseKey run, AllocationsView& view)
{
    const auto patronage = agreements::findPatronage(db, run);
    if (!patronage) return;
    for (const auto& category : patronage->shares.categories)
        view.categories.push_back(category.category.name);
    for (const auto& member : patronage->shares.members)
        for (auto& line : view.lines)
            if (line.memberNumber == member.participant.number) line.patronage = member.values;
}

Result<PaymentItem> paymentItem(db::Connection& db, const treasury::Payment& payment)
{
    const auto& told = payment.instruction;
    PaymentItem item;
    item.key = told.paymentKey;
    item.memberNumber = told.member;
    item.member = told.payee;
    item.amount = told.amount;
    item.state = treasury::toText(payment.state);
    if (const auto distribution = agreements::findDistribution(db, told.distribution))
        item.distributionState = agreements::toText(distribution->state);
    item.dueOn = told.dueOn;
    item.submittedAt = payment.submittedAt;
    item.paidOn = payment.paidOn;
    if (payment.returnedBy) item.returnedOn = TRY(treasury::findJournal(db, payment.returnedBy)).journal.date;
    item.submittedBy = payment.submittedBy;
    item.secondPerson = payment.secondPerson;
    return item;
}

} // namespace

Result<std::vector<people::Member>> Questions::members(const Session& session)
{
    TRY(m_impl->mayAsk(session, Permission::ViewMembers));
    return people::listMembers(m_impl->db);
}

Result<AllocationsView> Questions::allocations(const Session& session, const std::string& period)
{
    TRY(m_impl->mayAsk(session, Permission::ViewBooks));
    auto& db = m_impl->db;
    const auto allocation = TRY(allocationOf(db, period));
    AllocationsView view{
        period, std::string(agreements::toText(allocation.state)), allocation.surplus, {}, {}};
    for (const auto& line : agreements::allocationLines(db, allocation.key))
        view.lines.push_back(
            {line.memberNumber, line.memberName, line.share, line.allocation, line.cash, line.retained, {}});
    addPatronage(db, allocation.run, view);
    return view;
}

Result<exchange::Table> Questions::allocationTable(const Session& session, const std::string& period)
{
    TRY(m_impl->mayAsk(session, Permission::Export));
    const auto allocation = TRY(allocationOf(m_impl->db, period));
    auto table = close::allocationTable(agreements::allocationLines(m_impl->db, allocation.key));
    table.title += " " + period;
    return table;
}

Result<std::vector<treasury::JournalRecord>>
Questions::journal(const Session& session, const std::string& period, std::optional<treasury::Ledger> ledger)
{
    TRY(m_impl->mayAsk(session, Permission::ViewBooks));
    const auto span = TRY(treasury::parsePeriod(period));
    treasury::JournalFilter filter;
    filter.from = span.from;
    filter.to = span.to;
    filter.ledger = ledger;
    filter.status = treasury::JournalStatus::Posted;
    filter.limit = INT32_MAX;
    return treasury::journals(m_impl->db, filter);
}

Result<std::vector<treasury::JournalRecord>> Questions::drafts(const Session& session)
{
    TRY(m_impl->mayAsk(session, Permission::ViewBooks));
    treasury::JournalFilter filter;
    filter.status = treasury::JournalStatus::Draft;
    filter.limit = INT32_MAX;
    return treasury::journals(m_impl->db, filter);
}

Result<std::vector<PaymentItem>> Questions::payments(const Session& session, const std::string& period)
{
    TRY(m_impl->mayAsk(session, Permission::ViewBooks));
    auto& db = m_impl->db;
    TRY(treasury::findPeriod(db, period));
    treasury::PaymentFilter filter;
    filter.forPeriod = period;
    filter.limit = INT32_MAX;
    std::vector<PaymentItem> items;
    for (const auto& payment : treasury::payments(db, filter))
        items.push_back(TRY(paymentItem(db, payment)));
    return items;
}

Result<std::vector<BalanceRow>> Questions::balances(const Session& session,
                                                    std::optional<treasury::Ledger> ledger)
{
    TRY(m_impl->mayAsk(session, Permission::ViewBooks));
    std::vector<BalanceRow> rows;
    for (const auto one : treasury::bothLedgers) {
        if (ledger && *ledger != one) continue;
        for (const auto& account : treasury::accounts(m_impl->db))
            if (account.isIn(one))
                rows.push_back({std::string(treasury::toText(one)), account.code, account.name,
                                treasury::balanceNow(m_impl->db, one, account.code)});
    }
    return rows;
}

Status Questions::exportTables(const Session& session, const std::vector<exchange::Table>& tables,
                               const std::string& path)
{
    TRY(m_impl->mayAsk(session, Permission::Export));
    exchange::DocumentInfo info;
    info.title = tables.empty() ? std::string() : tables.front().title;
    info.cooperative = cooperative().name;
    info.createdAt = m_impl->clock->now();
    return exchange::writeTables(path, tables, info);
}

Result<Verification> Questions::verify(const Session& session)
{
    TRY(m_impl->mayAsk(session, Permission::Verify));
    try {
        return verifyDatabase(m_impl->db);
    } catch (const db::DbError& error) {
        return fail(error.toError());
    }
}

} // namespace habitat::console
