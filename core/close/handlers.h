// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/close/drill.h"
#include "core/runtime/registry.h"

#include <filesystem>
#include <memory>

/// The handlers behind period-close.bpmn: eleven steps and their undo, all local, and the one remote that
/// hands payment instructions to the bank.
namespace habitat::close {

/// Where instructions for the bank are put: a folder that the bank's own program picks up.
struct BankFolder
{
    std::string database;
    std::filesystem::path folder;
};

void registerHandlers(runtime::Registry& registry, std::shared_ptr<Drill> drill, const BankFolder& bank);

} // namespace habitat::close
