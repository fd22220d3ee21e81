// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What most files of core read, parsed once. No file relies on it, each includes what it uses: preset ci
// builds without, and notices.
#include "core/base/result.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>
