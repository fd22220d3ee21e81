// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/contribution.h"
#include "core/people/contribution_queries.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What is asked of contributions. Plain data, any thread.
namespace habitat::console {

struct ContributionQuestion
{
    /// Those that count in this period; empty for all.
    std::string period = {};
    std::optional<people::ContributionState> state = {};
    /// Of the member with this admission number; empty for all.
    std::string memberNumber = {};
    /// Rows after this one (keyset paging, in the order in which they came); none for the first page.
    ContributionKey after = {};
    int limit = 1000;
};

struct ContributionItem
{
    people::Contribution contribution;
    std::string memberNumber;
    std::string member;
};

struct ContributionPage
{
    std::vector<ContributionItem> rows;
    /// On all pages together.
    std::int64_t total = 0;
    bool hasMore = false;
};

struct ContributionDetail
{
    ContributionItem item;
    /// The period whose close has claimed it; empty while none has.
    std::string claimedIn;
    /// Every approval ever given, also those that fell with a revision.
    std::vector<people::ContributionApproval> approvals;
    /// Oldest first.
    std::vector<people::ContributionMove> history;
    std::vector<people::Deferral> deferrals;
    /// The open task of its approval; 0 where nobody is asked.
    std::int64_t task = 0;
    std::string taskName;
};

} // namespace habitat::console
