// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/progress.h"
#include "core/close/step.h"
#include "core/console/close_detail.h"
#include "core/console/close_states.h"
#include "core/console/cooperative.h"
#include "core/identity/users.h"
#include "core/runtime/retry.h"
#include "core/store/queries.h"
#include "core/treasury/periods.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace habitat::console {

namespace {

/// What the step's signatures are held against: a step that is done stands on what it recorded, the one whose
/// turn it is on what it reads now, a later one on nothing yet.
close::SigningTerms termsOf(const close::Close& close, const std::optional<close::StepResult>& result,
                            const close::StepReading* reading, db::Connection& db, int step)
{
    if (reading) return reading->terms();
    close::SigningTerms terms;
    if (!result) return terms;
    terms.inputHash = result->inputHash;
    const auto given = close::standing(close::signaturesOf(db, close.key, step), terms);
    terms.people = int(given.size());
    for (const auto& one : given)
        terms.overThreshold = terms.overThreshold || close::slotOf(step, one.slot).overThresholdOnly;
    return terms;
}

std::vector<SignatureSlot> slotsOf(db::Connection& db, const close::Close& close, int step,
                                   const close::SigningTerms& terms)
{
    const auto all = close::signaturesInPeriod(db, close.period, step);
    std::vector<SignatureSlot> slots;
    for (const int index : close::slotsAskedFor(step, terms)) {
        const auto& plan = close::slotOf(step, index);
        SignatureSlot slot;
        slot.label = plan.label;
        slot.mayBe = plan.mayBe;
        // The newest one given in this slot, standing or fallen.
        const auto newest = std::ranges::find(all.rbegin(), all.rend(), index, &close::Signature::slot);
        if (newest != all.rend()) {
            slot.signedBy = newest->user;
            slot.signedByName = identity::displayNameOf(db, newest->user);
            slot.signedAt = newest->signedAt;
            slot.note = newest->note;
            slot.suspended =
                newest->suspendedAt || newest->close != close.key || newest->inputHash != terms.inputHash;
            if (slot.suspended)
                slot.suspendedWhy = newest->suspendedWhy.empty() ? "What was signed has changed since."
                                                                 : newest->suspendedWhy;
        }
        slots.push_back(std::move(slot));
    }
    return slots;
}

void addJob(StepView& view, const close::Progress& progress, db::Connection& db)
{
    for (const auto& job : progress.jobs) {
        if (close::stepOfElement(job.elementId) != view.number) continue;
        view.attempts = job.attempts;
        view.maxAttempts = job.maxAttempts;
        view.nextAttemptAt = job.retryAt;
        if (job.status == store::JobStatus::WaitingRetry) view.error = runtime::lastFailureOf(db, job);
    }
    for (const auto& incident : progress.incidents)
        if (close::stepOfElement(incident.elementId) == view.number) view.error = incident.error;
}

/// How often it was tried until it was done: of the last run where it was undone, of the slowest of its
/// parts where it has several.
int attemptsTaken(const std::vector<store::ElementRow>& elements, int step)
{
    std::map<std::string_view, int> newest;
    for (const auto& element : elements)
        if (close::stepOfElement(element.elementId) == step && !close::isUndo(element.elementId))
            newest[element.elementId] = element.attempts;
    int most = 1;
    for (const auto& [id, attempts] : newest)
        most = std::max(most, attempts);
    return most;
}

StepView stepView(db::Connection& db, const close::Close& close, int step, const close::Progress& progress,
                  Instant now)
{
    auto view = emptyStep(step);
    const auto result = close::resultOf(db, close.key, step);
    std::optional<close::StepReading> reading;
    if (!result && progress.current == step && !progress.compensating)
        reading = close::readStep(db, close, step, now);
    const auto terms = termsOf(close, result, reading ? &*reading : nullptr, db, step);
    view.signatures = slotsOf(db, close, step, terms);
    if (progress.current == step || progress.compensating) addJob(view, progress, db);
    const bool open = reading && !close::openSlots(db, close.key, step, terms).empty();
    view.state = stateOf({.step = step,
                          .hasResult = result.has_value(),
                          .isUnsigned = open,
                          .wasUndone = close::wasUndone(db, close.key, step)},
                         progress);
    if (reading && !view.error) view.error = close::refusalOf(step, reading->checks);
    if (view.error) view.drill = view.error->code == "close.drill";
    if (result) {
        view.finishedAt = result->recordedAt;
        view.finishedBy = identity::displayNameOf(db, result->recordedBy);
    }
    return view;
}

void addMoney(db::Connection& db, const close::Close& close, CloseView& view)
{
    const auto money = [](const close::StepResult& result, const char* field) {
        return Money(result.result.at(field).get<std::int64_t>());
    };
    if (const auto frozen = close::resultOf(db, close.key, 1))
        view.netIncome = money(*frozen, "net_income_minor");
    if (const auto computed = close::resultOf(db, close.key, 4)) {
        view.reserve = money(*computed, "reserve_minor");
        view.allocated = money(*computed, "surplus_minor");
    }
}

std::string wordFor(const CloseView& view, const close::Progress& progress)
{
    if (view.completedSteps == close::stepCount) return "locked";
    if (progress.ended) return view.periodState == "reopened" ? "reopened" : "undone";
    if (!progress.incidents.empty()) return "failed";
    const auto current = view.currentStep;
    const bool waits = current > 0 && view.steps[std::size_t(current - 1)].state == StepState::Waiting;
    return waits ? "waiting" : "running";
}

void addClose(db::Connection& db, const close::Close& close, Instant now, CloseView& view)
{
    const auto progress = close::progressOf(db, close);
    view.run = close.run;
    view.instanceKey = close.instance.value;
    view.startedAt = close.startedAt;
    view.dueAt = close::dueAt(db, close);
    view.currentStep = progress.current;
    const auto elements = store::elementsOf(db, close.instance);
    for (int step = 1; step <= close::stepCount; ++step) {
        auto& shown = view.steps[std::size_t(step - 1)];
        shown = stepView(db, close, step, progress, now);
        if (shown.state != StepState::Completed) continue;
        ++view.completedSteps;
        shown.attempts = attemptsTaken(elements, step);
    }
    addMoney(db, close, view);
    view.state = wordFor(view, progress);
}

std::vector<Reopening> reopeningsOf(db::Connection& db, const std::string& period)
{
    const auto nameOf = [&](const std::string& user) {
        return user.empty() ? user : identity::displayNameOf(db, user);
    };
    std::vector<Reopening> reopenings;
    for (const auto& move : treasury::reopeningsOf(db, period))
        reopenings.push_back(
            {nameOf(move.by), nameOf(move.secondPerson), nameOf(move.boardMember), move.at, move.reason});
    return reopenings;
}

} // namespace

Result<CloseView> closeView(db::Connection& db, const std::string& period, Instant now)
{
    const auto cooperative = TRY(cooperativeIn(db));
    const auto span = TRY(treasury::parsePeriod(period));
    CloseView view;
    view.period = period;
    view.cooperative = cooperative.name;
    view.currency = cooperative.currency;
    view.from = span.from;
    view.to = span.to;
    view.state = "none";
    const auto inBooks = treasury::findPeriod(db, period);
    view.periodState = inBooks ? treasury::toText(inBooks->state) : std::string_view("open");
    for (int step = 1; step <= close::stepCount; ++step)
        view.steps[std::size_t(step - 1)] = emptyStep(step);
    view.reopenings = reopeningsOf(db, period);
    if (const auto close = close::latestClose(db, period)) addClose(db, *close, now, view);
    return view;
}

} // namespace habitat::console
