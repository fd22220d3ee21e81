// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/console/questions_impl.h"
#include "core/identity/permissions.h"
#include "core/intake/contribution_approval.h"
#include "core/people/contribution_register.h"
#include "core/people/members.h"
#include "core/store/queries.h"
#include "core/treasury/period.h"

#include <fmt/format.h>

#include <unordered_map>

namespace habitat::console {

namespace {

using identity::Permission;

/// Whose contributions the person may look at: none for everybody's. Whoever may submit sees their own.
Result<std::optional<std::string>> seenBy(const Session& session, db::Connection& db)
{
    TRY(checkAccount(session.actor, db));
    if (identity::authorize(session.actor, Permission::ViewContributions))
        return std::optional<std::string>();
    TRY(identity::authorize(session.actor, Permission::SubmitContribution));
    return std::optional(session.actor.user);
}

Result<people::ContributionFilter> filterOf(db::Connection& db, const ContributionQuestion& question)
{
    people::ContributionFilter filter;
    filter.state = question.state;
    filter.after = question.after;
    filter.limit = std::int64_t(question.limit) + 1;
    if (!question.period.empty()) {
        const auto span = TRY(treasury::parsePeriod(question.period));
        filter.from = span.from;
        filter.to = span.to;
    }
    if (!question.memberNumber.empty())
        filter.member = TRY(people::memberNumbered(db, question.memberNumber)).key;
    return filter;
}

/// Members by key, each looked up once.
class Members
{
public:
    explicit Members(db::Connection& db) : m_db(db) {}

    ContributionItem with(people::Contribution contribution)
    {
        const auto [known, isNew] = m_known.try_emplace(contribution.member.value);
        if (isNew) known->second = people::findMember(m_db, contribution.member);
        const auto& member = known->second;
        ensure(member.has_value(), "a contribution has a member");
        return {std::move(contribution), member->number, member->name};
    }

private:
    db::Connection& m_db;
    std::unordered_map<std::int64_t, std::optional<people::Member>> m_known;
};

void addTask(db::Connection& db, ContributionDetail& detail)
{
    const auto instance =
        store::instanceByBusinessKey(db, intake::approvalProcess, detail.item.contribution.reference);
    if (!instance || instance->endedAt) return;
    for (const auto& task : store::tasksOf(db, instance->key)) {
        if (task.status != store::TaskStatus::Open) continue;
        detail.task = task.key.value;
        detail.taskName = task.name;
    }
}

} // namespace

Result<ContributionPage> Questions::contributions(const Session& session,
                                                  const ContributionQuestion& question)
{
    auto& db = m_impl->db;
    const auto submitter = TRY(seenBy(session, db));
    auto filter = TRY(filterOf(db, question));
    filter.submittedBy = submitter;
    ContributionPage page;
    Members members(db);
    for (auto& contribution : people::listContributions(db, filter)) {
        if (std::int64_t(page.rows.size()) == question.limit) {
            page.hasMore = true;
            break;
        }
        page.rows.push_back(members.with(std::move(contribution)));
    }
    page.total = people::countContributions(db, filter);
    return page;
}

Result<ContributionDetail> Questions::contribution(const Session& session, const std::string& reference)
{
    auto& db = m_impl->db;
    const auto submitter = TRY(seenBy(session, db));
    auto contribution = TRY(people::contributionCalled(db, reference));
    // What one may not see is as if it were not there.
    if (submitter && !samePerson(*submitter, contribution.submittedBy))
        return fail(people::unknownContribution(reference));
    ContributionDetail detail;
    detail.item = Members(db).with(std::move(contribution));
    const auto& found = detail.item.contribution;
    if (const auto held = people::findRegister(db, found.claimedBy)) detail.claimedIn = held->period;
    detail.approvals = people::approvalsOf(db, found.key);
    detail.history = people::historyOf(db, found.key);
    detail.deferrals = people::deferralsOf(db, found.key);
    addTask(db, detail);
    return detail;
}

} // namespace habitat::console
