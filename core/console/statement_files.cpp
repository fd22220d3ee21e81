// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/console_impl.h"

#include "core/close/closes.h"
#include "core/close/plan.h"
#include "core/close/statements.h"
#include "core/console/cooperative.h"
#include "core/console/field_words.h"
#include "core/exchange/statement.h"
#include "core/identity/permissions.h"
#include "core/treasury/periods.h"

#include <fmt/format.h>

#include <unordered_map>

namespace habitat::console {

namespace {

using nlohmann::json;

Money minor(const json& from, const std::string& field)
{
    return Money(from.at(field).get<std::int64_t>());
}

/// Every `…_minor` of the object as a row.
exchange::Table amountTable(const std::string& title, const json& amounts)
{
    using exchange::ColumnType;
    exchange::Table table{
        title, {{"what", "", ColumnType::Text}, {"amount", "Amount", ColumnType::Money}}, {}, {}};
    for (const auto& [name, value] : amounts.items())
        if (value.is_number_integer())
            table.rows.push_back({fieldLabel(name), Money(value.get<std::int64_t>())});
    return table;
}

exchange::RollForward rollForward(const std::string& title, const json& account)
{
    exchange::RollForward roll{title, minor(account, "opening_minor"), {}, minor(account, "closing_minor")};
    for (const auto* change : {"contributions_minor", "allocation_minor", "other_minor"})
        roll.changes.emplace_back(fieldLabel(change), minor(account, change));
    roll.changes.emplace_back("Distributions", -minor(account, "distributions_minor"));
    return roll;
}

/// Two figures of one page bear the same word and differ: what is paid out of a surplus leaves the capital
/// account only after the period that earned it.
std::string cashNote(const json& content, const std::string& period)
{
    const bool isPartnership = content.at("tax_form").contains("distributions_minor");
    return fmt::format("“{}” for your tax return is the cash from the surplus of {} ({}), which is paid out "
                       "after the period's last day; “Distributions” in your capital accounts is the cash "
                       "from earlier surpluses that left them within {}.",
                       isPartnership ? "Distributions" : "Paid in cash", period,
                       habitat::toText(minor(content, "cash_minor")), period);
}

/// The stored statement as the page that the member gets.
exchange::Statement pageOf(const close::MemberStatement& stored, const store::Cooperative& cooperative,
                           const treasury::PeriodSpan& span, const close::StepResult& lock)
{
    const auto& content = stored.content;
    exchange::Statement page;
    page.cooperative = cooperative.name;
    page.currency = cooperative.currency;
    page.period = span.code;
    page.from = span.from;
    page.to = span.to;
    page.memberNumber = stored.memberNumber;
    page.memberName = content.at("name").get<std::string>();
    page.highlights = {{"Allocated to you", minor(content, "allocation_minor")},
                       {"Paid in cash", minor(content, "cash_minor")},
                       {"Added to your capital", minor(content, "retained_minor")}};
    if (content.at("patronage").is_object())
        page.tables.push_back(amountTable("Your patronage", content.at("patronage")));
    const auto& tax = content.at("tax_form");
    page.tables.push_back(amountTable("For your tax return: " + tax.at("form").get<std::string>(), tax));
    for (const auto* ledger : {"book", "tax"})
        if (content.at(ledger).is_object())
            page.accounts.push_back(
                rollForward(fmt::format("Capital account, {}", ledger), content.at(ledger)));
    page.notes = {fmt::format("Shared under {} v{}; your share of the surplus is exactly {}.",
                              content.at("policy").get<std::string>(),
                              content.at("policy_version").get<int>(),
                              content.at("share").get<std::string>()),
                  cashNote(content, span.code)};
    page.hash = stored.hash;
    page.issuedAt = lock.recordedAt;
    return page;
}

/// What members were given by an earlier close of the period, before it was reopened.
struct Replaced
{
    Date issuedOn;
    Date reopenedOn;
    std::unordered_map<std::string, std::string> hashes;
};

/// The reopening that took that lock back.
Date reopenedAfter(db::Connection& db, const std::string& period, Instant lockedAt)
{
    const auto reopenings = treasury::reopeningsOf(db, period);
    const auto found =
        std::ranges::find_if(reopenings, [&](const auto& reopening) { return reopening.at >= lockedAt; });
    ensure(found != reopenings.end(), "a lock that was followed by another was taken back");
    return dateOf(found->at);
}

std::optional<Replaced> replacedBy(db::Connection& db, const close::Close& newest)
{
    const auto closes = close::closesOf(db, newest.period);
    for (auto close = closes.rbegin(); close != closes.rend(); ++close) {
        const auto lock = close::lastResultOf(db, close->key, close::stepCount);
        if (close->key == newest.key || !lock) continue;
        Replaced replaced{dateOf(lock->recordedAt), reopenedAfter(db, newest.period, lock->recordedAt), {}};
        for (const auto& stored : close::statementsOf(db, close->key))
            replaced.hashes.emplace(stored.memberNumber, stored.hash);
        return replaced;
    }
    return std::nullopt;
}

/// Whoever has both pages must see at once which one holds.
void addReplacement(exchange::Statement& page, const Replaced& replaced)
{
    const auto before = replaced.hashes.find(page.memberNumber);
    const auto why =
        fmt::format("the period was reopened on {} and closed again.", toText(replaced.reopenedOn));
    page.notes.push_back(
        before == replaced.hashes.end()
            ? fmt::format("There was no earlier statement of this period to you; {}", why)
            : fmt::format("This statement replaces the one issued on {} with the hash {}: {}",
                          toText(replaced.issuedOn), before->second.substr(0, 12), why));
}

struct StatementSet
{
    store::Cooperative cooperative;
    treasury::PeriodSpan span;
    close::StepResult lock;
    std::vector<close::MemberStatement> statements;
    std::optional<Replaced> replaced;
    /// Of the folder, and what each file's name begins with: "2026-Q1", and "2026-Q1-run-2" where an earlier
    /// run was locked as well, so that the old files stay what they are.
    std::string name;
};

Result<StatementSet> statementsOf(db::Connection& db, const std::string& period)
{
    StatementSet set;
    set.cooperative = TRY(cooperativeIn(db));
    set.span = TRY(treasury::parsePeriod(period));
    const auto close = close::latestClose(db, period);
    const auto lock = close ? close::resultOf(db, close->key, close::stepCount) : std::nullopt;
    if (!lock)
        return fail("close.not_locked",
                    fmt::format("Period {} is not locked yet; statements follow from the lock.", period),
                    {{"period", period}});
    set.lock = *lock;
    set.statements = close::statementsOf(db, close->key);
    set.replaced = replacedBy(db, *close);
    set.name = set.replaced ? fmt::format("{}-run-{}", period, close->run) : period;
    return set;
}

} // namespace

Result<std::string> Console::writeStatements(const Session& session, const std::string& period)
{
    TRY(m_impl->mayAsk(session, identity::Permission::Export));
    const auto set = TRY(m_impl->read([&](db::Connection& db) { return statementsOf(db, period); }));
    const auto folder = m_impl->folders.statements() / set.name;
    for (const auto& stored : set.statements) {
        auto page = pageOf(stored, set.cooperative, set.span, set.lock);
        if (set.replaced) addReplacement(page, *set.replaced);
        TRY(exchange::writeStatement(
            (folder / exchange::statementFileName(set.name, stored.memberNumber)).string(), page));
    }
    return folder.string();
}

} // namespace habitat::console
