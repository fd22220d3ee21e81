// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/payment_orders.h"

#include "core/agreements/distributions.h"
#include "core/base/text.h"
#include "core/close/closes.h"
#include "core/close/plan.h"
#include "core/close/progress.h"
#include "core/identity/permissions.h"
#include "core/treasury/journal_query.h"
#include "core/treasury/payments.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::close {

namespace {

using agreements::Distribution;
using agreements::DistributionState;
using nlohmann::json;
using runtime::OperationContext;

struct PaymentOnRecord
{
    treasury::Payment payment;
    Distribution distribution;
};

Result<PaymentOnRecord> onRecord(db::Connection& db, const std::string& paymentKey)
{
    auto payment = TRY(treasury::findPayment(db, paymentKey));
    auto distribution = agreements::findDistribution(db, payment.instruction.distribution);
    ensure(distribution.has_value(), "a payment of a close has a distribution");
    return PaymentOnRecord{std::move(payment), std::move(*distribution)};
}

/// While step 10 is under way the payments are its own.
Result<PaymentOnRecord> afterTheClose(db::Connection& db, const std::string& paymentKey)
{
    auto found = TRY(onRecord(db, paymentKey));
    const auto& period = found.payment.instruction.forPeriod;
    const auto close = latestClose(db, period);
    if (!close || !resultOf(db, close->key, pivotStep))
        return fail("close.payment.in_step",
                    fmt::format("Payment {} belongs to step {} of the close of {}, which is not done. Run or "
                                "retry that step first.",
                                paymentKey, pivotStep, period),
                    {{"payment", paymentKey}, {"period", period}});
    return found;
}

/// Of a distribution that was paid more than once only the newest payment can move.
Status checkNewest(const PaymentOnRecord& on)
{
    const auto& key = on.payment.instruction.paymentKey;
    if (on.distribution.paymentKey == key) return {};
    return fail("close.payment.superseded",
                fmt::format("Payment {} came back and was paid again by payment {}. Name that one.", key,
                            on.distribution.paymentKey),
                {{"payment", key}, {"newest", on.distribution.paymentKey}});
}

/// Money comes back after it was paid, and not before that is known.
Status checkReturnDate(const treasury::Payment& payment, Date returnedOn, Date today)
{
    if (!payment.paidOn || (returnedOn >= *payment.paidOn && returnedOn <= today)) return {};
    return fail("close.payment.return_date",
                fmt::format("Payment {} was paid on {}; the day of its return lies between then and today.",
                            payment.instruction.paymentKey, toText(*payment.paidOn)),
                {{"payment", payment.instruction.paymentKey},
                 {"paid_on", toText(*payment.paidOn)},
                 {"returned_on", toText(returnedOn)}});
}

Result<json> takeBack(OperationContext& context, const std::string& key, Date on, const std::string& reason)
{
    auto& work = context.work();
    const auto found = TRY(afterTheClose(work.db(), key));
    TRY(checkNewest(found));
    TRY(checkReturnDate(found.payment, on, dateOf(work.now())));
    TRY(agreements::returnDistribution(work, found.distribution.key, on, reason));
    const auto payment = TRY(treasury::recordReturned(work, found.payment.key, on, reason));
    return json{{"payment_key", key}, {"journal", payment.returnedBy.value}};
}

Result<json> giveUp(OperationContext& context, const std::string& key, Date noticeOn,
                    const std::string& reason)
{
    auto& work = context.work();
    if (isBlank(reason))
        return fail("close.payment.reason", fmt::format("Say why payment {} is unclaimed.", key),
                    {{"payment", key}});
    const auto found = TRY(afterTheClose(work.db(), key));
    TRY(checkNewest(found));
    if (noticeOn > dateOf(work.now()) || (found.payment.paidOn && noticeOn < *found.payment.paidOn))
        return fail("close.payment.notice_date",
                    fmt::format("The notice to member {} cannot be of {}: it lies between the payment ({}) "
                                "and today.",
                                found.distribution.memberNumber, toText(noticeOn),
                                found.payment.paidOn ? toText(*found.payment.paidOn) : "no day"),
                    {{"payment", key}, {"notice_on", toText(noticeOn)}});
    TRY(agreements::markUnclaimed(work, found.distribution.key, noticeOn));
    return json{{"payment_key", key}, {"notice_on", toText(noticeOn)}};
}

/// As step 10 does: the Treasurer and a second person, who could sign for a close.
Status checkSecondPerson(const std::optional<Actor>& second)
{
    if (!second || identity::isAllowed(second->roles, identity::Permission::SignStep)) return {};
    return fail("close.payment.second_person.role",
                fmt::format("{} may not sign for a close, so cannot stand for a payment. Let somebody who "
                            "may do so be the second person.",
                            second->user),
                {{"second", second->user}});
}

Status submit(store::UnitOfWork& work, const treasury::Payment& payment, const std::optional<Actor>& second)
{
    TRY(agreements::submitDistribution(work, payment.instruction.distribution, dateOf(work.now())));
    TRY(treasury::submitPayment(work, payment.key, {std::nullopt, second.value_or(Actor{})}));
    return {};
}

/// The new payment of a distribution whose money came back.
Result<treasury::Payment> scheduleAnew(store::UnitOfWork& work, const PaymentOnRecord& on)
{
    const auto today = dateOf(work.now());
    TRY(agreements::payAgain(work, on.distribution.key, today));
    const auto distribution = agreements::findDistribution(work.db(), on.distribution.key);
    auto instruction = on.payment.instruction;
    instruction.paymentKey = distribution->paymentKey;
    instruction.dueOn = today;
    return treasury::schedulePayment(work, instruction);
}

Result<treasury::Payment> scheduleSame(store::UnitOfWork& work, const PaymentOnRecord& on,
                                       std::string_view why)
{
    const auto due = on.payment.instruction.dueOn;
    TRY(agreements::retryDistribution(work, on.distribution.key, due));
    return treasury::reschedulePayment(work, on.payment.key, due, why);
}

/// Only the newest payment of a distribution is ever under way.
Result<PaymentOnRecord> newestOf(db::Connection& db, const std::string& paymentKey)
{
    auto found = TRY(afterTheClose(db, paymentKey));
    found.payment = TRY(treasury::findPayment(db, found.distribution.paymentKey));
    return found;
}

Result<json> beginAgain(OperationContext& context, const PayAgainOrder& order)
{
    auto& work = context.work();
    TRY(checkSecondPerson(order.second));
    const auto found = TRY(newestOf(work.db(), order.paymentKey));
    const auto& key = found.distribution.key;
    switch (found.distribution.state) {
    case DistributionState::Submitting: {
        constexpr auto why = "The program stopped while it was being sent.";
        TRY(treasury::recordUnknown(work, found.payment.key, why));
        TRY(agreements::markUnknown(work, key, why));
        break;
    }
    case DistributionState::Unknown:
        break;
    case DistributionState::Failed:
        TRY(submit(work, TRY(scheduleSame(work, found, "Paid again after it failed")), order.second));
        break;
    default:
        // Whatever cannot be paid anew is refused there.
        TRY(submit(work, TRY(scheduleAnew(work, found)), order.second));
    }
    return json{{"payment_key", agreements::findDistribution(work.db(), key)->paymentKey}};
}

Result<json> repeatAttempt(OperationContext& context, const PayAgainOrder& order)
{
    constexpr auto why = "The bank knew nothing of it; it was sent again.";
    auto& work = context.work();
    TRY(checkSecondPerson(order.second));
    const auto found = TRY(afterTheClose(work.db(), order.paymentKey));
    TRY(treasury::recordFailed(work, found.payment.key, why));
    TRY(agreements::failDistribution(work, found.distribution.key, why));
    TRY(submit(work, TRY(scheduleSame(work, found, why)), order.second));
    return json{{"payment_key", order.paymentKey}};
}

/// Somebody beside the actor, who could sign for a close.
Status checkTwoPeople(const Actor& actor, const PaymentConfirmation& confirmation)
{
    const auto& second = confirmation.second;
    if (!second || samePerson(second->user, actor.user))
        return fail("treasury.payment.second_person",
                    fmt::format("Two people stand for payment {}: name a second one beside {}.",
                                confirmation.paymentKey, actor.user),
                    {{"payment", confirmation.paymentKey}, {"user", actor.user}});
    return checkSecondPerson(second);
}

Status checkProof(const PaymentConfirmation& confirmation, Date today)
{
    const auto& key = confirmation.paymentKey;
    if (isBlank(confirmation.reference))
        return fail("close.payment.reference",
                    fmt::format("Say under which reference the bank has payment {}.", key),
                    {{"payment", key}});
    if (confirmation.paidOn.ok() && confirmation.paidOn <= today) return {};
    return fail("close.payment.paid_date",
                fmt::format("Payment {} was paid today or before; {} has not come.", key,
                            toText(confirmation.paidOn)),
                {{"payment", key}, {"paid_on", toText(confirmation.paidOn)}});
}

/// What came back was paid again after that, if it was.
Status checkPaidAfterReturn(db::Connection& db, const treasury::Payment& newest,
                            const PaymentConfirmation& confirmation)
{
    if (newest.returnedBy.isNone()) return {};
    const auto returnedOn = TRY(treasury::findJournal(db, newest.returnedBy)).journal.date;
    if (confirmation.paidOn >= returnedOn) return {};
    return fail("close.payment.paid_date",
                fmt::format("Payment {} came back on {}: what was paid on {} is that payment.",
                            confirmation.paymentKey, toText(returnedOn), toText(confirmation.paidOn)),
                {{"payment", confirmation.paymentKey},
                 {"paid_on", toText(confirmation.paidOn)},
                 {"returned_on", toText(returnedOn)}});
}

/// What a worker hands to the bank at this moment, or will by itself, would be paid by both.
Status checkNotBeingSent(db::Connection& db, const treasury::Payment& payment)
{
    const auto& period = payment.instruction.forPeriod;
    const auto close = latestClose(db, period);
    const auto progress = close ? progressOf(db, *close) : Progress{};
    const bool works = std::ranges::any_of(progress.jobs, [](const store::JobRow& job) {
        return job.status == store::JobStatus::Ready || job.status == store::JobStatus::Running ||
               job.status == store::JobStatus::WaitingRetry;
    });
    if (!works) return {};
    return fail("close.payment.being_sent",
                fmt::format("The close of {} works just now and may be sending payment {}. Wait for its end, "
                            "then look at the payment again.",
                            period, payment.instruction.paymentKey),
                {{"payment", payment.instruction.paymentKey}, {"period", period}});
}

/// On its way, as if it had been sent from here: what nobody submitted yet is submitted by these two people.
Result<treasury::Payment> onItsWay(store::UnitOfWork& work, const PaymentOnRecord& on,
                                   const std::optional<Actor>& second)
{
    auto payment = on.payment;
    switch (on.distribution.state) {
    case DistributionState::Submitting:
    case DistributionState::Unknown:
        return payment;
    case DistributionState::Scheduled:
        break;
    case DistributionState::Failed:
        payment = TRY(scheduleSame(work, on, "The bank has paid it after all"));
        break;
    default:
        // Whatever cannot be paid anew is refused there.
        payment = TRY(scheduleAnew(work, on));
    }
    TRY(submit(work, payment, second));
    return payment;
}

Result<json> confirmedBefore(const treasury::Payment& payment, const PaymentConfirmation& confirmation)
{
    if (payment.bankConfirmation == confirmation.reference && payment.paidOn == confirmation.paidOn)
        return json{{"payment_key", payment.instruction.paymentKey},
                    {"journal", payment.paidBy.value},
                    {"confirmation", payment.bankConfirmation}};
    return fail(
        "close.payment.confirmed",
        fmt::format("Payment {} is on record as paid on {} under “{}” already. If the bank has made it "
                    "twice, ask for one of the two back.",
                    confirmation.paymentKey, toText(*payment.paidOn), payment.bankConfirmation),
        {{"payment", confirmation.paymentKey},
         {"paid_on", toText(*payment.paidOn)},
         {"confirmation", payment.bankConfirmation}});
}

Result<json> recordOutcome(store::UnitOfWork& work, const treasury::Payment& sent,
                           const std::string& confirmation, Date paidOn)
{
    const auto distribution = sent.instruction.distribution;
    TRY(treasury::recordAccepted(work, sent.key, confirmation));
    TRY(agreements::acceptDistribution(work, distribution, confirmation));
    const auto payment = TRY(treasury::recordCompleted(work, sent.key, paidOn));
    TRY(agreements::completeDistribution(work, distribution, confirmation));
    return json{{"payment_key", payment.instruction.paymentKey},
                {"journal", payment.paidBy.value},
                {"confirmation", confirmation}};
}

Result<json> paid(OperationContext& context, const std::string& key, const std::string& confirmation)
{
    auto& work = context.work();
    const auto found = TRY(afterTheClose(work.db(), key));
    return recordOutcome(work, found.payment, confirmation, dateOf(work.now()));
}

Result<json> confirm(OperationContext& context, const PaymentConfirmation& confirmation)
{
    auto& work = context.work();
    TRY(checkProof(confirmation, dateOf(work.now())));
    TRY(checkTwoPeople(work.actor(), confirmation));
    const auto found = TRY(onRecord(work.db(), confirmation.paymentKey));
    // A payment in place of this one that has just this proof is this order, given before.
    const auto newest = TRY(treasury::findPayment(work.db(), found.distribution.paymentKey));
    if (newest.state == treasury::PaymentState::Completed) return confirmedBefore(newest, confirmation);
    // So is one that came back since.
    if (found.payment.bankConfirmation == confirmation.reference)
        return confirmedBefore(found.payment, confirmation);
    TRY(checkNewest(found));
    TRY(checkPaidAfterReturn(work.db(), newest, confirmation));
    TRY(checkNotBeingSent(work.db(), found.payment));
    const auto payment = TRY(onItsWay(work, found, confirmation.second));
    return recordOutcome(work, payment, confirmation.reference, confirmation.paidOn);
}

json argumentsOf(const PayAgainOrder& order)
{
    return {{"payment", order.paymentKey}, {"second_person", order.second ? order.second->user : ""}};
}

} // namespace

