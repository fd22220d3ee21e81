// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: members and contributions. Dates are days since 1970-01-01, instants microseconds, amounts minor
/// units.
inline constexpr std::string_view peopleSchema = R"sql(
CREATE TABLE member (
    key          INTEGER NOT NULL PRIMARY KEY,
    number       TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    admitted_on  INTEGER NOT NULL,
    class        TEXT NOT NULL CHECK (class IN ('patron', 'investor')),
    status       TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'suspended', 'withdrawn')),
    email        TEXT NOT NULL
) STRICT;

CREATE TABLE member_status_change (
    key         INTEGER NOT NULL PRIMARY KEY,
    member      INTEGER NOT NULL REFERENCES member (key),
    from_status TEXT NOT NULL,
    to_status   TEXT NOT NULL,
    who         TEXT NOT NULL,
    at          INTEGER NOT NULL,
    why         TEXT NOT NULL
) STRICT;
CREATE INDEX member_status_change_by_member ON member_status_change (member, key);

-- counts_from decides the period: the date, or later where it was deferred. moves numbers its history.
-- origin_hash is over what was first stated, so that the same file is known again.
CREATE TABLE contribution (
    key          INTEGER NOT NULL PRIMARY KEY,
    reference    TEXT NOT NULL UNIQUE,
    member       INTEGER NOT NULL REFERENCES member (key),
    category     TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('patronage', 'cash', 'in_kind')),
    value_minor  INTEGER NOT NULL CHECK (value_minor > 0),
    date         INTEGER NOT NULL,
    description  TEXT NOT NULL,
    submitted_by TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'under_review', 'clarification', 'approved',
                     'rejected', 'withdrawn', 'disputed', 'valued', 'applied', 'claimed', 'allocated')),
    counts_from  INTEGER NOT NULL,
    revision     INTEGER NOT NULL,
    claimed_by   INTEGER,
    applied_by   INTEGER,
    moves        INTEGER NOT NULL,
    origin_hash  TEXT NOT NULL,
    CHECK ((claimed_by IS NOT NULL) = (state IN ('claimed', 'allocated')))
) STRICT;
CREATE INDEX contribution_by_period ON contribution (counts_from, state);
CREATE INDEX contribution_by_state ON contribution (state, key);
CREATE INDEX contribution_by_member ON contribution (member, key);
CREATE INDEX contribution_by_claim ON contribution (claimed_by, key);

-- What a contribution said before it was revised.
CREATE TABLE contribution_revision (
    contribution INTEGER NOT NULL REFERENCES contribution (key),
    revision     INTEGER NOT NULL,
    value_minor  INTEGER NOT NULL,
    date         INTEGER NOT NULL,
    description  TEXT NOT NULL,
    replaced_by  TEXT NOT NULL,
    replaced_at  INTEGER NOT NULL,
    PRIMARY KEY (contribution, revision)
) STRICT;

CREATE TABLE contribution_approval (
    contribution INTEGER NOT NULL REFERENCES contribution (key),
    revision     INTEGER NOT NULL,
    approver     TEXT NOT NULL,
    at           INTEGER NOT NULL,
    note         TEXT NOT NULL,
    PRIMARY KEY (contribution, revision, approver)
) STRICT;

CREATE TABLE contribution_move (
    contribution INTEGER NOT NULL REFERENCES contribution (key),
    number       INTEGER NOT NULL,
    who          TEXT NOT NULL,
    at           INTEGER NOT NULL,
    from_state   TEXT,
    to_state     TEXT NOT NULL,
    why          TEXT NOT NULL,
    PRIMARY KEY (contribution, number)
) STRICT;

CREATE TABLE contribution_deferral (
    key          INTEGER NOT NULL PRIMARY KEY,
    contribution INTEGER NOT NULL REFERENCES contribution (key),
    period       TEXT NOT NULL,
    who          TEXT NOT NULL,
    at           INTEGER NOT NULL,
    why          TEXT NOT NULL
) STRICT;
CREATE INDEX contribution_deferral_by_contribution ON contribution_deferral (contribution, key);

CREATE TABLE contribution_register (
    key         INTEGER NOT NULL PRIMARY KEY,
    close_run   INTEGER NOT NULL,
    period      TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('claimed', 'allocated', 'released')),
    count       INTEGER NOT NULL,
    value_minor INTEGER NOT NULL,
    hash        TEXT NOT NULL,
    left_behind INTEGER NOT NULL,
    claimed_by  TEXT NOT NULL,
    claimed_at  INTEGER NOT NULL,
    released_by TEXT,
    released_at INTEGER,
    why         TEXT
) STRICT;
CREATE UNIQUE INDEX contribution_register_held ON contribution_register (close_run) WHERE state <> 'released';
CREATE INDEX contribution_register_by_run ON contribution_register (close_run, key);

CREATE TABLE contribution_register_entry (
    register     INTEGER NOT NULL REFERENCES contribution_register (key),
    contribution INTEGER NOT NULL REFERENCES contribution (key),
    PRIMARY KEY (register, contribution)
) STRICT;
)sql";

} // namespace habitat::store
