// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/text_table.h"
#include "app/habitatctl/verbs.h"

#include "core/base/calendar.h"
#include "core/base/files.h"
#include "core/base/whole_number.h"
#include "core/console/definition_checks.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::ctl {

namespace {

using nlohmann::json;

json instanceJson(const console::InstanceItem& item)
{
    json one{{"key", item.key},
             {"business_key", item.businessKey},
             {"process", item.process},
             {"version", item.version},
             {"state", item.state},
             {"step", item.currentStep},
             {"incidents", item.incidents},
             {"started_at", habitat::toText(item.startedAt)}};
    if (item.endedAt) one["ended_at"] = habitat::toText(*item.endedAt);
    return one;
}

/// A number is an instance's key; anything else a business key, of which the newest instance is meant.
Result<std::int64_t> instanceKey(console::Questions& questions, const console::Session& session,
                                 const std::string& key)
{
    const auto number = parseWholeNumber<std::int64_t>(key);
    if (number && questions.instance(session, *number)) return *number;
    console::InstanceFilter filter;
    filter.key = key;
    filter.limit = 1000;
    const auto page = TRY(questions.instances(session, filter));
    const auto found = std::ranges::find(page.rows, key, &console::InstanceItem::businessKey);
    if (found != page.rows.end()) return found->key;
    return fail("console.instance.unknown", fmt::format("There is no instance “{}” that you may see.", key),
                {{"key", key}});
}

json problemJson(const console::ProblemItem& problem)
{
    json one{{"incident", problem.incidentKey},
             {"element", problem.elementId},
             {"code", problem.code},
             {"message", problem.message},
             {"context", problem.context},
             {"attempts", problem.attempts},
             {"since", habitat::toText(problem.since)},
             {"open", !problem.resolvedAt}};
    return one;
}

Answer instanceAnswer(const console::InstanceDetail& detail)
{
    Answer answer;
    auto& document = answer.document;
    document = instanceJson(detail.instance);
    for (const auto* part : {"elements", "variables", "events", "problems"})
        document[part] = json::array();
    TextTable elements(
        {{"element", Align::Left}, {"name", Align::Left}, {"state", Align::Left}, {"since", Align::Left}});
    for (const auto& element : detail.elements) {
        document["elements"].push_back({{"key", element.key},
                                        {"element", element.elementId},
                                        {"name", element.name},
                                        {"type", element.type},
                                        {"state", element.state},
                                        {"started_at", habitat::toText(element.startedAt)}});
        elements.add({element.elementId, element.name, element.state, habitat::toText(element.startedAt)});
    }
    for (const auto& variable : detail.variables)
        document["variables"].push_back(
            {{"scope", variable.scope}, {"name", variable.name}, {"value", variable.value}});
    for (const auto& event : detail.events)
        document["events"].push_back({{"seq", event.seq},
                                      {"at", habitat::toText(event.at)},
                                      {"who", event.who},
                                      {"what", event.what},
                                      {"body", event.body}});
    std::string problems;
    for (const auto& problem : detail.problems) {
        document["problems"].push_back(problemJson(problem));
        problems += fmt::format("{} {}: {}\n", problem.resolvedAt ? "resolved" : "open", problem.elementId,
                                problem.message);
    }
    const auto& instance = detail.instance;
    answer.text = fmt::format("{} {} v{} ({}): {}\n", instance.businessKey, instance.processName,
                              instance.version, instance.key, instance.state) +
                  elements.plain() + problems;
    return answer;
}

json taskJson(const console::InboxItem& item)
{
    json one{{"key", item.key},
             {"kind", item.kind == console::InboxKind::Task ? "task" : "signature"},
             {"title", item.title},
             {"subject", item.subject},
             {"process", item.process},
             {"instance", item.instanceKey},
             {"element", item.elementId},
             {"assignee", item.assignee},
             {"candidate_groups", item.candidateGroups},
             {"overdue", item.overdue},
             {"may_decide", item.whyNotDecide.empty()}};
    if (item.amount) one["amount_minor"] = item.amount->minor;
    if (!item.whyNotDecide.empty()) one["why_not"] = item.whyNotDecide;
    return one;
}

} // namespace