runtime::Operation returnPayment(std::string paymentKey, Date returnedOn, std::string reason)
{
    return {"payment.return",
            {{"payment", paymentKey}, {"on", toText(returnedOn)}, {"reason", reason}},
            [=](OperationContext& context) { return takeBack(context, paymentKey, returnedOn, reason); },
            {}};
}

runtime::Operation markPaymentUnclaimed(std::string paymentKey, Date noticeOn, std::string reason)
{
    return {"payment.unclaimed",
            {{"payment", paymentKey}, {"notice_on", toText(noticeOn)}, {"reason", reason}},
            [=](OperationContext& context) { return giveUp(context, paymentKey, noticeOn, reason); },
            {}};
}

runtime::Operation payAgain(PayAgainOrder order)
{
    auto arguments = argumentsOf(order);
    return {"payment.pay_again",
            std::move(arguments),
            [order = std::move(order)](OperationContext& context) { return beginAgain(context, order); },
            {}};
}

runtime::Operation sendAgain(PayAgainOrder order)
{
    auto arguments = argumentsOf(order);
    return {"payment.send_again",
            std::move(arguments),
            [order = std::move(order)](OperationContext& context) { return repeatAttempt(context, order); },
            {}};
}

runtime::Operation recordPaid(std::string paymentKey, std::string confirmation)
{
    return {"payment.paid",
            {{"payment", paymentKey}, {"confirmation", confirmation}},
            [=](OperationContext& context) { return paid(context, paymentKey, confirmation); },
            {}};
}

runtime::Operation confirmPayment(PaymentConfirmation confirmation)
{
    json arguments{{"payment", confirmation.paymentKey},
                   {"confirmation", confirmation.reference},
                   {"paid_on", toText(confirmation.paidOn)},
                   {"second_person", confirmation.second ? confirmation.second->user : ""}};
    return {"payment.confirm",
            std::move(arguments),
            [confirmation = std::move(confirmation)](OperationContext& context) {
                return confirm(context, confirmation);
            },
            {}};
}

} // namespace habitat::close
