// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/bpmn/model.h"

#include <fmt/format.h>

namespace habitat::engine {

/// Why no token leaves a gateway that chooses its flows (BPMN 2.0.2 §13.4.2 and §13.4.5: an exception). Any
/// thread.
inline Error noFlowHolds(const bpmn::Element& gateway)
{
    return {"engine.gateway.noFlow",
            fmt::format("No condition behind the gateway \"{}\" holds and it has no default flow. Set the "
                        "variables that the conditions use, or correct the model, then retry.",
                        gateway.id),
            {{"gateway", gateway.id}}};
}

} // namespace habitat::engine
