// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace habitat::feel {

/// The system's time zone database, behind four functions so that only zones.cpp knows the library. Any
/// thread.

/// A small number for the region, the same for the life of the process; none where there is no such region.
std::optional<std::uint16_t> regionNumber(std::string_view name);
const std::string& regionName(std::uint16_t number);
/// Seconds east of UTC when clocks there show that local time (seconds since the epoch, read as if UTC).
std::int32_t regionOffsetAtLocal(std::uint16_t region, std::int64_t localSeconds);
std::int32_t regionOffsetAtUtc(std::uint16_t region, std::int64_t utcSeconds);

} // namespace habitat::feel
