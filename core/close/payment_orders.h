// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/actor.h"
#include "core/base/calendar.h"
#include "core/runtime/command.h"
#include "core/treasury/payment.h"

#include <optional>
#include <string>

/// What becomes of a payment after the close that made it: it comes back, is paid again, or nobody claims it.
/// Treasury's payment and the distribution in Agreements move in one unit of work. Operations for the engine,
/// built on any thread; run by the writer.
namespace habitat::close {

/// completed → returned; the cash is back and the payable stands again. Answers {"payment_key","journal"}.
/// "close.payment.in_step" while step 10 is not done, "close.payment.return_date".
runtime::Operation returnPayment(std::string paymentKey, Date returnedOn, std::string reason);

/// returned → unclaimed: the three years run from the day on which the member was told. Answers
/// {"payment_key","notice_on"}. "close.payment.notice_date", "close.payment.reason".
runtime::Operation markPaymentUnclaimed(std::string paymentKey, Date noticeOn, std::string reason);

struct PayAgainOrder
{
    /// Of the payment that came back or failed, or of the one that was begun in its place.
    std::string paymentKey;
    /// Stands for the payment beside the actor; may sign for a close.
    std::optional<Actor> second = {};
};
/// A payment that came back is paid by a new one with its own key, one that failed by the same; either
/// becomes submitted. One that was being sent when the program stopped becomes unknown. Answers
/// {"payment_key"}: what is to be sent, or asked about. "treasury.payment.second_person",
/// "close.payment.second_person.role".
runtime::Operation payAgain(PayAgainOrder order);
/// The bank knows nothing of an unknown payment: that attempt failed, and the next is submitted.
runtime::Operation sendAgain(PayAgainOrder order);
/// The bank has a payment that was submitted or unknown, and has paid it today. Answers {"payment_key",
/// "journal","confirmation"}.
runtime::Operation recordPaid(std::string paymentKey, std::string confirmation);

struct PaymentConfirmation
{
    /// Of the payment that the bank has made; of one that came back or failed where it was paid again since.
    std::string paymentKey;
    /// What the bank calls it: the proof.
    std::string reference;
    /// The day it was paid.
    Date paidOn{};
    /// Stands for the payment beside the actor; may sign for a close.
    std::optional<Actor> second = {};
};
/// The bank has made the payment already, which these books do not know (a backup was put back, the newer
/// copy is lost): it is recorded as paid, and nothing is sent. Also before step 10, which passes over it. The
/// same confirmation again changes nothing. Answers as recordPaid. "close.payment.reference",
/// "close.payment.paid_date", "close.payment.confirmed" (paid under another reference or on another day),
/// "close.payment.being_sent", "treasury.payment.second_person", "close.payment.second_person.role".
runtime::Operation confirmPayment(PaymentConfirmation confirmation);

} // namespace habitat::close
