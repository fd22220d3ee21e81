// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/contributions.h"

#include "core/base/text.h"
#include "core/people/contribution_queries.h"
#include "core/people/contribution_register.h"
#include "core/people/contribution_store.h"
#include "core/people/members.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::people {

using habitat::toText;

namespace {

using enum ContributionState;

constexpr std::string_view insertSql = "INSERT INTO contribution (key, reference, member, category, kind, "
                                       "value_minor, date, description, submitted_by, "
                                       "state, counts_from, revision, moves, origin_hash) VALUES (?, ?, ?, "
                                       "?, ?, ?, ?, ?, ?, 'draft', ?, 1, 1, ?)";
constexpr std::string_view beginHistorySql = "INSERT INTO contribution_move (contribution, number, who, at, "
                                             "to_state, why) VALUES (?, 1, ?, ?, 'draft', '')";
constexpr std::string_view keepRevisionSql =
    "INSERT INTO contribution_revision (contribution, revision, value_minor, date, description, replaced_by, "
    "replaced_at) VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view revisersSql =
    "SELECT replaced_by FROM contribution_revision WHERE contribution = ?";
constexpr std::string_view reviseSql = "UPDATE contribution SET value_minor = ?, date = ?, description = ?, "
                                       "counts_from = ?, revision = revision + 1 WHERE key = ?";
constexpr std::string_view approveSql =
    "INSERT INTO contribution_approval (contribution, revision, approver, at, note) VALUES (?, ?, ?, ?, ?)";
constexpr std::string_view valueSql = "UPDATE contribution SET value_minor = ?, revision = ? WHERE key = ?";
constexpr std::string_view applySql = "UPDATE contribution SET applied_by = ? WHERE key = ?";
constexpr std::string_view deferSql = "UPDATE contribution SET counts_from = ? WHERE key = ?";
constexpr std::string_view keepDeferralSql =
    "INSERT INTO contribution_deferral (key, contribution, period, who, at, why) VALUES (?, ?, ?, ?, ?, ?)";

/// The move of one step from the one state where it starts, with its event.
Status step(store::UnitOfWork& work, ContributionKey key, ContributionState from, ContributionState to,
            std::string_view what)
{
    const auto contribution = TRY(loadContribution(work.db(), key));
    TRY(requireState(contribution, from, to));
    TRY(moveContribution(work, contribution, to, work.actor().user, ""));
    publishContribution(work, what, contribution);
    return {};
}

/// The move of one step that somebody must give a reason for, with its event.
Status decidedStep(store::UnitOfWork& work, const Contribution& contribution, ContributionState to,
                   const Decision& decision, std::string_view what)
{
    TRY(checkMove(contribution, to));
    TRY(requireReason(contribution, decision.note));
    TRY(moveContribution(work, contribution, to, decision.by, decision.note));
    publishContribution(work, what, contribution, {{"by", decision.by}, {"why", decision.note}});
    return {};
}

/// Who approved the current revision.
std::vector<std::string> approversOf(db::Connection& db, const Contribution& contribution)
{
    std::vector<std::string> approvers;
    for (auto& approval : approvalsOf(db, contribution.key))
        if (approval.revision == contribution.revision) approvers.push_back(std::move(approval.approver));
    return approvers;
}

void addApproval(store::UnitOfWork& work, const Contribution& contribution, const Decision& approval)
{
    work.db()
        .query(approveSql)
        .bind(contribution.key, contribution.revision, approval.by, toMicros(work.now()), approval.note)
        .run();
}

/// Nobody approves what they submitted, or said anew for whoever did.
Status mayApprove(db::Connection& db, const Contribution& contribution, std::span<const std::string> already,
                  const std::string& approver)
{
    TRY(checkApprover(contribution, already, approver));
    auto revisers = db.query(revisersSql).bind(contribution.key);
    while (revisers.next())
        if (samePerson(revisers.text(0), approver))
            return fail("people.approval.own",
                        fmt::format("{} changed contribution {}. Another approver must decide.", approver,
                                    contribution.reference),
                        {{"reference", contribution.reference}, {"approver", approver}});
    return {};
}

void keepRevision(store::UnitOfWork& work, const Contribution& before)
{
    work.db()
        .query(keepRevisionSql)
        .bind(before.key, before.revision, before.value.minor, daysSinceEpoch(before.date),
              before.description, work.actor().user, toMicros(work.now()))
        .run();
}

bool isPending(const Contribution& contribution)
{
    switch (contribution.state) {
    case Draft:
    case Submitted:
    case UnderReview:
    case Clarification:
    case Disputed:
    case Approved:
        return true;
    case Valued:
        return contribution.kind != ContributionKind::Patronage;
    case Applied:
    case Claimed:
    case Allocated:
    case Rejected:
    case Withdrawn:
        return false;
    }
    return false;
}

/// As checkMove, with the way there is from where a person finds it.
Status checkWayOut(db::Connection& db, const Contribution& contribution, ContributionState to)
{
    if (mayMove(contribution.kind, contribution.state, to)) return {};
    if (contribution.state == Claimed) {
        const auto held = findRegister(db, contribution.claimedBy);
        ensure(held.has_value(), "a claimed contribution is on a register");
        auto refusal = wrongState(
            contribution, to,
            fmt::format("The close of {} counts with it: undo that to step 3, or to an earlier one, "
                        "which releases it; then dispute it.",
                        held->period));
        return fail(std::move(refusal).with("period", held->period));
    }
    if (mayMove(contribution.kind, contribution.state, Disputed))
        return fail(
            wrongState(contribution, to, "It was approved: dispute it, and let somebody else settle that."));
    return checkMove(contribution, to);
}

/// Nobody settles what they submitted, or a dispute that they raised.
Status checkSettler(db::Connection& db, const Contribution& contribution, const std::string& settler)
{
    TRY(mayApprove(db, contribution, {}, settler));
    const auto raised = historyOf(db, contribution.key).back();
    if (!samePerson(raised.who, settler)) return {};
    return fail("people.dispute.own",
                fmt::format("{} disputes contribution {}. Somebody else must settle it.", settler,
                            contribution.reference),
                {{"reference", contribution.reference}, {"user", settler}});
}

Status checkApprovals(const Contribution& contribution, std::size_t approvals, const ApprovalRule& rule)
{
    const auto needed = rule.approvalsFor(contribution.value);
    if (std::int64_t(approvals) >= needed) return {};
    return fail("people.contribution.approvals_missing",
                fmt::format("Contribution {} was approved by {}, but a value of {} needs {} people. Dispute "
                            "it, and let somebody who has not approved it yet settle that.",
                            contribution.reference, approvals, toText(contribution.value), needed),
                {{"reference", contribution.reference},
                 {"value_minor", contribution.value.minor},
                 {"approvals", approvals}});
}

/// Approvals stand on the value that they were given for: a higher one has that of whoever names it, alone.
Status checkOneIsEnough(const Contribution& contribution, Money value, const ApprovalRule& rule)
{
    const auto needed = rule.approvalsFor(value);
    if (needed <= 1) return {};
    return fail("people.contribution.approvals_missing",
                fmt::format("A value of {} instead of {} needs {} people, and nobody has approved it for "
                            "contribution {} yet. Settle the dispute with --reject, and enter the "
                            "contribution anew with the value that is right.",
                            toText(value), toText(contribution.value), needed, contribution.reference),
                {{"reference", contribution.reference}, {"value_minor", value.minor}, {"approvals", 0}});
}

Date dayAfter(Date date)
{
    return dateFromDays(daysSinceEpoch(date) + 1);
}

} // namespace

