// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace habitat::console {

/// The sample: the worked example of the handbook with its people. Its folder below resources/samples, and
/// the co-op's name.
inline constexpr std::string_view pineRidge = "pine-ridge";
inline constexpr std::string_view pineRidgeName = "Pine Ridge Cooperative";

/// How a new co-op begins.
struct NewCooperative
{
    std::string database;
    std::string name;
    /// ISO 4217 code.
    std::string currency = "USD";
    /// A policy.json to ratify at once; empty for none.
    std::string policyFile;
    /// `pineRidge`; empty for an empty co-op.
    std::string sample;
    bool cheapPasswords = false;
};

/// The sample at this place.
NewCooperative sampleAt(std::string database);

/// Creates the database file of a new co-op with its processes deployed, and imports the sample where asked.
/// Refuses a file that already holds a co-op ("console.exists"). Leaves nothing behind where it fails.
Status initialise(const NewCooperative& request, std::shared_ptr<Clock> clock);

} // namespace habitat::console
