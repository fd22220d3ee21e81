// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: users and roles.
inline constexpr std::string_view identitySchema = R"sql(
)sql";

} // namespace habitat::store
