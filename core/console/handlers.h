// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/close/drill.h"
#include "core/close/handlers.h"
#include "core/runtime/registry.h"

#include <memory>

namespace habitat::console {

/// Every handler that this program has, in one registry: what the engine opens with, and what a definition is
/// checked against.
runtime::Registry makeRegistry(const close::BankFolder& bank, std::shared_ptr<close::Drill> drill);

} // namespace habitat::console
