// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/treasury/payment.h"
#include "core/treasury/periods.h"

namespace habitat::treasury {

// Payments and every move they make, with history. Owned by Treasury; writer's thread for what takes a
// UnitOfWork. The adapter that talks to a bank is elsewhere: it runs after the commit of submitPayment and
// comes back with one of the record… operations. Repeating an operation whose result is recorded changes
// nothing. Each move publishes treasury.payment.<the state it came to>, aggregate = payment key.

/// Writes the instruction. The same payment key with the same instruction returns the recorded payment, with
/// another "treasury.payment.key_taken". "treasury.payment.amount|incomplete".
Result<Payment> schedulePayment(store::UnitOfWork& work, const PaymentInstruction& instruction);
/// scheduled → cancelled. "treasury.payment.move", "treasury.payment.reason".
Result<Payment> cancelPayment(store::UnitOfWork& work, PaymentKey payment, std::string_view reason);

/// scheduled → submitting: the pivot. Commit before anything is sent. Needs a second person who is not the
/// actor (or, where the system acts, two named people); never an Agent:
/// "treasury.payment.second_person|agent". "treasury.payment.outcome_unknown" while nobody has asked the bank
/// what became of it; "treasury.payment.not_due" before its day.
Result<Payment> submitPayment(store::UnitOfWork& work, PaymentKey payment, const TwoPeople& people);
/// submitting or unknown → processing: the bank has it.
Result<Payment> recordAccepted(store::UnitOfWork& work, PaymentKey payment,
                               std::string_view bankConfirmation);
/// submitting → unknown: nobody knows whether the bank has it.
Result<Payment> recordUnknown(store::UnitOfWork& work, PaymentKey payment, std::string_view reason);
/// submitting or unknown → failed: the bank has said that it did not and will not pay. From submitting the
/// way leads through unknown, and history shows both.
Result<Payment> recordFailed(store::UnitOfWork& work, PaymentKey payment, std::string_view reason);
/// failed → scheduled, with the same key.
Result<Payment> reschedulePayment(store::UnitOfWork& work, PaymentKey payment, Date dueOn,
                                  std::string_view reason);
/// processing → completed; posts debit 2320, credit 1110 in the period of that date, which is opened if there
/// is none. The two people who submitted it stand for the journal.
Result<Payment> recordCompleted(store::UnitOfWork& work, PaymentKey payment, Date paidOn);
/// completed → returned; posts debit 1110, credit 2320 in the period of that date, likewise.
Result<Payment> recordReturned(store::UnitOfWork& work, PaymentKey payment, Date returnedOn,
                               std::string_view reason);

/// After a crash: every payment for that period found in submitting becomes unknown, because nobody knows.
/// Returns them.
Result<std::vector<Payment>> recoverSubmissions(store::UnitOfWork& work, std::string_view forPeriod);

/// "treasury.payment.unknown_key".
Result<Payment> findPayment(db::Connection& db, PaymentKey payment);
Result<Payment> findPayment(db::Connection& db, std::string_view paymentKey);

struct PaymentFilter
{
    std::optional<std::string> forPeriod = {};
    std::optional<PaymentState> state = {};
    /// The last key of the page before.
    PaymentKey after = {};
    int limit = 200;
};
/// In the order of keys.
std::vector<Payment> payments(db::Connection& db, const PaymentFilter& filter);

struct PaymentTransition
{
    PaymentState from = PaymentState::Scheduled;
    PaymentState to = PaymentState::Scheduled;
    Instant at{};
    std::string by;
    std::string secondPerson;
    std::string note;
};
std::vector<PaymentTransition> paymentHistory(db::Connection& db, PaymentKey payment);

/// The pivot: the first payment of that period that was ever submitted, whatever became of it.
std::optional<Payment> firstSubmittedPayment(db::Connection& db, std::string_view forPeriod);

} // namespace habitat::treasury