Result<ContributionKey> draftContribution(store::UnitOfWork& work, const NewContribution& contribution)
{
    TRY(checkContribution(contribution));
    if (!findMember(work.db(), contribution.member))
        return fail(
            "people.member.unknown",
            fmt::format("Contribution {} names a member that is not on the roll.", contribution.reference),
            {{"reference", contribution.reference}, {"member", contribution.member.value}});
    if (findContributionByReference(work.db(), contribution.reference))
        return fail("people.contribution.reference_taken",
                    fmt::format("There is a contribution {} already. Choose another reference.",
                                contribution.reference),
                    {{"reference", contribution.reference}});
    Contribution drafted;
    static_cast<NewContribution&>(drafted) = contribution;
    drafted.key = work.keys().make<ContributionKey>();
    const auto date = daysSinceEpoch(contribution.date);
    work.db()
        .query(insertSql)
        .bind(drafted.key, contribution.reference, contribution.member, contribution.category,
              toText(contribution.kind), contribution.value.minor, date, contribution.description,
              contribution.submittedBy, date, originHash(contribution))
        .run();
    work.db().query(beginHistorySql).bind(drafted.key, work.actor().user, toMicros(work.now())).run();
    publishContribution(work, "drafted", drafted);
    return drafted.key;
}

Date countsFromAfter(const Contribution& before, const ContributionRevision& revision)
{
    const bool isDeferred = before.countsFrom != before.date;
    return isDeferred ? std::max(before.countsFrom, revision.date) : revision.date;
}

