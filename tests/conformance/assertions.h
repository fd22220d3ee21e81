// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>

/// What the step language states about values; whether an instance has ended is asked elsewhere.
namespace habitat::conformance {

/// Throws Mismatch where it does not hold, Untranslated where the operation is not known.
void checkValues(const std::string& op, const nlohmann::json& actual, const nlohmann::json& expected);

} // namespace habitat::conformance
