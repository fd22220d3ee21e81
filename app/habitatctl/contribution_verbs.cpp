// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/text_table.h"
#include "app/habitatctl/verbs.h"

#include "core/base/calendar.h"

#include <fmt/format.h>

namespace habitat::ctl {

namespace {

using console::ContributionItem;
using nlohmann::json;

json itemJson(const ContributionItem& item)
{
    const auto& one = item.contribution;
    return {{"reference", one.reference},
            {"member_number", item.memberNumber},
            {"member", item.member},
            {"category", one.category},
            {"kind", people::toText(one.kind)},
            {"value_minor", one.value.minor},
            {"date", habitat::toText(one.date)},
            {"counts_from", habitat::toText(one.countsFrom)},
            {"description", one.description},
            {"submitted_by", one.submittedBy},
            {"state", people::toText(one.state)}};
}

json historyJson(const console::ContributionDetail& detail)
{
    auto history = json::array();
    for (const auto& move : detail.history)
        history.push_back({{"at", habitat::toText(move.at)},
                           {"who", move.who},
                           {"from", move.from ? json(people::toText(*move.from)) : json(nullptr)},
                           {"to", people::toText(move.to)},
                           {"why", move.why}});
    return history;
}

json detailJson(const console::ContributionDetail& detail)
{
    auto document = itemJson(detail.item);
    document["claimed_in"] = detail.claimedIn.empty() ? json(nullptr) : json(detail.claimedIn);
    document["task"] = detail.task == 0 ? json(nullptr) : json(detail.task);
    document["history"] = historyJson(detail);
    document["approvals"] = json::array();
    for (const auto& approval : detail.approvals)
        document["approvals"].push_back({{"approver", approval.approver},
                                         {"at", habitat::toText(approval.at)},
                                         {"note", approval.note},
                                         {"stands", approval.revision == detail.item.contribution.revision}});
    document["deferrals"] = json::array();
    for (const auto& deferral : detail.deferrals)
        document["deferrals"].push_back({{"period", deferral.period},
                                         {"by", deferral.by},
                                         {"at", habitat::toText(deferral.at)},
                                         {"reason", deferral.reason}});
    return document;
}

std::string detailText(const console::ContributionDetail& detail)
{
    const auto& one = detail.item.contribution;
    auto text = fmt::format("{}  {}  {} of {} ({})\n{}  {}  {}, submitted by {}\n", one.reference,
                            people::toText(one.state), one.category, detail.item.member,
                            detail.item.memberNumber, habitat::toText(one.value), habitat::toText(one.date),
                            one.description.empty() ? "no description" : one.description, one.submittedBy);
    if (one.countsFrom != one.date) text += fmt::format("Counts from {}\n", habitat::toText(one.countsFrom));
    if (!detail.claimedIn.empty()) text += fmt::format("Claimed by the close of {}\n", detail.claimedIn);
    if (detail.task != 0) text += fmt::format("Waits for task {}, {}\n", detail.task, detail.taskName);
    TextTable table(
        {{"at", Align::Left}, {"who", Align::Left}, {"became", Align::Left}, {"why", Align::Left}});
    for (const auto& move : detail.history)
        table.add({habitat::toText(move.at), move.who, std::string(people::toText(move.to)), move.why});
    return text + table.plain();
}

Answer became(json document)
{
    auto text = fmt::format("Contribution {} is {}.\n", document.at("reference").get<std::string>(),
                            document.at("state").get<std::string>());
    return Answer{std::move(document), std::move(text)};
}

} // namespace

Result<Answer> listContributions(const Invocation& invocation, const ContributionsRequest& request)
{
    console::ContributionQuestion question;
    question.period = request.period;
    question.memberNumber = request.member;
    if (!request.state.empty()) question.state = people::parseContributionState(request.state);
    auto reader = TRY(openReader(invocation));
    Answer answer;
    answer.document["contributions"] = json::array();
    TextTable table({{"reference", Align::Left},
                     {"no.", Align::Right},
                     {"member", Align::Left},
                     {"category", Align::Left},
                     {"value", Align::Right},
                     {"date", Align::Left},
                     {"state", Align::Left}});
    for (bool more = true; more;) {
        const auto page = TRY(reader.questions->contributions(reader.session, question));
        for (const auto& item : page.rows) {
            const auto& one = item.contribution;
            answer.document["contributions"].push_back(itemJson(item));
            table.add({one.reference, item.memberNumber, item.member, one.category,
                       habitat::toText(one.value), habitat::toText(one.date),
                       std::string(people::toText(one.state))});
        }
        more = page.hasMore && !page.rows.empty();
        if (more) question.after = page.rows.back().contribution.key;
    }
    answer.text = table.plain();
    return answer;
}

Result<Answer> showContribution(const Invocation& invocation, const std::string& reference)
{
    auto reader = TRY(openReader(invocation));
    const auto detail = TRY(reader.questions->contribution(reader.session, reference));
    return Answer{detailJson(detail), detailText(detail)};
}

Result<Answer> draftContribution(const Invocation& invocation, const ContributionOrder& order)
{
    people::ContributionEntry entry{order.reference,
                                    order.member,
                                    order.category,
                                    Money(order.valueMinor.value_or(0)),
                                    {},
                                    order.description.value_or("")};
    entry.date = TRY(parseDate(order.date));
    auto desk = TRY(openDesk(invocation));
    return became(TRY(desk.console->draftContribution(desk.session, entry)));
}

Result<Answer> reviseContribution(const Invocation& invocation, const ContributionOrder& order)
{
    people::ContributionChange change;
    if (order.valueMinor) change.value = Money(*order.valueMinor);
    if (!order.date.empty()) change.date = TRY(parseDate(order.date));
    change.description = order.description;
    auto desk = TRY(openDesk(invocation));
    return became(TRY(desk.console->reviseContribution(desk.session, order.reference, change, order.reason)));
}

Result<Answer> submitContribution(const Invocation& invocation, const ContributionOrder& order)
{
    auto desk = TRY(openDesk(invocation));
    auto submitted = TRY(desk.console->submitContribution(desk.session, order.reference));
    desk.console->runUntilIdle();
    return became(std::move(submitted));
}

Result<Answer> withdrawContribution(const Invocation& invocation, const ContributionOrder& order)
{
    auto desk = TRY(openDesk(invocation));
    return became(TRY(desk.console->withdrawContribution(desk.session, order.reference, order.reason)));
}

Result<Answer> disputeContribution(const Invocation& invocation, const ContributionOrder& order)
{
    auto desk = TRY(openDesk(invocation));
    return became(TRY(desk.console->disputeContribution(desk.session, order.reference, order.reason)));
}

Result<Answer> settleDispute(const Invocation& invocation, const ContributionOrder& order)
{
    people::Settlement settlement{order.outcome, order.reason, {}};
    if (order.valueMinor) settlement.value = Money(*order.valueMinor);
    auto desk = TRY(openDesk(invocation));
    return became(TRY(desk.console->settleDispute(desk.session, order.reference, settlement)));
}

} // namespace habitat::ctl
