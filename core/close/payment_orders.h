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

} // namespace habitat::close
