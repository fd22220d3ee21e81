// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/treasury/journal.h"

namespace habitat::treasury {

// The only door by which journals enter the books. Owned by Treasury; writer's thread, inside its
// transaction. After every posting the stored journal balances per ledger and the equation of the books
// (verify.h) holds, or InvariantBroken stops the command.

/// Who stands behind a posting. An Agent never does ("treasury.journal.agent").
struct Authority
{
    /// Amounts above it need an approver who is not the poster ("treasury.journal.approval",
    /// "treasury.journal.self_approval"). None: no threshold applies (imported history, the policy says so).
    std::optional<Money> threshold = {};
    /// Who signed for it, where that is on record already (the signers of a step, the approvers of a
    /// contribution); else the actor is the poster. Who prepared the journal is always the actor.
    std::optional<Actor> poster = {};
    std::optional<Actor> approver = {};
};

enum class JournalStatus {
    Draft,    ///< waits; not in the books
    Posted,   ///< in the books for ever; undone only by a linked reversal
    Discarded ///< a draft that somebody turned down, with a reason
};
std::string_view toText(JournalStatus status);

/// Whether an operation wrote, or found its result recorded under the same source key.
enum class Written { Now, Before };

struct JournalReceipt
{
    JournalKey key;
    JournalStatus status = JournalStatus::Posted;
    Written written = Written::Now;
};

/// Validates, writes and announces (treasury.journal.posted). The same source key with the same content
/// returns what is recorded and writes nothing; with other content: "treasury.journal.source_taken"; where
/// the recorded one is not in the books any more or yet: "treasury.journal.reversed|draft|discarded". The
/// date must be open to it: "treasury.period.closing|closed|locked|behind|close_only".
Result<JournalReceipt> postJournal(store::UnitOfWork& work, const Journal& journal,
                                   const Authority& authority);

/// Writes a draft; Agents may. Same idempotency. Drafts block the freeze of their period.
Result<JournalReceipt> draftJournal(store::UnitOfWork& work, const Journal& journal);

/// Posts a draft. Up to the threshold whoever asks posts it. Above it the one who prepared it counts as
/// poster and another person must ask ("treasury.journal.self_approval"); a draft by an Agent stays a draft
/// the first time a person asks, who then counts as poster.
Result<JournalReceipt> postDraft(store::UnitOfWork& work, JournalKey draft, const Authority& authority);

/// Turns a draft down; it stays visible. "treasury.journal.not_draft", "treasury.journal.reason".
Status discardDraft(store::UnitOfWork& work, JournalKey draft, std::string_view reason);

/// None: the original's own day, while its period takes ordinary journals. Today where that was shut since;
/// today's period is then on record.
Result<std::optional<Date>> reversalDate(store::UnitOfWork& work, Date original);

struct ReversalRequest
{
    JournalKey journal = {};
    std::string reason = {};
    /// None: the date of the original, so that its period reads as if it had not been.
    std::optional<Date> date = {};
    /// None: "reversal:<key of the original>".
    std::optional<std::string> sourceKey = {};
};
/// Posts the mirror image, linked both ways (treasury.journal.reversed).
/// "treasury.journal.unknown|not_posted|is_reversal|reason"; reversing again with the same request returns
/// the recorded one, else "treasury.journal.already_reversed".
Result<JournalReceipt> reverseJournal(store::UnitOfWork& work, const ReversalRequest& request,
                                      const Authority& authority);

} // namespace habitat::treasury
