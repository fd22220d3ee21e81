// SPDX-License-Identifier: GPL-3.0-or-later
// How many durable steps a second the engine makes (three local steps an instance, 200 in flight, each step's
// completion durable before the next begins), beside a bare loop that writes an instance row and a token row
// for each step with one commit a round; and how long one instance takes alone, beside the same commits.
// Prints, never asserts: steps_bench [instances]
#include "core/runtime/deployment.h"
#include "core/runtime/engine.h"
#include "tests/bench/bare.h"

#include <memory>

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

class BareLoop
{
public:
    explicit BareLoop(const std::string& path) : m_db(opened(path)) {}

    /// `width` instances from start to end; a commit for each round.
    void wave(int width, int rounds)
    {
        const auto first = m_nextInstance;
        m_nextInstance += width;
        for (int round = 0; round < rounds; ++round) {
            m_db->run("BEGIN IMMEDIATE");
            for (int i = 0; i < width; ++i) {
                m_instance.run(first + i, std::int64_t(round));
                m_token.run(++m_nextToken, first + i, "element");
            }
            m_db->run("COMMIT");
        }
    }

private:
    static std::unique_ptr<BareDatabase> opened(const std::string& path)
    {
        auto db = std::make_unique<BareDatabase>(path);
        db->run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                "CREATE TABLE instance (key INTEGER PRIMARY KEY, state INTEGER, step INTEGER) STRICT;"
                "CREATE TABLE token (key INTEGER PRIMARY KEY, instance INTEGER, element TEXT, at INTEGER) "
                "STRICT;");
        return db;
    }

    std::unique_ptr<BareDatabase> m_db;
    BareStatement m_instance{
        *m_db, "INSERT INTO instance VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE SET step = excluded.step"};
    BareStatement m_token{*m_db, "INSERT INTO token VALUES (?, ?, ?, 0)"};
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
