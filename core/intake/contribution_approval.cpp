// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/contribution_approval.h"

#include "core/people/contribution_queries.h"
#include "core/people/contributions.h"
#include "core/people/members.h"
#include "core/treasury/periods.h"
#include "core/treasury/posting.h"
#include "core/treasury/posting_rules.h"

#include <fmt/format.h>

namespace habitat::intake {

namespace {

using people::ContributionKind;
using people::ContributionState;

/// Goods whose kind nobody named go to the first of the in-kind accounts.
constexpr std::string_view inKindAccount = "1410";

Result<treasury::Journal> journalFor(const people::Contribution& contribution, const people::Member& member)
{
    treasury::JournalHead head;
    // One that was deferred posts where it counts: the period of its own date is closed by then.
    head.date = contribution.countsFrom;
    head.sourceKey = journalSource(contribution);
    head.description = fmt::format("{} of {}", contribution.reference, member.name);
    if (contribution.kind == ContributionKind::Cash)
        return treasury::cashContribution(std::move(head), member.number, contribution.value);
    return treasury::inKindContribution(std::move(head), member.number,
                                        {std::string(inKindAccount), contribution.value, contribution.value});
}

/// Those who approved it stand behind its posting: two people where the policy asks for two.
treasury::Authority approversOf(db::Connection& db, const people::Contribution& contribution)
{
    treasury::Authority authority;
    for (const auto& approval : people::approvalsOf(db, contribution.key)) {
        if (approval.revision != contribution.revision) continue;
        auto& who = authority.poster ? authority.approver : authority.poster;
        who = Actor{approval.approver, {}};
    }
    return authority;
}

Status decideReview(store::UnitOfWork& work, const people::Contribution& contribution,
                    std::string_view decision, const people::Decision& by)
{
    if (contribution.state == ContributionState::Submitted) TRY(people::startReview(work, contribution.key));
    if (decision == "approve") {
        TRY(people::approveContribution(work, contribution.key, by,
                                        TRY(approvalRule(work.db(), contribution.date))));
        return {};
    }
    if (decision == "reject") return people::rejectContribution(work, contribution.key, by);
    if (decision == "clarify") return people::askForClarification(work, contribution.key, by);
    return fail(
        "intake.decision.unknown",
        fmt::format("“{}” is no decision on a contribution; it is approve, reject or clarify.", decision));
}

runtime::HandlerResult answer(Status status)
{
    if (!status) return runtime::Failure{std::move(status).error()};
    return feel::Context{};
}

Result<people::Contribution> contributionOf(runtime::HandlerContext& context)
{
    return people::contributionCalled(context.work().db(), context.job().businessKey);
}

Status accept(runtime::HandlerContext& context)
{
    auto& work = context.work();
    const auto contribution = TRY(contributionOf(context));
    TRY(people::valueContribution(work, contribution.key, contribution.value,
                                  TRY(approvalRule(work.db(), contribution.date)), "Valued as submitted"));
    if (contribution.kind != ContributionKind::Patronage) TRY(applyToBooks(work, contribution.key));
    return {};
}

/// The rejection was recorded with the decision; the process ends by proving it.
Status reject(runtime::HandlerContext& context)
{
    const auto contribution = TRY(contributionOf(context));
    if (contribution.state == ContributionState::Rejected) return {};
    return fail("intake.rejection.missing",
                fmt::format("Contribution {} is {}, not rejected.", contribution.reference,
                            people::toText(contribution.state)));
}

} // namespace

ContributionKind kindOf(agreements::CategoryKind kind)
{
    switch (kind) {
    case agreements::CategoryKind::Patronage:
        return ContributionKind::Patronage;
    case agreements::CategoryKind::Cash:
        return ContributionKind::Cash;
    case agreements::CategoryKind::InKind:
        return ContributionKind::InKind;
    }
    throw InvariantBroken("every kind of category has a kind of contribution");
}

Result<agreements::StoredPolicy> policyFor(db::Connection& db, Date date)
{
    const auto period = treasury::periodOf(db, date);
    return agreements::policyInForce(
        db, period ? period->span.from : treasury::periodAround(date, treasury::Cadence::Quarter).from);
}

Result<people::ApprovalRule> approvalRule(db::Connection& db, Date date)
{
    return people::ApprovalRule{TRY(policyFor(db, date)).policy.contributionDualApprovalOver};
}

Status withinReason(const std::string& reference, Money value)
{
    // As much as one line of a journal takes; sums over a whole register then stay within 64 bits.
    if (value <= treasury::largestLine) return {};
    return fail(
        "intake.value.too_large",
        fmt::format("{} is more than {} in one contribution.", toText(value), toText(treasury::largestLine)),
        {{"reference", reference}});
}

Status periodTakes(db::Connection& db, Date date)
{
    const auto period = treasury::periodOf(db, date);
    return period ? treasury::checkPosting(*period, treasury::PostingNature::Ordinary) : Status{};
}

std::string journalSource(const people::Contribution& contribution)
{
    return "contribution:" + contribution.reference;
}

Status applyToBooks(store::UnitOfWork& work, ContributionKey key)
{
    const auto contribution = people::findContribution(work.db(), key);
    ensure(contribution.has_value(), "a contribution to be applied is on record");
    const auto member = people::findMember(work.db(), contribution->member);
    ensure(member.has_value(), "a contribution has a member");
    TRY(treasury::ensurePeriodFor(work, contribution->countsFrom));
    const auto journal = TRY(journalFor(*contribution, *member));
    const auto posted = TRY(treasury::postJournal(work, journal, approversOf(work.db(), *contribution)));
    return people::applyContribution(work, key, posted.key);
}

Result<feel::Context> approvalVariables(db::Connection& db, const people::Contribution& contribution)
{
    const auto member = people::findMember(db, contribution.member);
    ensure(member.has_value(), "a contribution has a member");
    feel::Context variables;
    variables.set("reference", contribution.reference);
    variables.set("member_number", member->number);
    variables.set("member_name", member->name);
    variables.set("category", contribution.category);
    variables.set("description", contribution.description);
    variables.set("date", toText(contribution.date));
    variables.set("value_minor", contribution.value.minor);
    variables.set("threshold_minor", TRY(approvalRule(db, contribution.date)).dualApprovalOver.minor);
    variables.set("submitted_by", contribution.submittedBy);
    return variables;
}

Status startApproval(runtime::OperationContext& context, ContributionKey key)
{
    auto& work = context.work();
    const auto contribution = people::findContribution(work.db(), key);
    ensure(contribution.has_value(), "a contribution to be approved is on record");
    runtime::StartProcess start;
    start.processId = std::string(approvalProcess);
    start.businessKey = contribution->reference;
    start.variables = TRY(approvalVariables(work.db(), *contribution));
    start.correlation = "contribution:" + contribution->reference;
    TRY(context.perform({std::move(start), work.actor(), {}, {}}));
    return {};
}

Result<feel::Context> recordDecision(store::UnitOfWork& work, const std::string& reference,
                                     std::string_view elementId, std::string_view decision,
                                     const std::string& note)
{
    const auto contribution = TRY(people::contributionCalled(work.db(), reference));
    const people::Decision by{work.actor().user, note};
    if (elementId == "clarify")
        TRY(people::answerClarification(work, contribution.key, by));
    else
        TRY(decideReview(work, contribution, decision, by));
    const auto now = people::findContribution(work.db(), contribution.key);
    feel::Context variables;
    variables.set("fully_approved", now && now->state == ContributionState::Approved);
    return variables;
}

void registerHandlers(runtime::Registry& registry)
{
    registry.local("contributions.accept",
                   [](runtime::HandlerContext& context) { return answer(accept(context)); });
    registry.local("contributions.reject",
                   [](runtime::HandlerContext& context) { return answer(reject(context)); });
}

} // namespace habitat::intake
