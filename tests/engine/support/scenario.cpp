// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/scenario.h"

#include "core/engine/timer_text.h"
#include "core/feel/expression.h"
#include "tests/engine/support/model_xml.h"

#include <fmt/format.h>

#include <map>

namespace habitat::engine::test {
namespace {

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \n\t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \n\t") - first + 1);
}

std::string_view takeWord(std::string_view& text)
{
    text = trimmed(text);
    const std::string_view word = text.substr(0, text.find(' '));
    text = trimmed(text.substr(word.size()));
    return word;
}

feel::Context contextFrom(std::string_view text)
{
    if (trimmed(text).empty()) return {};
    const Result<feel::Expression> expression = feel::parse(trimmed(text));
    if (!expression) throw InvariantBroken(expression.error().message);
    const feel::Value value = feel::evaluate(*expression, feel::Context{});
    if (!value.isContext()) throw InvariantBroken(fmt::format("no context: {}", text));
    return value.asContext();
}

/// The words of one action: its verb, the element it is about, and what follows.
struct Action
{
    std::string verb;
    std::string element;
    std::string_view rest;
};

Command doneAt(Machine& machine, const Action& action)
{
    if (const TaskKey task = machine.task(action.element))
        return CompleteTask{task, contextFrom(action.rest)};
    return CompleteJob{machine.job(action.element), contextFrom(action.rest)};
}

Command failureAt(Machine& machine, const Action& action)
{
    return FailJob{
        machine.job(action.element), "disk.full", "The disk is full.", {{"free", 0}}, action.verb == "fail"};
}

Command firing(Machine& machine, const Action& action)
{
    const TimerKey timer = machine.timer(action.element);
    if (const Timer* scheduled = machine.state().timer(timer))
        machine.setNow(std::max(machine.now(), scheduled->dueAt));
    return FireTimer{timer};
}

Command retryAt(Machine& machine, const Action& action)
{
    RetryIncident retry{machine.incident(action.element), std::nullopt};
    if (!action.rest.empty()) retry.variables = contextFrom(action.rest);
    return retry;
}

Command setting(Machine& machine, const Action& action)
{
    return SetVariables{machine.at(action.element), contextFrom(action.rest)};
}

Command commandFrom(Machine& machine, const Action& action)
{
    const std::string& element = action.element;
    const std::string rest(action.rest);
    static const std::map<std::string, Command (*)(Machine&, const Action&)> verbs{
        {"do", doneAt},   {"fail", failureAt}, {"fail!", failureAt},
        {"fire", firing}, {"retry", retryAt},  {"set", setting}};
    if (const auto verb = verbs.find(action.verb); verb != verbs.end()) return verb->second(machine, action);
    if (action.verb == "start") return CreateInstance{"key-1", contextFrom(rest), {}, {}};
    if (action.verb == "begin") return CreateInstance{"key-1", contextFrom(rest), {}, {}, element};
    if (action.verb == "send") return TriggerSubscription{machine.subscription(element), contextFrom(rest)};
    if (action.verb == "enable") return StartActivity{machine.at(element), rest};
    if (action.verb == "escalate") return EscalateCall{machine.at(element), rest, {{"why", rest}}};
    if (action.verb == "throw") return ThrowJobError{machine.job(element), rest, "thrown", {{"cause", rest}}};
    if (action.verb == "timeout") return TimeoutJob{machine.job(element)};
    if (action.verb == "release") return ReleaseJob{machine.job(element)};
    if (action.verb == "rewind") return Rewind{element};
    if (action.verb == "undo") return RewindAll{};
    if (action.verb == "cancel") return CancelInstance{};
    if (action.verb == "return") return CompleteCall{machine.at(element), contextFrom(rest)};
    if (action.verb == "refuse") return FailCall{machine.at(element), rest, "it failed", {}};
    if (action.verb == "claim") return ClaimTask{machine.task(element), rest};
    if (action.verb == "early") return FireTimer{machine.timer(element)};
    if (action.verb == "unclaim") return UnclaimTask{machine.task(element)};
    throw InvariantBroken("no such action: " + action.verb);
}

Action actionFrom(std::string_view text)
{
    Action action;
    action.verb = takeWord(text);
    if (!text.starts_with('{')) action.element = takeWord(text);
    action.rest = text;
    return action;
}

void playOne(Machine& machine, std::string_view text)
{
    std::string expected;
    if (text.starts_with("no ")) {
        const auto colon = text.find(':');
        expected = trimmed(text.substr(3, colon - 3));
        text = trimmed(text.substr(colon + 1));
    }
    const Action action = actionFrom(text);
    if (action.verb == "wait") return machine.setNow(*plus(machine.now(), *parsePeriod(action.element)));
    const std::optional<Error> refusal = machine.give(commandFrom(machine, action));
    const std::string code = refusal ? refusal->code : "";
    if (code != expected)
        throw InvariantBroken(fmt::format("\"{}\": expected refusal \"{}\", got \"{}\" {}", text, expected,
                                          code, refusal ? refusal->message : ""));
    if (refusal && refusal->message.empty()) throw InvariantBroken("a refusal without words");
}

} // namespace

void play(Machine& machine, std::string_view scenario)
{
    while (!scenario.empty()) {
        const auto end = std::min(scenario.find(';'), scenario.size());
        if (const auto action = trimmed(scenario.substr(0, end)); !action.empty()) playOne(machine, action);
        scenario.remove_prefix(std::min(end + 1, scenario.size()));
    }
}

std::string differenceFrom(const Row& row)
{
    std::shared_ptr<const Model> model;
    try {
        model = modelOf(row.model);
    } catch (const InvariantBroken& broken) {
        return fmt::format("the model: {}", broken.what());
    }
    Machine machine(std::move(model));
    try {
        play(machine, row.scenario);
    } catch (const InvariantBroken& broken) {
        return fmt::format("{} (so far: {})", broken.what(), machine.trace());
    }
    if (machine.trace() != row.trace)
        return fmt::format("happened: {}\nexpected: {}", machine.trace(), row.trace);
    if (machine.active() != row.active)
        return fmt::format("active:   {}\nexpected: {}", machine.active(), row.active);
    if (row.variables.empty() || machine.state().variables() == contextFrom(row.variables)) return {};
    return fmt::format("variables: {}\nexpected: {}", feel::toText(feel::Value(machine.state().variables())),
                       row.variables);
}

} // namespace habitat::engine::test
