// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/console/book_views.h"
#include "core/console/close_views.h"
#include "core/console/contribution_views.h"
#include "core/console/session.h"
#include "core/console/work_views.h"
#include "core/people/member.h"
#include "core/treasury/journal_query.h"

#include <memory>
#include <string>
#include <vector>

namespace habitat::console {

struct CooperativeInfo
{
    std::string name;
    std::string currency;
    bool isSample = false;
};

/// Reads, on one read-only connection; belongs to one thread at a time. Every question is asked in a
/// session's name and shows only what that person may see; a session whose account was closed or has other
/// roles by now is refused, see endsSession. Never changes anything.
class Questions
{
public:
    /// Works beside a running host too: another program may read while one writes.
    static Result<std::unique_ptr<Questions>> open(const std::string& database, std::shared_ptr<Clock> clock);
    ~Questions();

    CooperativeInfo cooperative();
    /// Who may sign in at the console; anybody may ask.
    std::vector<SignInChoice> people();
    /// Every account there ever was, by login.
    Result<std::vector<AccountItem>> accounts(const Session& session);
    /// For `--as USER` on the command line, where the operating system already says who may open the file;
    /// empty: the first Administrator, or before there is one the system itself, so that the first person can
    /// be added.
    Result<Session> assume(const std::string& user);
    Result<Badges> badges(const Session& session);

    /// Whether the session may look at closes; periods() has none for those who may not.
    Status mayViewClose(const Session& session);
    Result<std::vector<PeriodChoice>> periods(const Session& session);
    /// The period whose close is under way; the newest that has one where none is ("close.unknown"). Told to
    /// everybody: what a person may do with it, the question or command about it says.
    Result<std::string> currentPeriod();
    Result<CloseView> close(const Session& session, const std::string& period);
    Result<StepDetail> step(const Session& session, const std::string& period, int step);
    Result<UndoPlan> undoPlan(const Session& session, const std::string& period, int toStep);
    /// What reopening the period would do, in order, and why it may not be.
    Result<ReopenPlan> reopenPlan(const Session& session, const std::string& period);

    Result<std::vector<InboxItem>> inbox(const Session& session, InboxScope scope, int limit);
    Result<InboxCounts> inboxCounts(const Session& session);
    Result<InboxItem> inboxItem(const Session& session, const std::string& key);

    Result<InstancePage> instances(const Session& session, const InstanceFilter& filter);
    Result<InstanceDetail> instance(const Session& session, std::int64_t key);
    /// The BPMN file that a definition was deployed as; diagram and all.
    Result<std::string> definitionXml(std::int64_t definitionKey);
    /// Process id and name of what is deployed, for filters.
    std::vector<std::pair<std::string, std::string>> processes();
    /// Every version of every process, newest first, with the instances that have not ended.
    std::vector<DefinitionItem> definitions();

    /// In the order in which they came. Who may not look at everybody's sees what they submitted.
    Result<ContributionPage> contributions(const Session& session, const ContributionQuestion& question);
    /// "people.contribution.unknown".
    Result<ContributionDetail> contribution(const Session& session, const std::string& reference);

    /// The roll, in the order of admission numbers.
    Result<std::vector<people::Member>> members(const Session& session);

    Result<std::vector<AlertItem>> alerts(const Session& session);

    /// The allocation in force; "agreements.allocation.none".
    Result<AllocationsView> allocations(const Session& session, const std::string& period);
    /// The same as a table to write to a file.
    Result<exchange::Table> allocationTable(const Session& session, const std::string& period);
    /// Journals in the books that are dated in the period, with their postings; of one ledger only its lines.
    Result<std::vector<treasury::JournalRecord>> journal(const Session& session, const std::string& period,
                                                         std::optional<treasury::Ledger> ledger);
    /// Journals that wait to be posted or discarded, whatever their period.
    Result<std::vector<treasury::JournalRecord>> drafts(const Session& session);
    /// Payments of that period's surplus, in the order in which they were scheduled.
    Result<std::vector<PaymentItem>> payments(const Session& session, const std::string& period);
    Result<std::vector<BalanceRow>> balances(const Session& session, std::optional<treasury::Ledger> ledger);
    /// Writes figures that were answered here to a file: see exchange::writeTables.
    Status exportTables(const Session& session, const std::vector<exchange::Table>& tables,
                        const std::string& path);
    /// Recomputes the invariants of the books, the chain of the journal and the soundness of the file.
    Result<Verification> verify(const Session& session);

private:
    struct Impl;
    explicit Questions(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace habitat::console
