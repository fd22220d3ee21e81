// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>

#include <mutex>

namespace habitat {

std::shared_ptr<spdlog::logger> logger(const std::string& room)
{
    static std::mutex mutex;
    const std::scoped_lock lock(mutex);
    if (auto known = spdlog::get(room)) return known;
    return spdlog::stderr_color_mt(room);
}

} // namespace habitat
