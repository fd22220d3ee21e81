// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace habitat::store {

/// JSON as it stands in a column; bytes that are no UTF-8 are replaced, for a message from outside must never
/// stop what it reports on. Any thread.
std::string jsonText(const nlohmann::json& json);

/// {"code","message","context","retryable"} and back.
std::string errorText(const Error& error);
Error errorFromText(std::string_view text);

} // namespace habitat::store
