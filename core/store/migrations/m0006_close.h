// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: closes, steps, signatures, evidence.
inline constexpr std::string_view closeSchema = R"sql(
)sql";

} // namespace habitat::store
