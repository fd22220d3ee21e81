// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace habitat::alerts {

enum class Severity : std::uint8_t { Warning, Critical };

/// What people did about an alert. The numbers are on disk.
enum class State : std::uint8_t { Open, Acknowledged, Snoozed };
std::string_view toText(State state);

} // namespace habitat::alerts
