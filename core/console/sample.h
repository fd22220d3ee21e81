// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/passwords.h"
#include "core/runtime/engine.h"

/// The sample co-op: the worked example of the handbook as ordinary import files, with one person for each
/// role.
namespace habitat::console {

enum class SamplePolicy : std::uint8_t { Own, AsGiven };

/// Imports the files of `pineRidge` through the same doors as anybody's files.
Status fillSample(runtime::Engine& engine, identity::PasswordCost cost, SamplePolicy policy);

} // namespace habitat::console
