// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: journal, workflow instances and their parts.
inline constexpr std::string_view engineSchema = R"sql(
CREATE TABLE domain_event (
    id             INTEGER NOT NULL PRIMARY KEY,
    name           TEXT NOT NULL,
    aggregate      TEXT NOT NULL,
    payload        TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    correlation    TEXT NOT NULL,
    causation      INTEGER NOT NULL,
    at             INTEGER NOT NULL
) STRICT;
CREATE INDEX domain_event_by_aggregate ON domain_event (aggregate, id);
)sql";

} // namespace habitat::store
