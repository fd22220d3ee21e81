// SPDX-License-Identifier: GPL-3.0-or-later
// The program that tests/crash kills: runs instances with ledger-like local handlers and a remote one on the
// database it is given, and writes to standard output, one line each and only after the engine has answered,
// what was acknowledged: "started KEY". With --kill-at N it kills itself after the N-th commit, before
// anybody is told.
#include "core/runtime/deployment.h"
#include "core/runtime/engine.h"
#include "core/store/queries.h"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <unistd.h>

using namespace habitat;
using namespace habitat::runtime;

namespace {

constexpr const char* model = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:crash">
 <bpmn:process id="payment" isExecutable="true">
  <bpmn:startEvent id="start"/>
  <bpmn:serviceTask id="debit"><bpmn:extensionElements><zeebe:taskDefinition type="debit"/></bpmn:extensionElements></bpmn:serviceTask>
  <bpmn:serviceTask id="pay"><bpmn:extensionElements><zeebe:taskDefinition type="pay"/></bpmn:extensionElements></bpmn:serviceTask>
  <bpmn:serviceTask id="credit"><bpmn:extensionElements><zeebe:taskDefinition type="credit"/></bpmn:extensionElements></bpmn:serviceTask>
  <bpmn:endEvent id="end"/>
  <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="debit"/>
  <bpmn:sequenceFlow id="f2" sourceRef="debit" targetRef="pay"/>
  <bpmn:sequenceFlow id="f3" sourceRef="pay" targetRef="credit"/>
  <bpmn:sequenceFlow id="f4" sourceRef="credit" targetRef="end"/>
 </bpmn:process>
</bpmn:definitions>)";

// One line a job and side; a second one for the same job would break nothing here, and is looked for
// afterwards.
HandlerResult post(HandlerContext& context)
{
    auto& work = context.work();
    work.db()
        .query("INSERT INTO ledger (key, instance, side, amount) VALUES (?, ?, ?, ?)")
        .bind(work.keys().next(), context.job().instance, context.job().type,
              context.job().type == "debit" ? -100 : 100)
        .run();
    work.publish({.name = "treasury.line.posted", .aggregate = context.job().idempotencyKey, .payload = {}});
    return feel::Context();
}

// The outside: a file that only ever grows. Asked, it knows what it was sent.
std::string outside;

bool knows(const std::string& key)
{
    std::FILE* file = std::fopen(outside.c_str(), "r");
    if (file == nullptr) return false;
    char line[256];
    bool found = false;
    while (!found && std::fgets(line, sizeof line, file))
        found = std::string(line) == key + "\n";
    std::fclose(file);
    return found;
}

HandlerResult pay(const RemoteJob& job)
{
    std::FILE* file = std::fopen(outside.c_str(), "a");
    std::fputs((job.job.idempotencyKey + "\n").c_str(), file);
    std::fclose(file);
    return feel::Context();
}

std::optional<HandlerResult> inquire(const RemoteJob& job)
{
    return knows(job.job.idempotencyKey) ? std::optional<HandlerResult>(feel::Context()) : std::nullopt;
}

Registry handlers()
{
    Registry registry;
    registry.local("debit", post);
    registry.local("credit", post);
    registry.remote("pay", pay, inquire);
    return registry;
}

[[noreturn]] void die(const Error& error)
{
    fmt::print(stderr, "{}: {}\n", error.code, error.message);
    std::exit(3);
}

void prepare(Engine& engine)
{
    Operation tables;
    tables.name = "test.tables";
    tables.run = [](OperationContext& context) -> Result<nlohmann::json> {
        context.work().db().script(
            "CREATE TABLE IF NOT EXISTS ledger (key INTEGER PRIMARY KEY, instance INTEGER, "
            "side TEXT, amount INTEGER) STRICT");
        return nlohmann::json();
    };
    for (auto operation : {std::move(tables), deployment("crash.bpmn", model)})
        if (const auto done = engine.execute({std::move(operation), Actor::system(), {}, {}}); !done)
            die(done.error());
}

} // namespace

int main(int argc, char** argv)
{
    const std::string database = argv[1];
    const int instances = std::atoi(argv[2]);
    const int killAt = argc > 3 ? std::atoi(argv[3]) : 0;
    outside = database + ".outside";

    Options options;
    options.database = database;
    options.clock = std::make_shared<SystemClock>();
    options.threaded = killAt == 0;
    auto engine = Engine::open(options, handlers());
    if (!engine) die(engine.error());
    int commits = 0;
    const auto subscription = (*engine)->onCommitted([&](const Committed&) {
        if (++commits == killAt) ::kill(::getpid(), SIGKILL);
    });
    prepare(**engine);
    for (int i = 0; i < instances; ++i) {
        StartProcess start;
        start.processId = "payment";
        const auto started = (*engine)->execute({start, Actor::system(), {}, {}});
        if (!started) die(started.error());
        const auto line = fmt::format("started {}\n", started->instance.value);
        if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) return 4;
    }
    (*engine)->runUntilIdle();
    const std::string_view end = "idle\n";
    return ::write(STDOUT_FILENO, end.data(), end.size()) < 0 ? 4 : 0;
}
