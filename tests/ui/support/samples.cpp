// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/samples.h"

#include "core/base/calendar.h"

namespace habitat::ui {
namespace {

using console::SignatureSlot;
using console::StepState;

struct Line
{
    const char* name;
    const char* share;
    std::int64_t allocation;
    std::int64_t cash;
};

constexpr Line lines[] = {
    {"Alice Moreno", "2081853/10000000", 374734, 74947}, {"Bob Hale", "1128270/10000000", 203089, 40618},
    {"Chen Wei", "2410971/10000000", 433975, 86795},     {"Dana Ortiz", "706329/10000000", 127139, 25428},
    {"Eli Brandt", "3672577/10000000", 661063, 132213},
};

struct Step
{
    const char* id;
    const char* name;
    const char* context;
    std::vector<const char*> signers;
};

const Step& stepPlan(int number)
{
    static const Step plan[] = {
        {"freeze", "Freeze and finalise", "Treasury", {"Allocator"}},
        {"pin-policy", "Pin policy", "Agreements", {}},
        {"aggregate", "Aggregate contributions", "People", {"Reviewer"}},
        {"patronage", "Compute patronage and surplus", "Agreements", {}},
        {"propose", "Propose allocation", "Agreements", {"Allocator"}},
        {"approve", "Approve allocation", "Agreements", {"Allocator", "Board or Administrator"}},
        {"record", "Record member allocations", "Agreements", {}},
        {"post", "Post capital accounts", "Treasury", {"Treasurer", "second person"}},
        {"schedule", "Schedule distributions", "Agreements, Treasury", {"Treasurer", "Allocator"}},
        {"execute", "Execute distributions", "Treasury", {"Treasurer", "second person"}},
        {"lock", "Report and lock", "Treasury", {"Administrator", "second person"}},
    };
    return plan[number - 1];
}

void complete(console::StepView& step)
{
    step.state = StepState::Completed;
    step.attempts = 1;
    step.finishedAt = at("12:10");
    step.finishedBy = "Kim Park";
    for (std::size_t i = 0; i < step.signatures.size(); ++i) {
        SignatureSlot& slot = step.signatures[i];
        slot.signedBy = i == 0 ? "kim" : "board";
        slot.signedByName = i == 0 ? "Kim Park" : "Bo Lindqvist";
        slot.signedAt = at("12:10");
    }
}

console::StepDetail detailOf(const console::StepView& step)
{
    console::StepDetail detail;
    detail.step = step;
    detail.inputHash = "5f3a9c0e71d24b8890aa63c1f2b7d4e85f3a9c0e71d24b8890aa63c1f2b7d4e8";
    detail.reads = {
        {"Proposal", "version 3"}, {"Policy", "version 2, ratified 2025-11-14"}, {"Surplus", "18,000.00"}};
    detail.writes = {{"Allocation rows", "5, immutable"}, {"Notices", "5, one to each member"}};
    detail.figures = {allocationTable()};
    detail.checks = {
        {"close.proposal.current", "The approved proposal is the current one", true, {}, "", "", {}},
        {"close.lines.sum", "Lines sum to the surplus exactly", true, {}, "", "", {}}};
    if (step.state == StepState::NotStarted) {
        detail.whyNotRun = "It is not this step's turn: step 7 comes first.";
        detail.whyNotSign = detail.whyNotRun;
    }
    if (step.state == StepState::Completed) {
        detail.whyNotRun = "This step is completed.";
        detail.whyNotSign = "This step is completed.";
        detail.attempts = {{1, at("12:09"), "completed", "", "Kim Park"}};
    } else {
        detail.whyNotUndo = "This step wrote nothing yet.";
    }
    if (step.state != StepState::Failed && step.state != StepState::Retrying)
        detail.whyNotRetry = "Nothing failed here.";
    return detail;
}

} // namespace

Instant at(const char* time)
{
    return *parseInstant(std::string("2026-04-03T") + time + ":00Z");
}

void givePeople(FakeBackend& backend)
{
    backend.cooperativeInfo = {"Pine Ridge Cooperative", "USD", true};
    backend.choices = {
        {"kim", "Kim Park", {Role::Allocator}, true},
        {"tess", "Tess Young", {Role::Treasurer}, true},
        {"rhea", "Rhea Varga", {Role::Reviewer}, true},
        {"board", "Bo Lindqvist", {Role::Board}, true},
        {"ada", "Ada Nowak", {Role::Administrator}, true},
        {"otto", "Otto Falk", {Role::Auditor}, true},
        {"alice", "Alice Moreno", {Role::Member, Role::Contributor}, true},
        {"will", "Will Duarte", {Role::WorkflowDesigner}, true},
    };
}

exchange::Table allocationTable()
{
    using exchange::ColumnType;
    exchange::Table table;
    table.title = "Allocation";
    table.columns = {{"member", "Member", ColumnType::Text},
                     {"share", "Share", ColumnType::Share},
                     {"allocation", "Allocation", ColumnType::Money},
                     {"cash", "Cash", ColumnType::Money},
                     {"retained", "Retained", ColumnType::Money}};
    Money allocation;
    Money cash;
    for (const Line& line : lines) {
        table.rows.push_back({std::string(line.name), std::string(line.share), Money(line.allocation),
                              Money(line.cash), Money(line.allocation) - Money(line.cash)});
        allocation += Money(line.allocation);
        cash += Money(line.cash);
    }
    table.totals = {std::string("Sum"), std::string("1/1"), allocation, cash, allocation - cash};
    return table;
}

exchange::Table longTable(int rows)
{
    exchange::Table table;
    table.title = "Contributions";
    table.columns = {{"reference", "Reference", exchange::ColumnType::Text},
                     {"value", "Value", exchange::ColumnType::Money}};
    Money sum;
    for (int i = 0; i < rows; ++i) {
        table.rows.push_back({"C-" + std::to_string(100000 + i), Money(100 + i)});
        sum += Money(100 + i);
    }
    table.totals = {std::string("Sum"), sum};
    return table;
}

console::StepView stepOf(int number)
{
    const Step& plan = stepPlan(number);
    console::StepView step;
    step.number = number;
    step.id = plan.id;
    step.name = plan.name;
    step.context = plan.context;
    step.isPivot = number == 10;
    step.maxAttempts = 5;
    for (const char* signer : plan.signers) {
        SignatureSlot slot;
        slot.label = signer;
        step.signatures.push_back(slot);
    }
    return step;
}

void giveClose(FakeBackend& backend, int done)
{
    givePeople(backend);
    console::CloseView view;
    view.period = "2026-Q1";
    view.cooperative = "Pine Ridge Cooperative";
    view.currency = "USD";
    view.from = *parseDate("2026-01-01");
    view.to = *parseDate("2026-03-31");
    view.run = 1;
    view.state = done == 11 ? "locked" : "waiting";
    view.periodState = done == 11 ? "locked" : done >= 8 ? "closed" : done >= 1 ? "closing" : "open";
    view.instanceKey = 4400;
    view.startedAt = *parseInstant("2026-04-01T08:30:00Z");
    view.completedSteps = done;
    view.currentStep = done == 11 ? 0 : done + 1;
    if (done >= 1) view.netIncome = Money(2000000);
    if (done >= 4) {
        view.reserve = Money(200000);
        view.allocated = Money(1800000);
    }
    for (int number = 1; number <= 11; ++number) {
        console::StepView step = stepOf(number);
        if (number <= done)
            complete(step);
        else if (number == done + 1)
            step.state = step.signatures.empty() ? StepState::Ready : StepState::Waiting;
        view.steps[std::size_t(number - 1)] = step;
        backend.details[{view.period, number}] = detailOf(step);
        if (step.state == StepState::Waiting)
            backend.details[{view.period, number}].whyNotRun =
                "Signatures are missing: " + step.signatures.front().label + ".";
        console::UndoPlan plan;
        plan.toStep = number;
        for (int undone = done; undone >= number; --undone)
            plan.effects.push_back(
                {undone, "Step " + std::to_string(undone) + ", " + stepPlan(undone).name + ": undone",
                 undone == 10});
        if (done >= 10)
            plan.refusal = Error{
                "close.pivot.passed", "The first payment was submitted: only forward from here.", {}, false};
        backend.undoPlans[number] = plan;
    }
    view.isOver = done == 11;
    if (view.isOver) {
        console::ReopenPlan plan;
        plan.effects = {{11,
                         "5 statements and their tax data were sealed on 2026-04-09; whoever was given "
                         "one keeps it and needs the new one.",
                         true},
                        {8, "4 journals are reversed by linked mirror images.", false},
                        {8,
                         "Period 2026-Q1 goes from locked to reopened: until it is frozen again, "
                         "corrections are posted into it.",
                         false}};
        plan.needsBoard = true;
        backend.reopenPlans[view.period] = plan;
    }
    backend.closes[view.period] = view;
    backend.periodChoices = {{"2026-Q2", "open", false}, {"2026-Q1", view.periodState, true}};
    backend.engineInfo.lastCommit = at("13:52");
    backend.badgeCounts = {7, 1, 2, 1};
}

void giveFailedClose(FakeBackend& backend)
{
    giveClose(backend, 6);
    console::CloseView& view = backend.closes["2026-Q1"];
    view.state = "failed";
    console::StepView& step = view.steps[6];
    step.state = StepState::Retrying;
    step.attempts = 2;
    step.nextAttemptAt = at("13:57");
    step.error = Error{"close.lines.sum",
                       "Line total 18,000.01 ≠ surplus 18,000.00. Fix the proposal (step 5), then retry.",
                       {},
                       true};
    console::StepDetail& detail = backend.details[{"2026-Q1", 7}];
    detail.step = step;
    detail.whyNotRetry.clear();
    detail.whyNotRun = "An attempt failed; the next one is due at 13:57. Use Retry to make it now.";
    detail.checks[1].holds = false;
    detail.checks[1].offending = {"Chen Wei: 4,339.76 where 4,339.75 is due"};
    detail.checks[1].remedy = "Undo back to step 5, propose again, then run forward.";
    detail.attempts = {{1, at("13:40"), "failed", "Line total 18,000.01 ≠ surplus 18,000.00", "Kim Park"},
                       {2, at("13:52"), "failed", "Line total 18,000.01 ≠ surplus 18,000.00", "system"}};
    detail.evidence = {
        {9001, "ballot.pdf", "aa11bb22", "Kim Park", at("11:30"), {"kim"}},
        {9002, "minutes of the annual meeting.pdf", "cc33dd44", "Bo Lindqvist", at("11:48"), {}}};
    backend.undoPlans[7] = {7, {}, std::nullopt};
}

} // namespace habitat::ui
