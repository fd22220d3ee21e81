// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/steps.h"

#include "core/agreements/patronage_runs.h"
#include "core/base/hash.h"
#include "core/people/contribution_register.h"
#include "core/people/members.h"
#include "core/treasury/periods.h"

#include <fmt/format.h>

#include <unordered_set>

namespace habitat::close {

namespace {

struct Inputs
{
    agreements::Policy policy;
    std::string policyHash;
    people::ContributionRegister held;
    Money netIncome;
    /// What the tax ledger divides by the same shares.
    Money taxNetIncome;
    std::vector<agreements::Participant> participants;
    std::vector<agreements::PatronageEntry> entries;
};

/// Whoever is active takes part, and whoever brought something, whatever became of them since.
Inputs gather(db::Connection& db, const Close& close)
{
    Inputs inputs;
    const auto policy = agreements::pinnedPolicy(db, close.key);
    auto held = people::findRegister(db, close.key);
    const auto frozen = resultOf(db, close.key, 1);
    const auto snapshot = treasury::currentSnapshot(db, close.period);
    ensure(policy && held && frozen && snapshot,
           "a close past step 3 has a policy, a register and a snapshot");
    inputs.policy = policy->stored.policy;
    inputs.policyHash = policy->stored.hash;
    inputs.held = std::move(*held);
    inputs.netIncome = Money(frozen->result.at("net_income_minor").get<std::int64_t>());
    inputs.taxNetIncome = close.enteredNetIncome.value_or(snapshot->taxNetIncome);
    std::unordered_set<std::int64_t> brought;
    for (const auto& total : inputs.held.totals) {
        brought.insert(total.member.value);
        inputs.entries.push_back({total.member, total.category, total.value});
    }
    for (const auto& member : people::listMembers(db)) {
        if (member.status != people::MemberStatus::Active && !brought.contains(member.key.value)) continue;
        inputs.participants.push_back({member.key, member.number, member.name, member.admittedOn,
                                       member.memberClass == people::MemberClass::Investor
                                           ? agreements::Standing::Investor
                                           : agreements::Standing::Patron});
    }
    return inputs;
}

bool isNothingToShare(const Inputs& inputs)
{
    return agreements::surplusOf(inputs.policy, inputs.netIncome).allocable.isZero() &&
           agreements::surplusOf(inputs.policy, inputs.taxNetIncome).allocable.isZero();
}

/// A dormant period: with nothing to divide, nothing to divide it by is no obstacle.
Result<agreements::PatronageShares> sharesOf(const Inputs& inputs)
{
    auto shares = agreements::computeShares(inputs.policy, inputs.participants, inputs.entries);
    if (shares || shares.error().code != "agreements.patronage.none" || !isNothingToShare(inputs))
        return shares;
    return agreements::sharesOfNothing(inputs.policy, inputs.participants, inputs.entries);
}

Check sharedCheck(const Result<agreements::PatronageShares>& shares)
{
    auto check = checkFrom("There is patronage to share by, or nothing to share.",
                           shares ? Status{} : fail(shares.error()));
    check.remedy = "Undo back to step 1, import the period's contributions and have them approved in the "
                   "Inbox; then run the close again.";
    return check;
}

exchange::Table sharesTable(const agreements::PatronageShares& shares)
{
    using exchange::ColumnType;
    exchange::Table table{"Patronage",
                          {{"member_number", "No.", ColumnType::Text}, {"name", "Member", ColumnType::Text}},
                          {},
                          {}};
    for (const auto& category : shares.categories)
        table.columns.push_back({category.category.name, category.category.name, ColumnType::Money});
    table.columns.push_back({"share", "Share", ColumnType::Share});
    Rational sum = 0;
    for (const auto& member : shares.members) {
        sum += shares.share(member);
        std::vector<exchange::Cell> row{member.participant.number, member.participant.name};
        for (const Money value : member.values)
            row.emplace_back(value);
        row.emplace_back(agreements::toText(shares.share(member)));
        table.rows.push_back(std::move(row));
    }
    table.totals = {std::monostate{}, std::string("Sum")};
    for (const auto& category : shares.categories)
        table.totals.emplace_back(category.total);
    table.totals.emplace_back(agreements::toText(sum));
    return table;
}

StepReading read(db::Connection& db, const Close& close, Instant)
{
    StepReading reading;
    const auto inputs = gather(db, close);
    Hasher hasher;
    hasher.add("patronage").add(inputs.policyHash).add(inputs.held.hash).add(inputs.netIncome.minor);
    reading.inputHash = hasher.hex();
    const auto surplus = agreements::surplusOf(inputs.policy, inputs.netIncome);
    reading.reads = {{"Policy", fmt::format("{} v{}", inputs.policy.name, inputs.policy.version)},
                     {"Register", fmt::format("{} contributions, hash {}", inputs.held.count,
                                              inputs.held.hash.substr(0, 12))},
                     moneyFact("Net income", inputs.netIncome)};
    reading.writes = {
        moneyFact("Reserve", surplus.reserve),
        moneyFact(surplus.allocable.isNegative() ? "Loss to share" : "Surplus to share", surplus.allocable)};
    const auto shares = sharesOf(inputs);
    reading.checks.push_back(sharedCheck(shares));
    if (shares) reading.figures.push_back(sharesTable(*shares));
    return reading;
}

Result<nlohmann::json> perform(store::UnitOfWork& work, const Close& close, const StepReading&)
{
    const auto inputs = gather(work.db(), close);
    const auto shares = TRY(sharesOf(inputs));
    const auto surplus = agreements::surplusOf(inputs.policy, inputs.netIncome);
    TRY(agreements::recordPatronage(work, {close.key, close.period, inputs.held.hash, inputs.policyHash},
                                    shares, surplus));
    return nlohmann::json{{"shares_hash", agreements::hashOf(shares)},
                          {"members", shares.members.size()},
                          {"net_income_minor", surplus.netIncome.minor},
                          {"reserve_minor", surplus.reserve.minor},
                          {"surplus_minor", surplus.allocable.minor}};
}

Status undo(store::UnitOfWork& work, const Close& close)
{
    return agreements::discardPatronage(work, close.key, close.undoReason);
}

std::vector<UndoEffect> undoEffects(db::Connection&, const Close&)
{
    return {{4, "The computed patronage is discarded; its record stays.", false}};
}

} // namespace

StepBehaviour computePatronageStep()
{
    return {read, perform, undo, undoEffects};
}

} // namespace habitat::close
