// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/steps.h"

#include "core/agreements/distributions.h"
#include "core/agreements/patronage_runs.h"
#include "core/base/hash.h"
#include "core/close/statements.h"
#include "core/people/contribution_register.h"
#include "core/treasury/capital.h"
#include "core/treasury/posting_rules.h"

#include <fmt/format.h>

namespace habitat::close {

namespace {

std::vector<agreements::Distribution> distributionsOf(db::Connection& db, AllocationKey allocation)
{
    agreements::DistributionFilter filter;
    filter.allocation = allocation;
    return agreements::listDistributions(db, filter);
}

Check allEnded(const std::vector<agreements::Distribution>& unsettled)
{
    Check check{"close.distributions.open",
                "Every distribution has ended or is carried as payable.",
                unsettled.empty(),
                {},
                "Record what became of each payment.",
                {},
                {}};
    for (const auto& one : unsettled)
        check.offending.push_back(
            fmt::format("{} ({}) is {}.", one.memberName, toText(one.amount), agreements::toText(one.state)));
    return check;
}

/// The review window is the policy's days of grace after the period's last day.
Check reviewOver(const Close& close, const agreements::Policy& policy, Date today)
{
    const auto last = dateFromDays(daysSinceEpoch(spanOf(close).to) + int(policy.graceDays));
    Check check{"close.review.open",
                fmt::format("The review window is over (it ends on {}).", toText(last)),
                today > last,
                {},
                "Wait until the window is over.",
                {},
                {}};
    return check;
}

StepReading read(db::Connection& db, const Close& close, Instant now)
{
    StepReading reading;
    const auto living = livingWithLines(db, close);
    ensure(living.has_value(), "a close past step 10 has a living allocation");
    const auto distributions = distributionsOf(db, living->allocation.key);
    Hasher hasher;
    hasher.add("lock").add(living->allocation.hash);
    for (const auto& one : distributions)
        hasher.add(one.memberNumber).add(one.amount.minor);
    reading.inputHash = hasher.hex();
    reading.overThreshold = true;
    if (!resultOf(db, close.key, 11)) {
        reading.checks.push_back(allEnded(agreements::unsettledDistributions(db, living->allocation.key)));
        reading.checks.push_back(reviewOver(close, pinned(db, close), dateOf(now)));
    }
    const auto regime = pinned(db, close).taxRegime == agreements::TaxRegime::K ? "K-1" : "1099-PATR";
    reading.reads = {{"Distributions", fmt::format("{}", distributions.size())},
                     {"Allocation", fmt::format("v{}", living->allocation.version)}};
    reading.writes = {{"Statements", fmt::format("{} members", living->lines.size())},
                      {fmt::format("{} data", regime), fmt::format("{} members", living->lines.size())},
                      {"Seal", "one hash over allocation, statements and journals"},
                      {"Period " + close.period, "closed → locked"}};
    reading.figures.push_back(allocationTable(living->lines));
    return reading;
}

Status rollUp(store::UnitOfWork& work, const Close& close, const treasury::Authority& authority)
{
    const auto open = treasury::distributionsToRollUp(work.db(), close.period);
    if (open.empty()) return {};
    treasury::JournalHead head;
    head.date = dateOf(work.now());
    head.sourceKey = close.runName() + ":11:roll-up";
    head.description = fmt::format("Distributions of {} rolled up", close.period);
    head.forPeriod = close.period;
    TRY(treasury::ensurePeriodFor(work, head.date));
    TRY(treasury::postJournal(work, TRY(treasury::rollUp(std::move(head), open)), authority));
    return {};
}

Result<nlohmann::json> perform(store::UnitOfWork& work, const Close& close, const StepReading& reading)
{
    const auto living = livingWithLines(work.db(), close);
    ensure(living.has_value(), "a close past step 10 has a living allocation");
    const auto& signers = reading.signers;
    ensure(signers.size() >= 2, "a lock is signed by two people");
    TRY(rollUp(work, close, authorityOf(signers, {})));
    TRY(people::markAllocated(work, close.key));
    TRY(agreements::markDistributed(work, living->allocation.key));
    const auto seal = writeStatements(work, close);
    TRY(treasury::lockPeriod(work, close.period, {signers[0], signers[1]}));
    return nlohmann::json{{"statements", living->lines.size()}, {"seal", seal}};
}

std::vector<UndoEffect> undoEffects(db::Connection&, const Close& close)
{
    return {{11,
             fmt::format("Period {} is locked; what has to be corrected goes into the period after it, or it "
                         "is reopened.",
                         close.period),
             true}};
}

} // namespace

StepBehaviour reportAndLockStep()
{
    return {read, perform, nullptr, undoEffects};
}

} // namespace habitat::close
