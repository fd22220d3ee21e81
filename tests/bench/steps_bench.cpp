// SPDX-License-Identifier: GPL-3.0-or-later
// How many durable steps a second the engine makes (three local steps an instance, 200 in flight, each step's
// completion durable before the next begins), beside a bare loop that writes an instance row and a token row
// for each step with one commit a round; and how long one instance takes alone, beside the same commits.
// Prints, never asserts: steps_bench [instances]
#include "core/runtime/deployment.h"
#include "core/runtime/engine.h"
#include "tests/bench/measure.h"

#include <sqlite3.h>

using namespace habitat;
using namespace habitat::bench;

namespace {

constexpr int inFlight = 200;
constexpr int steps = 3;

constexpr const char* model = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:bench">
 <bpmn:process id="bench" isExecutable="true">
  <bpmn:startEvent id="start"/>
  <bpmn:serviceTask id="one"><bpmn:extensionElements><zeebe:taskDefinition type="step"/></bpmn:extensionElements></bpmn:serviceTask>
  <bpmn:serviceTask id="two"><bpmn:extensionElements><zeebe:taskDefinition type="step"/></bpmn:extensionElements></bpmn:serviceTask>
  <bpmn:serviceTask id="three"><bpmn:extensionElements><zeebe:taskDefinition type="step"/></bpmn:extensionElements></bpmn:serviceTask>
  <bpmn:endEvent id="end"/>
  <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="one"/>
  <bpmn:sequenceFlow id="f2" sourceRef="one" targetRef="two"/>
  <bpmn:sequenceFlow id="f3" sourceRef="two" targetRef="three"/>
  <bpmn:sequenceFlow id="f4" sourceRef="three" targetRef="end"/>
 </bpmn:process>
</bpmn:definitions>)";

/// The floor: SQLite and nothing else.
class BareLoop
{
public:
    explicit BareLoop(const std::string& path)
    {
        must(sqlite3_open(path.c_str(), &m_db) == SQLITE_OK, "cannot open the bare database");
        run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "CREATE TABLE instance (key INTEGER PRIMARY KEY, state INTEGER, step INTEGER) STRICT;"
            "CREATE TABLE token (key INTEGER PRIMARY KEY, instance INTEGER, element TEXT, at INTEGER) "
            "STRICT;");
        m_instance = prepare(
            "INSERT INTO instance VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE SET step = excluded.step");
        m_token = prepare("INSERT INTO token VALUES (?, ?, ?, 0)");
    }
    ~BareLoop()
    {
        sqlite3_finalize(m_instance);
        sqlite3_finalize(m_token);
        sqlite3_close(m_db);
    }
    BareLoop(const BareLoop&) = delete;
    BareLoop& operator=(const BareLoop&) = delete;

    /// `width` instances from start to end; a commit for each round.
    void wave(int width, int rounds)
    {
        const auto first = m_nextInstance;
        m_nextInstance += width;
        for (int round = 0; round < rounds; ++round) {
            run("BEGIN IMMEDIATE");
            for (int i = 0; i < width; ++i) {
                sqlite3_bind_int64(m_instance, 1, first + i);
                sqlite3_bind_int64(m_instance, 2, round);
                step(m_instance);
                sqlite3_bind_int64(m_token, 1, ++m_nextToken);
                sqlite3_bind_int64(m_token, 2, first + i);
                sqlite3_bind_text(m_token, 3, "element", -1, SQLITE_STATIC);
                step(m_token);
            }
            run("COMMIT");
        }
    }

private:
    void run(const char* sql) { must(sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql); }
    sqlite3_stmt* prepare(const char* sql)
    {
        sqlite3_stmt* statement = nullptr;
        must(sqlite3_prepare_v2(m_db, sql, -1, &statement, nullptr) == SQLITE_OK, sql);
        return statement;
    }
    void step(sqlite3_stmt* statement)
    {
        must(sqlite3_step(statement) == SQLITE_DONE, "a bare step failed");
        sqlite3_reset(statement);
    }

    sqlite3* m_db = nullptr;
    sqlite3_stmt* m_instance = nullptr;
    sqlite3_stmt* m_token = nullptr;
    std::int64_t m_nextInstance = 1;
    std::int64_t m_nextToken = 0;
};

class Bench
{
public:
    explicit Bench(const std::string& path)
    {
        runtime::Registry registry;
        registry.local("step", [](runtime::HandlerContext&) { return feel::Context(); });
        runtime::Options options;
        options.database = path;
        options.clock = std::make_shared<SystemClock>();
        options.threaded = false;
        m_engine = must(runtime::Engine::open(options, std::move(registry)));
        must(m_engine->execute({runtime::deployment("bench.bpmn", model), Actor::system(), {}, {}}));
    }

    void wave(int width)
    {
        for (int i = 0; i < width; ++i) {
            runtime::StartProcess start;
            start.processId = "bench";
            m_engine->submit({std::move(start), Actor::system(), {}, {}},
                             [](const Result<runtime::Outcome>& outcome) {
                                 must(outcome.has_value(), "an instance did not start");
                             });
        }
        m_engine->runUntilIdle();
    }

private:
    std::unique_ptr<runtime::Engine> m_engine;
};

} // namespace

int main(int argc, char** argv)
{
    const int instances = argc > 1 ? std::atoi(argv[1]) : 20'000;
    const Folder folder("steps-bench");
    BareLoop bare(folder.file("bare.db"));
    Bench engine(folder.file("engine.db"));
    bare.wave(inFlight, steps + 1);
    engine.wave(inFlight);
    // In turns, so that both see the same machine.
    Spent bareSpent;
    Spent engineSpent;
    for (int done = 0; done < instances; done += inFlight) {
        bareSpent += timed([&] { bare.wave(inFlight, steps); });
        engineSpent += timed([&] { engine.wave(inFlight); });
    }
    const double made = instances * steps;
    fmt::print("durable steps/s   bare loop {:>9.0f}   engine {:>9.0f}   ratio {:.3f} (goal 0.25)\n",
               made / bareSpent.seconds, made / engineSpent.seconds, bareSpent.seconds / engineSpent.seconds);
    fmt::print("processor/step    bare loop {:>7.2f} us   engine {:>7.2f} us   ratio {:.3f}\n",
               bareSpent.processor / made * 1e6, engineSpent.processor / made * 1e6,
               bareSpent.processor / engineSpent.processor);

    std::vector<Spent> bareAlone;
    std::vector<Spent> engineAlone;
    for (int i = 0; i < 300; ++i) {
        bareAlone.push_back(timed([&] { bare.wave(1, steps + 1); }));
        engineAlone.push_back(timed([&] { engine.wave(1); }));
    }
    const auto alone = median(std::move(bareAlone)).seconds;
    const auto run = median(std::move(engineAlone)).seconds;
    fmt::print("one instance      bare loop {:>7.3f} ms   engine {:>7.3f} ms   ratio {:.2f} (goal 1.5)\n",
               alone * 1e3, run * 1e3, run / alone);
}
