// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/deployment.h"
#include "core/runtime/engine.h"
#include "core/runtime/verify_instances.h"
#include "core/store/chain.h"
#include "core/store/queries.h"
#include "core/store/witness.h"

#include <fmt/format.h>

#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <string>

/// What the runtime's tests share: a database in a temporary folder, a clock moved by hand, an engine that is
/// pumped by the test (or threaded where asked for) and checks itself after every command, and short ways to
/// write BPMN.
namespace habitat::test {

inline std::string service(std::string_view id, std::string_view type, std::string_view properties = {},
                           std::string_view retries = "3")
{
    return fmt::format(
        R"(<bpmn:serviceTask id="{}"><bpmn:extensionElements>)"
        R"(<zeebe:taskDefinition type="{}" retries="{}"/><zeebe:properties>{}</zeebe:properties>)"
        R"(</bpmn:extensionElements></bpmn:serviceTask>)",
        id, type, retries, properties);
}

inline std::string zeebeProperty(std::string_view name, std::string_view value)
{
    return fmt::format(R"(<zeebe:property name="{}" value="{}"/>)", name, value);
}

inline std::string userTask(std::string_view id, std::string_view group)
{
    return fmt::format(
        R"(<bpmn:userTask id="{0}" name="{0}"><bpmn:extensionElements><zeebe:userTask/>)"
        R"(<zeebe:assignmentDefinition candidateGroups="{1}"/></bpmn:extensionElements></bpmn:userTask>)",
        id, group);
}

inline std::string flow(std::string_view from, std::string_view to)
{
    return fmt::format(R"(<bpmn:sequenceFlow id="{0}-{1}" sourceRef="{0}" targetRef="{1}"/>)", from, to);
}

inline std::string timerCatch(std::string_view id, std::string_view duration)
{
    return fmt::format(
        R"(<bpmn:intermediateCatchEvent id="{}"><bpmn:timerEventDefinition><bpmn:timeDuration)"
        R"( xsi:type="bpmn:tFormalExpression">{}</bpmn:timeDuration></bpmn:timerEventDefinition>)"
        R"(</bpmn:intermediateCatchEvent>)",
        id, duration);
}

inline std::string definitions(std::string_view processes)
{
    return fmt::format(
        R"(<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL")"
        R"( xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance")"
        R"( id="test" targetNamespace="urn:test">{}</bpmn:definitions>)",
        processes);
}

inline std::string processOf(std::string_view id, std::string_view body)
{
    return fmt::format(R"(<bpmn:process id="{}" name="{} process" isExecutable="true">{}</bpmn:process>)", id,
                       id, body);
}

/// start → the elements in a row → end; ids are unique in a file, so those two bear the process's.
inline std::string chain(std::string_view id,
                         const std::vector<std::pair<std::string, std::string>>& elements)
{
    const auto start = fmt::format("{}-start", id);
    const auto end = fmt::format("{}-end", id);
    std::string body = fmt::format(R"(<bpmn:startEvent id="{}"/>)", start);
    std::string last = start;
    for (const auto& [elementId, xml] : elements) {
        body += xml + flow(last, elementId);
        last = elementId;
    }
    body += fmt::format(R"(<bpmn:endEvent id="{}"/>)", end) + flow(last, end);
    return processOf(id, body);
}

inline const Actor kim{"kim", {Role::Treasurer}};

class Desk
{
public:
    explicit Desk(runtime::Registry registry = {}) : m_registry(std::move(registry))
    {
        options.database = m_folder.filePath("test.db").toStdString();
        options.clock = clock;
        options.threaded = false;
        options.selfCheck = true;
        options.host = "test";
    }

    void open()
    {
        auto opened = runtime::Engine::open(options, m_registry);
        if (!opened) qFatal("cannot open: %s", opened.error().message.c_str());
        engine = *std::move(opened);
        auto connection = db::Connection::open(options.database, db::OpenMode::ReadOnly);
        if (!connection) qFatal("cannot read: %s", connection.error().message.c_str());
        m_reader.emplace(*std::move(connection));
    }

    void close()
    {
        m_reader.reset();
        engine.reset();
    }

    void reopen()
    {
        close();
        open();
    }

    runtime::Registry& registry() { return m_registry; }
    db::Connection& reader() { return *m_reader; }

    void deploy(const std::string& processes)
    {
        const auto done =
            engine->execute({runtime::deployment("test.bpmn", definitions(processes)), kim, {}, {}});
        if (!done)
            qFatal("cannot deploy: %s %s", done.error().message.c_str(), done.error().context.dump().c_str());
    }

    InstanceKey start(const std::string& process, feel::Context variables = {}, const std::string& key = {})
    {
        runtime::StartProcess start;
        start.processId = process;
        start.businessKey = key;
        start.variables = std::move(variables);
        const auto started = engine->execute({std::move(start), kim, {}, {}});
        if (!started) qFatal("cannot start: %s", started.error().message.c_str());
        return started->instance;
    }

    Result<runtime::Outcome> command(InstanceKey instance, engine::Command command, const Actor& by = kim)
    {
        return engine->execute({runtime::InstanceCommand{instance, std::move(command)}, by, {}, {}});
    }

    Result<runtime::Outcome> operation(std::string name,
                                       std::function<Result<nlohmann::json>(runtime::OperationContext&)> run,
                                       std::string clientKey = {})
    {
        runtime::Operation operation;
        operation.name = std::move(name);
        operation.run = std::move(run);
        return engine->execute({std::move(operation), kim, "because", std::move(clientKey)});
    }

    std::string statusOf(InstanceKey key)
    {
        const auto row = store::instance(reader(), key);
        return row ? std::string(toText(row->status)) : "absent";
    }

    std::int64_t number(std::string_view sql)
    {
        auto row = reader().query(sql);
        return row.next() ? row.integer(0) : -1;
    }

    /// What must hold whenever the engine rests.
    void verify()
    {
        const auto chain = store::verifyChain(reader());
        QVERIFY2(chain.has_value(), chain ? "" : chain.error().message.c_str());
    }

    /// The same, with every row that the journal tells of; for tests without tables of their own.
    void verifyRows()
    {
        verify();
        for (const auto& violation : store::verifyRows(reader()))
            QFAIL(violation.message.c_str());
        for (const auto& violation : runtime::verifyInstances(reader()))
            QFAIL(violation.message.c_str());
    }

    std::shared_ptr<ManualClock> clock =
        std::make_shared<ManualClock>(Instant(std::chrono::sys_days(std::chrono::year(2026) / 4 / 1)));
    runtime::Options options;
    std::unique_ptr<runtime::Engine> engine;

private:
    QTemporaryDir m_folder;
    runtime::Registry m_registry;
    std::optional<db::Connection> m_reader;
};

} // namespace habitat::test
