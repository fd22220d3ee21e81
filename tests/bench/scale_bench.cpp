// SPDX-License-Identifier: GPL-3.0-or-later
// How long the engine takes to be ready again over many live instances (after kill -9, and after a good end)
// and how much memory that is; and how long questions take over very many instances, whose rows are written
// straight into the read tables. Beside them, what reading the rows costs with SQLite alone. Prints, never
// asserts: scale_bench [live instances] [instances on record]
#include "core/runtime/deployment.h"
#include "core/runtime/engine.h"
#include "core/store/migrations.h"
#include "core/store/queries.h"
#include "core/store/read_tables.h"
#include "tests/bench/bare.h"

#include <csignal>
#include <map>

#include <sys/wait.h>

using namespace habitat;
using namespace habitat::bench;

namespace {

constexpr int wave = 1000;

constexpr const char* model = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:bench">
 <bpmn:process id="live" isExecutable="true">
  <bpmn:startEvent id="start"/>
  <bpmn:serviceTask id="step"><bpmn:extensionElements><zeebe:taskDefinition type="step"/></bpmn:extensionElements></bpmn:serviceTask>
  <bpmn:intermediateCatchEvent id="pause"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P900D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
  <bpmn:endEvent id="end"/>
  <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="step"/>
  <bpmn:sequenceFlow id="f2" sourceRef="step" targetRef="pause"/>
  <bpmn:sequenceFlow id="f3" sourceRef="pause" targetRef="end"/>
 </bpmn:process>
</bpmn:definitions>)";

std::unique_ptr<runtime::Engine> open(const std::string& path)
{
    runtime::Registry registry;
    registry.local("step", [](runtime::HandlerContext&) { return feel::Context(); });
    runtime::Options options;
    options.database = path;
    options.clock = std::make_shared<SystemClock>();
    options.threaded = false;
    return must(runtime::Engine::open(std::move(options), std::move(registry)));
}

void startWave(runtime::Engine& engine, int first)
{
    for (int i = first; i < first + wave; ++i) {
        runtime::StartProcess start;
        start.processId = "live";
        start.businessKey = fmt::format("L-{}", i);
        start.variables.set("member", i % 500);
        start.variables.set("description", "Eight hours in the orchard");
        engine.submit({std::move(start), Actor::system(), {}, {}},
                      [](const Result<runtime::Outcome>& outcome) {
                          must(outcome.has_value(), "an instance did not start");
                      });
    }
    engine.runUntilIdle();
}

/// The process that made them is killed without a chance to tidy up.
void fillAndDie(const std::string& path, int live)
{
    const auto engine = open(path);
    must(engine->execute({runtime::deployment("live.bpmn", model), Actor::system(), {}, {}}));
    print("live instances are made", timed([&] {
              for (int first = 0; first < live; first += wave)
                  startWave(*engine, first);
          }),
          "-");
    fmt::print("{:<44} {:>11.0f} MB at most (goal 400 MB)\n", "  memory meanwhile", megabytes("VmHWM"));
    std::fflush(stdout);
    ::kill(::getpid(), SIGKILL);
}

