// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/text_table.h"
#include "app/habitatctl/verbs.h"

#include "core/base/calendar.h"

#include <fmt/format.h>

namespace habitat::ctl {

namespace {

using nlohmann::json;

json dateJson(const std::optional<Date>& date)
{
    return date ? json(habitat::toText(*date)) : json(nullptr);
}

json paymentJson(const console::PaymentItem& payment)
{
    return {
        {"payment_key", payment.key},
        {"member_number", payment.memberNumber},
        {"member", payment.member},
        {"amount_minor", payment.amount.minor},
        {"state", payment.state},
        {"distribution_state", payment.distributionState},
        {"due_on", habitat::toText(payment.dueOn)},
        {"submitted_at", payment.submittedAt ? json(habitat::toText(*payment.submittedAt)) : json(nullptr)},
        {"paid_on", dateJson(payment.paidOn)},
        {"returned_on", dateJson(payment.returnedOn)},
        {"submitted_by", payment.submittedBy},
        {"second_person", payment.secondPerson}};
}

} // namespace

Result<Answer> listPayments(const Invocation& invocation, const std::string& period)
{
    auto reader = TRY(openReader(invocation));
    Answer answer;
    answer.document = {{"period", period}, {"payments", json::array()}};
    TextTable table({{"key", Align::Left},
                     {"no.", Align::Right},
                     {"member", Align::Left},
                     {"amount", Align::Right},
                     {"state", Align::Left},
                     {"distribution", Align::Left},
                     {"paid on", Align::Left},
                     {"returned on", Align::Left}});
    const auto text = [](const std::optional<Date>& date) { return date ? habitat::toText(*date) : ""; };
    for (const auto& payment : TRY(reader.questions->payments(reader.session, period))) {
        answer.document["payments"].push_back(paymentJson(payment));
        table.add({payment.key, payment.memberNumber, payment.member, habitat::toText(payment.amount),
                   payment.state, payment.distributionState, text(payment.paidOn), text(payment.returnedOn)});
    }
    answer.text = table.plain();
    return answer;
}

Result<Answer> returnPayment(const Invocation& invocation, const PaymentRequest& request)
{
    const auto day = TRY(parseDate(request.date));
    auto desk = TRY(openDesk(invocation));
    auto recorded = TRY(desk.console->returnPayment(desk.session, request.key, day, request.reason));
    return Answer{std::move(recorded), fmt::format("Payment {} came back on {}; it is payable again.\n",
                                                   request.key, request.date)};
}

Result<Answer> payAgain(const Invocation& invocation, const PaymentRequest& request)
{
    auto desk = TRY(openDesk(invocation));
    std::optional<console::Session> second;
    if (!request.second.empty()) second = TRY(desk.console->assume(request.second));
    auto paid = TRY(desk.console->payAgain(desk.session, request.key, second));
    auto text = fmt::format("Paid again as payment {}.\n", paid.at("payment_key").get<std::string>());
    return Answer{std::move(paid), std::move(text)};
}

Result<Answer> confirmPayment(const Invocation& invocation, const PaymentRequest& request)
{
    std::optional<Date> paidOn;
    if (!request.date.empty()) paidOn = TRY(parseDate(request.date));
    auto desk = TRY(openDesk(invocation));
    std::optional<console::Session> second;
    if (!request.second.empty()) second = TRY(desk.console->assume(request.second));
    auto paid =
        TRY(desk.console->confirmPayment(desk.session, request.key, request.reference, paidOn, second));
    auto text = fmt::format("Payment {} is on record as paid; nothing was sent.\n",
                            paid.at("payment_key").get<std::string>());
    return Answer{std::move(paid), std::move(text)};
}

Result<Answer> unclaimedPayment(const Invocation& invocation, const PaymentRequest& request)
{
    std::optional<Date> noticeOn;
    if (!request.date.empty()) noticeOn = TRY(parseDate(request.date));
    auto desk = TRY(openDesk(invocation));
    auto marked = TRY(desk.console->markUnclaimed(desk.session, request.key, noticeOn, request.reason));
    auto text = fmt::format("Payment {} is unclaimed since the notice of {}.\n", request.key,
                            marked.at("notice_on").get<std::string>());
    return Answer{std::move(marked), std::move(text)};
}

} // namespace habitat::ctl
