// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <memory>
#include <string>

namespace habitat::console {

/// How a new co-op begins.
struct NewCooperative
{
    std::string database;
    std::string name;
    /// ISO 4217 code.
    std::string currency = "USD";
    /// A policy.json to ratify at once; empty for none.
    std::string policyFile;
    /// "pine-ridge" for the worked example with its people; empty for an empty co-op.
    std::string sample;
    bool cheapPasswords = false;
};

/// Creates the database file of a new co-op with its processes deployed, and imports the sample where asked.
/// Refuses a file that already holds a co-op ("console.exists"). Leaves nothing behind where it fails.
Status initialise(const NewCooperative& request, std::shared_ptr<Clock> clock);

} // namespace habitat::console
