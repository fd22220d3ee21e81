// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/contribution.h"
#include "core/runtime/command.h"

#include <string>

/// What a person does to a contribution beside its approval: enter it, say it anew, take it back, dispute it,
/// settle the dispute. Each moves the contribution in People together with what hangs on it: its approval in
/// the engine, its journal in Treasury. Operations for the engine, built on any thread; run by the writer.
namespace habitat::intake {

/// → draft, by the actor. Nobody decides on it yet, and the close of its period waits for it. The codes of an
/// import: "agreements.category.unknown", "intake.value.too_large", "intake.date.far_ahead", of the period's
/// state, "people.member.unknown", "people.contribution.reference_taken".
runtime::Operation draftContribution(people::ContributionEntry entry);
/// A draft, or what its reviewer has asked about, is said anew by whoever submitted it; approvals given
/// before fall, and its approval goes on with the new value.
runtime::Operation reviseContribution(std::string reference, people::ContributionChange change,
                                      std::string reason);
/// draft → submitted, by whoever drafted it; its approval starts.
runtime::Operation submitContribution(std::string reference);

/// draft|submitted → withdrawn, by whoever submitted it, or an Administrator for a submitter who does not
/// sign in ("intake.contribution.not_own"). Its approval is cancelled with it. Once somebody reviews it, that
/// person decides: "people.contribution.state", with the task that waits in the context.
runtime::Operation withdrawContribution(std::string reference, std::string reason);

/// approved, and what followed from that by itself (valued, applied) → disputed. The period's close waits for
/// the settlement; an approval that came to no end is cancelled. "people.contribution.state" while a close
/// counts with it, and where it is not approved yet, with the task that waits in the context.
runtime::Operation disputeContribution(std::string reference, std::string reason);

/// disputed → approved, and valued at once; or → rejected, which takes its journal back out of the books. Not
/// by who submitted it ("people.approval.own") or raised the dispute ("people.dispute.own"). Another value
/// counts as many approvals as it needs ("people.contribution.approvals_missing"), and is refused for what is
/// in the books with the stated one ("intake.dispute.posted").
runtime::Operation settleDispute(std::string reference, people::Settlement settlement);

} // namespace habitat::intake
