// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: what the roll said of a member before; statuses have a history of their own.
inline constexpr std::string_view memberChangeSchema = R"sql(
CREATE TABLE member_change (
    key    INTEGER NOT NULL PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES member (key),
    field  TEXT NOT NULL CHECK (field IN ('name', 'email')),
    was    TEXT NOT NULL,
    became TEXT NOT NULL,
    who    TEXT NOT NULL,
    at     INTEGER NOT NULL,
    why    TEXT NOT NULL
) STRICT;
CREATE INDEX member_change_by_member ON member_change (member, key);
)sql";

} // namespace habitat::store
