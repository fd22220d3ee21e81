// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

/// What another engine's tests say must happen, as data: models to deploy, steps to take, facts to find
/// (the step language is told in the fixtures' MANIFEST.md).
namespace habitat::conformance {

struct Scenario
{
    std::string id;
    /// The folder of the test that it was: "event/signal".
    std::string group;
    std::vector<std::filesystem::path> models;
    std::vector<std::string> needs;
    nlohmann::json steps;

    [[nodiscard]] bool isNeeding(const std::string& what) const;
};

/// Those that need nothing first, then the others, each in the order of the file.
std::vector<Scenario> readScenarios(const std::filesystem::path& folder);

} // namespace habitat::conformance
