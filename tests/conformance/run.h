// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/conformance/scenario.h"

#include <cstdint>
#include <string>

namespace habitat::conformance {

enum class Restarts : std::uint8_t {
    None,
    /// The engine is closed and opened again between every two steps.
    BetweenSteps
};

/// Runs it on an engine of its own; empty where all holds, else what went wrong, where.
std::string faultOf(const Scenario& scenario, Restarts restarts);

} // namespace habitat::conformance
