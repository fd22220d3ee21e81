// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/scenario.h"

#include <algorithm>
#include <fstream>

namespace habitat::conformance {

bool Scenario::isNeeding(const std::string& what) const
{
    return std::ranges::find(needs, what) != needs.end();
}

namespace {

std::string groupOf(const std::string& id)
{
    const auto folder = id.substr(0, id.rfind('/'));
    return folder.empty() ? "process" : folder;
}

} // namespace

std::vector<Scenario> readScenarios(const std::filesystem::path& folder)
{
    std::ifstream file(folder / "vectors.json");
    std::vector<Scenario> scenarios;
    const auto vectors = nlohmann::json::parse(file);
    for (const auto& test : vectors.at("tests")) {
        Scenario scenario;
        scenario.id = test.at("id").get<std::string>();
        scenario.group = groupOf(scenario.id);
        for (const auto& model : test.at("deploy"))
            scenario.models.push_back(folder / model.get<std::string>());
        scenario.needs = test.at("needs").get<std::vector<std::string>>();
        scenario.steps = test.at("steps");
        scenarios.push_back(std::move(scenario));
    }
    std::ranges::stable_partition(scenarios, [](const Scenario& each) { return each.needs.empty(); });
    return scenarios;
}

} // namespace habitat::conformance
