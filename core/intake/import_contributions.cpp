// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/policies.h"
#include "core/base/hash.h"
#include "core/exchange/rows.h"
#include "core/intake/contribution_approval.h"
#include "core/intake/import_faults.h"
#include "core/intake/imports.h"
#include "core/people/contribution_import.h"
#include "core/people/contribution_queries.h"

#include <fmt/format.h>

#include <memory>

namespace habitat::intake {

namespace {

struct ContributionsFile
{
    FaultLocator locator;
    std::vector<people::ImportedContribution> contributions;
    std::vector<std::size_t> lines;
};

/// Categories are data: what each does to the books is the policy's to say, per contribution by its date.
Status setKinds(store::UnitOfWork& work, ContributionsFile& file)
{
    std::optional<agreements::StoredPolicy> policy;
    Date policyDate{};
    for (std::size_t i = 0; i < file.contributions.size(); ++i) {
        auto& contribution = file.contributions[i].contribution;
        if (!policy || contribution.date != policyDate) {
            auto inForce = policyFor(work.db(), contribution.date);
            if (!inForce) return fail(file.locator.at(std::move(inForce).error(), file.lines[i], "date"));
            policy = std::move(*inForce);
            policyDate = contribution.date;
        }
        const auto* category = policy->policy.category(contribution.category);
        if (!category)
            return fail(file.locator.at({"agreements.category.unknown",
                                         fmt::format("“{}” is no category of {} v{}.", contribution.category,
                                                     policy->policy.name, policy->policy.version)},
                                        file.lines[i], "category"));
        contribution.kind = kindOf(category->kind);
    }
    return {};
}

Result<nlohmann::json> import(runtime::OperationContext& context, ContributionsFile& file)
{
    auto& work = context.work();
    TRY(setKinds(work, file));
    const auto rule = file.contributions.empty()
                          ? people::ApprovalRule{}
                          : TRY(approvalRule(work.db(), file.contributions.front().contribution.date));
    const auto imported = people::importContributions(work, file.contributions, rule);
    if (!imported) return fail(file.locator.locate(imported.error(), file.lines));
    for (const auto key : imported->toApply)
        TRY(applyToBooks(work, key));
    for (const auto key : imported->pending)
        TRY(startApproval(context, key));
    return nlohmann::json{{"added", imported->added},
                          {"unchanged", imported->unchanged},
                          {"pending", imported->pending.size()},
                          {"posted", imported->toApply.size()}};
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
