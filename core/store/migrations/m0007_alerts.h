// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: alerts on failed and stuck work.
inline constexpr std::string_view alertsSchema = R"sql(
)sql";

} // namespace habitat::store
