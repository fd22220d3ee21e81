// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/contribution_orders.h"

#include "core/base/text.h"
#include "core/intake/contribution_approval.h"
#include "core/people/contribution_queries.h"
#include "core/people/contributions.h"
#include "core/store/queries.h"
#include "core/treasury/journal_query.h"
#include "core/treasury/periods.h"
#include "core/treasury/posting.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::intake {

namespace {

using nlohmann::json;
using people::Contribution;
using people::ContributionKind;
using people::ContributionState;
using runtime::OperationContext;

std::optional<store::InstanceRow> liveApproval(db::Connection& db, const Contribution& contribution)
{
    auto instance = store::instanceByBusinessKey(db, approvalProcess, contribution.reference);
    return instance && !instance->endedAt ? instance : std::nullopt;
}

/// What comes of the contribution does not wait for its approval any more.
Status endApproval(OperationContext& context, const Contribution& contribution, const std::string& why)
{
    auto& work = context.work();
    const auto instance = liveApproval(work.db(), contribution);
    if (!instance) return {};
    TRY(context.perform(
        {runtime::InstanceCommand{instance->key, engine::CancelInstance{}}, work.actor(), why, {}}));
    return {};
}

/// The refusal with the task that decides instead, where one waits.
Error withItsTask(db::Connection& db, const Contribution& contribution, Error refusal)
{
    const auto instance = liveApproval(db, contribution);
    if (!instance || refusal.code != "people.contribution.state") return refusal;
    for (const auto& task : store::tasksOf(db, instance->key)) {
        if (task.status != store::TaskStatus::Open) continue;
        refusal.message += fmt::format(" Its approval waits for task {}, “{}”: decide that, in the Inbox or "
                                       "with `habitatctl task`.",
                                       toText(task.key), task.name);
        refusal.context["task"] = task.key.value;
    }
    return refusal;
}

/// A program takes back only what it submitted itself.
Status mayTakeBack(const Actor& actor, const Contribution& contribution)
{
    const bool isAdministrator =
        actor.roles.contains(Role::Administrator) && !actor.roles.contains(Role::Agent);
    if (actor.isSystem() || isAdministrator || samePerson(actor.user, contribution.submittedBy)) return {};
    return fail("intake.withdrawal.not_own",
                fmt::format("{} submitted contribution {}. Only they take it back, or an Administrator for "
                            "them; a reviewer rejects it in the Inbox.",
                            contribution.submittedBy, contribution.reference),
                {{"reference", contribution.reference}, {"submitted_by", contribution.submittedBy}});
}

json answerOf(db::Connection& db, const Contribution& contribution)
{
    const auto now = people::findContribution(db, contribution.key);
    return {{"reference", now->reference},
            {"state", people::toText(now->state)},
            {"value_minor", now->value.minor}};
}

Result<json> withdraw(OperationContext& context, const std::string& reference, const std::string& reason)
{
    auto& work = context.work();
    const auto contribution = TRY(people::contributionCalled(work.db(), reference));
    TRY(mayTakeBack(work.actor(), contribution));
    if (auto taken = people::withdrawContribution(work, contribution.key, reason); !taken)
        return fail(withItsTask(work.db(), contribution, std::move(taken).error()));
    TRY(endApproval(context, contribution, reason));
    return answerOf(work.db(), contribution);
}

Result<json> dispute(OperationContext& context, const std::string& reference, const std::string& reason)
{
    auto& work = context.work();
    const auto contribution = TRY(people::contributionCalled(work.db(), reference));
    const people::Decision by{work.actor().user, reason};
    if (auto disputed = people::disputeContribution(work, contribution.key, by); !disputed)
        return fail(withItsTask(work.db(), contribution, std::move(disputed).error()));
    TRY(endApproval(context, contribution, reason));
    return answerOf(work.db(), contribution);
}

/// The journal by which it stands in the books now.
std::optional<treasury::JournalRecord> standingJournal(db::Connection& db, const Contribution& contribution)
{
    auto posted = treasury::journalBySource(db, journalSource(contribution));
    const bool stands =
        posted && posted->status == treasury::JournalStatus::Posted && posted->reversedBy.isNone();
    return stands ? posted : std::nullopt;
}

/// As of its own day while that is open; what is corrected in a closed period is corrected today.
Date reversalDate(db::Connection& db, Date original, Date today)
{
    const auto period = treasury::periodOf(db, original);
    const bool isOver = period && (period->state == treasury::PeriodState::Closed ||
                                   period->state == treasury::PeriodState::Locked);
    return isOver ? today : original;
}

/// Whoever raised the dispute and whoever settled it stand for the reversal.
Status takeOutOfTheBooks(store::UnitOfWork& work, const treasury::JournalRecord& posted,
                         const std::string& raisedBy, const std::string& reason)
{
    treasury::ReversalRequest reversal{posted.key, reason, {}, {}};
    reversal.date = reversalDate(work.db(), posted.journal.date, dateOf(work.now()));
    TRY(treasury::ensurePeriodFor(work, *reversal.date));
    treasury::Authority authority;
    authority.poster = work.actor();
    authority.approver = Actor{raisedBy, {}};
    TRY(treasury::reverseJournal(work, reversal, authority));
    return {};
}

Status value(store::UnitOfWork& work, const Contribution& contribution, const people::Settlement& order,
             const std::optional<treasury::JournalRecord>& posted)
{
    const auto worth = order.value.value_or(contribution.value);
    if (posted && worth != contribution.value)
        return fail(
            "intake.dispute.posted",
            fmt::format("Contribution {} is in the books with {}, by journal {}. Settle the dispute with "
                        "--reject, which reverses that, and import it under another reference with the "
                        "value that is right.",
                        contribution.reference, toText(contribution.value), toText(posted->key)),
            {{"reference", contribution.reference}, {"journal", posted->key.value}});
    TRY(people::valueContribution(work, contribution.key, worth,
                                  TRY(approvalRule(work.db(), contribution.date)), order.reason));
    if (contribution.kind == ContributionKind::Patronage) return {};
    return posted ? people::applyContribution(work, contribution.key, posted->key)
                  : applyToBooks(work, contribution.key);
}

Result<json> settle(OperationContext& context, const std::string& reference, const people::Settlement& order)
{
    auto& work = context.work();
    const auto contribution = TRY(people::contributionCalled(work.db(), reference));
    const auto raisedBy = people::historyOf(work.db(), contribution.key).back().who;
    const auto posted = standingJournal(work.db(), contribution);
    TRY(people::settleDispute(work, contribution.key, order.outcome, {work.actor().user, order.reason}));
    if (order.outcome == people::DisputeOutcome::Upheld)
        TRY(value(work, contribution, order, posted));
    else if (posted)
        TRY(takeOutOfTheBooks(work, *posted, raisedBy, order.reason));
    return answerOf(work.db(), contribution);
}

} // namespace

runtime::Operation withdrawContribution(std::string reference, std::string reason)
{
    return {"contribution.withdraw",
            {{"reference", reference}, {"reason", reason}},
            [=](OperationContext& context) { return withdraw(context, reference, reason); },
            "contribution:" + reference};
}

runtime::Operation disputeContribution(std::string reference, std::string reason)
{
    return {"contribution.dispute",
            {{"reference", reference}, {"reason", reason}},
            [=](OperationContext& context) { return dispute(context, reference, reason); },
            "contribution:" + reference};
}

runtime::Operation settleDispute(std::string reference, people::Settlement settlement)
{
    json arguments{{"reference", reference},
                   {"outcome", people::toText(settlement.outcome)},
                   {"reason", settlement.reason}};
    if (settlement.value) arguments["value_minor"] = settlement.value->minor;
    return {"contribution.settle", std::move(arguments),
            [=](OperationContext& context) { return settle(context, reference, settlement); },
            "contribution:" + reference};
}

} // namespace habitat::intake
