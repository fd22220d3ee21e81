// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/run.h"

#include "core/base/error.h"
#include "core/runtime/deployment.h"
#include "core/store/queries.h"
#include "tests/conformance/models.h"
#include "tests/conformance/outcome.h"
#include "tests/conformance/steps.h"

#include <fmt/format.h>

namespace habitat::conformance {

namespace {

/// Why tokens stand still, for who reads the report.
std::string incidents(Host& host)
{
    std::string text;
    for (const auto& row : store::openIncidents(host.reader(), {}, 10))
        text += fmt::format("; incident at {}: {}: {}", row.elementId, row.error.code, row.error.message);
    return text;
}

std::string take(Host& host, Steps& steps, const nlohmann::json& step, std::size_t number)
{
    const auto where = fmt::format("step {} ({})", number, step.at("op").get<std::string>());
    try {
        steps.take(step);
        return {};
    } catch (const Mismatch& mismatch) {
        return fmt::format("{}: {}{}", where, mismatch.what(), incidents(host));
    } catch (const Refused& refusal) {
        return fmt::format("{}: refused: {}{}", where, refusal.what(), incidents(host));
    } catch (const Untranslated& gap) {
        return fmt::format("{}: not translated: {}", where, gap.what());
    } catch (const InvariantBroken& broken) {
        return fmt::format("{}: an invariant broke: {}", where, broken.what());
    }
}

std::string deploy(Host& host, const Scenario& scenario)
{
    for (const auto& model : scenario.models) {
        try {
            host.execute(runtime::deployment(model.filename().string(), modelText(model)));
        } catch (const Refused& refusal) {
            return fmt::format("deployment: {}", refusal.what());
        }
    }
    return {};
}

} // namespace

std::string faultOf(const Scenario& scenario, Restarts restarts)
{
    Host host;
    if (auto fault = deploy(host, scenario); !fault.empty()) return fault;
    Steps steps(host);
    std::size_t number = 0;
    for (const auto& step : scenario.steps) {
        if (auto fault = take(host, steps, step, ++number); !fault.empty()) return fault;
        if (restarts == Restarts::BetweenSteps) host.reopen();
    }
    try {
        host.verify();
    } catch (const Mismatch& mismatch) {
        return mismatch.what();
    }
    return {};
}

} // namespace habitat::conformance
