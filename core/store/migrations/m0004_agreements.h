// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: policies, patronage, allocations, distributions.
inline constexpr std::string_view agreementsSchema = R"sql(
)sql";

} // namespace habitat::store
