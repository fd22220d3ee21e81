// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/treasury/balances.h"
#include "core/treasury/capital.h"
#include "core/treasury/journal_query.h"
#include "core/treasury/payments.h"
#include "core/treasury/period_table.h"

#include <fmt/format.h>

namespace habitat::treasury {

namespace {

/// At the end of the period all of the result is in member capital or the reserve.
Status checkSquare(db::Connection& db, const Period& period, Ledger ledger)
{
    const auto end = equationAt(db, ledger, period.span.to);
    ensure(end.netBookValue() == end.equity(), "member capital and reserve are the net book value");
    if (end.revenue.isZero() && end.expense.isZero() && end.incomeSummary.isZero()) return {};
    return fail(
        "treasury.period.unbalanced",
        fmt::format("In the {} ledger member capital and reserve are not the net book value at {}: revenue "
                    "{}, expense {} and income summary {} are not closed. Post the closing and allocation "
                    "journals first.",
                    toText(ledger), habitat::toText(period.span.to), toText(end.revenue), toText(end.expense),
                    toText(end.incomeSummary)),
        {{"period", period.code()},
         {"ledger", toText(ledger)},
         {"revenue_minor", end.revenue.minor},
         {"expense_minor", end.expense.minor},
         {"income_summary_minor", end.incomeSummary.minor},
         {"net_book_value_minor", end.netBookValue().minor},
         {"member_capital_minor", (end.memberCapital - end.distributions).minor},
         {"reserve_minor", end.reserve.minor}});
}

Status checkPaymentsRest(db::Connection& db, const Period& period)
{
    auto moving = nlohmann::json::array();
    auto rows = db.query("SELECT payment_key, member, state FROM payment WHERE for_period = ? "
                         "AND state IN ('submitting', 'unknown', 'processing') ORDER BY key LIMIT 100")
                    .bind(period.code());
    while (rows.next())
        moving.push_back(
            {{"payment", rows.text(0)}, {"member_number", rows.text(1)}, {"state", rows.text(2)}});
    if (moving.empty()) return {};
    return fail(
        "treasury.period.payments_moving",
        fmt::format("Payments of {} are on their way; the first is {}, {}. Find out what became of them.",
                    period.code(), moving[0]["payment"].get<std::string>(),
                    moving[0]["state"].get<std::string>()),
        {{"period", period.code()}, {"payments", moving}});
}

Status checkNoLaterClose(db::Connection& db, const Period& period)
{
    auto later = db.query("SELECT code, state FROM period WHERE from_day > ? "
                          "AND state IN ('closing', 'closed', 'locked') ORDER BY from_day LIMIT 1")
                     .bind(daysSinceEpoch(period.span.from));
    if (!later.next()) return {};
    return fail("treasury.period.later_closed",
                fmt::format("Period {} after it is {} and stands on its balances; reopen that one first.",
                            later.text(0), later.text(1)),
                {{"period", period.code()}, {"later", later.text(0)}, {"state", later.text(1)}});
}

Status checkNothingPaid(db::Connection& db, const Period& period)
{
    const auto first = firstSubmittedPayment(db, period.code());
    if (!first) return {};
    return fail(
        "treasury.period.payment_submitted",
        fmt::format("Payment {} of {} was submitted; from there the way is forward only. Correct it in the "
                    "next period.",
                    first->instruction.paymentKey, period.code()),
        {{"period", period.code()},
         {"payment", first->instruction.paymentKey},
         {"state", toText(first->state)}});
}

Status checkBoard(const ReopenConsent& consent, const PeopleNames& people)
{
    const bool consents = consent.board && consent.board->roles.contains(Role::Board);
    if (consents && !samePerson(consent.board->user, people.first) &&
        !samePerson(consent.board->user, people.second) && !consent.board->roles.contains(Role::Agent))
        return {};
    return fail("treasury.period.board",
                "The period is locked: besides the two people a third one, of the Board, must consent.",
                {{"board", consent.board ? consent.board->user : ""}});
}

/// Everything that both ways back ask for.
Status checkWayBack(db::Connection& db, const Period& period)
{
    TRY(checkMove(period.code(), period.state, PeriodState::Reopened));
    TRY(checkNothingPaid(db, period));
    return checkNoLaterClose(db, period);
}

Status checkReason(const Period& period, std::string_view reason)
{
    if (!isBlank(reason)) return {};
    return fail("treasury.period.reason", fmt::format("Say why {} is reopened.", period.code()),
                {{"period", period.code()}});
}

/// Newest first, so that every step of the way back is a state that the books were in.
Status reverseCloseJournals(store::UnitOfWork& work, const Period& period, std::string_view reason,
                            const Authority& authority)
{
    auto keys = standingCloseJournals(work.db(), period.code());
    for (auto key = keys.rbegin(); key != keys.rend(); ++key)
        TRY(reverseJournal(work, {.journal = *key, .reason = std::string(reason)}, authority));
    return {};
}

Status checkNoSchedule(db::Connection& db, const Period& period)
{
    const auto scheduled = distributionsToRollUp(db, period.code());
    auto rolledUp =
        db.query("SELECT key FROM ledger_journal_record WHERE for_period = ? AND status = 'posted' "
                 "AND reverses = 0 AND reversed_by = 0 AND kind = 'roll_up' ORDER BY key LIMIT 1")
            .bind(period.code());
    const bool isRolledUp = rolledUp.next();
    if (scheduled.empty() && !isRolledUp) return {};
    return fail("treasury.period.close_journals",
                fmt::format("Distributions of {} stand on its closed books; undo their schedule first.",
                            period.code()),
                {{"period", period.code()}, {"members", scheduled.size()}});
}

Status cancelScheduledPayments(store::UnitOfWork& work, const Period& period, const std::string& reason)
{
    PaymentFilter filter;
    filter.forPeriod = period.code();
    filter.state = PaymentState::Scheduled;
    while (true) {
        const auto page = payments(work.db(), filter);
        if (page.empty()) return {};
        for (const auto& payment : page)
            TRY(cancelPayment(work, payment.key, reason));
    }
}

} // namespace

Status closePeriod(store::UnitOfWork& work, std::string_view code)
{
    auto period = TRY(findPeriod(work.db(), code));
    TRY(checkMove(period.code(), period.state, PeriodState::Closed));
    for (const auto ledger : bothLedgers)
        TRY(checkSquare(work.db(), period, ledger));
    return movePeriod(work, period, {.to = PeriodState::Closed}, "closed");
}

Status lockPeriod(store::UnitOfWork& work, std::string_view code, const TwoPeople& people)
{
    auto period = TRY(findPeriod(work.db(), code));
    TRY(checkMove(period.code(), period.state, PeriodState::Locked));
    const auto names = TRY(checkTwoPeople(work, people, "period"));
    TRY(checkPaymentsRest(work.db(), period));
    return movePeriod(work, period,
                      {.to = PeriodState::Locked, .by = names.first, .secondPerson = names.second}, "locked");
}

Status undoClose(store::UnitOfWork& work, std::string_view code, std::string_view reason)
{
    auto period = TRY(findPeriod(work.db(), code));
    if (period.state == PeriodState::Locked)
        return checkMove(period.code(), period.state, PeriodState::Closing);
    if (work.actor().roles.contains(Role::Agent))
        return fail("treasury.period.agent",
                    fmt::format("{} is an Agent; a person must undo a close.", work.actor().user),
                    {{"user", work.actor().user}});
    TRY(checkWayBack(work.db(), period));
    TRY(checkReason(period, reason));
    TRY(checkNoSchedule(work.db(), period));
    const std::string why(reason);
    TRY(movePeriod(work, period, {.to = PeriodState::Reopened, .reason = why}, "reopened"));
    TRY(reverseCloseJournals(work, period, reason, {}));
    return movePeriod(work, period, {.to = PeriodState::Closing, .reason = why}, "closing");
}

Status mayReopen(db::Connection& db, std::string_view code)
{
    return checkWayBack(db, TRY(findPeriod(db, code)));
}

Status reopenPeriod(store::UnitOfWork& work, std::string_view code, const ReopenConsent& consent)
{
    auto period = TRY(findPeriod(work.db(), code));
    TRY(checkWayBack(work.db(), period));
    TRY(checkReason(period, consent.reason));
    const auto people = TRY(checkTwoPeople(work, consent.people, "period"));
    const bool locked = period.state == PeriodState::Locked;
    if (locked) TRY(checkBoard(consent, people));
    TRY(cancelScheduledPayments(work, period, consent.reason));
    TRY(movePeriod(work, period,
                   {PeriodState::Reopened, people.first, people.second,
                    locked ? consent.board->user : std::string(), consent.reason},
                   "reopened"));
    TRY(reverseCloseJournals(work, period, consent.reason,
                             {std::nullopt, consent.people.first, consent.people.second}));
    voidSnapshot(work, period, people.first, consent.reason);
    return {};
}

std::vector<JournalKey> standingCloseJournals(db::Connection& db, std::string_view code)
{
    std::vector<JournalKey> keys;
    auto rows = db.query("SELECT key FROM ledger_journal_record WHERE for_period = ? AND for_period <> '' "
                         "AND status = 'posted' AND reverses = 0 AND reversed_by = 0 ORDER BY key")
                    .bind(code);
    while (rows.next())
        keys.push_back(rows.key<JournalKey>(0));
    return keys;
}

} // namespace habitat::treasury