Result<Answer> instances(const Invocation& invocation, const std::string& state, const std::string& process)
{
    auto reader = TRY(openReader(invocation));
    Answer answer;
    answer.document = {{"instances", json::array()}};
    TextTable table({{"key", Align::Right},
                     {"subject", Align::Left},
                     {"process", Align::Left},
                     {"version", Align::Right},
                     {"state", Align::Left},
                     {"step", Align::Left},
                     {"started", Align::Left}});
    console::InstanceFilter filter;
    filter.state = state;
    filter.process = process;
    filter.limit = 1000;
    for (bool more = true; more;) {
        const auto page = TRY(reader.questions->instances(reader.session, filter));
        for (const auto& item : page.rows) {
            answer.document["instances"].push_back(instanceJson(item));
            table.add({std::to_string(item.key), item.businessKey, item.process, std::to_string(item.version),
                       item.state, item.currentStep, habitat::toText(item.startedAt)});
        }
        more = page.hasMore && !page.rows.empty();
        if (more) filter.before = page.rows.back().key;
    }
    answer.text = table.plain();
    return answer;
}

Result<Answer> show(const Invocation& invocation, const std::string& key)
{
    auto reader = TRY(openReader(invocation));
    const auto number = TRY(instanceKey(*reader.questions, reader.session, key));
    return instanceAnswer(TRY(reader.questions->instance(reader.session, number)));
}

Result<Answer> tasks(const Invocation& invocation, Whose whose)
{
    auto reader = TRY(openReader(invocation));
    Answer answer;
    answer.document = {{"tasks", json::array()}};
    TextTable table({{"key", Align::Left},
                     {"subject", Align::Left},
                     {"title", Align::Left},
                     {"value", Align::Right},
                     {"waits for", Align::Left}});
    constexpr int everything = 1'000'000;
    const auto add = [&](const console::InboxItem& item) {
        answer.document["tasks"].push_back(taskJson(item));
        const auto who =
            item.assignee.empty() ? fmt::format("{}", fmt::join(item.candidateGroups, ", ")) : item.assignee;
        table.add(
            {item.key, item.subject, item.title, item.amount ? habitat::toText(*item.amount) : "", who});
    };
    std::vector<std::string> seen;
    for (const auto& item :
         TRY(reader.questions->inbox(reader.session, console::InboxScope::Mine, everything))) {
        seen.push_back(item.key);
        add(item);
    }
    if (whose == Whose::Everybodys)
        for (const auto& item :
             TRY(reader.questions->inbox(reader.session, console::InboxScope::Unclaimed, everything)))
            if (std::ranges::find(seen, item.key) == seen.end()) add(item);
    answer.text = table.plain();
    return answer;
}

Result<Answer> decide(const Invocation& invocation, const std::string& key, const std::string& decision,
                      const std::string& note)
{
    auto desk = TRY(openDesk(invocation));
    TRY(desk.console->decideTask(desk.session, key, decision, note));
    return Answer{{{"task", key}, {"decision", decision}}, fmt::format("Task {}: {}.\n", key, decision)};
}

Result<Answer> retry(const Invocation& invocation, const std::string& key)
{
    auto desk = TRY(openDesk(invocation));
    auto questions = TRY(desk.console->questions());
    const auto number = TRY(instanceKey(*questions, desk.session, key));
    const auto retried = desk.console->retryInstance(desk.session, number, "habitatctl retry");
    const bool triedInVain = !retried && retried.error().context.contains("cause_gone");
    if (!retried && !triedInVain) return fail(retried.error());
    auto answer = instanceAnswer(TRY(questions->instance(desk.session, number)));
    answer.document["cause_gone"] = !triedInVain;
    answer.text += triedInVain ? fmt::format("It failed again: {}\n", retried.error().message)
                               : "The cause of the failure is gone.\n";
    if (triedInVain) {
        answer.failed = true;
        answer.document["error"] = toJson(retried.error());
    }
    return answer;
}

