// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace habitat::console {

/// A file that comes with the program ("processes/period-close.bpmn"), from the folder that HABITAT_RESOURCES
/// names, the one beside the installed program, or the source tree that it was built from.
/// "console.resource.missing".
Result<std::string> readResource(std::string_view name);
Result<std::string> resourcePath(std::string_view name);

} // namespace habitat::console
