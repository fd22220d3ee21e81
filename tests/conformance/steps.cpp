// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/steps.h"

#include "core/store/messages.h"
#include "core/store/queries.h"
#include "tests/conformance/assertions.h"
#include "tests/conformance/outcome.h"
#include "tests/conformance/queries.h"

#include <map>

namespace habitat::conformance {

using nlohmann::json;

namespace {

InstanceKey instanceOf(const json& row)
{
    return InstanceKey(row.at("instance").get<std::int64_t>());
}

template <typename K>
K keyOf(const json& row)
{
    return K(row.at("key").get<std::int64_t>());
}

std::string text(const json& step, const char* part)
{
    return step.at(part).get<std::string>();
}

} // namespace

Steps::Take Steps::takerOf(const std::string& op)
{
    static const std::map<std::string, Take> takers{
        {"start", &Steps::start},
        {"start_by_message", &Steps::startByMessage},
        {"let", &Steps::let},
        {"complete_task", &Steps::completeTask},
        {"claim", &Steps::claim},
        {"setAssignee", &Steps::claim},
        {"trigger", &Steps::trigger},
        {"signal", &Steps::signal},
        {"message", &Steps::message},
        {"correlate", &Steps::correlate},
        {"set_variable", &Steps::setVariable},
        {"execute_job", &Steps::executeJob},
        {"make_timer_due", &Steps::makeTimerDue},
        {"run_due_jobs", &Steps::runDueJobs},
        {"cancel_instance", &Steps::cancelInstance},
        {"for_each", &Steps::forEach},
        {"expect_error", &Steps::expectError},
    };
    const auto found = takers.find(op);
    if (found != takers.end()) return found->second;
    if (op.starts_with("assert_")) return &Steps::check;
    throw Untranslated("step " + op);
}

void Steps::take(const json& step)
{
    (this->*takerOf(text(step, "op")))(step);
}

json Steps::value(const json& step, const char* part)
{
    return step.contains(part) ? m_values.evaluate(m_host.reader(), step.at(part)) : json();
}

json Steps::row(const json& step, const char* part)
{
    auto found = value(step, part);
    if (found.is_null()) throw Mismatch(std::string("no ") + part + " to " + text(step, "op"));
    if (!isRow(found)) throw Untranslated(std::string(part) + " is no row: " + found.dump());
    return found;
}

feel::Context Steps::variables(const json& step)
{
    feel::Context variables;
    const auto stated = step.value("vars", json::object());
    for (const auto& [name, each] : stated.items()) {
        auto converted = feel::fromJson(m_values.evaluate(m_host.reader(), each));
        if (!converted) throw Untranslated("variable " + name + ": " + converted.error().message);
        variables.set(name, *std::move(converted));
    }
    return variables;
}

void Steps::start(const json& step)
{
    runtime::StartProcess start;
    start.processId = text(step, "key");
    start.businessKey = step.value("business_key", std::string());
    start.variables = variables(step);
    const auto outcome = m_host.execute(std::move(start));
    m_values.set(text(step, "as"), instanceRow(outcome.instance.value));
}

void Steps::startByMessage(const json& step)
{
    const auto events = store::startEvents(m_host.reader(), store::EventKind::Message, text(step, "message"));
    if (events.size() != 1) throw Refused(std::to_string(events.size()) + " processes start by the message");
    runtime::StartProcess start;
    start.processId = events.front().processId;
    start.startEvent = events.front().elementId;
    start.variables = variables(step);
    const auto outcome = m_host.execute(std::move(start));
    m_values.set(text(step, "as"), instanceRow(outcome.instance.value));
}

void Steps::let(const json& step)
{
    m_values.set(text(step, "as_"), value(step, "value"));
}

void Steps::completeTask(const json& step)
{
    const auto task = row(step, "task");
    m_host.command(instanceOf(task), engine::CompleteTask{keyOf<TaskKey>(task), variables(step)});
}

void Steps::claim(const json& step)
{
    const auto task = row(step, "task");
    m_host.command(instanceOf(task), engine::ClaimTask{keyOf<TaskKey>(task), text(step, "user")});
}

/// The subscription of the execution itself, or where the instance is named any in it.
void Steps::triggerSubscription(const json& execution, const json& type, const json& name,
                                feel::Context variables)
{
    json filters{{"processInstanceId", execution}};
    if (execution.at("kind") != "instance") filters["executionId"] = execution;
    if (!type.is_null()) filters["eventType"] = type;
    if (!name.is_null()) filters["eventName"] = name;
    const auto found = answer(m_host.reader(), "subscription", filters);
    if (found.empty()) throw Refused("nothing waits there for " + name.dump());
    if (found.size() > 1) throw Untranslated("more than one subscription is meant");
    m_host.command(instanceOf(execution),
                   engine::TriggerSubscription{keyOf<SubscriptionKey>(found.front()), std::move(variables)});
}

void Steps::trigger(const json& step)
{
    triggerSubscription(row(step, "execution"), "message", {}, variables(step));
}

void Steps::signal(const json& step)
{
    if (step.contains("execution"))
        return triggerSubscription(row(step, "execution"), "signal", step.at("name"), variables(step));
    m_host.execute(runtime::BroadcastSignal{text(step, "name"), variables(step)});
}

void Steps::message(const json& step)
{
    triggerSubscription(row(step, "execution"), "message", step.at("name"), variables(step));
}

void Steps::correlate(const json& step)
{
    if (!step.value("correlation_keys", json::object()).empty())
        throw Untranslated("correlation by the values of variables");
    runtime::PublishMessage message;
    message.name = text(step, "name");
    message.variables = variables(step);
    message.businessKey = step.value("business_key", std::string());
    const auto outcome = m_host.execute(std::move(message));
    if (outcome.result.at("received").empty() && outcome.result.at("started").empty())
        throw Refused("nobody waits for the message");
}

/// Where it is seen from; else in the instance.
void Steps::setVariable(const json& step)
{
    const auto target = row(step, "of");
    const auto name = text(step, "name");
    const auto seen = seenVariable(m_host.reader(), target, name);
    auto converted = feel::fromJson(value(step, "value"));
    if (!converted) throw Untranslated(converted.error().message);
    feel::Context variables;
    variables.set(name, *std::move(converted));
    m_host.command(instanceOf(target), engine::SetVariables{seen.scope, std::move(variables)});
}

/// Timers are the only jobs that other engines keep and we know: they happen when they are due.
void Steps::executeJob(const json& step)
{
    const auto timer = row(step, "job");
    m_host.advanceTo(Instant(Duration(timer.at("due").get<std::int64_t>())));
    m_host.runUntilIdle();
}

/// It is executed by the next step, which waits until it is due.
void Steps::makeTimerDue(const json& step)
{
    static_cast<void>(row(step, "job"));
}

void Steps::runDueJobs(const json& /*step*/)
{
    m_host.runUntilIdle();
}

void Steps::cancelInstance(const json& step)
{
    m_host.command(instanceOf(row(step, "instance")), engine::CancelInstance{});
}

void Steps::forEach(const json& step)
{
    for (const auto& each : value(step, "in_")) {
        m_values.set(text(step, "item"), each);
        for (const auto& inner : step.at("do"))
            take(inner);
    }
}

std::size_t Steps::openIncidents()
{
    return store::openIncidents(m_host.reader(), {}, 1000).size();
}

/// Where another engine gives the whole command back, ours may keep what was done and stop with an incident.
void Steps::expectError(const json& step)
{
    const auto before = openIncidents();
    try {
        for (const auto& inner : step.at("do"))
            take(inner);
    } catch (const Refused&) {
        return;
    }
    if (openIncidents() == before) throw Mismatch("no error where one is expected");
}

void Steps::check(const json& step)
{
    if (step.value("engine_internal", false)) return;
    const auto op = text(step, "op");
    if (op == "assert_ended" || op == "assert_not_ended") {
        if (hasEnded(m_host.reader(), row(step, "instance")) != (op == "assert_ended"))
            throw Mismatch(op + ": it has " + (op == "assert_ended" ? "not " : "") + "ended");
        return;
    }
    checkValues(op, value(step, "actual"), value(step, "expected"));
}

} // namespace habitat::conformance
