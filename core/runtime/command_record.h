// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/command.h"

namespace habitat::runtime {

/// What was asked, as JSON for the journal's record; empty where the events say it all.
std::string argumentsText(const Command& command);

} // namespace habitat::runtime
