// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/posting.h"

#include "core/base/text.h"
#include "core/treasury/balances.h"
#include "core/treasury/journal_table.h"
#include "core/treasury/periods.h"
#include "core/treasury/posting_checks.h"
#include "core/treasury/posting_rules.h"

#include <fmt/format.h>

namespace habitat::treasury {

namespace {

/// The journal recorded under this source key, if its content is the same.
Result<std::optional<JournalRecord>> recorded(db::Connection& db, const Journal& journal)
{
    auto before = journalBySource(db, journal.sourceKey);
    if (before && before->contentHash != contentHash(journal))
        return fail("treasury.journal.source_taken",
                    fmt::format("Journal {} is recorded under the source “{}” with other content. What is "
                                "posted is never changed: use another source, or reverse the journal.",
                                toText(before->key), journal.sourceKey),
                    {{"source", journal.sourceKey}, {"journal", before->key.value}});
    return before;
}

/// A request to post that was made before: fine only while its journal is in the books.
Result<JournalReceipt> receiptOf(const JournalRecord& before)
{
    const auto refuse = [&](std::string_view code, std::string_view why) {
        return fail(std::string(code),
                    fmt::format("Journal {} is recorded under the source “{}”, but {}.", toText(before.key),
                                before.journal.sourceKey, why),
                    {{"source", before.journal.sourceKey}, {"journal", before.key.value}});
    };
    if (before.status == JournalStatus::Draft)
        return refuse("treasury.journal.draft", "as a draft that is not posted yet; post the draft");
    if (before.status == JournalStatus::Discarded)
        return refuse("treasury.journal.discarded", "as a draft that was turned down; use another source");
    if (before.reversedBy)
        return refuse("treasury.journal.reversed", "it has been reversed since; use another source");
    return JournalReceipt{before.key, before.status, Written::Before};
}

void announce(store::UnitOfWork& work, JournalKey key, const Journal& journal)
{
    nlohmann::json payload = {{"journal", key.value},         {"date", habitat::toText(journal.date)},
                              {"kind", toText(journal.kind)}, {"amount_minor", amountOf(journal).minor},
                              {"source", journal.sourceKey},  {"for_period", journal.forPeriod}};
    if (!journal.isReversal()) {
        work.publish({"treasury.journal.posted", toText(key), std::move(payload)});
        return;
    }
    payload["reverses"] = journal.reverses.value;
    payload["reason"] = journal.reason;
    work.publish({"treasury.journal.reversed", toText(journal.reverses), std::move(payload)});
}

Result<JournalRecord> findDraft(db::Connection& db, JournalKey key)
{
    auto record = TRY(findJournal(db, key));
    if (record.status == JournalStatus::Draft) return record;
    return fail("treasury.journal.not_draft",
                fmt::format("Journal {} is {}, not a draft.", toText(key), toText(record.status)),
                {{"journal", key.value}, {"status", toText(record.status)}});
}

/// Who posts a draft and who approves it, or that it waits for a second person.
Result<JournalStanding> standingOfDraft(const store::UnitOfWork& work, const JournalRecord& draft,
                                        const Authority& authority)
{
    const bool large = isOverThreshold(draft.journal, authority);
    if (!large || work.actor().isSystem()) {
        const auto standing = TRY(standingOf(work, draft.journal, authority));
        return JournalStanding{JournalStatus::Posted, draft.preparedBy, standing.postedBy,
                               standing.approvedBy};
    }
    TRY(refuseAgent(work.actor()));
    const auto& person = work.actor().user;
    if (draft.postedBy.empty()) return JournalStanding{JournalStatus::Draft, draft.preparedBy, person, {}};
    if (draft.postedBy == person) return refuseSelfApproval(draft.journal, person);
    return JournalStanding{JournalStatus::Posted, draft.preparedBy, draft.postedBy, person};
}

} // namespace

Result<JournalReceipt> postJournal(store::UnitOfWork& work, const Journal& journal,
                                   const Authority& authority)
{
    TRY(refuseAgent(work.actor()));
    TRY(validateJournal(journal));
    if (const auto before = TRY(recorded(work.db(), journal))) return receiptOf(*before);
    auto standing = TRY(standingOf(work, journal, authority));
    TRY(checkDate(work.db(), journal));
    TRY(checkReversal(work.db(), journal));
    const auto key = work.keys().make<JournalKey>();
    writeJournal(work, key, journal, standing);
    addToBooks(work, key, journal);
    announce(work, key, journal);
    return JournalReceipt{key, JournalStatus::Posted, Written::Now};
}

Result<JournalReceipt> draftJournal(store::UnitOfWork& work, const Journal& journal)
{
    TRY(validateJournal(journal));
    if (const auto before = TRY(recorded(work.db(), journal)))
        return JournalReceipt{before->key, before->status, Written::Before};
    TRY(checkDate(work.db(), journal));
    TRY(checkReversal(work.db(), journal));
    const auto key = work.keys().make<JournalKey>();
    // A person who prepares a draft stands for it; an Agent or the system never does.
    const bool person = !work.actor().isSystem() && !work.actor().roles.contains(Role::Agent);
    const auto& user = work.actor().user;
    writeJournal(work, key, journal, {JournalStatus::Draft, user, person ? user : std::string(), {}});
    work.publish(
        {"treasury.journal.drafted",
         toText(key),
         {{"journal", key.value}, {"date", habitat::toText(journal.date)}, {"source", journal.sourceKey}}});
    return JournalReceipt{key, JournalStatus::Draft, Written::Now};
}

Result<JournalReceipt> postDraft(store::UnitOfWork& work, JournalKey draft, const Authority& authority)
{
    TRY(refuseAgent(work.actor()));
    const auto record = TRY(findDraft(work.db(), draft));
    const auto standing = TRY(standingOfDraft(work, record, authority));
    TRY(checkDate(work.db(), record.journal));
    TRY(checkReversal(work.db(), record.journal));
    updateStanding(work, draft, standing);
    if (standing.status == JournalStatus::Posted) {
        addToBooks(work, draft, record.journal);
        announce(work, draft, record.journal);
    }
    return JournalReceipt{draft, standing.status, Written::Now};
}

Status discardDraft(store::UnitOfWork& work, JournalKey draft, std::string_view reason)
{
    TRY(refuseAgent(work.actor()));
    TRY(findDraft(work.db(), draft));
    if (isBlank(reason))
        return fail("treasury.journal.reason", fmt::format("Say why draft {} is turned down.", toText(draft)),
                    {{"journal", draft.value}});
    work.db()
        .query("UPDATE ledger_journal SET status = ?, discarded_by = ?, discarded_at = ?, discard_reason = ? "
               "WHERE key = ?")
        .bind(toText(JournalStatus::Discarded), work.actor().user, toMicros(work.now()), reason, draft)
        .run();
    work.publish(
        {"treasury.journal.discarded", toText(draft), {{"journal", draft.value}, {"reason", reason}}});
    return {};
}

Result<std::optional<Date>> reversalDate(store::UnitOfWork& work, Date original)
{
    const auto period = TRY(ensurePeriodFor(work, original));
    if (checkPosting(period, PostingNature::Ordinary)) return std::nullopt;
    const auto today = dateOf(work.now());
    TRY(ensurePeriodFor(work, today));
    return today;
}

Result<JournalReceipt> reverseJournal(store::UnitOfWork& work, const ReversalRequest& request,
                                      const Authority& authority)
{
    const auto original = TRY(findJournal(work.db(), request.journal));
    JournalHead head;
    head.date = request.date.value_or(original.journal.date);
    head.sourceKey = request.sourceKey.value_or(fmt::format("reversal:{}", toText(request.journal)));
    head.description =
        fmt::format("Reversal of journal {}: {}", toText(request.journal), original.journal.description);
    const auto reversal = TRY(reversalOf(original.journal, request.journal, std::move(head), request.reason));
    if (original.reversedBy) {
        const auto before = TRY(findJournal(work.db(), original.reversedBy));
        if (before.contentHash == contentHash(reversal))
            return JournalReceipt{before.key, before.status, Written::Before};
        TRY(checkReversal(work.db(), reversal));
    }
    return postJournal(work, reversal, authority);
}

} // namespace habitat::treasury