/// In a process of its own, so that its memory is its own.
template <typename Work>
void apart(Work&& work)
{
    const auto child = ::fork();
    must(child >= 0, "cannot fork");
    if (child == 0) {
        work();
        std::_Exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
}

void openAndTouch(const std::string& path, const char* what, int live)
{
    const auto floor = timed([&] {
        const BareDatabase db(path);
        must(BareStatement(db, "SELECT key FROM instance WHERE ended_at IS NULL").run() >= live, "too few");
    });
    std::unique_ptr<runtime::Engine> engine;
    print(what, timed([&] { engine = open(path); }), floor, "2 s");
    fmt::print("{:<44} {:>11.0f} MB\n", "  memory once it is ready", megabytes("VmRSS"));
    startWave(*engine, live);
    fmt::print("{:<44} {:>11.0f} MB  at most {:.0f} MB (goal 400 MB)\n", "  memory after a thousand more",
               megabytes("VmRSS"), megabytes("VmHWM"));
    std::fflush(stdout);
}

void startUp(const Folder& folder, int live)
{
    const auto path = folder.file("live.db");
    apart([&] { fillAndDie(path, live); });
    apart([&] { openAndTouch(path, "start-up after kill -9, to ready", live); });
    apart([&] { openAndTouch(path, "start-up after a good end, to ready", live + wave); });
}

DefinitionKey addDefinition(store::ReadTables& tables, std::int64_t key, const std::string& process)
{
    store::DefinitionRow row;
    row.key = DefinitionKey(key);
    row.processId = process;
    row.version = 1;
    row.name = process;
    row.hash = process;
    row.deployedBy = "bench";
    tables.addDefinition(row, model);
    return row.key;
}

/// One in a hundred runs, one in a thousand has failed; the rest has ended.
store::InstanceStatus statusOf(int number)
{
    if (number % 1000 == 0) return store::InstanceStatus::Failed;
    return number % 100 == 1 ? store::InstanceStatus::Running : store::InstanceStatus::Completed;
}

void fill(db::Connection& db, int instances)
{
    db::Transaction transaction(db);
    store::ReadTables tables(db);
    const std::vector definitions = {addDefinition(tables, 1, "contribution-approval"),
                                     addDefinition(tables, 2, "period-close")};
    std::map<std::pair<std::int64_t, store::InstanceStatus>, std::int64_t> counts;
    for (int i = 0; i < instances; ++i) {
        store::InstanceRow row;
        row.key = InstanceKey(1000 + i);
        row.definition = definitions[std::size_t(i % 50 == 0)];
        row.businessKey = fmt::format("C-{}", i);
        row.correlation = "contribution:" + row.businessKey;
        row.status = statusOf(i);
        row.startedAt = Instant(Duration(i));
        row.startedBy = "bench";
        tables.addInstance(row);
        if (row.status == store::InstanceStatus::Completed)
            tables.endInstance(row.key, row.status, row.startedAt);
        ++counts[{row.definition.value, row.status}];
    }
    for (const auto& [what, count] : counts)
        tables.countInstances(DefinitionKey(what.first), what.second, count);
    transaction.commit();
}

void questions(const Folder& folder, int instances)
{
    const auto path = folder.file("record.db");
    {
        auto db = must(db::Connection::open(path, db::OpenMode::ReadWriteCreate));
        must(store::migrate(db));
        fill(db, instances);
    }
    auto db = must(db::Connection::open(path, db::OpenMode::ReadOnly));
    const BareDatabase bare(path);
    constexpr int times = 201;
    std::int64_t next = 0;
    const auto another = [&] { return next = (next + 7919) % instances; };
    BareStatement bareRow(bare, "SELECT * FROM instance WHERE key = ?");
    const auto floorOfOne = medianOf(times, [&] { must(bareRow.run(1000 + another()) == 1, "gone"); });
    print("status by key",
          medianOf(times,
                   [&] {
                       const InstanceKey key(1000 + another());
                       must(store::instance(db, key).has_value(), "gone");
                   }),
          floorOfOne, "1 ms");
    print("status by business key",
          medianOf(times,
                   [&] {
                       (void)store::instanceByBusinessKey(db, "contribution-approval",
                                                          fmt::format("C-{}", another()));
                   }),
          floorOfOne, "1 ms");
    BareStatement barePage(bare, "SELECT * FROM instance ORDER BY key DESC LIMIT 100");
    const auto floorOfPage = medianOf(times, [&] { must(barePage.run() == 100, "too few"); });
    const auto page = [&](const char* what, const store::InstanceQuery& query) {
        print(what, medianOf(times, [&] { must(!store::instances(db, query).empty(), what); }), floorOfPage,
              "50 ms");
    };
    page("first page, no filter", {});
    page("first page, failed", {.status = store::InstanceStatus::Failed});
    page("first page, failed, of one process",
         {.status = store::InstanceStatus::Failed, .processId = "period-close"});
    page("first page, of a process, oldest first",
         {.processId = "period-close", .order = store::Order::OldestFirst});
    page("first page, part of a business key", {.businessKeyPart = "99"});
    page("first page, a business key that is rare", {.businessKeyPart = fmt::format("C-{}", instances / 2)});
}

} // namespace

int main(int argc, char** argv)
{
    const int live = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const int instances = argc > 2 ? std::atoi(argv[2]) : 1'000'000;
    const Folder folder("scale-bench");
    startUp(folder, live);
    questions(folder, instances);
}
