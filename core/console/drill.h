// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace habitat::console {

/// A training drill as command lines ask for it: this step of the close fails.
struct DrillSpec
{
    int step = 0;
    /// 0: until the drill ends.
    int times = 0;
};

/// Of "fail-step=N[,times=K]", N a step, K at least 1; none of anything else. Any thread.
std::optional<DrillSpec> parseDrill(std::string_view text);

} // namespace habitat::console
