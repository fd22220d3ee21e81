// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/command.h"

#include "core/runtime/command_record.h"
#include "core/store/json_text.h"

namespace habitat::runtime {

namespace {

template <typename... Cases>
struct Overload : Cases...
{
    using Cases::operator()...;
};

struct Kind
{
    std::string operator()(const engine::CreateInstance&) const { return "instance.start"; }
    std::string operator()(const engine::CompleteJob&) const { return "job.complete"; }
    std::string operator()(const engine::FailJob&) const { return "job.fail"; }
    std::string operator()(const engine::ThrowJobError&) const { return "job.error"; }
    std::string operator()(const engine::ReleaseJob&) const { return "job.release"; }
    std::string operator()(const engine::TimeoutJob&) const { return "job.timeout"; }
    std::string operator()(const engine::CompleteTask&) const { return "task.complete"; }
    std::string operator()(const engine::ClaimTask&) const { return "task.claim"; }
    std::string operator()(const engine::UnclaimTask&) const { return "task.unclaim"; }
    std::string operator()(const engine::FireTimer&) const { return "timer.fire"; }
    std::string operator()(const engine::RetryIncident&) const { return "incident.retry"; }
    std::string operator()(const engine::CompleteCall&) const { return "call.complete"; }
    std::string operator()(const engine::FailCall&) const { return "call.fail"; }
    std::string operator()(const engine::Rewind&) const { return "instance.rewind"; }
    std::string operator()(const engine::RewindAll&) const { return "instance.compensate"; }
    std::string operator()(const engine::CancelInstance&) const { return "instance.cancel"; }
    std::string operator()(const engine::SetVariables&) const { return "instance.variables"; }
    std::string operator()(const engine::TriggerSubscription&) const { return "subscription.trigger"; }
    std::string operator()(const engine::EscalateCall&) const { return "call.escalate"; }
    std::string operator()(const engine::StartActivity&) const { return "activity.start"; }
};

// What the person asked; what followed from it is in the events.
nlohmann::json argumentsOf(const engine::Command& command)
{
    return std::visit(
        Overload{
            [](const engine::CompleteTask& c) -> nlohmann::json {
                return {{"task", c.task.value}, {"variables", feel::toJson(c.variables)}};
            },
            [](const engine::ClaimTask& c) -> nlohmann::json {
                return {{"task", c.task.value}, {"user", c.user}};
            },
            [](const engine::UnclaimTask& c) -> nlohmann::json {
                return {{"task", c.task.value}};
            },
            [](const engine::ReleaseJob& c) -> nlohmann::json {
                return {{"job", c.job.value}};
            },
            [](const engine::CompleteJob& c) -> nlohmann::json {
                return {{"job", c.job.value}, {"variables", feel::toJson(c.variables)}};
            },
            [](const engine::FailJob& c) -> nlohmann::json {
                return {{"job", c.job.value}, {"code", c.code}, {"message", c.message}};
            },
            [](const engine::ThrowJobError& c) -> nlohmann::json {
                return {{"job", c.job.value}, {"error_code", c.errorCode}};
            },
            [](const engine::RetryIncident& c) -> nlohmann::json {
                nlohmann::json arguments = {{"incident", c.incident.value}};
                if (c.variables) arguments["variables"] = feel::toJson(*c.variables);
                return arguments;
            },
            [](const engine::TriggerSubscription& c) -> nlohmann::json {
                return {{"subscription", c.subscription.value}, {"variables", feel::toJson(c.variables)}};
            },
            [](const engine::StartActivity& c) -> nlohmann::json {
                return {{"ad_hoc", c.adHoc.value}, {"element", c.elementId}};
            },
            [](const engine::Rewind& c) -> nlohmann::json {
                return {{"element", c.elementId}};
            },
            [](const engine::SetVariables& c) -> nlohmann::json {
                return {{"scope", c.scope.value}, {"variables", feel::toJson(c.variables)}};
            },
            [](const auto&) -> nlohmann::json { return {}; },
        },
        command);
}

nlohmann::json argumentsOf(const StartProcess& start)
{
    nlohmann::json arguments = {{"process", start.processId}};
    if (!start.businessKey.empty()) arguments["business_key"] = start.businessKey;
    if (!start.correlation.empty()) arguments["correlation"] = start.correlation;
    if (!start.startEvent.empty()) arguments["start_event"] = start.startEvent;
    if (!start.variables.empty()) arguments["variables"] = feel::toJson(start.variables);
    return arguments;
}

nlohmann::json argumentsOf(const PublishMessage& message)
{
    return {{"name", message.name},
            {"correlation", message.correlation},
            {"id", message.id},
            {"business_key", message.businessKey},
            {"variables", feel::toJson(message.variables)}};
}

// The job will run in the name of who asked, and with these rights.
bool handsOnRoles(const CommandBody& body)
{
    const auto* command = std::get_if<InstanceCommand>(&body);
    return command != nullptr && (std::holds_alternative<engine::ReleaseJob>(command->command) ||
                                  std::holds_alternative<engine::RetryIncident>(command->command));
}

} // namespace

std::string kindOf(const CommandBody& body)
{
    return std::visit(Overload{
                          [](const StartProcess&) { return std::string("instance.start"); },
                          [](const InstanceCommand& c) { return std::visit(Kind{}, c.command); },
                          [](const Operation& operation) { return operation.name; },
                          [](const PublishMessage&) { return std::string("message.publish"); },
                          [](const BroadcastSignal&) { return std::string("signal.broadcast"); },
                          [](const EvaluateStartConditions&) { return std::string("condition.evaluate"); },
                      },
                      body);
}

std::string argumentsText(const Command& command)
{
    auto arguments =
        std::visit(Overload{
                       [](const StartProcess& start) { return argumentsOf(start); },
                       [](const InstanceCommand& c) { return argumentsOf(c.command); },
                       [](const Operation& operation) { return operation.arguments; },
                       [](const PublishMessage& message) { return argumentsOf(message); },
                       [](const BroadcastSignal& signal) -> nlohmann::json {
                           return {{"name", signal.name}, {"variables", feel::toJson(signal.variables)}};
                       },
                       [](const EvaluateStartConditions& c) -> nlohmann::json {
                           return {{"variables", feel::toJson(c.variables)}};
                       },
                   },
                   command.body);
    if (handsOnRoles(command.body)) arguments["roles"] = toText(command.by.roles);
    return arguments.is_null() ? std::string() : store::jsonText(arguments);
}

} // namespace habitat::runtime