Status reviseContribution(store::UnitOfWork& work, ContributionKey key, const ContributionRevision& revision)
{
    const auto before = TRY(loadContribution(work.db(), key));
    if (before.state != Draft && before.state != Clarification)
        return fail(wrongState(before, Clarification, "Ask for clarification before it is changed."));
    auto after = before;
    after.value = revision.value;
    after.date = revision.date;
    after.description = revision.description;
    TRY(checkContribution(after));
    after.countsFrom = countsFromAfter(before, revision);
    keepRevision(work, before);
    work.db()
        .query(reviseSql)
        .bind(after.value.minor, daysSinceEpoch(after.date), after.description,
              daysSinceEpoch(after.countsFrom), key)
        .run();
    publishContribution(work, "revised", after, {{"before_minor", before.value.minor}});
    return {};
}

Status submitContribution(store::UnitOfWork& work, ContributionKey key)
{
    return step(work, key, Draft, Submitted, "submitted");
}

Status startReview(store::UnitOfWork& work, ContributionKey key)
{
    return step(work, key, Submitted, UnderReview, "review_started");
}

Status askForClarification(store::UnitOfWork& work, ContributionKey key, const Decision& question)
{
    return decidedStep(work, TRY(loadContribution(work.db(), key)), Clarification, question,
                       "clarification_asked");
}

Status answerClarification(store::UnitOfWork& work, ContributionKey key, const Decision& answer)
{
    const auto contribution = TRY(loadContribution(work.db(), key));
    TRY(requireState(contribution, Clarification, UnderReview));
    return decidedStep(work, contribution, UnderReview, answer, "clarification_answered");
}

Result<ApprovalOutcome> approveContribution(store::UnitOfWork& work, ContributionKey key,
                                            const Decision& approval, const ApprovalRule& rule)
{
    const auto contribution = TRY(loadContribution(work.db(), key));
    TRY(requireState(contribution, UnderReview, Approved));
    const auto already = approversOf(work.db(), contribution);
    TRY(mayApprove(work.db(), contribution, already, approval.by));
    addApproval(work, contribution, approval);
    const nlohmann::json more = {{"by", approval.by}, {"note", approval.note}};
    if (std::int64_t(already.size()) + 1 < rule.approvalsFor(contribution.value)) {
        publishContribution(work, "approval_given", contribution, more);
        return ApprovalOutcome::SecondApprovalNeeded;
    }
    TRY(moveContribution(work, contribution, Approved, approval.by, approval.note));
    publishContribution(work, "approved", contribution, more);
    return ApprovalOutcome::Approved;
}

Status rejectContribution(store::UnitOfWork& work, ContributionKey key, const Decision& reason)
{
    const auto contribution = TRY(loadContribution(work.db(), key));
    TRY(requireState(contribution, UnderReview, Rejected));
    return decidedStep(work, contribution, Rejected, reason, "rejected");
}

Status withdrawContribution(store::UnitOfWork& work, ContributionKey key, const std::string& reason)
{
    const auto contribution = TRY(loadContribution(work.db(), key));
    TRY(checkWayOut(work.db(), contribution, Withdrawn));
    return decidedStep(work, contribution, Withdrawn, {work.actor().user, reason}, "withdrawn");
}

