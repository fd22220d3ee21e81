// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace habitat::console {

/// One finding on a process file; `severity` is "error", "warning" or "info".
struct DefinitionProblem
{
    std::string severity;
    std::string code;
    std::string elementId;
    int line = 0;
    std::string message;
};

/// Everything that stands against deploying the file, and what is worth knowing, as this program's engine and
/// handlers see it. Refused only where the file cannot be read at all. Any thread; needs no database.
Result<std::vector<DefinitionProblem>> checkDefinition(const std::string& fileName, std::string_view xml);

} // namespace habitat::console
