// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/contribution.h"
#include "core/store/unit_of_work.h"

#include <span>
#include <vector>

/// Many contributions at once, from a file. Writer's thread, in its transaction.
namespace habitat::people {

struct ImportedContribution
{
    /// `member` is looked up from `memberNumber`.
    NewContribution contribution;
    std::string memberNumber;
    /// Who approved it before it came here; empty: its approval starts.
    std::vector<std::string> approvedBy;
};

struct ContributionsImported
{
    std::int64_t added = 0;
    /// Already here with the same data, whatever became of them since; nothing was written for them.
    std::int64_t unchanged = 0;
    /// Among `added`: these still wait for approval; `people.contribution.submitted` was published for each.
    std::vector<ContributionKey> pending;
    /// Among `added`: approved cash and in-kind that must still be posted and applied;
    /// `people.contribution.approved` was published for each.
    std::vector<ContributionKey> toApply;
};

/// All or nothing. One with enough approvers arrives `valued`; with none `submitted`; with one of two asked
/// for `under_review`. A refusal's context has {"row": index, "field"}: the codes of draftContribution and
/// approveContribution, "people.contribution.repeated", "people.contribution.differs". Publishes one
/// `people.contribution.imported` where anything was added.
Result<ContributionsImported> importContributions(store::UnitOfWork& work,
                                                  std::span<const ImportedContribution> contributions,
                                                  const ApprovalRule& rule);

} // namespace habitat::people
