// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/bpmn/problem.h"

#include <string>
#include <string_view>

namespace habitat::console {

/// Everything that stands against deploying the file, and what is worth knowing, as this program's engine and
/// handlers see it. Refused only where the file cannot be read at all. Any thread; needs no database.
Result<bpmn::Problems> checkDefinition(const std::string& fileName, std::string_view xml);

} // namespace habitat::console
