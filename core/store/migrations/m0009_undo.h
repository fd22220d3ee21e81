// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: who confirmed an undo of the close beside the person who ordered it; empty where nobody did.
inline constexpr std::string_view undoSchema = R"sql(
ALTER TABLE close ADD COLUMN undo_second TEXT NOT NULL DEFAULT '';
ALTER TABLE close_result ADD COLUMN undo_second TEXT NOT NULL DEFAULT '';
)sql";

} // namespace habitat::store
