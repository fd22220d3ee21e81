// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/treasury/payment_table.h"

#include <fmt/format.h>

namespace habitat::treasury {

namespace {

PaymentState stateFromText(std::string_view text)
{
    const auto state = parsePaymentState(text);
    ensure(state.has_value(), "a word in the database is one that this program knows");
    return *state;
}

/// From a row with the columns of the table, in their order.
Payment readPayment(const db::Query& row)
{
    Payment payment;
    payment.key = row.key<PaymentKey>(0);
    auto& instruction = payment.instruction;
    instruction.paymentKey = row.text(1);
    instruction.distribution = row.key<DistributionKey>(2);
    instruction.forPeriod = row.text(3);
    instruction.member = row.text(4);
    instruction.payee = row.text(5);
    instruction.amount = Money(row.integer(6));
    instruction.method = row.text(7);
    instruction.bankReference = row.text(8);
    instruction.dueOn = dateFromDays(int(row.integer(9)));
    payment.state = stateFromText(row.textView(10));
    payment.attempts = int(row.integer(11));
    if (const auto at = row.optionalInteger(12)) payment.submittedAt = instantFromMicros(*at);
    payment.submittedBy = row.text(13);
    payment.secondPerson = row.text(14);
    if (const auto day = row.optionalInteger(15)) payment.paidOn = dateFromDays(int(*day));
    payment.paidBy = row.key<JournalKey>(16);
    payment.returnedBy = row.key<JournalKey>(17);
    payment.bankConfirmation = row.text(18);
    return payment;
}

template <typename K>
std::optional<std::int64_t> orNull(K key)
{
    return key ? std::optional(key.value) : std::nullopt;
}

Result<Payment> foundPayment(db::Query rows, const std::string& what)
{
    if (rows.next()) return readPayment(rows);
    return fail(
        "treasury.payment.unknown_key",
        fmt::format("There is no payment {}. `habitatctl payments list` shows those of a period.", what),
        {{"payment", what}});
}

} // namespace

void insertPayment(store::UnitOfWork& work, const Payment& payment)
{
    const auto& instruction = payment.instruction;
    work.db()
        .query("INSERT INTO payment (key, payment_key, distribution, for_period, member, payee, "
               "amount_minor, method, "
               "bank_reference, due_on, state, attempts, submitted_by, second_person, bank_confirmation) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', '', '')")
        .bind(payment.key, instruction.paymentKey, instruction.distribution, instruction.forPeriod,
              instruction.member, instruction.payee, instruction.amount.minor, instruction.method,
              instruction.bankReference, daysSinceEpoch(instruction.dueOn), toText(payment.state))
        .run();
}

void updatePayment(db::Connection& db, const Payment& payment)
{
    db.query(
          "UPDATE payment SET due_on = ?, state = ?, attempts = ?, submitted_at = ?, submitted_by = ?, "
          "second_person = ?, paid_on = ?, paid_by = ?, returned_by = ?, bank_confirmation = ? WHERE key = ?")
        .bind(daysSinceEpoch(payment.instruction.dueOn), toText(payment.state), payment.attempts,
              payment.submittedAt ? std::optional(toMicros(*payment.submittedAt)) : std::nullopt,
              payment.submittedBy, payment.secondPerson,
              payment.paidOn ? std::optional(daysSinceEpoch(*payment.paidOn)) : std::nullopt,
              orNull(payment.paidBy), orNull(payment.returnedBy), payment.bankConfirmation, payment.key)
        .run();
}

void writeTransition(store::UnitOfWork& work, const Payment& payment, PaymentState to, std::string_view note,
                     std::string_view secondPerson)
{
    work.db()
        .query("INSERT INTO payment_transition (key, payment, from_state, to_state, at, actor, "
               "second_person, note) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(work.keys().next(), payment.key, toText(payment.state), toText(to), toMicros(work.now()),
              work.actor().user, secondPerson, note)
        .run();
}

Result<Payment> findPayment(db::Connection& db, PaymentKey payment)
{
    auto rows = db.query("SELECT * FROM payment WHERE key = ?");
    rows.bind(payment);
    return foundPayment(std::move(rows), toText(payment));
}

Result<Payment> findPayment(db::Connection& db, std::string_view paymentKey)
{
    auto rows = db.query("SELECT * FROM payment WHERE payment_key = ?");
    rows.bind(paymentKey);
    return foundPayment(std::move(rows), std::string(paymentKey));
}

std::vector<Payment> payments(db::Connection& db, const PaymentFilter& filter)
{
    const auto state = filter.state ? toText(*filter.state) : std::string_view();
    auto rows = db.query("SELECT * FROM payment WHERE (CAST(? AS TEXT) IS NULL OR for_period = ?) "
                         "AND (? = '' OR state = ?) AND key > ? ORDER BY key LIMIT ?")
                    .bind(filter.forPeriod, filter.forPeriod, state, state, filter.after, filter.limit);
    std::vector<Payment> page;
    while (rows.next())
        page.push_back(readPayment(rows));
    return page;
}

std::vector<PaymentTransition> paymentHistory(db::Connection& db, PaymentKey payment)
{
    auto rows =
        db.query("SELECT from_state, to_state, at, actor, second_person, note FROM payment_transition "
                 "WHERE payment = ? ORDER BY key")
            .bind(payment);
    std::vector<PaymentTransition> history;
    while (rows.next())
        history.push_back({stateFromText(rows.textView(0)), stateFromText(rows.textView(1)),
                           instantFromMicros(rows.integer(2)), rows.text(3), rows.text(4), rows.text(5)});
    return history;
}

std::optional<Payment> firstSubmittedPayment(db::Connection& db, std::string_view forPeriod)
{
    auto rows = db.query("SELECT * FROM payment WHERE for_period = ? AND attempts > 0 "
                         "ORDER BY submitted_at, key LIMIT 1")
                    .bind(forPeriod);
    return rows.next() ? std::optional(readPayment(rows)) : std::nullopt;
}

} // namespace habitat::treasury
