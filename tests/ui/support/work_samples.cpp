// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/work_samples.h"

#include "core/base/calendar.h"
#include "tests/ui/support/samples.h"

#include <fstream>
#include <iterator>

namespace habitat::ui {
namespace {

constexpr std::int64_t threshold = 250'000;

void addFacts(console::InboxItem& item)
{
    item.details = {{"Member number", "M-001"},
                    {"Member name", item.person},
                    {"Category", "labor"},
                    {"Description", "Orchard pruning and irrigation, January to March"},
                    {"Date", "2026-03-31"},
                    {"Value", toText(*item.amount)},
                    {"Threshold", toText(Money(threshold))},
                    {"Submitted by", "alice"}};
    item.history = {{at("09:12"), "alice", "submitted"}, {at("09:40"), "rhea", "review"}};
}

console::ElementHistory visit(std::int64_t key, const char* id, const char* name, const char* type,
                              const char* state, const char* from, const char* to)
{
    console::ElementHistory history{key, id, name, type, state, at(from), std::nullopt};
    if (to) history.endedAt = at(to);
    return history;
}

console::InstanceDetail failedApproval(const console::InstanceItem& item)
{
    console::InstanceDetail detail;
    detail.instance = item;
    detail.definitionKey = approvalDefinition;
    detail.elements = {
        visit(1, "contribution-approval", "Contribution approval", "process", "active", "09:12", nullptr),
        visit(2, "submitted", "Contribution submitted", "startEvent", "completed", "09:12", "09:12"),
        visit(3, "review", "Review contribution", "userTask", "completed", "09:12", "09:40"),
        visit(4, "decision", "Decision?", "exclusiveGateway", "completed", "09:40", "09:40"),
        visit(5, "clarify", "Clarify contribution", "userTask", "completed", "09:40", "10:55"),
        visit(6, "review", "Review contribution", "userTask", "completed", "10:55", "11:02"),
        visit(7, "decision", "Decision?", "exclusiveGateway", "completed", "11:02", "11:02"),
        visit(8, "over-threshold", "Over the threshold?", "exclusiveGateway", "completed", "11:02", "11:02"),
        visit(9, "second-review", "Second approval", "userTask", "completed", "11:02", "13:38"),
        visit(10, "second-decision", "Second decision?", "exclusiveGateway", "completed", "13:38", "13:38"),
        visit(11, "accept", "Accept contribution", "serviceTask", "active", "13:38", nullptr)};
    detail.statuses = {{"submitted", 0, 1, 0, 0},       {"review", 0, 2, 0, 0},
                       {"decision", 0, 2, 0, 0},        {"clarify", 0, 1, 0, 0},
                       {"over-threshold", 0, 1, 0, 0},  {"second-review", 0, 1, 0, 0},
                       {"second-decision", 0, 1, 0, 0}, {"accept", 1, 0, 1, 0}};
    detail.variables = {{"4688", "reference", "C-881"},
                        {"4688", "member_name", "Alice Moreno"},
                        {"4688", "category", "labor"},
                        {"4688", "value_minor", 2160000},
                        {"4688", "threshold_minor", threshold},
                        {"4688", "decision", "approve"},
                        {"4688", "note", "Hours agree with the orchard's log."},
                        {"4688", "checks", nlohmann::json{{"hours", 864}, {"rate", "25.00"}}}};
    detail.events = {
        {901, at("09:12"), "alice", "instance.start", "", {{"process", "contribution-approval"}}},
        {902, at("09:40"), "rhea", "task.complete", "review", {{"task", 71}, {"decision", "clarify"}}},
        {903, at("10:55"), "alice", "task.complete", "clarify", {{"task", 72}, {"decision", "answer"}}},
        {904, at("11:02"), "rhea", "task.complete", "review", {{"task", 73}, {"decision", "approve"}}},
        {905,
         at("13:38"),
         "board",
         "task.complete",
         "second-review",
         {{"task", 74}, {"decision", "approve"}}},
        {906, at("13:38"), "system", "job.fail", "accept", {{"job", 31}, {"code", "treasury.period.none"}}},
        {907, at("13:40"), "system", "job.fail", "accept", {{"job", 31}, {"code", "treasury.period.none"}}}};
    detail.problems = {
        {501,
         "accept",
         "Accept contribution",
         "treasury.period.none",
         "No open period holds 2026-03-31: the quarter 2026-Q1 is closing. Wait for its lock, or date the "
         "contribution in 2026-Q2.",
         {{"date", "2026-03-31"}, {"period", "2026-Q1"}},
         at("13:40"),
         std::nullopt,
         3}};
    return detail;
}

console::InstanceDetail heldClose(const console::InstanceItem& item)
{
    console::InstanceDetail detail;
    detail.instance = item;
    detail.definitionKey = closeDefinition;
    struct Done
    {
        const char* id;
        const char* name;
        const char* from;
        const char* to;
    };
    constexpr Done done[] = {{"period-ended", "Period ended", "08:30", "08:30"},
                             {"freeze", "Freeze and finalise", "08:30", "08:44"},
                             {"pin-policy", "Pin policy", "08:44", "08:45"},
                             {"aggregate-contributions", "Aggregate contributions", "08:45", "09:30"},
                             {"compute-patronage", "Compute patronage and surplus", "09:30", "09:31"},
                             {"propose-allocation", "Propose allocation", "09:31", "11:20"}};
    std::int64_t key = 100;
    detail.elements.push_back(
        visit(key++, "period-close", "Period close", "process", "active", "08:30", nullptr));
    for (const Done& step : done) {
        detail.elements.push_back(
            visit(key++, step.id, step.name, "serviceTask", "completed", step.from, step.to));
        detail.statuses.push_back({step.id, 0, 1, 0, 0});
    }
    // Undone once, and run again: the mark stays.
    detail.statuses[5] = {"propose-allocation", 0, 1, 0, 1};
    detail.statuses.push_back({"propose-allocation-undo", 0, 1, 0, 0});
    detail.elements.push_back(
        visit(key++, "approve-allocation", "Approve allocation", "serviceTask", "active", "11:20", nullptr));
    detail.statuses.push_back({"approve-allocation", 1, 0, 0, 0});
    detail.heldElements = {"approve-allocation"};
    detail.variables = {{"4400", "period", "2026-Q1"}, {"4400", "run", 1}};
    detail.events = {{801, at("08:30"), "kim", "instance.start", "", {{"process", "period-close"}}},
                     {802, at("08:44"), "system", "job.complete", "freeze", {{"job", 1}}}};
    return detail;
}

} // namespace

std::string processXml(const char* name)
{
    std::ifstream file(std::string(HABITAT_SOURCE_DIR "/resources/processes/") + name);
    return {std::istreambuf_iterator<char>(file), {}};
}

console::InboxItem inboxItemOf(const char* subject, std::int64_t minor, const char* person)
{
    static std::int64_t task = 7000;
    console::InboxItem item;
    item.key = std::to_string(++task);
    item.subject = subject;
    item.title = "Review contribution";
    item.summary = "labor · Orchard pruning";
    item.person = person;
    item.amount = Money(minor);
    item.process = "contribution-approval";
    item.instanceKey = failedInstance;
    item.elementId = "review";
    item.createdAt = at("09:12");
    item.candidateGroups = {"Reviewer"};
    addFacts(item);
    return item;
}

void giveInbox(FakeBackend& backend)
{
    givePeople(backend);
    auto over = inboxItemOf("C-1042", 2160000, "Alice Moreno");
    over.key = "7001";
    over.dueAt = *parseInstant("2026-04-02T12:00:00Z");
    over.overdue = true;
    auto held = inboxItemOf("C-1043", 248000, "Kim Park");
    held.key = "7002";
    held.assignee = "rhea";
    held.dueAt = *parseInstant("2026-04-04T20:00:00Z");
    held.summary = "equity · Member equity";
    auto mine = inboxItemOf("C-1044", 90000, "Rhea Varga");
    mine.key = "7003";
    mine.whyNotDecide = "You submitted this. Another approver must decide.";
    auto question = inboxItemOf("C-1031", 41000, "Dana Ortiz");
    question.key = "7004";
    question.title = "Clarify contribution";
    question.elementId = "clarify";
    question.assignee = "rhea";
    question.history.push_back(
        {at("11:15"), "board", "clarification: Which field was this, and who led the crew?"});
    auto second = inboxItemOf("C-1019", 4500000, "Eli Brandt");
    second.key = "7005";
    second.title = "Second approval";
    second.elementId = "second-review";
    second.candidateGroups = {"Reviewer", "Board"};
    second.dueAt = *parseInstant("2026-04-06T12:00:00Z");
    auto small = inboxItemOf("C-1050", 12500, "Bob Hale");
    small.key = "7006";
    console::InboxItem sign;
    sign.kind = console::InboxKind::Signature;
    sign.key = "close/2026-Q1/6";
    sign.subject = "2026-Q1";
    sign.title = "Sign step 6, Approve allocation";
    sign.summary = "Period close";
    sign.process = "period-close";
    sign.instanceKey = closeInstance;
    sign.elementId = "approve-allocation";
    sign.createdAt = at("11:20");
    sign.candidateGroups = {"Allocator", "Board or Administrator"};
    sign.details = {{"Proposal", "version 3"},
                    {"Surplus", "18,000.00"},
                    {"Writes: Allocation rows", "5, immutable"},
                    {"Hash", "5f3a9c0e71d24b8890aa63c1f2b7d4e85f3a9c0e71d24b8890aa63c1f2b7d4e8"}};
    backend.inboxItems = {over, held, mine, question, second, small, sign};
    backend.counts = {7, 4, 1};
    backend.badgeCounts = {7, 1, 3, 1};
}

console::InstanceItem instanceOf(std::int64_t key, const char* businessKey, const char* state)
{
    console::InstanceItem item;
    item.key = key;
    item.businessKey = businessKey;
    item.process = "contribution-approval";
    item.processName = "Contribution approval";
    item.version = 4;
    item.state = state;
    item.currentStep = "review";
    item.startedAt = at("09:12");
    return item;
}

void giveInstances(FakeBackend& backend)
{
    givePeople(backend);
    auto failed = instanceOf(failedInstance, "C-881", "failed");
    failed.currentStep = "accept";
    failed.incidents = 1;
    failed.attempts = 3;
    failed.maxAttempts = 3;
    auto retrying = instanceOf(4690, "C-884", "retrying");
    retrying.currentStep = "accept";
    retrying.attempts = 2;
    retrying.maxAttempts = 3;
    retrying.nextAttemptAt = at("13:57");
    auto running = instanceOf(4691, "C-885", "running");
    auto waiting = instanceOf(4700, "C-1042", "waiting");
    auto done = instanceOf(4410, "C-870", "completed");
    done.endedAt = at("09:40");
    done.currentStep.clear();
    auto cancelled = instanceOf(4409, "C-869", "cancelled");
    cancelled.endedAt = at("09:31");
    cancelled.currentStep.clear();
    console::InstanceItem close = instanceOf(closeInstance, "2026-Q1", "waiting");
    close.process = "period-close";
    close.processName = "Period close";
    close.version = 2;
    close.currentStep = "approve-allocation";
    close.startedAt = at("08:30");
    auto undone = instanceOf(4210, "2025-Q4", "compensated");
    undone.process = "period-close";
    undone.processName = "Period close";
    undone.version = 1;
    undone.startedAt = *parseInstant("2026-01-04T09:00:00Z");
    undone.endedAt = *parseInstant("2026-01-06T16:30:00Z");
    undone.currentStep.clear();
    backend.instanceItems = {waiting, running, retrying, failed, done, cancelled, close, undone};
    backend.instanceDetails[failedInstance] = failedApproval(failed);
    backend.instanceDetails[closeInstance] = heldClose(close);
    backend.definitions[approvalDefinition] = processXml("contribution-approval.bpmn");
    backend.definitions[closeDefinition] = processXml("period-close.bpmn");
    backend.processNames = {{"contribution-approval", "Contribution approval"},
                            {"period-close", "Period close"}};
    backend.badgeCounts = {7, 1, 3, 1};
}

void giveManyInstances(FakeBackend& backend, int count)
{
    giveInstances(backend);
    backend.instanceItems.clear();
    constexpr const char* states[] = {"completed", "waiting", "running", "failed", "retrying"};
    for (int i = count; i > 0; --i) {
        const std::string key = "C-" + std::to_string(100000 + i);
        auto item = instanceOf(100000 + i, key.c_str(), states[i % 5]);
        if (i % 5 == 0) item.endedAt = at("12:00");
        if (i % 5 == 3) item.incidents = 1;
        backend.instanceItems.push_back(std::move(item));
    }
}

void giveAlerts(FakeBackend& backend)
{
    giveInstances(backend);
    console::AlertItem failed;
    failed.severity = console::AlertSeverity::Critical;
    failed.cause = "incident/contribution-approval/accept/treasury.period.none";
    failed.title = "Retries used up: accept";
    failed.subject = "C-881, C-884, C-886";
    failed.instanceKey = failedInstance;
    failed.elementId = "accept";
    failed.since = at("13:40");
    failed.count = 6;
    failed.state = console::AlertState::Open;
    failed.why = "No open period holds 2026-03-31: the quarter 2026-Q1 is closing. (3 attempts)";
    failed.advice = "Mend the cause, then retry.";
    failed.incidents = {501, 502, 503, 504, 505, 506};
    console::AlertItem single = failed;
    single.cause = "incident/period-close/record-allocations/close.lines.sum";
    single.title = "Failed: record-allocations";
    single.subject = "2026-Q1";
    single.instanceKey = closeInstance;
    single.elementId = "record-allocations";
    single.count = 1;
    single.incidents = {601};
    single.since = at("13:10");
    single.why = "Line total 18,000.01 ≠ surplus 18,000.00. (1 attempts)";
    console::AlertItem waiting;
    waiting.cause = "waiting/contribution-approval/review";
    waiting.title = "Waiting: Review contribution";
    waiting.subject = "C-1019, C-1031, C-1042";
    waiting.instanceKey = 4700;
    waiting.elementId = "review";
    waiting.since = *parseInstant("2026-03-30T09:00:00Z");
    waiting.count = 4;
    waiting.state = console::AlertState::Open;
    waiting.why = "No decision for 4 d; limit 3 d.";
    waiting.advice = "Remind Reviewer.";
    console::AlertItem seen = waiting;
    seen.cause = "waiting/contribution-approval/clarify";
    seen.title = "Waiting: Clarify contribution";
    seen.state = console::AlertState::Acknowledged;
    seen.owner = "ada";
    console::AlertItem put = waiting;
    put.cause = "held/period-close/approve-allocation";
    put.title = "Waits to be run: approve-allocation";
    put.subject = "2026-Q1";
    put.count = 1;
    put.instanceKey = closeInstance;
    put.state = console::AlertState::Snoozed;
    put.owner = "ada";
    backend.alertItems = {single, failed, waiting, seen, put};
}

} // namespace habitat::ui
