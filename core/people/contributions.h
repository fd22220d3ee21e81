// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/contribution.h"
#include "core/store/unit_of_work.h"

/// The life of one contribution, from draft to valued or applied. Each operation writes the state, its
/// history and its event in the writer's transaction, on its thread. A move that nextStates does not have is
/// refused with "people.contribution.state" and both states; an unknown key with
/// "people.contribution.unknown"; a missing reason with "people.reason_missing".
namespace habitat::people {

/// "people.contribution.reference_taken", "people.contribution.invalid" {"field"}, "people.member.unknown".
Result<ContributionKey> draftContribution(store::UnitOfWork& work, const NewContribution& contribution);

/// What may be changed while it is a draft or in clarification; approvals given before fall.
struct ContributionRevision
{
    Money value;
    Date date;
    std::string description;
};
Status reviseContribution(store::UnitOfWork& work, ContributionKey key, const ContributionRevision& revision);
/// The day from which it would count then: its date, or later where it was deferred.
Date countsFromAfter(const Contribution& before, const ContributionRevision& revision);

Status submitContribution(store::UnitOfWork& work, ContributionKey key);
Status startReview(store::UnitOfWork& work, ContributionKey key);
Status askForClarification(store::UnitOfWork& work, ContributionKey key, const Decision& question);
Status answerClarification(store::UnitOfWork& work, ContributionKey key, const Decision& answer);

enum class ApprovalOutcome : std::uint8_t { Approved, SecondApprovalNeeded };

/// Adds one person's approval; the last one that the rule asks for moves it to `approved`. Refuses the
/// submitter and whoever changed it ("people.approval.own"), the same person again ("people.approval.twice"),
/// and anyone who is not a person
/// ("people.approval.nobody"). Publishes `people.contribution.approval_given` or `.approved`.
Result<ApprovalOutcome> approveContribution(store::UnitOfWork& work, ContributionKey key,
                                            const Decision& approval, const ApprovalRule& rule);
Status rejectContribution(store::UnitOfWork& work, ContributionKey key, const Decision& reason);
Status withdrawContribution(store::UnitOfWork& work, ContributionKey key, const std::string& reason);

/// Fixes the value that counts (fair value of goods). A higher value than the approved one begins a revision
/// that has the actor's approval alone. What needs more approvals than stand on its value is refused
/// ("people.contribution.approvals_missing").
Status valueContribution(store::UnitOfWork& work, ContributionKey key, Money value, const ApprovalRule& rule,
                         const std::string& note);
/// Cash and in-kind: it now stands in the member's capital account by the journal named.
Status applyContribution(store::UnitOfWork& work, ContributionKey key, JournalKey journal);

/// While a close counts with it refused, with the way back in the message and the "period" in the context.
Status disputeContribution(store::UnitOfWork& work, ContributionKey key, const Decision& reason);
/// Upheld: approved again, and by whoever settled it. Not by its submitter ("people.approval.own") or by who
/// raised the dispute ("people.dispute.own").
Status settleDispute(store::UnitOfWork& work, ContributionKey key, DisputeOutcome outcome,
                     const Decision& reason);

/// Leaves a pending contribution out of `period` by name: it counts from the day after the period's end.
/// "people.contribution.not_pending", "people.contribution.outside_period". Publishes
/// `people.contribution.deferred`.
Status deferContribution(store::UnitOfWork& work, ContributionKey key, const PeriodSpan& period,
                         const Decision& reason);

} // namespace habitat::people