Status valueContribution(store::UnitOfWork& work, ContributionKey key, Money value, const ApprovalRule& rule,
                         const std::string& note)
{
    const auto contribution = TRY(loadContribution(work.db(), key));
    // A released claim comes back to `valued` too, but by releaseClaims.
    TRY(requireState(contribution, Approved, Valued));
    auto valued = contribution;
    valued.value = value;
    TRY(checkContribution(valued));
    // Who approved more approved this too; who approved less did not.
    if (value > contribution.value) {
        TRY(checkOneIsEnough(contribution, value, rule));
        keepRevision(work, contribution);
        ++valued.revision;
        addApproval(work, valued, {work.actor().user, note});
    } else {
        TRY(checkApprovals(valued, approversOf(work.db(), contribution).size(), rule));
    }
    work.db().query(valueSql).bind(value.minor, valued.revision, key).run();
    const auto why = contribution.value == value ? note
                                                 : fmt::format("{} instead of {}. {}", toText(value),
                                                               toText(contribution.value), note);
    TRY(moveContribution(work, contribution, Valued, work.actor().user, why));
    publishContribution(work, "valued", valued, {{"stated_minor", contribution.value.minor}, {"note", note}});
    return {};
}

Status applyContribution(store::UnitOfWork& work, ContributionKey key, JournalKey journal)
{
    const auto contribution = TRY(loadContribution(work.db(), key));
    TRY(checkMove(contribution, Applied));
    TRY(requireState(contribution, Valued, Applied));
    TRY(moveContribution(work, contribution, Applied, work.actor().user, ""));
    work.db().query(applySql).bind(journal, key).run();
    publishContribution(work, "applied", contribution, {{"journal", journal.value}});
    return {};
}

Status disputeContribution(store::UnitOfWork& work, ContributionKey key, const Decision& reason)
{
    const auto contribution = TRY(loadContribution(work.db(), key));
    TRY(checkWayOut(work.db(), contribution, Disputed));
    return decidedStep(work, contribution, Disputed, reason, "disputed");
}

Status settleDispute(store::UnitOfWork& work, ContributionKey key, DisputeOutcome outcome,
                     const Decision& reason)
{
    const auto contribution = TRY(loadContribution(work.db(), key));
    const auto to = outcome == DisputeOutcome::Upheld ? Approved : Rejected;
    TRY(requireState(contribution, Disputed, to));
    TRY(checkSettler(work.db(), contribution, reason.by));
    if (outcome == DisputeOutcome::Rejected) return decidedStep(work, contribution, to, reason, "rejected");
    TRY(requireReason(contribution, reason.note));
    // Who upholds it approves it; a second approval that a higher value needs comes in this way.
    if (checkApprover(contribution, approversOf(work.db(), contribution), reason.by))
        addApproval(work, contribution, reason);
    return decidedStep(work, contribution, to, reason, "upheld");
}

Status deferContribution(store::UnitOfWork& work, ContributionKey key, const PeriodSpan& period,
                         const Decision& reason)
{
    const auto contribution = TRY(loadContribution(work.db(), key));
    if (!isPending(contribution))
        return fail("people.contribution.not_pending",
                    fmt::format("Contribution {} is {}; only one that waits to be decided can be deferred.",
                                contribution.reference, toText(contribution.state)),
                    {{"reference", contribution.reference}, {"state", toText(contribution.state)}});
    if (contribution.countsFrom < period.first || contribution.countsFrom > period.last)
        return fail("people.contribution.outside_period",
                    fmt::format("Contribution {} does not count in {}, so it cannot be deferred out of it.",
                                contribution.reference, period.code),
                    {{"reference", contribution.reference},
                     {"counts_from", toText(contribution.countsFrom)},
                     {"period", period.code}});
    TRY(requireReason(contribution, reason.note));
    const auto from = dayAfter(period.last);
    work.db().query(deferSql).bind(daysSinceEpoch(from), key).run();
    work.db()
        .query(keepDeferralSql)
        .bind(work.keys().next(), key, period.code, reason.by, toMicros(work.now()), reason.note)
        .run();
    publishContribution(
        work, "deferred", contribution,
        {{"period", period.code}, {"counts_from", toText(from)}, {"by", reason.by}, {"why", reason.note}});
    return {};
}

} // namespace habitat::people
