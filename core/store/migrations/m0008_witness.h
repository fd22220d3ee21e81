// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: the chain's testimony on rows (core/store/witness.h). `changes` of a record is the hash over the
/// lines that it left in journal_change; `seal` of the head is over its other columns; `schema` the version
/// under which all rows were witnessed last.
inline constexpr std::string_view witnessSchema = R"sql(
ALTER TABLE journal ADD COLUMN changes TEXT;
ALTER TABLE journal_head ADD COLUMN schema INTEGER;
ALTER TABLE journal_head ADD COLUMN seal TEXT;

CREATE TABLE journal_change (
    seq   INTEGER NOT NULL,
    part  INTEGER NOT NULL,
    lines TEXT NOT NULL,
    PRIMARY KEY (seq, part)
) STRICT;
)sql";

} // namespace habitat::store
