// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/steps.h"

#include "core/identity/permissions.h"
#include "core/identity/users.h"

#include <fmt/format.h>

namespace habitat::close {

namespace {

exchange::Table categoryTable(const agreements::Policy& policy)
{
    using exchange::ColumnType;
    exchange::Table table{"Categories",
                          {{"category", "Category", ColumnType::Text},
                           {"kind", "Kind", ColumnType::Text},
                           {"weight_bp", "Weight (bp)", ColumnType::Number}},
                          {},
                          {}};
    std::int64_t sum = 0;
    for (const auto& category : policy.categories) {
        table.rows.push_back(
            {category.name, std::string(agreements::toText(category.kind)), category.weight.value});
        sum += category.weight.value;
    }
    table.totals = {std::string("Sum"), std::monostate{}, sum};
    return table;
}

std::vector<Fact> factsOf(const agreements::StoredPolicy& stored)
{
    const auto& policy = stored.policy;
    return {{"Policy", fmt::format("{} v{}", policy.name, policy.version)},
            {"Hash", stored.hash.substr(0, 12)},
            {"Ratified", policy.ratifiedOn ? toText(*policy.ratifiedOn) : "not yet"},
            {"Entered here", toText(dateOf(stored.addedAt))},
            {"Method", std::string(agreements::toText(policy.method))},
            moneyFact("Reserve", policy.reserve),
            {"Cash rate", fmt::format("{} bp", policy.cashRate.value)}};
}

/// How many distinct people can sign step 6: one Allocator, the others Board or Administrator.
std::int64_t peopleForApproval(db::Connection& db)
{
    const auto first = slotOf(6, 0).mayBe;
    const auto others = slotOf(6, 1).mayBe;
    std::int64_t approvers = 0;
    bool isAllocatorBeside = false;
    for (const auto& user : identity::listUsers(db)) {
        if (!user.active || !identity::isAllowed(user.roles, identity::Permission::SignStep)) continue;
        if (user.roles.intersects(others))
            ++approvers;
        else
            isAllocatorBeside = isAllocatorBeside || user.roles.intersects(first);
    }
    return approvers + (isAllocatorBeside ? 1 : 0);
}

/// A policy that asks for more people than there are could never be closed by.
Check quorumCheck(db::Connection& db, const agreements::Policy& policy)
{
    const auto people = peopleForApproval(db);
    Check check{"close.policy.quorum",
                "Its quorum can be reached by the people who may sign step 6.",
                policy.quorum <= people,
                {},
                "Add people with the role Board or Administrator: habitatctl users add.",
                {},
                {}};
    if (!check.holds)
        check.offending.push_back(fmt::format("It asks for {} people; {} can sign.", policy.quorum, people));
    return check;
}

StepReading read(db::Connection& db, const Close& close, Instant)
{
    StepReading reading;
    const auto pinnedNow = agreements::pinnedPolicy(db, close.key);
    Result<agreements::StoredPolicy> inForce = pinnedNow ? Result<agreements::StoredPolicy>(pinnedNow->stored)
                                                         : agreements::policyInForce(db, spanOf(close).from);
    auto check = checkFrom("A policy was ratified before the period began.",
                           inForce ? Status{} : fail(inForce.error()));
    check.remedy = "Import a policy.json ratified before the period's first day.";
    reading.checks.push_back(std::move(check));
    if (!inForce) return reading;
    reading.checks.push_back(
        checkFrom("Its weights sum to exactly 10,000 bp.", agreements::checkPolicy(inForce->policy)));
    reading.checks.push_back(quorumCheck(db, inForce->policy));
    reading.inputHash = inForce->hash;
    reading.reads = factsOf(*inForce);
    reading.writes = {{"Snapshot", "an immutable copy of this policy for this close"}};
    reading.figures.push_back(categoryTable(inForce->policy));
    return reading;
}

Result<nlohmann::json> perform(store::UnitOfWork& work, const Close& close, const StepReading&)
{
    const auto from = spanOf(close).from;
    const auto policy = TRY(agreements::policyInForce(work.db(), from));
    const auto snapshot = TRY(agreements::pinPolicy(work, close.key, policy.key, from));
    return nlohmann::json{{"policy", snapshot.stored.policy.name},
                          {"version", snapshot.stored.policy.version},
                          {"policy_hash", snapshot.stored.hash}};
}

Status undo(store::UnitOfWork& work, const Close& close)
{
    return agreements::unpinPolicy(work, close.key, close.undoReason);
}

std::vector<UndoEffect> undoEffects(db::Connection& db, const Close& close)
{
    const auto policy = pinned(db, close);
    return {{2, fmt::format("{} v{} is unpinned; its snapshot stays on record.", policy.name, policy.version),
             false}};
}

} // namespace

StepBehaviour pinPolicyStep()
{
    return {read, perform, undo, undoEffects};
}

} // namespace habitat::close
