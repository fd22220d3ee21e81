// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/posting_checks.h"

#include "core/treasury/periods.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::treasury {

namespace {

tl::unexpected<Error> refuseApproval(const Journal& journal, Money threshold, std::string_view why)
{
    return fail("treasury.journal.approval",
                fmt::format("A journal of {} is over the threshold of {}: {}", toText(amountOf(journal)),
                            toText(threshold), why),
                {{"source", journal.sourceKey},
                 {"amount_minor", amountOf(journal).minor},
                 {"threshold_minor", threshold.minor}});
}

/// Dates before a period that has left `open` are as shut as the period itself: a posting there would change
/// its opening balances.
Status checkNotBehind(db::Connection& db, Date date)
{
    auto later = db.query("SELECT code, state FROM period WHERE from_day > ? AND state <> ? "
                          "ORDER BY from_day LIMIT 1")
                     .bind(daysSinceEpoch(date), toText(PeriodState::Open));
    if (!later.next()) return {};
    return fail("treasury.period.behind",
                fmt::format("{} lies before period {}, which is {}. Use a date after it.",
                            habitat::toText(date), later.text(0), later.text(1)),
                {{"date", habitat::toText(date)}, {"period", later.text(0)}, {"state", later.text(1)}});
}

} // namespace

Status refuseAgent(const Actor& actor)
{
    if (!actor.roles.contains(Role::Agent)) return {};
    return fail(
        "treasury.journal.agent",
        fmt::format("{} is an Agent: it may prepare a journal, but a person must post it.", actor.user),
        {{"user", actor.user}});
}

tl::unexpected<Error> refuseSelfApproval(const Journal& journal, const std::string& person)
{
    return fail("treasury.journal.self_approval",
                fmt::format("{} posts this journal of {} and cannot also approve it; ask a second person.",
                            person, toText(amountOf(journal))),
                {{"source", journal.sourceKey}, {"user", person}});
}

bool isOverThreshold(const Journal& journal, const Authority& authority)
{
    return authority.threshold && amountOf(journal) > *authority.threshold;
}

Result<JournalStanding> standingOf(const store::UnitOfWork& work, const Journal& journal,
                                   const Authority& authority)
{
    const auto& poster = authority.poster ? *authority.poster : work.actor();
    TRY(refuseAgent(work.actor()));
    TRY(refuseAgent(poster));
    if (authority.approver) TRY(refuseAgent(*authority.approver));
    const bool twoPeople = authority.approver && authority.approver->user != poster.user;
    if (isOverThreshold(journal, authority)) {
        if (!authority.approver || authority.approver->isSystem())
            return refuseApproval(journal, *authority.threshold, "a second person must approve it.");
        if (poster.isSystem())
            return refuseApproval(journal, *authority.threshold, "it names nobody who posts it.");
        if (!twoPeople) return refuseSelfApproval(journal, poster.user);
    }
    return JournalStanding{JournalStatus::Posted, work.actor().user, poster.user,
                           twoPeople ? authority.approver->user : std::string()};
}

Status checkDate(db::Connection& db, const Journal& journal)
{
    if (!journal.forPeriod.empty()) TRY(findPeriod(db, journal.forPeriod));
    const auto period = periodOf(db, journal.date);
    const bool own = period && period->code() == journal.forPeriod;
    if (journal.closing == ClosingFlag::Closing && !own)
        return fail("treasury.journal.closing",
                    fmt::format("A closing journal of period {} must have a date within it, not {}.",
                                journal.forPeriod, habitat::toText(journal.date)),
                    {{"period", journal.forPeriod}, {"date", habitat::toText(journal.date)}});
    if (!period) return checkNotBehind(db, journal.date);
    if (!own) return checkPosting(*period, PostingNature::Ordinary);
    return checkPosting(*period, journal.isReversal() ? PostingNature::OwnReversal : PostingNature::OwnClose);
}

bool isMirror(const Journal& reversal, const Journal& original)
{
    const auto mirrors = [](const JournalLine& a, const JournalLine& b) {
        return a.ledger == b.ledger && a.account == b.account && a.debit == b.credit && a.credit == b.debit;
    };
    return reversal.kind == original.kind && reversal.closing == original.closing &&
           reversal.forPeriod == original.forPeriod &&
           std::ranges::equal(reversal.lines, original.lines, mirrors);
}

Status checkReversal(db::Connection& db, const Journal& journal)
{
    if (!journal.isReversal()) return {};
    const auto original = TRY(findJournal(db, journal.reverses));
    const auto refuse = [&](std::string_view code, std::string_view why) {
        return fail(std::string(code),
                    fmt::format("Journal {} cannot be reversed: {}.", toText(original.key), why),
                    {{"journal", original.key.value}, {"reversal", original.reversedBy.value}});
    };
    if (original.status != JournalStatus::Posted)
        return refuse("treasury.journal.not_posted", "it is not in the books");
    if (original.journal.isReversal())
        return refuse("treasury.journal.is_reversal",
                      "it is a reversal itself; post the first journal anew under another source");
    if (original.journal.kind == JournalKind::Payment ||
        original.journal.kind == JournalKind::PaymentReturned)
        return refuse("treasury.journal.payment",
                      "money has moved; record what the bank did instead, or correct it in the next period");
    if (original.reversedBy)
        return refuse("treasury.journal.already_reversed",
                      fmt::format("journal {} did that already", toText(original.reversedBy)));
    if (!isMirror(journal, original.journal))
        return refuse("treasury.journal.mirror", "the reversal is not its mirror image");
    return {};
}

} // namespace habitat::treasury
