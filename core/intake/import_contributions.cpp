// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/policies.h"
#include "core/base/calendar.h"
#include "core/base/hash.h"
#include "core/exchange/rows.h"
#include "core/identity/permissions.h"
#include "core/identity/users.h"
#include "core/intake/contribution_approval.h"
#include "core/intake/import_faults.h"
#include "core/intake/imports.h"
#include "core/people/contribution_import.h"
#include "core/people/contribution_queries.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <unordered_map>

namespace habitat::intake {

namespace {

struct ContributionsFile
{
    FaultLocator locator;
    std::vector<people::ImportedContribution> contributions;
    std::vector<std::size_t> lines;
};

/// The policies that a file's rows fall under, by their dates.
class PoliciesByDate
{
public:
    explicit PoliciesByDate(db::Connection& db) : m_db(db) {}

    Result<const agreements::Policy*> of(Date date)
    {
        const auto day = daysSinceEpoch(date);
        auto known = m_policies.find(day);
        if (known == m_policies.end())
            known = m_policies.emplace(day, TRY(policyFor(m_db, date)).policy).first;
        return &known->second;
    }

private:
    db::Connection& m_db;
    std::unordered_map<int, agreements::Policy> m_policies;
};

/// Rows that fall under the same rule of approval, with their lines in the file.
struct Batch
{
    std::vector<people::ImportedContribution> contributions;
    std::vector<std::size_t> lines;
};
using Batches = std::map<Money, Batch>;

/// Categories are data: what each does to the books, and when two must approve, is the policy's to say.
Result<Batches> byRule(store::UnitOfWork& work, const ContributionsFile& file)
{
    PoliciesByDate policies(work.db());
    Batches batches;
    for (std::size_t i = 0; i < file.contributions.size(); ++i) {
        auto imported = file.contributions[i];
        auto& contribution = imported.contribution;
        const auto policy = policies.of(contribution.date);
        if (!policy) return fail(file.locator.at(policy.error(), file.lines[i], "date"));
        const auto* category = (*policy)->category(contribution.category);
        if (!category)
            return fail(file.locator.at({"agreements.category.unknown",
                                         fmt::format("“{}” is no category of {} v{}.", contribution.category,
                                                     (*policy)->name, (*policy)->version)},
                                        file.lines[i], "category"));
        contribution.kind = kindOf(category->kind);
        auto& batch = batches[(*policy)->contributionDualApprovalOver];
        batch.contributions.push_back(std::move(imported));
        batch.lines.push_back(file.lines[i]);
    }
    return batches;
}

/// Who may stand in a file as an approver. Names that nobody signs in by are the record of earlier days,
/// which an Administrator brings in when the co-op is set up; from anybody else they would be a way around
/// the approval.
class ApproverCheck
{
public:
    explicit ApproverCheck(store::UnitOfWork& work) : m_work(work) {}

    Status check(const people::ImportedContribution& imported)
    {
        if (imported.approvedBy.empty()) return {};
        const auto& importer = m_work.actor();
        if (importer.roles.contains(Role::Agent))
            return fail("intake.approval.agent",
                        fmt::format("{} is an agent and may not vouch for an approval. Leave approved_by "
                                    "empty; people decide.",
                                    importer.user),
                        {{"user", importer.user}});
        for (const auto& approver : imported.approvedBy)
            TRY(mayApprove(approver));
        return {};
    }

private:
    Status mayApprove(const std::string& login)
    {
        const auto [known, isNew] = m_users.try_emplace(login);
        if (isNew) known->second = identity::findUser(m_work.db(), login);
        const auto& importer = m_work.actor();
        if (!known->second && !importer.isSystem() && !importer.roles.contains(Role::Administrator))
            return fail(
                "intake.approval.unknown",
                fmt::format("Nobody signs in as {}. Leave approved_by empty, so that people decide here; "
                            "or have an Administrator import what was approved elsewhere.",
                            login),
                {{"user", login}});
        if (!known->second) return {};
        return identity::authorize(known->second->actor(), identity::Permission::ApproveTask);
    }

