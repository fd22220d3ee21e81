// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/payment.h"

#include "core/base/enum_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace habitat::treasury {

namespace {

using namespace std::string_view_literals;

constexpr std::array stateWords = {"scheduled"sv, "submitting"sv, "processing"sv, "completed"sv,
                                   "unknown"sv,   "failed"sv,     "returned"sv,   "cancelled"sv};

/// RFC 4180: quoted where it has to be.
std::string csvField(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

} // namespace

std::string_view toText(PaymentState state)
{
    return stateWords[std::size_t(state)];
}

Result<PaymentState> parsePaymentState(std::string_view text)
{
    if (const auto state = enumFromText<PaymentState>(stateWords, text)) return *state;
    return fail(
        "treasury.payment.state",
        fmt::format("“{}” is not a state of a payment; it is one of {}.", text, fmt::join(stateWords, ", ")),
        {{"state", text}});
}

bool mayMove(PaymentState from, PaymentState to)
{
    switch (from) {
    case PaymentState::Scheduled:
        return to == PaymentState::Submitting || to == PaymentState::Cancelled;
    case PaymentState::Submitting:
        return to == PaymentState::Processing || to == PaymentState::Unknown;
    case PaymentState::Unknown:
        return to == PaymentState::Processing || to == PaymentState::Failed;
    case PaymentState::Processing:
        return to == PaymentState::Completed;
    case PaymentState::Failed:
        return to == PaymentState::Scheduled;
    case PaymentState::Completed:
        return to == PaymentState::Returned;
    case PaymentState::Returned:
    case PaymentState::Cancelled:
        return false;
    }
    return false;
}

std::string instructionFile(std::span<const Payment> payments, std::string_view currency)
{
    std::string file = "payment_key,member_number,payee,amount,currency,method,bank_reference,due_on\r\n";
    for (const auto& payment : payments) {
        const auto& row = payment.instruction;
        file += fmt::format("{},{},{},{},{},{},{},{}\r\n", csvField(row.paymentKey), csvField(row.member),
                            csvField(row.payee), toPlainText(row.amount), csvField(currency),
                            csvField(row.method), csvField(row.bankReference), habitat::toText(row.dueOn));
    }
    return file;
}

} // namespace habitat::treasury
