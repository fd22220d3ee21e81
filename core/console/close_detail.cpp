// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/close_detail.h"

#include "core/base/calendar.h"
#include "core/close/evidence.h"
#include "core/close/progress.h"
#include "core/close/step.h"
#include "core/console/field_words.h"
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

/// Of every close of the period: what was done before it was reopened stays visible.
std::vector<Attempt> attemptsOf(db::Connection& db, const std::string& period, int step)
{
    std::vector<Attempt> attempts;
    for (const auto& close : close::closesOf(db, period)) {
        for (const auto& failure : store::jobFailuresOf(db, close.instance))
            if (close::stepOfElement(failure.elementId) == step)
                attempts.push_back({failure.attempt, failure.at, "failed", failure.error.message, {}});
        for (const auto& run : close::runsOf(db, close.key, step)) {
            attempts.push_back(
                {0, run.doneAt, "completed", fmt::format("Run {}", run.run), peopleText(db, run.doneBy, {})});
            if (run.undoneAt)
                attempts.push_back({0, *run.undoneAt, "undone", run.undoReason,
                                    peopleText(db, run.undoneBy, run.undoSecond)});
        }
    }
    std::ranges::stable_sort(attempts, {}, &Attempt::at);
    return attempts;
}

/// Of every close of the period, as the attempts.
std::vector<EvidenceItem> evidenceOf(db::Connection& db, const std::string& period, int step)
{
    std::vector<EvidenceItem> items;
    for (const auto& close : close::closesOf(db, period))
        for (auto& one : close::evidenceOf(db, close.key, step))
            items.push_back({one.key, std::move(one.file.name), std::move(one.file.contentHash),
                             identity::displayNameOf(db, one.addedBy), one.addedAt, std::move(one.openedBy)});
    return items;
}

std::string whyNot(const Session& session, Permission permission)
{
    const auto allowed = identity::authorize(session.actor, permission);
    return allowed ? std::string() : allowed.error().message;
}

/// A close that ended before its lock goes on in another one.
std::string whyOver(const CloseView& view)
{
    if (view.state == "reopened") return "The period was reopened; start its close anew.";
    if (view.state == "undone") return "This close was undone; start it anew.";
    return {};
}

std::string whyNotRun(const CloseView& view, const StepDetail& detail)
{
    const auto& step = detail.step;
    if (view.state == "none") return "Start the close first.";
    if (const auto over = whyOver(view); !over.empty()) return over;
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
    if (const auto underWay = close::closeUnderWay(db, close.period); !underWay)
        return underWay.error().message;
    const auto plan = close::undoPlan(db, close, step);
    return plan.refusal ? plan.refusal->message : std::string();
}

std::string whyNotSign(db::Connection& db, const Session& session, const close::Close& close,
                       const CloseView& view, int step, const close::StepReading& reading)
{
    if (const auto over = whyOver(view); !over.empty()) return over;
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

std::string resultText(std::string_view name, const feel::Value& value)
{
    if (const auto whole = value.toInt64())
        return isMoneyField(name) ? toText(Money(*whole)) : exchange::toText(*whole);
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
    return whole && isMoneyField(name) ? std::optional(Money(*whole)) : std::nullopt;
}

} // namespace

Result<StepDetail> stepDetail(db::Connection& db, const Session& session, const std::string& period, int step,
                              Instant now)
{
    TRY(close::checkStepNumber(step));
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
    detail.attempts = attemptsOf(db, period, step);
    detail.evidence = evidenceOf(db, period, step);
    addButtons(db, session, *close, view, reading, detail);
    return detail;
}

void addResult(StepDetail& detail, int step, const feel::Context& variables)
{
    const auto* result = variables.find(fmt::format("step_{}", step));
    if (!result || !result->isContext()) return;
    for (const auto& [name, value] : result->asContext()) {
        if (isInternalKey(name)) continue;
        const auto label = fieldLabel(name);
        // Where the step has said it in words of its own, those stay.
        if (std::ranges::find(detail.writes, label, &close::Fact::label) == detail.writes.end())
            detail.writes.push_back({label, resultText(name, value), resultAmount(name, value)});
    }
}

} // namespace habitat::console
