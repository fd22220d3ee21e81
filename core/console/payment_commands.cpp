// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/console_impl.h"

#include "core/close/bank_file.h"
#include "core/close/payment_orders.h"
#include "core/treasury/payments.h"

namespace habitat::console {

Result<nlohmann::json> Console::returnPayment(const Session& session, const std::string& payment,
                                              Date returnedOn, const std::string& reason)
{
    return ask(session, close::returnPayment(payment, returnedOn, reason), reason);
}

/// As step 10 does it: submitted first, in a commit of its own; then sent; then recorded. Where the program
/// stops in between, the order given again finds the payment unknown, and asks the bank.
Result<nlohmann::json> Console::payAgain(const Session& session, const std::string& payment,
                                         const std::optional<Session>& second)
{
    const std::scoped_lock onePayment(m_impl->paymentMutex);
    const close::BankFolder bank{m_impl->options.database, m_impl->folders.bank()};
    const auto stored = [&](const std::string& key) {
        return m_impl->read([&](db::Connection& db) { return treasury::findPayment(db, key); });
    };
    close::PayAgainOrder order{payment, standingBeside(session, second)};
    order.paymentKey = TRY(ask(session, close::payAgain(order))).at("payment_key").get<std::string>();
    const auto begun = TRY(stored(order.paymentKey));
    std::optional<std::string> confirmation;
    if (begun.state == treasury::PaymentState::Unknown) {
        confirmation = TRY(close::askForPayment(begun, bank));
        if (!confirmation) TRY(ask(session, close::sendAgain(order)));
    }
    if (!confirmation) confirmation = TRY(close::sendPayment(TRY(stored(order.paymentKey)), bank));
    return ask(session, close::recordPaid(order.paymentKey, *confirmation));
}

Result<nlohmann::json> Console::confirmPayment(const Session& session, const std::string& payment,
                                               const std::string& reference, std::optional<Date> paidOn,
                                               const std::optional<Session>& second)
{
    const std::scoped_lock onePayment(m_impl->paymentMutex);
    const auto day = paidOn.value_or(dateOf(m_impl->options.clock->now()));
    return ask(session, close::confirmPayment({payment, reference, day, standingBeside(session, second)}));
}

Result<nlohmann::json> Console::markUnclaimed(const Session& session, const std::string& payment,
                                              std::optional<Date> noticeOn, const std::string& reason)
{
    const auto day = noticeOn.value_or(dateOf(m_impl->options.clock->now()));
    return ask(session, close::markPaymentUnclaimed(payment, day, reason), reason);
}

} // namespace habitat::console
