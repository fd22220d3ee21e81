// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/console_impl.h"

#include "core/agreements/policies.h"
#include "core/base/files.h"
#include "core/intake/imports.h"
#include "core/treasury/journal_query.h"
#include "core/treasury/periods.h"
#include "core/treasury/posting.h"

#include <filesystem>

namespace habitat::console {

namespace {

/// The threshold of the policy that holds for the journal's period; none where no policy does.
Result<treasury::Authority> authorityFor(db::Connection& db, JournalKey draft)
{
    const auto record = TRY(treasury::findJournal(db, draft));
    const auto period = treasury::periodOf(db, record.journal.date);
    treasury::Authority authority;
    if (const auto policy = agreements::policyInForce(db, period ? period->span.from : record.journal.date))
        authority.threshold = policy->policy.journalThreshold;
    return authority;
}

} // namespace

Result<nlohmann::json> Console::importDrafts(const Session& session, const std::string& file)
{
    return ask(session, TRY(intake::importDrafts(std::filesystem::path(file).filename().string(),
                                                 TRY(readFile(file)))));
}

Result<nlohmann::json> Console::postDraft(const Session& session, std::int64_t journal)
{
    const JournalKey draft(journal);
    return ask(session, {"journal.post",
                         {{"journal", journal}},
                         [draft](runtime::OperationContext& context) -> Result<nlohmann::json> {
                             auto& work = context.work();
                             const auto authority = TRY(authorityFor(work.db(), draft));
                             const auto receipt = TRY(treasury::postDraft(work, draft, authority));
                             return nlohmann::json{{"journal", receipt.key.value},
                                                   {"status", treasury::toText(receipt.status)}};
                         },
                         {}});
}

Status Console::discardDraft(const Session& session, std::int64_t journal, const std::string& reason)
{
    const JournalKey draft(journal);
    return execute(session,
                   {"journal.discard",
                    {{"journal", journal}, {"reason", reason}},
                    [draft, reason](runtime::OperationContext& context) -> Result<nlohmann::json> {
                        TRY(treasury::discardDraft(context.work(), draft, reason));
                        return nlohmann::json{{"journal", draft.value}};
                    },
                    {}},
                   reason);
}

} // namespace habitat::console
