// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/console/console_impl.h"

#include "core/alerts/alerts.h"
#include "core/base/files.h"
#include "core/base/whole_number.h"
#include "core/close/closes.h"
#include "core/close/commands.h"
#include "core/console/definition_checks.h"
#include "core/console/signature_key.h"
#include "core/intake/imports.h"
#include "core/runtime/deployment.h"
#include "core/runtime/retry.h"

#include <fmt/format.h>

namespace habitat::console {

namespace {

Result<TaskKey> parseTaskKey(const std::string& key)
{
    if (const auto number = parseWholeNumber<std::int64_t>(key)) return TaskKey(*number);
    return fail("inbox.task.unknown", fmt::format("“{}” is no task. `habitatctl tasks` lists them.", key),
                {{"task", key}});
}

std::string nameOf(const std::string& path)
{
    return std::filesystem::path(path).filename().string();
}

runtime::Operation cancellation(InstanceKey instance, const std::string& reason)
{
    return {"instance.cancel",
            {{"instance", instance.value}},
            [=](runtime::OperationContext& context) -> Result<nlohmann::json> {
                TRY(close::mayCancel(context.work().db(), instance));
                TRY(context.perform({runtime::InstanceCommand{instance, engine::CancelInstance{}},
                                     context.work().actor(),
                                     reason,
                                     {}}));
                return nlohmann::json{{"instance", instance.value}};
            },
            {}};
}

} // namespace

Status Console::decideTask(const Session& session, const std::string& task, const std::string& decision,
                           const std::string& note)
{
    if (const auto signature = parseSignatureKey(task)) {
        if (decision != "approve")
            return fail("close.sign.reject",
                        "A signature is given or not given. To send a step back, undo it in Close.",
                        {{"task", task}});
        return signStep(session, signature->period, signature->step, note);
    }
    TRY(execute(session, inbox::decideTask(TRY(parseTaskKey(task)), decision, note, m_impl->hooks)));
    m_impl->engine->runUntilIdle();
    return {};
}

Status Console::claimTask(const Session& session, const std::string& task)
{
    return execute(session, inbox::claimTask(TRY(parseTaskKey(task))));
}

Status Console::unclaimTask(const Session& session, const std::string& task)
{
    return execute(session, inbox::unclaimTask(TRY(parseTaskKey(task))));
}

Result<std::int64_t> Console::startProcess(const Session& session, const std::string& process,
                                           const std::string& businessKey, const nlohmann::json& variables)
{
    if (!variables.is_object())
        return fail("console.variables", "Variables are a JSON object: {\"name\": value}.");
    runtime::StartProcess start;
    start.processId = process;
    start.businessKey = businessKey;
    for (const auto& [name, value] : variables.items())
        start.variables.set(name, TRY(feel::fromJson(value)));
    auto outcome = m_impl->engine->execute({std::move(start), session.actor, {}, {}});
    if (!outcome) return fail(std::move(outcome).error());
    m_impl->engine->runUntilIdle();
    return outcome->instance.value;
}

Status Console::retryInstance(const Session& session, std::int64_t instance, const std::string& reason)
{
    const InstanceKey key(instance);
    // A close has rules of its own on who may try again, and remembers who did.
    const auto period = m_impl->read([&](db::Connection& db) -> std::optional<std::string> {
        const auto close = close::closeOfInstance(db, key);
        const auto latest = close ? close::latestClose(db, close->period) : std::nullopt;
        return latest && latest->key == close->key ? std::optional(close->period) : std::nullopt;
    });
    if (period) return retryStep(session, *period, 0);
    const auto answer = TRY(m_impl->execute(session, runtime::retry(key), reason));
    m_impl->engine->runUntilIdle();
    auto outcome = m_impl->read([&](db::Connection& db) { return runtime::outcomeOfRetry(db, key, answer); });
    if (!outcome) outcome.error().context["cause_gone"] = false;
    return outcome;
}

Status Console::cancelInstance(const Session& session, std::int64_t instance, const std::string& reason)
{
    if (isBlank(reason))
        return fail("console.reason", "Cancelling an instance needs a reason; it stays on record.");
    return execute(session, cancellation(InstanceKey(instance), reason), reason);
}

Status Console::acknowledgeAlert(const Session& session, const std::string& cause)
{
    return execute(session, alerts::acknowledge(cause));
}

Status Console::snoozeAlert(const Session& session, const std::string& cause, Duration by)
{
    return execute(session, alerts::snooze(cause, by));
}

Status Console::reopenAlert(const Session& session, const std::string& cause)
{
    return execute(session, alerts::reopen(cause));
}

Result<nlohmann::json> Console::importMembers(const Session& session, const std::string& file)
{
    return ask(session, TRY(intake::importMembers(nameOf(file), TRY(readFile(file)))));
}

Result<nlohmann::json> Console::importContributions(const Session& session, const std::string& file)
{
    return ask(session, TRY(intake::importContributions(nameOf(file), TRY(readFile(file)))));
}

Result<nlohmann::json> Console::importJournal(const Session& session, const std::string& file)
{
    return ask(session, TRY(intake::importJournal(nameOf(file), TRY(readFile(file)))));
}

Result<nlohmann::json> Console::ratifyPolicy(const Session& session, const std::string& file)
{
    return ask(session, TRY(intake::ratifyPolicy(nameOf(file), TRY(readFile(file)))));
}

Result<nlohmann::json> Console::deployDefinition(const Session& session, const std::string& file)
{
    auto xml = TRY(readFile(file));
    for (const auto& problem : TRY(checkDefinition(nameOf(file), xml)))
        if (problem.severity == bpmn::Severity::Error)
            return fail("definition.invalid",
                        fmt::format("“{}” cannot be deployed: line {}: {}", nameOf(file), problem.line,
                                    problem.message),
                        {{"file", file},
                         {"line", problem.line},
                         {"element", problem.elementId},
                         {"rule", problem.code}});
    return ask(session, runtime::deployment(nameOf(file), std::move(xml)));
}

} // namespace habitat::console
