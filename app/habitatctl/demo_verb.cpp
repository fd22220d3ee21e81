// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/allocation_table.h"
#include "app/habitatctl/close_run.h"
#include "app/habitatctl/verbs.h"

#include "core/console/initialise.h"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>

namespace habitat::ctl {

namespace {

constexpr auto samplePeriod = "2026-Q1";

/// Each open signature by a sample person who may give it.
Status signAll(console::Console& console, const std::vector<console::Session>& people,
               const console::StepView& step)
{
    for (const auto& slot : step.signatures) {
        if (slot.isGiven()) continue;
        Status given =
            fail("close.sign.role", fmt::format("Nobody of the sample may sign as {}.", slot.label));
        for (const auto& person : people) {
            if (!person.actor.roles.intersects(slot.mayBe)) continue;
            given = console.signStep(person, samplePeriod, step.number, "Sample");
            if (!given) continue;
            std::cerr << fmt::format("   {} signs as {}\n", person.displayName, slot.label);
            break;
        }
        TRY(given);
    }
    return {};
}

Result<std::vector<console::Session>> samplePeople(console::Console& console, console::Questions& questions)
{
    std::vector<console::Session> people;
    for (const auto& person : questions.people())
        if (person.isSample) people.push_back(TRY(console.assume(person.user)));
    return people;
}

Status closeAll(Desk& desk, console::Questions& questions)
{
    const auto people = TRY(samplePeople(*desk.console, questions));
    for (;;) {
        const auto view = TRY(questions.close(desk.session, samplePeriod));
        if (view.state == "locked") return {};
        if (view.currentStep == 0) return fail("demo.ended", fmt::format("The close is {}.", view.state));
        const auto& step = view.steps[std::size_t(view.currentStep - 1)];
        std::cerr << fmt::format("{:>2} {}\n", step.number, step.name);
        if (step.state == console::StepState::Waiting) TRY(signAll(*desk.console, people, step));
        const auto stop = TRY(runClose(desk, questions, samplePeriod, step.number));
        if (stop.error) return fail(*stop.error);
    }
}

} // namespace

Result<Answer> demoClose(const Invocation& invocation)
{
    if (!std::filesystem::exists(invocation.database)) {
        std::cerr << "   " << console::pineRidgeName << " is made from its sample files\n";
        InitRequest request;
        request.sample = console::pineRidge;
        TRY(init(invocation, request));
    }
    auto desk = TRY(openDesk(invocation));
    auto questions = TRY(desk.console->questions());
    if (!questions->cooperative().isSample)
        return fail("demo.not_sample", "This co-op is no sample; its close is for its own people to run.");
    if (TRY(questions->close(desk.session, samplePeriod)).state == "none")
        TRY(desk.console->startClose(desk.session, samplePeriod, {}));
    TRY(closeAll(desk, *questions));
    const auto folder = TRY(desk.console->writeStatements(desk.session, samplePeriod));
    const auto view = TRY(questions->allocations(desk.session, samplePeriod));
    auto answer = TRY(allocations(invocation, samplePeriod));
    answer.document["statements"] = folder;
    answer.document["close"] = "locked";
    answer.text = fmt::format("{} of {} is closed and locked.\n\n{}\nStatements: {}\n", samplePeriod,
                              questions->cooperative().name, allocationText(view), folder);
    return answer;
}

} // namespace habitat::ctl
