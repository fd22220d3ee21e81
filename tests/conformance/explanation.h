// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/conformance/scenario.h"

#include <optional>
#include <string>

namespace habitat::conformance {

/// Why a scenario is not to be run here at all: it is written in what we do not claim.
std::optional<std::string> reasonToLeaveOut(const Scenario& scenario);

/// Why a scenario that did not pass says nothing against our engine: its model is refused by our rules, or
/// depends on what only the other engine has. None: it is a fault.
std::optional<std::string> explanationOf(const Scenario& scenario, const std::string& fault);

} // namespace habitat::conformance
