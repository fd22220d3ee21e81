// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <spdlog/spdlog.h>

#include <memory>
#include <string>

namespace habitat {

/// The logger of a room ("runtime", "treasury"); writes to standard error. Any thread.
std::shared_ptr<spdlog::logger> logger(const std::string& room);

} // namespace habitat