Result<Answer> definitions(const Invocation& invocation)
{
    auto reader = TRY(openReader(invocation));
    Answer answer;
    answer.document = {{"definitions", json::array()}};
    TextTable table({{"process", Align::Left},
                     {"version", Align::Right},
                     {"name", Align::Left},
                     {"running", Align::Right},
                     {"deployed", Align::Left},
                     {"by", Align::Left}});
    for (const auto& one : reader.questions->definitions()) {
        answer.document["definitions"].push_back({{"key", one.key},
                                                  {"process_id", one.processId},
                                                  {"version", one.version},
                                                  {"name", one.name},
                                                  {"running", one.running},
                                                  {"deployed_at", habitat::toText(one.deployedAt)},
                                                  {"deployed_by", one.deployedBy}});
        table.add({one.processId, std::to_string(one.version), one.name, std::to_string(one.running),
                   habitat::toText(one.deployedAt), one.deployedBy});
    }
    answer.text = table.plain();
    return answer;
}

Result<Answer> validateDefinition(const Invocation&, const std::string& file)
{
    const auto problems = TRY(console::checkDefinition(file, TRY(readFile(file))));
    Answer answer;
    answer.document = {{"file", file}, {"problems", json::array()}};
    for (const auto& problem : problems) {
        answer.document["problems"].push_back({{"severity", bpmn::toText(problem.severity)},
                                               {"code", problem.code},
                                               {"element", problem.elementId},
                                               {"line", problem.line},
                                               {"message", problem.message}});
        answer.text += fmt::format("{}:{}: {}: {} [{}]\n", file, problem.line, bpmn::toText(problem.severity),
                                   problem.message, problem.code);
        answer.failed = answer.failed || problem.severity == bpmn::Severity::Error;
    }
    answer.document["valid"] = !answer.failed;
    if (answer.failed)
        answer.document["error"] = {{"code", "definition.invalid"},
                                    {"message", fmt::format("“{}” cannot be deployed.", file)},
                                    {"context", {{"problems", answer.document["problems"]}}}};
    else
        answer.text += fmt::format("{} can be deployed.\n", file);
    return answer;
}

Result<Answer> deployDefinition(const Invocation& invocation, const std::string& file)
{
    auto desk = TRY(openDesk(invocation));
    Answer answer;
    answer.document = TRY(desk.console->deployDefinition(desk.session, file));
    for (const auto& one : answer.document.at("definitions"))
        answer.text +=
            fmt::format("{} v{}{}\n", one.at("process_id").get<std::string>(), one.at("version").get<int>(),
                        one.at("added").get<bool>() ? "" : " (unchanged)");
    return answer;
}

Result<Answer> start(const Invocation& invocation, const std::string& process, const std::string& key,
                     const std::string& variables)
{
    const auto parsed = variables.empty() ? json::object() : json::parse(variables, nullptr, false);
    if (parsed.is_discarded())
        return fail("console.variables", "The variables are not sound JSON; write {\"name\": value}.");
    auto desk = TRY(openDesk(invocation));
    const auto instance = TRY(desk.console->startProcess(desk.session, process, key, parsed));
    auto questions = TRY(desk.console->questions());
    const auto detail = questions->instance(desk.session, instance);
    Answer answer;
    answer.document = {{"key", instance}, {"process", process}, {"business_key", key}};
    if (detail) answer.document["state"] = detail->instance.state;
    answer.text = fmt::format("Started {}: instance {}.\n", process, instance);
    return answer;
}

} // namespace habitat::ctl
