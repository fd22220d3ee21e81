// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/close_run.h"

#include "core/base/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace habitat::ctl {

namespace {

using console::StepState;

// How long a database that cannot be written is waited for.
constexpr int secondsOfTrouble = 5;

std::string missingSignatures(const console::StepView& step)
{
    std::string missing;
    for (const auto& slot : step.signatures)
        if (!slot.isGiven()) missing += (missing.empty() ? "" : ", ") + slot.label;
    return missing;
}

Stop stopAt(const console::StepView& step, std::string why, std::string message)
{
    Stop stop;
    stop.why = std::move(why);
    stop.step = step.number;
    stop.message = std::move(message);
    return stop;
}

Stop refusedAt(const console::StepView& step, const Error& error, std::string why)
{
    auto stop = stopAt(step, std::move(why), error.message);
    stop.error = error;
    return stop;
}

/// One step: nothing where it is done now, else why it stopped there.
Result<std::optional<Stop>> runOne(Desk& desk, console::Questions& questions, const std::string& period,
                                   const console::StepView& step)
{
    switch (step.state) {
    case StepState::Failed:
        return refusedAt(step, step.error.value_or(Error{"close.step.failed", "This step failed."}),
                         "incident");
    case StepState::Waiting:
        if (step.error) return refusedAt(step, *step.error, "refused");
        return stopAt(step, "wait",
                      fmt::format("Step {}, {}, waits for the signature of: {}.", step.number, step.name,
                                  missingSignatures(step)));
    case StepState::Ready:
        break;
    default: {
        const auto settled = waitForRetries(desk, questions, period, step.number);
        if (!settled) return refusedAt(step, settled.error(), "incident");
        return std::nullopt;
    }
    }
    const auto ran = desk.console->runStep(desk.session, period, step.number);
    if (ran) return std::nullopt;
    // A first attempt that failed may be followed by better ones; a command that was refused was no attempt.
    auto error = ran.error();
    if (const auto settled = waitForRetries(desk, questions, period, step.number); !settled)
        error = settled.error();
    const auto now = TRY(questions.close(desk.session, period)).steps[std::size_t(step.number - 1)];
    if (now.state == StepState::Completed) return std::nullopt;
    return refusedAt(step, error, now.state == StepState::Failed ? "incident" : "refused");
}

} // namespace

Status waitForRetries(Desk& desk, console::Questions& questions, const std::string& period, int step)
{
    for (int patience = secondsOfTrouble;;) {
        desk.console->runUntilIdle();
        const auto view = TRY(questions.close(desk.session, period));
        const auto& now = view.steps[std::size_t(step - 1)];
        if (now.state == StepState::Failed)
            return fail(now.error.value_or(Error{"close.step.failed", "This step failed."}));
        if (now.state != StepState::Retrying && now.state != StepState::Running) return {};
        // The engine tries again by itself, and for ever; a script wants to know.
        if (const auto trouble = desk.console->trouble()) {
            if (--patience == 0) return fail(*trouble);
            std::this_thread::sleep_for(std::chrono::seconds(1));
            continue;
        }
        // The engine's own timer starts the next attempt; this only keeps the program alive until then.
        if (now.nextAttemptAt) std::this_thread::sleep_until(*now.nextAttemptAt);
    }
}

Result<Stop> runClose(Desk& desk, console::Questions& questions, const std::string& period, int until)
{
    int first = 0;
    const auto ending = [&](Stop stop, int before) {
        stop.period = period;
        for (int step = std::max(first, 1); step < before; ++step)
            stop.ran.push_back(step);
        return stop;
    };
    for (;;) {
        const auto view = TRY(questions.close(desk.session, period));
        if (view.state == "none")
            return fail("close.unknown", fmt::format("No close of {} was started. Start it first.", period),
                        {{"period", period}});
        const int current = view.currentStep;
        const int count = int(view.steps.size());
        if (first == 0) first = current == 0 ? count + 1 : current;
        if (current == 0)
            return ending(stopAt(view.steps.back(), "end", fmt::format("{} is {}.", period, view.state)),
                          count + 1);
        if (current > until)
            return ending(
                stopAt(view.steps[std::size_t(until - 1)], "until", fmt::format("Step {} is done.", until)),
                until + 1);
        const auto& step = view.steps[std::size_t(current - 1)];
        if (auto stop = TRY(runOne(desk, questions, period, step))) return ending(std::move(*stop), current);
    }
}

Answer answerOf(const Stop& stop)
{
    Answer answer;
    answer.failed = stop.error.has_value();
    answer.document = {{"period", stop.period},
                       {"stopped", stop.why},
                       {"step", stop.step},
                       {"message", stop.message},
                       {"ran", stop.ran}};
    if (stop.error) answer.document["error"] = toJson(*stop.error);
    for (const int step : stop.ran)
        answer.text += fmt::format("Step {} done.\n", step);
    answer.text += fmt::format("Stopped ({}): {}\n", stop.why, stop.message);
    return answer;
}

} // namespace habitat::ctl
