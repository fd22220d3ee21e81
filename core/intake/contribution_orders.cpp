// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/contribution_orders.h"

#include "core/base/text.h"
#include "core/intake/contribution_approval.h"
#include "core/intake/import_faults.h"
#include "core/people/contribution_queries.h"
#include "core/people/contributions.h"
#include "core/people/members.h"
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

/// Whoever submitted it, or an Administrator for them. A program answers only for what it submitted itself.
Status mayAnswerFor(const Actor& actor, const Contribution& contribution)
{
    const bool isAdministrator =
        actor.roles.contains(Role::Administrator) && !actor.roles.contains(Role::Agent);
    if (actor.isSystem() || isAdministrator || samePerson(actor.user, contribution.submittedBy)) return {};
    return fail("intake.contribution.not_own",
                fmt::format("{} submitted contribution {}. Only they change it or take it back, or an "
                            "Administrator for them; a reviewer decides on it in the Inbox.",
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

/// As an import asks of what arrives. `countsFrom`: the day in whose period it would be counted.
Status checkEntry(store::UnitOfWork& work, const std::string& reference, Money value, Date date,
                  Date countsFrom)
{
    TRY(withinReason(reference, value));
    if (!date.ok())
        return fail("people.contribution.invalid", fmt::format("Contribution {} has no date.", reference),
                    {{"reference", reference}, {"field", "date"}});
    TRY(checkNotFarAhead(date, work.now()));
    return periodTakes(work.db(), countsFrom);
}

Result<json> draft(OperationContext& context, const people::ContributionEntry& entry)
{
    auto& work = context.work();
    TRY(checkEntry(work, entry.reference, entry.value, entry.date, entry.date));
    const auto policy = TRY(policyFor(work.db(), entry.date)).policy;
    const auto* category = policy.category(entry.category);
    if (!category)
        return fail(
            "agreements.category.unknown",
            fmt::format("“{}” is no category of {} v{}.", entry.category, policy.name, policy.version),
            {{"reference", entry.reference}, {"category", entry.category}});
    people::NewContribution contribution;
    contribution.reference = entry.reference;
    contribution.member = TRY(people::memberNumbered(work.db(), entry.memberNumber)).key;
    contribution.category = entry.category;
    contribution.kind = kindOf(category->kind);
    contribution.value = entry.value;
    contribution.date = entry.date;
    contribution.description = entry.description;
    contribution.submittedBy = work.actor().user;
    const auto key = TRY(people::draftContribution(work, contribution));
    return answerOf(work.db(), *people::findContribution(work.db(), key));
}

/// What the approval decides by, as it is now.
Status tellApproval(OperationContext& context, ContributionKey key, const std::string& why)
{
    auto& work = context.work();
    const auto contribution = people::findContribution(work.db(), key);
    const auto instance = liveApproval(work.db(), *contribution);
    if (!instance) return {};
    engine::SetVariables changed;
    changed.variables = TRY(approvalVariables(work.db(), *contribution));
    TRY(context.perform(
        {runtime::InstanceCommand{instance->key, std::move(changed)}, work.actor(), why, {}}));
    return {};
}

Result<json> revise(OperationContext& context, const std::string& reference,
                    const people::ContributionChange& change, const std::string& reason)
{
    auto& work = context.work();
    const auto before = TRY(people::contributionCalled(work.db(), reference));
    TRY(mayAnswerFor(work.actor(), before));
    if (isBlank(reason))
        return fail("people.reason_missing",
                    fmt::format("Give a reason; it stays with contribution {}.", reference),
                    {{"reference", reference}});
    const people::ContributionRevision revision{change.value.value_or(before.value),
                                                change.date.value_or(before.date),
                                                change.description.value_or(before.description)};
    TRY(checkEntry(work, reference, revision.value, revision.date,
                   people::countsFromAfter(before, revision)));
    if (auto revised = people::reviseContribution(work, before.key, revision); !revised)
        return fail(withItsTask(work.db(), before, std::move(revised).error()));
    TRY(tellApproval(context, before.key, reason));
    return answerOf(work.db(), before);
}

Result<json> submit(OperationContext& context, const std::string& reference)
{
    auto& work = context.work();
    const auto contribution = TRY(people::contributionCalled(work.db(), reference));
    TRY(mayAnswerFor(work.actor(), contribution));
    TRY(people::submitContribution(work, contribution.key));
    TRY(startApproval(context, contribution.key));
    return answerOf(work.db(), contribution);
}

Result<json> withdraw(OperationContext& context, const std::string& reference, const std::string& reason)
{
    auto& work = context.work();
    const auto contribution = TRY(people::contributionCalled(work.db(), reference));
    TRY(mayAnswerFor(work.actor(), contribution));
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

/// Whoever raised the dispute and whoever settled it stand for the reversal.
Status takeOutOfTheBooks(store::UnitOfWork& work, const treasury::JournalRecord& posted,
                         const std::string& raisedBy, const std::string& reason)
{
    treasury::ReversalRequest reversal{posted.key, reason, {}, {}};
    reversal.date = TRY(treasury::reversalDate(work, posted.journal.date));
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
    TRY(withinReason(contribution.reference, worth));
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

runtime::Operation draftContribution(people::ContributionEntry entry)
{
    json arguments{{"reference", entry.reference},        {"member_number", entry.memberNumber},
                   {"category", entry.category},          {"value_minor", entry.value.minor},
                   {"date", habitat::toText(entry.date)}, {"description", entry.description}};
    auto correlation = "contribution:" + entry.reference;
    return {"contribution.draft", std::move(arguments),
            [entry = std::move(entry)](OperationContext& context) { return draft(context, entry); },
            std::move(correlation)};
}

runtime::Operation reviseContribution(std::string reference, people::ContributionChange change,
                                      std::string reason)
{
    json arguments{{"reference", reference}, {"reason", reason}};
    if (change.value) arguments["value_minor"] = change.value->minor;
    if (change.date) arguments["date"] = habitat::toText(*change.date);
    if (change.description) arguments["description"] = *change.description;
    return {"contribution.revise", std::move(arguments),
            [=](OperationContext& context) { return revise(context, reference, change, reason); },
            "contribution:" + reference};
}

runtime::Operation submitContribution(std::string reference)
{
    return {"contribution.submit",
            {{"reference", reference}},
            [=](OperationContext& context) { return submit(context, reference); },
            "contribution:" + reference};
}

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
