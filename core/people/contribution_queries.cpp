// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/contribution_queries.h"

#include "core/base/enum_text.h"
#include "core/store/moves.h"

#include <fmt/format.h>

namespace habitat::people {

namespace {

// The days say beforehand whether they are asked at all, so that the pages go by key.
constexpr std::string_view listSql =
    "SELECT key, reference, member, category, kind, value_minor, date, description, submitted_by, state, "
    "counts_from, revision, claimed_by FROM contribution WHERE key > ? AND (? = 0 OR counts_from >= ?) "
    "AND (? = 0 OR counts_from <= ?) AND (? = '' OR state = ?) AND (? = 0 OR member = ?) "
    "AND (? = 0 OR claimed_by = ?) AND (? = '' OR lower(submitted_by) = lower(?)) ORDER BY key LIMIT ?";
constexpr std::string_view countSql =
    "SELECT count(*) FROM contribution WHERE (? = 0 OR counts_from >= ?) AND (? = 0 OR counts_from <= ?) "
    "AND (? = '' OR state = ?) AND (? = 0 OR member = ?) AND (? = 0 OR claimed_by = ?) "
    "AND (? = '' OR lower(submitted_by) = lower(?))";
constexpr std::string_view byKeySql =
    "SELECT key, reference, member, category, kind, value_minor, date, description, submitted_by, state, "
    "counts_from, revision, claimed_by FROM contribution WHERE key = ?";
constexpr std::string_view byReferenceSql =
    "SELECT key, reference, member, category, kind, value_minor, date, description, submitted_by, state, "
    "counts_from, revision, claimed_by FROM contribution WHERE reference = ?";
constexpr std::string_view pendingSql =
    "SELECT key, reference, member, category, kind, value_minor, date, description, submitted_by, state, "
    "counts_from, revision, claimed_by FROM contribution WHERE counts_from BETWEEN ? AND ? "
    "AND (state IN ('draft', 'submitted', 'under_review', 'clarification', 'disputed', 'approved') "
    "OR (state = 'valued' AND kind <> 'patronage')) ORDER BY key";
constexpr std::string_view approvalsSql = "SELECT approver, at, note, revision FROM contribution_approval "
                                          "WHERE contribution = ? ORDER BY revision, at, approver";
constexpr std::string_view historySql =
    "SELECT who, at, from_state, to_state, why FROM contribution_move WHERE contribution = ? ORDER BY number";
constexpr std::string_view deferralsSql =
    "SELECT period, who, at, why FROM contribution_deferral WHERE contribution = ? ORDER BY key";

void bindFilter(db::Query& query, const ContributionFilter& filter)
{
    const auto bindDay = [&](const std::optional<Date>& day) {
        query.bind(int(day.has_value()), day ? daysSinceEpoch(*day) : 0);
    };
    bindDay(filter.from);
    bindDay(filter.to);
    const auto state = filter.state ? toText(*filter.state) : std::string_view();
    const auto member = filter.member.value_or(MemberKey());
    const auto claimedBy = filter.claimedBy.value_or(CloseKey());
    const auto submittedBy = filter.submittedBy.value_or(std::string());
    query.bind(state, state, member, member, claimedBy, claimedBy, submittedBy, submittedBy);
}

Contribution readContribution(const db::Query& row)
{
    Contribution contribution;
    contribution.key = row.key<ContributionKey>(0);
    contribution.reference = row.text(1);
    contribution.member = row.key<MemberKey>(2);
    contribution.category = row.text(3);
    contribution.kind = known(parseContributionKind(row.textView(4)));
    contribution.value = Money(row.integer(5));
    contribution.date = dateFromDays(int(row.integer(6)));
    contribution.description = row.text(7);
    contribution.submittedBy = row.text(8);
    contribution.state = known(parseContributionState(row.textView(9)));
    contribution.countsFrom = dateFromDays(int(row.integer(10)));
    contribution.revision = row.integer(11);
    contribution.claimedBy = row.key<CloseKey>(12);
    return contribution;
}

std::vector<Contribution> readAll(db::Query& rows)
{
    std::vector<Contribution> contributions;
    while (rows.next())
        contributions.push_back(readContribution(rows));
    return contributions;
}

} // namespace

std::vector<Contribution> listContributions(db::Connection& db, const ContributionFilter& filter)
{
    auto rows = db.query(listSql);
    rows.bind(filter.after);
    bindFilter(rows, filter);
    rows.bind(filter.limit);
    return readAll(rows);
}

std::int64_t countContributions(db::Connection& db, const ContributionFilter& filter)
{
    auto row = db.query(countSql);
    bindFilter(row, filter);
    row.next();
    return row.integer(0);
}

std::optional<Contribution> findContribution(db::Connection& db, ContributionKey key)
{
    auto row = db.query(byKeySql).bind(key);
    return row.next() ? std::optional(readContribution(row)) : std::nullopt;
}

std::optional<Contribution> findContributionByReference(db::Connection& db, std::string_view reference)
{
    auto row = db.query(byReferenceSql).bind(reference);
    return row.next() ? std::optional(readContribution(row)) : std::nullopt;
}

Result<Contribution> contributionCalled(db::Connection& db, const std::string& reference)
{
    auto contribution = findContributionByReference(db, reference);
    if (!contribution) return fail(unknownContribution(reference));
    return std::move(*contribution);
}

Error unknownContribution(const std::string& reference)
{
    return {"people.contribution.unknown",
            fmt::format("There is no contribution “{}” that you may see. Check the reference; `habitatctl "
                        "contributions list` shows those that there are.",
                        reference),
            {{"reference", reference}}};
}

std::vector<Contribution> pendingContributions(db::Connection& db, const PeriodSpan& period)
{
    auto rows = db.query(pendingSql).bind(daysSinceEpoch(period.first), daysSinceEpoch(period.last));
    return readAll(rows);
}

std::vector<ContributionApproval> approvalsOf(db::Connection& db, ContributionKey key)
{
    std::vector<ContributionApproval> approvals;
    auto rows = db.query(approvalsSql).bind(key);
    while (rows.next())
        approvals.push_back(
            {rows.text(0), instantFromMicros(rows.integer(1)), rows.text(2), rows.integer(3)});
    return approvals;
}

std::vector<ContributionMove> historyOf(db::Connection& db, ContributionKey key)
{
    auto rows = db.query(historySql).bind(key);
    return store::readMoves<ContributionMove>(rows, parseContributionState);
}

std::vector<Deferral> deferralsOf(db::Connection& db, ContributionKey key)
{
    std::vector<Deferral> deferrals;
    auto rows = db.query(deferralsSql).bind(key);
    while (rows.next())
        deferrals.push_back({rows.text(0), rows.text(1), instantFromMicros(rows.integer(2)), rows.text(3)});
    return deferrals;
}

} // namespace habitat::people
