// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/payments.h"

#include "core/base/text.h"
#include "core/treasury/payment_table.h"
#include "core/treasury/period_table.h"
#include "core/treasury/posting.h"
#include "core/treasury/posting_rules.h"

#include <fmt/format.h>

namespace habitat::treasury {

namespace {

Status checkInstruction(const PaymentInstruction& instruction)
{
    if (instruction.amount <= Money())
        return fail("treasury.payment.amount",
                    fmt::format("Payment “{}” of {}: a payment is above zero.", instruction.paymentKey,
                                toText(instruction.amount)),
                    {{"payment", instruction.paymentKey}, {"amount_minor", instruction.amount.minor}});
    const auto missing = [&](std::string_view field) {
        return fail("treasury.payment.incomplete",
                    fmt::format("Payment “{}” has no {}.", instruction.paymentKey, field),
                    {{"payment", instruction.paymentKey}, {"field", field}});
    };
    if (instruction.paymentKey.empty()) return missing("payment key");
    if (instruction.member.empty()) return missing("member");
    if (instruction.method.empty()) return missing("method");
    if (!instruction.dueOn.ok()) return missing("due date");
    return {};
}

Status checkMove(const Payment& payment, PaymentState to)
{
    if (mayMove(payment.state, to)) return {};
    return fail(
        "treasury.payment.move",
        fmt::format("Payment {} is {}; it cannot become {}.", payment.instruction.paymentKey,
                    toText(payment.state), toText(to)),
        {{"payment", payment.instruction.paymentKey}, {"from", toText(payment.state)}, {"to", toText(to)}});
}

Status checkPerson(const Actor& actor)
{
    if (!actor.roles.contains(Role::Agent)) return {};
    return fail(
        "treasury.payment.agent",
        fmt::format("{} is an Agent: it may prepare a payment, but people must carry it out.", actor.user),
        {{"user", actor.user}});
}

Status checkReason(const Payment& payment, std::string_view reason)
{
    if (!isBlank(reason)) return {};
    return fail("treasury.payment.reason",
                fmt::format("Say why, for payment {}.", payment.instruction.paymentKey),
                {{"payment", payment.instruction.paymentKey}});
}

/// Writes the payment in its new state, with history and event.
Status movePayment(store::UnitOfWork& work, Payment& payment, PaymentState to, std::string_view note,
                   std::string_view secondPerson = {})
{
    TRY(checkPerson(work.actor()));
    TRY(checkMove(payment, to));
    writeTransition(work, payment, to, note, secondPerson);
    payment.state = to;
    updatePayment(work.db(), payment);
    const auto& instruction = payment.instruction;
    work.publish({fmt::format("treasury.payment.{}", toText(to)),
                  instruction.paymentKey,
                  {{"payment", payment.key.value},
                   {"payment_key", instruction.paymentKey},
                   {"distribution", instruction.distribution.value},
                   {"member_number", instruction.member},
                   {"amount_minor", instruction.amount.minor},
                   {"for_period", instruction.forPeriod},
                   {"note", note}}});
    return {};
}

/// The two who submitted the payment stand for its cash journal; a person who records it posts in their own
/// name.
Authority cashAuthority(const store::UnitOfWork& work, const Payment& payment)
{
    const Actor submitter{payment.submittedBy, {}};
    const Actor second{payment.secondPerson, {}};
    if (work.actor().isSystem()) return {std::nullopt, submitter, second};
    return {std::nullopt, std::nullopt, work.actor().user == second.user ? submitter : second};
}

std::string describe(std::string_view what, const PaymentInstruction& instruction)
{
    return fmt::format("{} {}: member {}, {}", what, instruction.paymentKey, instruction.member,
                       instruction.payee);
}

Result<JournalKey> postCash(store::UnitOfWork& work, const Payment& payment, const Result<Journal>& journal)
{
    const auto checked = TRY(journal);
    TRY(ensurePeriodFor(work, checked.date));
    return TRY(postJournal(work, checked, cashAuthority(work, payment))).key;
}

} // namespace

Result<Payment> schedulePayment(store::UnitOfWork& work, const PaymentInstruction& instruction)
{
    TRY(checkInstruction(instruction));
    if (const auto before = findPayment(work.db(), instruction.paymentKey)) {
        // A retry after a failure moves the due date; the rest of an instruction never changes.
        auto same = before->instruction;
        same.dueOn = instruction.dueOn;
        if (same == instruction) return *before;
        return fail("treasury.payment.key_taken",
                    fmt::format("Payment key “{}” belongs to another payment ({} to member {}).",
                                instruction.paymentKey, toText(before->instruction.amount),
                                before->instruction.member),
                    {{"payment", instruction.paymentKey}});
    }
    if (!instruction.forPeriod.empty()) TRY(findPeriod(work.db(), instruction.forPeriod));
    Payment payment;
    payment.key = work.keys().make<PaymentKey>();
    payment.instruction = instruction;
    insertPayment(work, payment);
    work.publish({"treasury.payment.scheduled",
                  instruction.paymentKey,
                  {{"payment", payment.key.value},
                   {"payment_key", instruction.paymentKey},
                   {"distribution", instruction.distribution.value},
                   {"member_number", instruction.member},
                   {"amount_minor", instruction.amount.minor},
                   {"for_period", instruction.forPeriod}}});
    return payment;
}

Result<Payment> cancelPayment(store::UnitOfWork& work, PaymentKey key, std::string_view reason)
{
    auto payment = TRY(findPayment(work.db(), key));
    if (payment.state == PaymentState::Cancelled) return payment;
    TRY(checkReason(payment, reason));
    TRY(movePayment(work, payment, PaymentState::Cancelled, reason));
    return payment;
}

Result<Payment> submitPayment(store::UnitOfWork& work, PaymentKey key, const TwoPeople& people)
{
    auto payment = TRY(findPayment(work.db(), key));
    const auto names = TRY(checkTwoPeople(work, people, "payment"));
    if (payment.state == PaymentState::Submitting || payment.state == PaymentState::Unknown)
        return fail(
            "treasury.payment.outcome_unknown",
            fmt::format("Payment {} may have been sent. Ask the bank what became of it, and record the "
                        "answer, before it is sent again.",
                        payment.instruction.paymentKey),
            {{"payment", payment.instruction.paymentKey}, {"state", toText(payment.state)}});
    TRY(checkMove(payment, PaymentState::Submitting));
    if (payment.instruction.dueOn > dateOf(work.now()))
        return fail("treasury.payment.not_due",
                    fmt::format("Payment {} is due on {}; it is not sent before.",
                                payment.instruction.paymentKey, habitat::toText(payment.instruction.dueOn)),
                    {{"payment", payment.instruction.paymentKey},
                     {"due_on", habitat::toText(payment.instruction.dueOn)}});
    ++payment.attempts;
    payment.submittedAt = work.now();
    payment.submittedBy = names.first;
    payment.secondPerson = names.second;
    TRY(movePayment(work, payment, PaymentState::Submitting, {}, names.second));
    return payment;
}

Result<Payment> recordAccepted(store::UnitOfWork& work, PaymentKey key, std::string_view bankConfirmation)
{
    auto payment = TRY(findPayment(work.db(), key));
    if (payment.state == PaymentState::Processing && payment.bankConfirmation == bankConfirmation)
        return payment;
    payment.bankConfirmation = bankConfirmation;
    TRY(movePayment(work, payment, PaymentState::Processing, bankConfirmation));
    return payment;
}

Result<Payment> recordUnknown(store::UnitOfWork& work, PaymentKey key, std::string_view reason)
{
    auto payment = TRY(findPayment(work.db(), key));
    if (payment.state == PaymentState::Unknown) return payment;
    TRY(checkReason(payment, reason));
    TRY(movePayment(work, payment, PaymentState::Unknown, reason));
    return payment;
}

Result<Payment> recordFailed(store::UnitOfWork& work, PaymentKey key, std::string_view reason)
{
    auto payment = TRY(findPayment(work.db(), key));
    if (payment.state == PaymentState::Failed) return payment;
    TRY(checkReason(payment, reason));
    if (payment.state == PaymentState::Submitting)
        TRY(movePayment(work, payment, PaymentState::Unknown, reason));
    TRY(movePayment(work, payment, PaymentState::Failed, reason));
    return payment;
}

Result<Payment> reschedulePayment(store::UnitOfWork& work, PaymentKey key, Date dueOn,
                                  std::string_view reason)
{
    auto payment = TRY(findPayment(work.db(), key));
    if (payment.state == PaymentState::Scheduled && payment.attempts > 0 &&
        payment.instruction.dueOn == dueOn)
        return payment;
    TRY(checkReason(payment, reason));
    payment.instruction.dueOn = dueOn;
    TRY(checkInstruction(payment.instruction));
    TRY(movePayment(work, payment, PaymentState::Scheduled, reason));
    return payment;
}

Result<Payment> recordCompleted(store::UnitOfWork& work, PaymentKey key, Date paidOn)
{
    auto payment = TRY(findPayment(work.db(), key));
    if (payment.state == PaymentState::Completed && payment.paidOn == paidOn) return payment;
    TRY(checkPerson(work.actor()));
    TRY(checkMove(payment, PaymentState::Completed));
    const auto& instruction = payment.instruction;
    JournalHead head;
    head.date = paidOn;
    head.sourceKey = fmt::format("payment:{}", instruction.paymentKey);
    head.description = describe("Payment", instruction);
    payment.paidBy = TRY(postCash(work, payment, distributionPaid(std::move(head), instruction.amount)));
    payment.paidOn = paidOn;
    TRY(movePayment(work, payment, PaymentState::Completed, habitat::toText(paidOn)));
    return payment;
}

Result<Payment> recordReturned(store::UnitOfWork& work, PaymentKey key, Date returnedOn,
                               std::string_view reason)
{
    auto payment = TRY(findPayment(work.db(), key));
    if (payment.state == PaymentState::Returned) return payment;
    TRY(checkReason(payment, reason));
    TRY(checkPerson(work.actor()));
    TRY(checkMove(payment, PaymentState::Returned));
    const auto& instruction = payment.instruction;
    JournalHead head;
    head.date = returnedOn;
    head.sourceKey = fmt::format("payment-returned:{}", instruction.paymentKey);
    head.description = describe("Returned payment", instruction);
    payment.returnedBy =
        TRY(postCash(work, payment, distributionReturned(std::move(head), instruction.amount)));
    TRY(movePayment(work, payment, PaymentState::Returned, reason));
    return payment;
}

Result<std::vector<Payment>> recoverSubmissions(store::UnitOfWork& work, std::string_view forPeriod)
{
    std::vector<Payment> recovered;
    PaymentFilter filter;
    filter.forPeriod = forPeriod;
    filter.state = PaymentState::Submitting;
    for (auto page = payments(work.db(), filter); !page.empty(); page = payments(work.db(), filter))
        for (const auto& payment : page)
            recovered.push_back(TRY(
                recordUnknown(work, payment.key,
                              "The program stopped while it was being sent; nobody knows whether it was.")));
    return recovered;
}

} // namespace habitat::treasury
