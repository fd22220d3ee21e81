// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/close_detail.h"

#include "core/base/calendar.h"
#include "core/close/progress.h"
#include "core/close/step.h"
#include "core/exchange/table.h"
#include "core/identity/permissions.h"
#include "core/identity/users.h"
#include "core/store/queries.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::console {

namespace {

using identity::Permission;

/// "Kim Park", and "Kim Park, Bo Lindqvist" where a second person stood beside.
std::string peopleText(db::Connection& db, const std::string& first, const std::string& second)
{
    auto names = identity::displayNameOf(db, first);
    if (!second.empty()) names += ", " + identity::displayNameOf(db, second);
    return names;
}

std::vector<Attempt> attemptsOf(db::Connection& db, const close::Close& close, int step)
{
    std::vector<Attempt> attempts;
    for (const auto& failure : store::jobFailuresOf(db, close.instance)) {
        if (close::stepOfElement(failure.elementId) != step) continue;
        attempts.push_back({failure.attempt, failure.at, "failed", failure.error.message, {}});
    }
    auto rows = db.query("SELECT run, recorded_at, recorded_by, undone_at, undone_by, undo_reason, "
                         "undo_second FROM close_result "
                         "WHERE close_key = ? AND step = ? ORDER BY run")
                    .bind(close.key, step);
    while (rows.next()) {
        attempts.push_back({0, instantFromMicros(rows.integer(1)), "completed",
                            fmt::format("Run {}", rows.integer(0)), peopleText(db, rows.text(2), {})});
        if (const auto undoneAt = rows.optionalInteger(3))
            attempts.push_back({0, instantFromMicros(*undoneAt), "undone", rows.text(5),
                                peopleText(db, rows.text(4), rows.text(6))});
    }
    std::ranges::stable_sort(attempts, {}, &Attempt::at);
    return attempts;
}

std::vector<EvidenceItem> evidenceOf(db::Connection& db, const close::Close& close, int step)
{
    std::vector<EvidenceItem> items;
    auto rows = db.query("SELECT key, name, content_hash, added_by, added_at FROM close_evidence "
                         "WHERE close_key = ? AND step = ? ORDER BY key")
                    .bind(close.key, step);
    while (rows.next())
        items.push_back({rows.integer(0),
                         rows.text(1),
                         rows.text(2),
                         rows.text(3),
                         instantFromMicros(rows.integer(4)),
                         {}});
    for (auto& item : items) {
        item.addedBy = identity::displayNameOf(db, item.addedBy);
        auto opened =
            db.query("SELECT user FROM close_evidence_opened WHERE evidence_key = ? ORDER BY opened_at")
                .bind(item.key);
        while (opened.next())
            item.openedBy.push_back(opened.text(0));
    }
    return items;
}

std::string whyNot(const Session& session, Permission permission)
{
    const auto allowed = identity::authorize(session.actor, permission);
    return allowed ? std::string() : allowed.error().message;
}

std::string whyNotRun(const CloseView& view, const StepDetail& detail)
{
    const auto& step = detail.step;
    if (view.state == "none") return "Start the close first.";
    switch (step.state) {
    case StepState::Completed:
        return "This step is done.";
    case StepState::Running:
        return "This step is running.";
    case StepState::Retrying:
        return "An attempt failed; the next one starts by itself, or now with a retry.";
    case StepState::Failed:
        return "This step failed: mend the cause, then retry.";
    case StepState::Compensating:
        return "An undo is under way.";
    case StepState::NotStarted:
    case StepState::Compensated:
        return fmt::format("It is the turn of step {}.", view.currentStep);
    case StepState::Waiting:
        return "Signatures are missing.";
    case StepState::Ready:
        break;
    }
    return step.error ? step.error->message : std::string();
}

std::string whyNotUndo(db::Connection& db, const close::Close& close, int step)
{
    const auto plan = close::undoPlan(db, close, step);
    return plan.refusal ? plan.refusal->message : std::string();
}

std::string whyNotSign(db::Connection& db, const Session& session, const close::Close& close,
                       const CloseView& view, int step, const close::StepReading& reading)
{
    if (view.currentStep != step) return fmt::format("It is the turn of step {}.", view.currentStep);
    const auto slot = close::slotFor(db, close, step, reading.terms(), session.actor);
    return slot ? std::string() : slot.error().message;
}

std::string firstOf(std::string first, std::string second)
{
    return first.empty() ? second : first;
}

void addButtons(db::Connection& db, const Session& session, const close::Close& close, const CloseView& view,
                const close::StepReading& reading, StepDetail& detail)
{
    const int step = detail.step.number;
    detail.whyNotRun = firstOf(whyNot(session, Permission::RunStep), whyNotRun(view, detail));
    const bool mayTryAgain =
        detail.step.state == StepState::Failed || detail.step.state == StepState::Retrying;
    detail.whyNotRetry =
        firstOf(whyNot(session, Permission::RetryStep), mayTryAgain ? "" : "This step has not failed.");
    detail.whyNotUndo = firstOf(whyNot(session, Permission::UndoStep), whyNotUndo(db, close, step));
    detail.whyNotSign =
        firstOf(whyNot(session, Permission::SignStep), whyNotSign(db, session, close, view, step, reading));
}

/// Numbers of rows that the preview wrote and took back: they name nothing.
bool isInternalKey(std::string_view name)
{
    constexpr std::string_view keys[] = {"allocation", "journal", "register", "snapshot"};
    return std::ranges::find(keys, name) != std::end(keys);
}

bool isMoney(std::string_view name)
{
    return name.ends_with("_minor");
}

/// "net_income_minor" as "Net income".
std::string resultLabel(std::string name)
{
    if (isMoney(name)) name.resize(name.size() - std::string_view("_minor").size());
    std::ranges::replace(name, '_', ' ');
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = char(name[0] - 'a' + 'A');
    return name;
}

std::string resultText(std::string_view name, const feel::Value& value)
{
    if (const auto whole = value.toInt64())
        return isMoney(name) ? toText(Money(*whole)) : exchange::toText(*whole);
    if (value.isList()) {
        const auto& items = value.asList();
        std::string names;
        for (const auto& item : items)
            if (item.isString()) names += (names.empty() ? "" : ", ") + item.asString();
        return names.empty() ? exchange::toText(std::int64_t(items.size())) : names;
    }
    if (!value.isString()) return feel::toText(value);
    // A hash is told by its beginning, as wherever the close shows one.
    constexpr std::size_t hashShown = 12;
    const bool isHash = name.ends_with("hash") || name == "seal";
    return isHash ? value.asString().substr(0, hashShown) : value.asString();
}

std::optional<Money> resultAmount(std::string_view name, const feel::Value& value)
{
    const auto whole = value.toInt64();
    return whole && isMoney(name) ? std::optional(Money(*whole)) : std::nullopt;
}

} // namespace

