// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/db/connection.h"
#include "core/people/contribution.h"

#include <vector>

/// Questions about contributions; they only read. Any thread, with its own connection.
namespace habitat::people {

struct ContributionFilter
{
    /// By the day that it counts from.
    std::optional<Date> from = {};
    std::optional<Date> to = {};
    std::optional<ContributionState> state = {};
    std::optional<MemberKey> member = {};
    std::optional<CloseKey> claimedBy = {};
    /// By login, whatever its case.
    std::optional<std::string> submittedBy = {};
    /// Paging: those after this key, at most `limit`.
    ContributionKey after = {};
    std::int64_t limit = 1000;
};

/// In the order of keys.
std::vector<Contribution> listContributions(db::Connection& db, const ContributionFilter& filter);
/// How many there are, without regard to paging.
std::int64_t countContributions(db::Connection& db, const ContributionFilter& filter);
std::optional<Contribution> findContribution(db::Connection& db, ContributionKey key);
std::optional<Contribution> findContributionByReference(db::Connection& db, std::string_view reference);
/// "people.contribution.unknown".
Result<Contribution> contributionCalled(db::Connection& db, const std::string& reference);
Error unknownContribution(const std::string& reference);

/// Those that count in the period and are neither ready to be claimed nor ended: to be decided or deferred.
std::vector<Contribution> pendingContributions(db::Connection& db, const PeriodSpan& period);

/// Every approval ever given, also those that fell with a revision.
std::vector<ContributionApproval> approvalsOf(db::Connection& db, ContributionKey key);
std::vector<ContributionMove> historyOf(db::Connection& db, ContributionKey key);

struct Deferral
{
    std::string period;
    std::string by;
    Instant at;
    std::string reason;
};
std::vector<Deferral> deferralsOf(db::Connection& db, ContributionKey key);

} // namespace habitat::people
