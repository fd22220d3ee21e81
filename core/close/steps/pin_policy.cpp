// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/steps.h"

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
            {"Reserve", toText(policy.reserve)},
            {"Cash rate", fmt::format("{} bp", policy.cashRate.value)}};
}

/// Step 6 collects as many signatures as it has slots; a policy that asks for more could never be closed by.
Check quorumCheck(const agreements::Policy& policy)
{
    const auto slots = std::int64_t(planOf(6).slots.size());
    Check check{"close.policy.quorum",
                fmt::format("Its quorum can be reached ({} people sign step 6).", slots),
                policy.quorum <= slots,
                {},
                "Ratify a policy with a smaller quorum.",
                {},
                {}};
    if (!check.holds) check.offending.push_back(fmt::format("It asks for {} people.", policy.quorum));
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
    reading.checks.push_back(quorumCheck(inForce->policy));
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
