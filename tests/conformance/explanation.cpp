// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/explanation.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string_view>

namespace habitat::conformance {

namespace {

struct Own
{
    /// In the model's text or the scenario's steps.
    std::string_view mark;
    std::string_view why;
};

/// What is not of BPMN and belongs to one engine.
constexpr std::array ownThings = {
    Own{"terminateAll=\"true\"", "terminateAll ends more than the scope that BPMN names (13.4.6)"},
    Own{"terminateMultiInstance=\"true\"", "terminateMultiInstance ends more than the scope that BPMN names"},
    Own{"variableMappingClass=", "a Java class maps its variables"},
    Own{"escalationCodeVariable=", "escalationCodeVariable is an extension of that engine"},
    Own{"errorCodeVariable=", "errorCodeVariable is an extension of that engine"},
    Own{"asyncBefore=\"true\"", "a transaction of that engine ends before the step"},
    Own{"asyncAfter=\"true\"", "a transaction of that engine ends after the step"},
    Own{"scope=\"processInstance\"", "signals of BPMN reach every instance; the scope is an extension"},
    Own{"\"value\":{\"count\":{\"filters\":{\"processInstanceId\":{\"ref\":\"pi1\"}},\"q\":\"execution\"}}",
        "it counts rows of that engine"},
    Own{"{\"instance\":{\"attr\":\"processInstanceId\"", "who deletes a called instance deletes its callers "
                                                         "there; here the call fails and the caller decides"},
    Own{"linkEventDefinition", "the history of that engine passes over links"},
};

/// What no other engine explains.
constexpr std::array ourFaults = {std::string_view("an invariant broke"), std::string_view("does not fit"),
                                  std::string_view("do not fit"), std::string_view("the journal is broken"),
                                  std::string_view("restarted")};

std::string textOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

std::optional<std::string> reasonToLeaveOut(const Scenario& scenario)
{
    if (scenario.isNeeding("juel")) return "its expressions are JUEL";
    return std::nullopt;
}

std::optional<std::string> explanationOf(const Scenario& scenario, const std::string& fault)
{
    if (std::ranges::any_of(ourFaults,
                            [&](std::string_view each) { return fault.find(each) != std::string::npos; }))
        return std::nullopt;
    if (fault.starts_with("deployment: runtime.definition.invalid")) return "our rules refuse it: " + fault;
    auto text = scenario.steps.dump();
    for (const auto& model : scenario.models)
        text += textOf(model);
    const auto* const own = std::ranges::find_if(
        ownThings, [&](const Own& each) { return text.find(each.mark) != std::string::npos; });
    if (own == ownThings.end()) return std::nullopt;
    return std::string(own->why) + " (" + fault + ')';
}

} // namespace habitat::conformance
