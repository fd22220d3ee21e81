// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: members and contributions.
inline constexpr std::string_view peopleSchema = R"sql(
)sql";

} // namespace habitat::store
