// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/statements.h"

#include "core/agreements/patronage_runs.h"
#include "core/base/hash.h"
#include "core/base/text.h"
#include "core/close/steps/steps.h"
#include "core/treasury/capital.h"

#include <algorithm>
#include <unordered_map>

namespace habitat::close {

namespace {

using CapitalByMember = std::unordered_map<std::string, nlohmann::json>;

CapitalByMember rollForward(db::Connection& db, treasury::Ledger ledger, const treasury::PeriodSpan& span)
{
    CapitalByMember byMember;
    for (const auto& account : treasury::capitalStatements(db, ledger, span))
        byMember[account.member] = {{"opening_minor", account.opening.minor},
                                    {"contributions_minor", account.contributions.minor},
                                    {"allocation_minor", account.allocation.minor},
                                    {"distributions_minor", account.distributions.minor},
                                    {"other_minor", account.other.minor},
                                    {"closing_minor", account.closing.minor}};
    return byMember;
}

/// Patronage values by category, for each member number.
CapitalByMember patronageByMember(const agreements::RecordedPatronage& patronage)
{
    CapitalByMember byMember;
    const auto& categories = patronage.shares.categories;
    for (const auto& member : patronage.shares.members) {
        auto values = nlohmann::json::object();
        for (std::size_t i = 0; i < categories.size(); ++i)
            values[categories[i].category.name + "_minor"] = member.values[i].minor;
        byMember[member.participant.number] = std::move(values);
    }
    return byMember;
}

/// Subchapter K: the partner's share and capital. Subchapter T: the patronage dividend, of which at least a
/// fifth in cash makes the written notice qualified (IRC §1388(c)(1)).
nlohmann::json taxForm(const agreements::Policy& policy, const agreements::AllocationLine& line)
{
    if (policy.taxRegime == agreements::TaxRegime::K)
        return {{"form", "K-1"},
                {"ordinary_income_minor", line.allocation.minor},
                {"distributions_minor", line.cash.minor}};
    return {{"form", "1099-PATR"},
            {"patronage_dividend_minor", line.allocation.minor},
            {"paid_in_cash_minor", line.cash.minor},
            {"qualified_notice_minor", line.retained.minor}};
}

} // namespace

std::string writeStatements(store::UnitOfWork& work, const Close& close)
{
    auto& db = work.db();
    const auto span = spanOf(close);
    const auto living = livingWithLines(db, close);
    const auto patronage = agreements::findPatronage(db, close.key);
    ensure(living && patronage, "a close being locked has patronage and an allocation");
    const auto policy = pinned(db, close);
    auto book = rollForward(db, treasury::Ledger::Book, span);
    auto tax = rollForward(db, treasury::Ledger::Tax, span);
    auto brought = patronageByMember(*patronage);
    Hasher seal;
    seal.add(living->allocation.hash);
    for (const auto& line : living->lines) {
        const nlohmann::json content{{"period", close.period},
                                     {"member_number", line.memberNumber},
                                     {"name", line.memberName},
                                     {"policy", policy.name},
                                     {"policy_version", policy.version},
                                     {"share", line.share},
                                     {"allocation_minor", line.allocation.minor},
                                     {"cash_minor", line.cash.minor},
                                     {"retained_minor", line.retained.minor},
                                     {"patronage", brought[line.memberNumber]},
                                     {"book", book[line.memberNumber]},
                                     {"tax", tax[line.memberNumber]},
                                     {"tax_form", taxForm(policy, line)}};
        const auto text = content.dump();
        const auto hash = hashHex(text);
        seal.add(hash);
        db.query("INSERT INTO close_statement (close_key, member_number, content, content_hash) VALUES (?, "
                 "?, ?, ?)")
            .bind(close.key, line.memberNumber, text, hash)
            .run();
    }
    return seal.hex();
}

std::vector<MemberStatement> statementsOf(db::Connection& db, CloseKey close)
{
    auto rows =
        db.query("SELECT member_number, content, content_hash FROM close_statement WHERE close_key = ?")
            .bind(close);
    std::vector<MemberStatement> statements;
    while (rows.next())
        statements.push_back({rows.text(0), nlohmann::json::parse(rows.textView(1)), rows.text(2)});
    std::ranges::sort(statements, numberBefore, &MemberStatement::memberNumber);
    return statements;
}

std::int64_t statementCount(db::Connection& db, CloseKey close)
{
    auto row = db.query("SELECT count(*) FROM close_statement WHERE close_key = ?").bind(close);
    row.next();
    return row.integer(0);
}

} // namespace habitat::close
