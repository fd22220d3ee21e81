// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/steps/steps.h"

#include "core/agreements/distributions.h"
#include "core/base/hash.h"
#include "core/treasury/payments.h"

#include <fmt/format.h>

#include <map>

namespace habitat::close {

namespace {

std::vector<treasury::Payment> paymentsOf(db::Connection& db, const Close& close,
                                          std::optional<treasury::PaymentState> state)
{
    treasury::PaymentFilter filter;
    filter.forPeriod = close.period;
    filter.state = state;
    filter.limit = INT32_MAX;
    auto found = treasury::payments(db, filter);
    // What an undone step 9 cancelled belongs to no run any more.
    std::erase_if(
        found, [](const treasury::Payment& one) { return one.state == treasury::PaymentState::Cancelled; });
    return found;
}

exchange::Table paymentTable(const std::vector<treasury::Payment>& payments)
{
    using exchange::ColumnType;
    exchange::Table table{"Payments",
                          {{"member_number", "No.", ColumnType::Text},
                           {"payee", "Payee", ColumnType::Text},
                           {"payment_key", "Payment key", ColumnType::Text},
                           {"state", "State", ColumnType::Text},
                           {"amount", "Amount", ColumnType::Money}},
                          {},
                          {}};
    Money sum;
    for (const auto& payment : payments) {
        const auto& instruction = payment.instruction;
        table.rows.push_back({instruction.member, instruction.payee, instruction.paymentKey,
                              std::string(treasury::toText(payment.state)), instruction.amount});
        sum += instruction.amount;
    }
    table.totals = {std::monostate{}, std::string("Sum"), std::monostate{}, std::monostate{}, sum};
    return table;
}

Check knownOutcomes(const std::vector<treasury::Payment>& payments)
{
    Check check{"close.payments.unknown",
                "No payment's outcome is unknown.",
                true,
                {},
                "The bank is asked before anything is sent again; where that fails, retry the step.",
                {},
                {}};
    for (const auto& payment : payments) {
        if (payment.state != treasury::PaymentState::Unknown) continue;
        check.holds = false;
        check.offending.push_back(payment.instruction.paymentKey);
    }
    return check;
}

/// "3 submitting, 2 unknown".
std::string statesText(const std::vector<treasury::Payment>& payments)
{
    std::map<treasury::PaymentState, int> counts;
    for (const auto& payment : payments)
        ++counts[payment.state];
    std::string text;
    for (const auto& [state, count] : counts)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, treasury::toText(state));
    return text.empty() ? "none" : text;
}

StepReading read(db::Connection& db, const Close& close, Instant)
{
    StepReading reading;
    const auto all = paymentsOf(db, close, {});
    Hasher hasher;
    hasher.add("pay");
    Money total;
    for (const auto& payment : all) {
        hasher.add(payment.instruction.paymentKey).add(payment.instruction.amount.minor);
        total += payment.instruction.amount;
    }
    reading.inputHash = hasher.hex();
    reading.overThreshold = true;
    if (!resultOf(db, close.key, 10)) reading.checks.push_back(knownOutcomes(all));
    reading.reads = {{"Scheduled payments", fmt::format("{}, {} in all", all.size(), toText(total))},
                     {"States", statesText(all)}};
    reading.writes = {
        {"Payment instructions", fmt::format("{} to the bank; from here only forward", all.size())},
        {"Cash journals", "dated on the payment date"}};
    reading.figures.push_back(paymentTable(all));
    return reading;
}

/// First half: the instructions become `submitting`. This commits before anything is sent: the pivot.
Result<nlohmann::json> prepare(store::UnitOfWork& work, const Close& close, const StepReading& reading)
{
    const auto& signers = reading.signers;
    ensure(signers.size() >= 2, "payments are signed by two people");
    const treasury::TwoPeople people{signers[0], signers[1]};
    const auto today = dateOf(work.now());
    std::int64_t prepared = 0;
    for (const auto& payment : paymentsOf(work.db(), close, treasury::PaymentState::Scheduled)) {
        TRY(agreements::submitDistribution(work, payment.instruction.distribution, today));
        TRY(treasury::submitPayment(work, payment.key, people));
        ++prepared;
    }
    return nlohmann::json{{"prepared", prepared}};
}

/// The bank had not got it: that attempt failed, and another was made under the same key, for the same two
/// people.
Status sentAgain(store::UnitOfWork& work, const treasury::Payment& payment, Date today)
{
    constexpr auto why = "The bank knew nothing of it; it was sent again.";
    const auto distribution = payment.instruction.distribution;
    TRY(treasury::recordFailed(work, payment.key, why));
    TRY(agreements::failDistribution(work, distribution, why));
    TRY(treasury::reschedulePayment(work, payment.key, payment.instruction.dueOn, why));
    TRY(agreements::retryDistribution(work, distribution, payment.instruction.dueOn));
    TRY(agreements::submitDistribution(work, distribution, today));
    TRY(treasury::submitPayment(work, payment.key,
                                {Actor{payment.submittedBy, {}}, Actor{payment.secondPerson, {}}}));
    return {};
}

std::vector<UndoEffect> undoEffects(db::Connection& db, const Close& close)
{
    const auto submitted = treasury::firstSubmittedPayment(db, close.period);
    if (!submitted && !resultOf(db, close.key, pivotStep)) return {};
    if (!submitted) return {{pivotStep, "Nothing was paid; the step is done anew, and signed anew.", false}};
    return {
        {10,
         fmt::format("Payment {} was submitted: from there only forward.", submitted->instruction.paymentKey),
         true}};
}

} // namespace

Status doubtPayments(store::UnitOfWork& work, const Close& close)
{
    for (const auto& payment : TRY(treasury::recoverSubmissions(work, close.period)))
        TRY(agreements::markUnknown(work, payment.instruction.distribution,
                                    "The program stopped while it was being sent."));
    return {};
}

Result<nlohmann::json> recordPayments(store::UnitOfWork& work, const Close& close, const BankAnswer& answer)
{
    const auto& confirmation = answer.confirmation;
    const auto reading = read(work.db(), close, work.now());
    const auto today = dateOf(work.now());
    Money total;
    std::int64_t count = 0;
    for (const auto& payment : paymentsOf(work.db(), close, {})) {
        if (payment.state == treasury::PaymentState::Unknown) {
            if (answer.knewNothing) TRY(sentAgain(work, payment, today));
        } else if (payment.state != treasury::PaymentState::Submitting) {
            continue;
        }
        const auto distribution = payment.instruction.distribution;
        TRY(treasury::recordAccepted(work, payment.key, confirmation));
        TRY(agreements::acceptDistribution(work, distribution, confirmation));
        TRY(treasury::recordCompleted(work, payment.key, today));
        TRY(agreements::completeDistribution(work, distribution, confirmation));
        total += payment.instruction.amount;
        ++count;
    }
    nlohmann::json result{{"payments", count}, {"total_minor", total.minor}, {"confirmation", confirmation}};
    recordResult(work, close, 10, reading.inputHash, result);
    return result;
}

StepBehaviour executeDistributionsStep()
{
    return {read, prepare, nullptr, undoEffects};
}

} // namespace habitat::close
