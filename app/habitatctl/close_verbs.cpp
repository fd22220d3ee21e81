// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/close_run.h"
#include "app/habitatctl/text_table.h"
#include "app/habitatctl/verbs.h"

#include "core/base/calendar.h"
#include "core/base/text.h"

#include <fmt/format.h>

namespace habitat::ctl {

namespace {

using nlohmann::json;

json signatureJson(const console::SignatureSlot& slot)
{
    json one{{"slot", slot.label}, {"given", slot.isGiven()}, {"suspended", slot.suspended}};
    if (slot.signedAt) {
        one["user"] = slot.signedBy;
        one["name"] = slot.signedByName;
        one["signed_at"] = habitat::toText(*slot.signedAt);
        one["note"] = slot.note;
    }
    return one;
}

json stepJson(const console::StepView& step)
{
    json one{{"number", step.number},       {"id", step.id},
             {"name", step.name},           {"context", step.context},
             {"state", toText(step.state)}, {"attempts", step.attempts},
             {"signatures", json::array()}, {"error", nullptr}};
    for (const auto& slot : step.signatures)
        one["signatures"].push_back(signatureJson(slot));
    if (step.error) one["error"] = toJson(*step.error);
    if (step.nextAttemptAt) one["next_attempt_at"] = habitat::toText(*step.nextAttemptAt);
    if (step.finishedAt) one["finished_at"] = habitat::toText(*step.finishedAt);
    return one;
}

std::string signaturesText(const console::StepView& step)
{
    std::string text;
    for (const auto& slot : step.signatures) {
        text += text.empty() ? "" : ", ";
        text += slot.isGiven() ? fmt::format("{} ✓ {}", slot.label, slot.signedByName)
                               : fmt::format("{} {}", slot.label, slot.suspended ? "fell" : "○");
    }
    return text;
}

void addReopenings(const console::CloseView& view, Answer& answer)
{
    answer.document["reopened"] = json::array();
    for (const auto& one : view.reopenings) {
        answer.document["reopened"].push_back({{"at", habitat::toText(one.at)},
                                               {"by", one.by},
                                               {"second_person", one.second},
                                               {"board_member", one.board},
                                               {"reason", one.reason}});
        answer.text += fmt::format("Reopened by {} and {}{} on {}, because: {}\n", one.by, one.second,
                                   one.board.empty() ? "" : fmt::format(", with {} of the Board,", one.board),
                                   habitat::toText(dateOf(one.at)), one.reason);
    }
}

Answer showAnswer(const console::CloseView& view)
{
    Answer answer;
    // Nothing was started: the period itself says how it stands.
    const auto& state = view.state == "none" ? view.periodState : view.state;
    answer.document = {{"period", view.period},
                       {"state", state},
                       {"run", view.run},
                       {"period_state", view.periodState},
                       {"current_step", view.currentStep},
                       {"steps", json::array()}};
    if (view.startedAt) answer.document["started_at"] = habitat::toText(*view.startedAt);
    if (view.dueAt) answer.document["due_at"] = habitat::toText(*view.dueAt);
    TextTable table(
        {{"", Align::Right}, {"step", Align::Left}, {"state", Align::Left}, {"signatures", Align::Left}});
    std::string errors;
    for (const auto& step : view.steps) {
        answer.document["steps"].push_back(stepJson(step));
        table.add(
            {std::to_string(step.number), step.name, std::string(toText(step.state)), signaturesText(step)});
        if (step.error) errors += fmt::format("{}: {}\n", step.number, step.error->message);
    }
    answer.text = fmt::format("{} {}: {} ({} of {})\n", view.cooperative, view.period, state,
                              view.completedSteps, console::stepCount) +
                  table.plain() + errors;
    addReopenings(view, answer);
    return answer;
}

Result<std::string> periodOrCurrent(console::Questions& questions, const std::string& period)
{
    return period.empty() ? questions.currentPeriod() : Result<std::string>(period);
}

/// "Net income" of 18,000.00 as "net_income_minor": 1800000; what is no money as the words it has.
void addFact(json& facts, const console::Fact& fact)
{
    if (!fact.amount) {
        facts[fact.label] = fact.value;
        return;
    }
    std::string name;
    for (const char c : fact.label)
        if (const char lower = lowerAscii(c); isDigit(c) || (lower >= 'a' && lower <= 'z'))
            name += lower;
        else if (!name.ends_with('_'))
            name += '_';
    facts[name + "_minor"] = fact.amount->minor;
}

/// A period without a close can be shown where it is in the books; any other is a slip of the hand.
Status checkKnown(console::Questions& questions, const console::Session& session,
                  const console::CloseView& view)
{
    if (view.state != "none") return {};
    for (const auto& period : TRY(questions.periods(session)))
        if (period.code == view.period) return {};
    return fail(
        "treasury.period.unknown",
        fmt::format("There is no period {} in the books. A period begins with its first entry or its close.",
                    view.period),
        {{"period", view.period}});
}

} // namespace

Result<Answer> closeStart(const Invocation& invocation, const CloseStart& request)
{
    auto desk = TRY(openDesk(invocation));
    console::NetIncomeSource source;
    if (request.netIncomeMinor) source.entered = Money(*request.netIncomeMinor);
    TRY(desk.console->startClose(desk.session, request.period, source));
    auto questions = TRY(desk.console->questions());
    return showAnswer(TRY(questions->close(desk.session, request.period)));
}

Result<Answer> closeRun(const Invocation& invocation, const std::string& period, int until)
{
    auto desk = TRY(openDesk(invocation));
    auto questions = TRY(desk.console->questions());
    const auto which = TRY(periodOrCurrent(*questions, period));
    return answerOf(TRY(runClose(desk, *questions, which, until == 0 ? console::stepCount : until)));
}

Result<Answer> closeSign(const Invocation& invocation, const std::string& period, int step,
                         const std::string& note)
{
    auto desk = TRY(openDesk(invocation));
    auto questions = TRY(desk.console->questions());
    const auto which = TRY(periodOrCurrent(*questions, period));
    TRY(desk.console->signStep(desk.session, which, step, note));
    const auto view = TRY(questions->close(desk.session, which));
    return Answer{{{"period", which}, {"step", stepJson(view.steps[std::size_t(step - 1)])}},
                  fmt::format("{} signed step {} of {}.\n", desk.session.displayName, step, which)};
}

Result<Answer> closeRetry(const Invocation& invocation, const std::string& period)
{
    auto desk = TRY(openDesk(invocation));
    auto questions = TRY(desk.console->questions());
    const auto which = TRY(periodOrCurrent(*questions, period));
    const auto before = TRY(questions->close(desk.session, which));
    const int step = before.currentStep;
    auto retried = desk.console->retryStep(desk.session, which, step);
    // Further attempts are made only while some program is there to make them.
    if (!retried && retried.error().retryable) retried = waitForRetries(desk, *questions, which, step);
    if (!retried) return fail(std::move(retried).error().with("cause_gone", false));
    auto answer = showAnswer(TRY(questions->close(desk.session, which)));
    answer.document["cause_gone"] = true;
    answer.text = fmt::format("The cause is gone: step {} is done.\n", step) + answer.text;
    return answer;
}

Result<Answer> closeUndo(const Invocation& invocation, const UndoRequest& request)
{
    auto desk = TRY(openDesk(invocation));
    auto questions = TRY(desk.console->questions());
    const auto which = TRY(periodOrCurrent(*questions, request.period));
    const auto plan = TRY(questions->undoPlan(desk.session, which, request.to));
    std::optional<console::Session> second;
    if (!request.second.empty()) second = TRY(desk.console->assume(request.second));
    TRY(desk.console->undoTo(desk.session, which, request.to, request.reason, second));
    auto answer = showAnswer(TRY(questions->close(desk.session, which)));
    answer.document["effects"] = json::array();
    std::string effects;
    for (const auto& effect : plan.effects) {
        answer.document["effects"].push_back({{"step", effect.step}, {"text", effect.text}});
        effects += fmt::format("  {}  {}\n", effect.step, effect.text);
    }
    if (second) answer.document["second_person"] = second->actor.user;
    answer.text = fmt::format("Undone back to step {}:\n", request.to) + effects + answer.text;
    return answer;
}

Result<Answer> closeShow(const Invocation& invocation, const std::string& period)
{
    auto reader = TRY(openReader(invocation));
    const auto which = TRY(periodOrCurrent(*reader.questions, period));
    const auto view = TRY(reader.questions->close(reader.session, which));
    TRY(checkKnown(*reader.questions, reader.session, view));
    return showAnswer(view);
}

Result<Answer> closePreview(const Invocation& invocation, const std::string& period, int step)
{
    auto desk = TRY(openDesk(invocation));
    auto questions = TRY(desk.console->questions());
    const auto which = TRY(periodOrCurrent(*questions, period));
    const auto detail = TRY(desk.console->previewStep(desk.session, which, step));
    Answer answer;
    answer.document = {{"period", which},         {"step", stepJson(detail.step)}, {"hash", detail.inputHash},
                       {"reads", json::object()}, {"writes", json::object()},      {"checks", json::array()}};
    answer.text = fmt::format("Step {}, {}: preview, nothing was written.\n", step, detail.step.name);
    for (const auto& check : detail.checks) {
        answer.document["checks"].push_back({{"text", check.text},
                                             {"holds", check.holds},
                                             {"offending", check.offending},
                                             {"remedy", check.remedy}});
        answer.text += fmt::format("  {} {}\n", check.holds ? "✓" : "✗", check.text);
    }
    for (const auto& fact : detail.reads) {
        addFact(answer.document["reads"], fact);
        answer.text += fmt::format("  reads  {}: {}\n", fact.label, fact.value);
    }
    for (const auto& fact : detail.writes) {
        addFact(answer.document["writes"], fact);
        answer.text += fmt::format("  writes {}: {}\n", fact.label, fact.value);
    }
    return answer;
}

Result<Answer> tieOut(const Invocation& invocation, const TieOutRequest& request)
{
    console::TieOutEntry entry;
    entry.statementDate = TRY(parseDate(request.date));
    entry.statementBalance = Money(request.balanceMinor);
    entry.explanation = request.explanation;
    auto desk = TRY(openDesk(invocation));
    TRY(desk.console->enterTieOut(desk.session, request.period, entry));
    return Answer{{{"period", request.period}, {"balance_minor", request.balanceMinor}},
                  fmt::format("Tie-out of {} entered: {} on {}.\n", request.period,
                              habitat::toText(entry.statementBalance), request.date)};
}

Result<Answer> deferContribution(const Invocation& invocation, const std::string& reference,
                                 const std::string& period, const std::string& reason)
{
    auto desk = TRY(openDesk(invocation));
    TRY(desk.console->deferContribution(desk.session, reference, period, reason));
    return Answer{{{"reference", reference}, {"period", period}},
                  fmt::format("{} is left out of {}.\n", reference, period)};
}

Result<Answer> statements(const Invocation& invocation, const std::string& period)
{
    auto desk = TRY(openDesk(invocation));
    const auto folder = TRY(desk.console->writeStatements(desk.session, period));
    return Answer{{{"folder", folder}}, fmt::format("Statements: {}\n", folder)};
}

} // namespace habitat::ctl
