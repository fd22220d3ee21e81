// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: accounts, journals, periods, payments.
inline constexpr std::string_view treasurySchema = R"sql(
)sql";

} // namespace habitat::store
