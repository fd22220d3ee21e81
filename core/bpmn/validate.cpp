// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/validate.h"

#include "core/bpmn/expressions.h"
#include "core/bpmn/rules.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::bpmn {

namespace {

void checkProcesses(const Definitions& definitions, Problems& problems)
{
    if (definitions.processes.empty()) {
        problems.push_back({Severity::Error,
                            "bpmn.process.none",
                            {},
                            0,
                            "There is no process in this file. Draw one, or choose another file."});
        return;
    }
    for (const auto& process : definitions.processes)
        if (process.id.empty())
            problems.push_back({Severity::Error,
                                "bpmn.id.missing",
                                {},
                                process.line,
                                "The process has no id. Give it one: it is what instances are started by."});
    if (std::ranges::none_of(definitions.processes, &Process::isExecutable))
        problems.push_back(
            {Severity::Error, "bpmn.process.notExecutable", definitions.processes.front().id,
             definitions.processes.front().line,
             "No process in this file is marked executable. Set isExecutable to true on the one to "
             "run."});
}

std::string words(std::string_view bpmnName)
{
    std::string text;
    for (const char letter : bpmnName)
        if (letter >= 'A' && letter <= 'Z')
            (text += ' ') += static_cast<char>(letter - 'A' + 'a');
        else
            text += letter;
    return text;
}

} // namespace

Problems validate(const Document& document, const DeploymentRules& rules)
{
    Problems problems = document.problems;
    checkProcesses(document.definitions, problems);
    checkMessageFlows(document.definitions, problems);
    for (const auto& process : document.definitions.processes) {
        const Check check{document.definitions, process, rules, problems};
        checkScopes(check);
        checkFlows(check);
        checkGateways(check);
        checkEvents(check);
        checkBoundaryEvents(check);
        checkCompensation(check);
        checkActivities(check);
        if (process.isExecutable) {
            checkRunnable(check);
            checkExpressions(check);
        }
    }
    sortByPlace(problems);
    return problems;
}

void checkExpressions(const Check& check)
{
    forEachExpression(check.process, [&](const ExpressionPlace& place, const Expression& expression) {
        // What is in JUEL was reported on reading.
        if (expression.kind == Expression::Kind::Foreign && expression.language != "juel")
            check.problems.push_back(
                {Severity::Error, "bpmn.expression.foreign", std::string(place.ownerId), expression.line,
                 fmt::format("The {} “{}” is not FEEL and cannot be evaluated. Write it in FEEL, "
                             "beginning with “=”.",
                             place.role, expression.text)});
        if (expression.kind != Expression::Kind::Feel || !check.rules.checkFeel) return;
        if (const auto wrong = check.rules.checkFeel(expression.text))
            check.problems.push_back(
                {Severity::Error, "bpmn.expression.invalid", std::string(place.ownerId), expression.line,
                 fmt::format("The {} “= {}” is no valid FEEL: {}", place.role, expression.text, *wrong)});
    });
}

void Check::error(const Element& at, std::string code, std::string message) const
{
    problems.push_back({Severity::Error, std::move(code), at.id, at.line, std::move(message)});
}

void Check::warning(const Element& at, std::string code, std::string message) const
{
    problems.push_back({Severity::Warning, std::move(code), at.id, at.line, std::move(message)});
}

void Check::error(const SequenceFlow& at, std::string code, std::string message) const
{
    problems.push_back({Severity::Error, std::move(code), at.id, at.line, std::move(message)});
}

void Check::warning(const SequenceFlow& at, std::string code, std::string message) const
{
    problems.push_back({Severity::Warning, std::move(code), at.id, at.line, std::move(message)});
}

std::string Check::named(const Element& element) const
{
    return element.name.empty()
               ? fmt::format("The {} ({})", words(toText(element.type)), element.id)
               : fmt::format("The {} “{}” ({})", words(toText(element.type)), element.name, element.id);
}

const Element* Check::parentOf(const Element& element) const
{
    return element.parent.isValid() ? &process[element.parent] : nullptr;
}

} // namespace habitat::bpmn
