// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: the co-op itself, closes, recorded step results, signatures, evidence, seals.
inline constexpr std::string_view closeSchema = R"sql(
CREATE TABLE cooperative (
    key        INTEGER NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,
    currency   TEXT NOT NULL,
    sample     TEXT NOT NULL,
    founded_at INTEGER NOT NULL
) STRICT;

-- One attempt to close a period. `run` counts up with every undo: a step's result is keyed period : run : step.
CREATE TABLE close (
    key                INTEGER NOT NULL PRIMARY KEY,
    period             TEXT NOT NULL,
    ordinal            INTEGER NOT NULL,
    run                INTEGER NOT NULL,
    instance_key       INTEGER NOT NULL,
    entered_net_income INTEGER,
    started_at         INTEGER NOT NULL,
    started_by         TEXT NOT NULL,
    acting             TEXT NOT NULL,
    undo_reason        TEXT NOT NULL,
    UNIQUE (period, ordinal)
) STRICT;

CREATE TABLE close_result (
    key         INTEGER NOT NULL PRIMARY KEY,
    close_key   INTEGER NOT NULL REFERENCES close (key),
    run         INTEGER NOT NULL,
    step        INTEGER NOT NULL,
    input_hash  TEXT NOT NULL,
    result      TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    undone_at   INTEGER,
    undone_by   TEXT,
    undo_reason TEXT,
    UNIQUE (close_key, run, step)
) STRICT;

CREATE TABLE close_signature (
    key          INTEGER NOT NULL PRIMARY KEY,
    close_key    INTEGER NOT NULL REFERENCES close (key),
    run          INTEGER NOT NULL,
    step         INTEGER NOT NULL,
    slot         INTEGER NOT NULL,
    user         TEXT NOT NULL,
    input_hash   TEXT NOT NULL,
    note         TEXT NOT NULL,
    signed_at    INTEGER NOT NULL,
    suspended_at INTEGER,
    suspended_why TEXT NOT NULL
) STRICT;
CREATE INDEX close_signature_by_step ON close_signature (close_key, step);

CREATE TABLE close_evidence (
    key          INTEGER NOT NULL PRIMARY KEY,
    close_key    INTEGER NOT NULL REFERENCES close (key),
    step         INTEGER NOT NULL,
    name         TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    added_at     INTEGER NOT NULL,
    added_by     TEXT NOT NULL
) STRICT;
CREATE INDEX close_evidence_by_step ON close_evidence (close_key, step);

CREATE TABLE close_evidence_opened (
    evidence_key INTEGER NOT NULL REFERENCES close_evidence (key),
    user         TEXT NOT NULL,
    opened_at    INTEGER NOT NULL,
    PRIMARY KEY (evidence_key, user)
) STRICT;

-- What each member is told at the lock, kept so that it can be printed again to the letter.
CREATE TABLE close_statement (
    close_key     INTEGER NOT NULL REFERENCES close (key),
    member_number TEXT NOT NULL,
    content       TEXT NOT NULL,
    content_hash  TEXT NOT NULL,
    PRIMARY KEY (close_key, member_number)
) STRICT;
)sql";

} // namespace habitat::store
