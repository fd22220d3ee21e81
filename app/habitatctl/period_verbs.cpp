// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/text_table.h"
#include "app/habitatctl/verbs.h"

#include "core/base/calendar.h"

#include <fmt/format.h>

namespace habitat::ctl {

namespace {

using nlohmann::json;

/// The effects that are made, and those that nothing makes undone.
void addEffects(const console::ReopenPlan& plan, Answer& answer)
{
    answer.document["effects"] = json::array();
    for (const auto& effect : plan.effects) {
        answer.document["effects"].push_back(
            {{"step", effect.step}, {"text", effect.text}, {"irreversible", effect.irreversible}});
        answer.text += fmt::format("  {:2}  {}{}\n", effect.step,
                                   effect.irreversible ? "Cannot be undone: " : "", effect.text);
    }
}

Result<Answer> previewReopening(const Invocation& invocation, const std::string& period)
{
    auto reader = TRY(openReader(invocation));
    const auto plan = TRY(reader.questions->reopenPlan(reader.session, period));
    if (plan.refusal) return fail(*plan.refusal);
    Answer answer;
    answer.document = {{"period", period}, {"preview", true}, {"needs_board", plan.needsBoard}};
    answer.text = fmt::format("Reopening {} would, in this order (nothing was written):\n", period);
    addEffects(plan, answer);
    if (plan.needsBoard) answer.text += "It is locked: --board names somebody of the Board who consents.\n";
    return answer;
}

} // namespace

Result<Answer> listPeriods(const Invocation& invocation)
{
    auto reader = TRY(openReader(invocation));
    // What answers with nothing at all to those who may not look would seem an empty co-op.
    TRY(reader.questions->mayViewClose(reader.session));
    Answer answer;
    answer.document["periods"] = json::array();
    TextTable table({{"period", Align::Left},
                     {"from", Align::Left},
                     {"to", Align::Left},
                     {"state", Align::Left},
                     {"last run", Align::Right},
                     {"locked at", Align::Left}});
    for (const auto& period : TRY(reader.questions->periods(reader.session))) {
        const auto locked = period.lockedAt ? habitat::toText(*period.lockedAt) : std::string();
        answer.document["periods"].push_back(
            {{"period", period.code},
             {"from", habitat::toText(period.from)},
             {"to", habitat::toText(period.to)},
             {"state", period.state},
             {"last_close_run", period.hasClose ? json(period.run) : json(nullptr)},
             {"locked_at", period.lockedAt ? json(locked) : json(nullptr)}});
        table.add({period.code, habitat::toText(period.from), habitat::toText(period.to), period.state,
                   period.hasClose ? std::to_string(period.run) : "", locked});
    }
    answer.text = table.plain();
    return answer;
}

Result<Answer> reopenPeriod(const Invocation& invocation, const ReopenRequest& request)
{
    if (request.preview) return previewReopening(invocation, request.period);
    auto desk = TRY(openDesk(invocation));
    auto questions = TRY(desk.console->questions());
    const auto plan = TRY(questions->reopenPlan(desk.session, request.period));
    console::Beside beside;
    if (!request.second.empty()) beside.second = TRY(desk.console->assume(request.second));
    if (!request.board.empty()) beside.board = TRY(desk.console->assume(request.board));
    TRY(desk.console->reopenPeriod(desk.session, request.period, request.reason, beside));
    Answer answer;
    answer.document = {{"period", request.period},
                       {"state", "reopened"},
                       {"reason", request.reason},
                       {"second_person", beside.second ? json(beside.second->actor.user) : json(nullptr)},
                       {"board_member", beside.board ? json(beside.board->actor.user) : json(nullptr)}};
    answer.text = fmt::format("{} is reopened. What was done, in this order:\n", request.period);
    addEffects(plan, answer);
    answer.text +=
        fmt::format("Post what was missing, then: habitatctl close start --period {}\n", request.period);
    return answer;
}

} // namespace habitat::ctl
