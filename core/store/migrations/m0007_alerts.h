// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: what people did about alerts. The alerts themselves follow from the engine's tables.
inline constexpr std::string_view alertsSchema = R"sql(
CREATE TABLE alert_mark (
    cause         TEXT NOT NULL PRIMARY KEY,
    -- 1 acknowledged, 2 snoozed
    state         INTEGER NOT NULL,
    marked_by     TEXT NOT NULL,
    marked_at     INTEGER NOT NULL,
    -- The newest incident it covers: a later one opens the alert again.
    covers        INTEGER NOT NULL,
    snoozed_until INTEGER
) STRICT;
)sql";

} // namespace habitat::store