    store::UnitOfWork& m_work;
    std::unordered_map<std::string, std::optional<identity::User>> m_users;
};

/// See periodTakes; each day is asked about once.
class PeriodCheck
{
public:
    explicit PeriodCheck(db::Connection& db) : m_db(db) {}

    /// Rows that are here already are left in peace.
    Status check(const people::NewContribution& contribution)
    {
        const auto [known, isNew] = m_days.try_emplace(daysSinceEpoch(contribution.date));
        if (isNew) known->second = periodTakes(m_db, contribution.date);
        const auto& takes = known->second;
        if (takes || people::findContributionByReference(m_db, contribution.reference)) return {};
        return takes;
    }

private:
    db::Connection& m_db;
    std::unordered_map<int, Status> m_days;
};

Status checkArrivals(store::UnitOfWork& work, const ContributionsFile& file)
{
    ApproverCheck approvers(work);
    PeriodCheck periods(work.db());
    for (std::size_t i = 0; i < file.contributions.size(); ++i) {
        const auto& imported = file.contributions[i];
        if (auto may = approvers.check(imported); !may)
            return fail(file.locator.at(std::move(may).error(), file.lines[i], "approved_by"));
        if (auto sane = withinReason(imported.contribution.reference, imported.contribution.value); !sane)
            return fail(file.locator.at(std::move(sane).error(), file.lines[i], "value"));
        if (auto sane = checkNotFarAhead(imported.contribution.date, work.now()); !sane)
            return fail(file.locator.at(std::move(sane).error(), file.lines[i], "date"));
        if (auto takes = periods.check(imported.contribution); !takes)
            return fail(file.locator.at(std::move(takes).error(), file.lines[i], "date"));
    }
    return {};
}

Result<people::ContributionsImported> importBatch(runtime::OperationContext& context,
                                                  const FaultLocator& locator, Money dualApprovalOver,
                                                  const Batch& batch)
{
    auto imported = people::importContributions(context.work(), batch.contributions, {dualApprovalOver});
    if (!imported) return fail(locator.locate(imported.error(), batch.lines));
    for (const auto key : imported->toApply)
        TRY(applyToBooks(context.work(), key));
    for (const auto key : imported->pending)
        TRY(startApproval(context, key));
    return imported;
}

Result<nlohmann::json> import(runtime::OperationContext& context, const ContributionsFile& file)
{
    TRY(checkArrivals(context.work(), file));
    std::int64_t added = 0;
    std::int64_t unchanged = 0;
    std::size_t pending = 0;
    std::size_t posted = 0;
    for (const auto& [dualApprovalOver, batch] : TRY(byRule(context.work(), file))) {
        const auto imported = TRY(importBatch(context, file.locator, dualApprovalOver, batch));
        added += imported.added;
        unchanged += imported.unchanged;
        pending += imported.pending.size();
        posted += imported.toApply.size();
    }
    return nlohmann::json{
        {"added", added}, {"unchanged", unchanged}, {"pending", pending}, {"posted", posted}};
}

} // namespace

Result<runtime::Operation> importContributions(std::string name, std::string bytes)
{
    auto rows = TRY(exchange::readContributions(name, bytes));
    nlohmann::json arguments{{"file", name}, {"hash", hashHex(bytes)}, {"rows", rows.size()}};
    auto file =
        std::make_shared<ContributionsFile>(ContributionsFile{{std::move(name), std::move(bytes)}, {}, {}});
    for (auto& row : rows) {
        people::ImportedContribution imported;
        imported.contribution.reference = std::move(row.reference);
        imported.contribution.category = std::move(row.category);
        imported.contribution.value = row.value;
        imported.contribution.date = row.date;
        imported.contribution.description = std::move(row.description);
        imported.contribution.submittedBy = std::move(row.submittedBy);
        imported.memberNumber = std::move(row.memberNumber);
        imported.approvedBy = std::move(row.approvedBy);
        file->contributions.push_back(std::move(imported));
        file->lines.push_back(row.line);
    }
    return runtime::Operation{"import.contributions",
                              std::move(arguments),
                              [file](runtime::OperationContext& context) { return import(context, *file); },
                              {}};
}

} // namespace habitat::intake
