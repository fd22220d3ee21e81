// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/money.h"
#include "core/treasury/chart.h"

#include <array>
#include <optional>
#include <span>

namespace habitat::treasury {

// A payment as a value: states, moves, and the file that a bank takes. Pure; any thread.

enum class PaymentState {
    Scheduled,
    Submitting,
    Processing,
    Completed,
    Unknown,
    Failed,
    Returned,
    Cancelled
};
inline constexpr std::array allPaymentStates = {
    PaymentState::Scheduled, PaymentState::Submitting, PaymentState::Processing, PaymentState::Completed,
    PaymentState::Unknown,   PaymentState::Failed,     PaymentState::Returned,   PaymentState::Cancelled};
std::string_view toText(PaymentState state);
Result<PaymentState> parsePaymentState(std::string_view text);

/// scheduled→submitting→processing→completed; submitting→unknown→processing|failed; failed→scheduled;
/// completed→returned; scheduled→cancelled. Anything else is refused. A member
/// whose payment came back is paid by a new payment with its own key, which the bank does not take for the
/// old one.
bool mayMove(PaymentState from, PaymentState to);

/// What is asked of the bank.
struct PaymentInstruction
{
    /// Unique over all payments, and the idempotency key that the bank sees: it never changes over retries.
    std::string paymentKey = {};
    DistributionKey distribution = {};
    /// Code of the period whose surplus this is.
    std::string forPeriod = {};
    MemberNumber member = {};
    std::string payee = {};
    Money amount = {};
    /// "ach", "check", "wire", ...: what the adapter understands.
    std::string method = {};
    /// Where the bank sends it; masked where it is shown.
    std::string bankReference = {};
    Date dueOn{};

    bool operator==(const PaymentInstruction&) const = default;
};

struct Payment
{
    PaymentKey key;
    PaymentInstruction instruction;
    PaymentState state = PaymentState::Scheduled;
    /// Times it was submitted.
    int attempts = 0;
    /// Of the last attempt, with the two people who made it.
    std::optional<Instant> submittedAt;
    std::string submittedBy;
    std::string secondPerson;
    std::optional<Date> paidOn;
    JournalKey paidBy;
    JournalKey returnedBy;
    /// What the bank calls it, once known.
    std::string bankConfirmation;
};

/// CSV (RFC 4180) with header: payment_key,member_number,payee,amount,currency,method,bank_reference,due_on.
std::string instructionFile(std::span<const Payment> payments, std::string_view currency);

} // namespace habitat::treasury
