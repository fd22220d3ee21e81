// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

/// The floor of a set: the names of the cases that pass, a line each, beside the tests. A case named there
/// has to pass for ever; more may be added.
namespace habitat::conformance {

/// "camunda7" reads camunda7_passing.txt.
std::set<std::string> passingNames(const std::string& set);

} // namespace habitat::conformance