Result<StepDetail> stepDetail(db::Connection& db, const Session& session, const std::string& period, int step,
                              Instant now)
{
    if (step < 1 || step > close::stepCount)
        return fail("close.step.number",
                    fmt::format("There is no step {}; steps are 1 to {}.", step, close::stepCount));
    const auto view = TRY(closeView(db, period, now));
    StepDetail detail;
    detail.step = view.steps[std::size_t(step - 1)];
    const auto close = close::latestClose(db, period);
    if (!close) {
        const std::string startFirst = "Start the close first.";
        detail.whyNotRun = detail.whyNotRetry = detail.whyNotUndo = detail.whyNotSign = startFirst;
        return detail;
    }
    auto reading = close::readStep(db, *close, step, now);
    detail.checks = std::move(reading.checks);
    detail.reads = std::move(reading.reads);
    detail.writes = std::move(reading.writes);
    detail.figures = std::move(reading.figures);
    const auto recorded = close::resultOf(db, close->key, step);
    detail.inputHash = recorded ? recorded->inputHash : reading.inputHash;
    detail.attempts = attemptsOf(db, *close, step);
    detail.evidence = evidenceOf(db, *close, step);
    addButtons(db, session, *close, view, reading, detail);
    return detail;
}

void addResult(StepDetail& detail, int step, const feel::Context& variables)
{
    const auto* result = variables.find(fmt::format("step_{}", step));
    if (!result || !result->isContext()) return;
    for (const auto& [name, value] : result->asContext()) {
        if (isInternalKey(name)) continue;
        const auto label = resultLabel(name);
        // Where the step has said it in words of its own, those stay.
        if (std::ranges::find(detail.writes, label, &close::Fact::label) == detail.writes.end())
            detail.writes.push_back({label, resultText(name, value), resultAmount(name, value)});
    }
}

} // namespace habitat::console
