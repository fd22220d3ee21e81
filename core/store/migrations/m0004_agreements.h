// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: policies, patronage, allocations, distributions. Dates are days since 1970-01-01, instants
/// microseconds, amounts minor units; numerators and denominators are decimal texts, as they have no bounds.
inline constexpr std::string_view agreementsSchema = R"sql(
CREATE TABLE policy (
    key            INTEGER NOT NULL PRIMARY KEY,
    name           TEXT NOT NULL,
    version        INTEGER NOT NULL,
    content        TEXT NOT NULL,
    hash           TEXT NOT NULL,
    ratified_on    INTEGER,
    effective_from INTEGER,
    added_by       TEXT NOT NULL,
    added_at       INTEGER NOT NULL,
    UNIQUE (name, version)
) STRICT;

CREATE TABLE policy_pin (
    key         INTEGER NOT NULL PRIMARY KEY,
    close_run   INTEGER NOT NULL,
    policy      INTEGER NOT NULL REFERENCES policy (key),
    content     TEXT NOT NULL,
    hash        TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('pinned', 'unpinned')),
    pinned_by   TEXT NOT NULL,
    pinned_at   INTEGER NOT NULL,
    unpinned_by TEXT,
    unpinned_at INTEGER,
    why         TEXT
) STRICT;
CREATE UNIQUE INDEX policy_pin_held ON policy_pin (close_run) WHERE state = 'pinned';

-- share of a member = patronage_share.numerator / patronage.denominator
CREATE TABLE patronage (
    key              INTEGER NOT NULL PRIMARY KEY,
    close_run        INTEGER NOT NULL,
    period           TEXT NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('computed', 'discarded')),
    method           TEXT NOT NULL CHECK (method IN ('S', 'V')),
    denominator      TEXT NOT NULL,
    categories       TEXT NOT NULL,
    net_income_minor INTEGER NOT NULL,
    reserve_minor    INTEGER NOT NULL,
    surplus_minor    INTEGER NOT NULL,
    shares_hash      TEXT NOT NULL,
    register_hash    TEXT NOT NULL,
    policy_hash      TEXT NOT NULL,
    computed_by      TEXT NOT NULL,
    computed_at      INTEGER NOT NULL,
    discarded_by     TEXT,
    discarded_at     INTEGER,
    why              TEXT,
    CHECK (net_income_minor - reserve_minor = surplus_minor)
) STRICT;
CREATE UNIQUE INDEX patronage_held ON patronage (close_run) WHERE state = 'computed';

CREATE TABLE patronage_share (
    patronage     INTEGER NOT NULL REFERENCES patronage (key),
    position      INTEGER NOT NULL,
    member        INTEGER NOT NULL,
    member_number TEXT NOT NULL,
    member_name   TEXT NOT NULL,
    admitted_on   INTEGER NOT NULL,
    standing      TEXT NOT NULL CHECK (standing IN ('patron', 'investor')),
    numerator     TEXT NOT NULL,
    values_minor  TEXT NOT NULL,
    PRIMARY KEY (patronage, position)
) STRICT;

-- approval_round is the move that approved it, 0 while no approval stands.
CREATE TABLE allocation (
    key              INTEGER NOT NULL PRIMARY KEY,
    close_run        INTEGER NOT NULL,
    period           TEXT NOT NULL,
    version          INTEGER NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('draft', 'proposed', 'approved', 'suspended', 'recorded', 'posted',
                         'distributed', 'withdrawn', 'voided', 'reversed', 'amended')),
    net_income_minor INTEGER NOT NULL,
    reserve_minor    INTEGER NOT NULL,
    surplus_minor    INTEGER NOT NULL,
    cash_minor       INTEGER NOT NULL,
    retained_minor   INTEGER NOT NULL,
    line_count       INTEGER NOT NULL,
    hash             TEXT NOT NULL,
    vote_reference   TEXT NOT NULL,
    approval_round   INTEGER NOT NULL,
    reissue_of       INTEGER REFERENCES allocation (key),
    calculation      TEXT NOT NULL,
    moves            INTEGER NOT NULL,
    UNIQUE (close_run, version),
    CHECK (net_income_minor - reserve_minor = surplus_minor),
    CHECK (cash_minor + retained_minor = surplus_minor)
) STRICT;

CREATE TABLE allocation_line (
    allocation       INTEGER NOT NULL REFERENCES allocation (key),
    position         INTEGER NOT NULL,
    member           INTEGER NOT NULL,
    member_number    TEXT NOT NULL,
    member_name      TEXT NOT NULL,
    share            TEXT NOT NULL,
    allocation_minor INTEGER NOT NULL,
    cash_minor       INTEGER NOT NULL CHECK (cash_minor >= 0),
    retained_minor   INTEGER NOT NULL,
    calculation      TEXT NOT NULL,
    PRIMARY KEY (allocation, position),
    UNIQUE (allocation, member),
    CHECK (cash_minor + retained_minor = allocation_minor)
) STRICT;

CREATE TABLE allocation_approval (
    allocation  INTEGER NOT NULL REFERENCES allocation (key),
    round       INTEGER NOT NULL,
    approver    TEXT NOT NULL,
    signed_hash TEXT NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (allocation, round, approver)
) STRICT;

CREATE TABLE allocation_move (
    allocation INTEGER NOT NULL REFERENCES allocation (key),
    number     INTEGER NOT NULL,
    who        TEXT NOT NULL,
    at         INTEGER NOT NULL,
    from_state TEXT,
    to_state   TEXT NOT NULL,
    why        TEXT NOT NULL,
    PRIMARY KEY (allocation, number)
) STRICT;

CREATE TABLE allocation_journal (
    allocation INTEGER NOT NULL REFERENCES allocation (key),
    journal    INTEGER NOT NULL,
    PRIMARY KEY (allocation, journal)
) STRICT;

-- The written notice of a member's allocation: never changed; void where its allocation is.
CREATE TABLE member_allocation (
    key            INTEGER NOT NULL PRIMARY KEY,
    allocation     INTEGER NOT NULL REFERENCES allocation (key),
    member         INTEGER NOT NULL,
    amount_minor   INTEGER NOT NULL,
    cash_minor     INTEGER NOT NULL,
    retained_minor INTEGER NOT NULL,
    notice_at      INTEGER NOT NULL,
    UNIQUE (allocation, member),
    CHECK (cash_minor + retained_minor = amount_minor)
) STRICT;
CREATE INDEX member_allocation_by_member ON member_allocation (member, key);

-- payment counts the payments that were begun for it; retries of one payment share its payment_key.
CREATE TABLE distribution (
    key           INTEGER NOT NULL PRIMARY KEY,
    allocation    INTEGER NOT NULL REFERENCES allocation (key),
    member        INTEGER NOT NULL,
    member_number TEXT NOT NULL,
    member_name   TEXT NOT NULL,
    amount_minor  INTEGER NOT NULL CHECK (amount_minor > 0),
    state         TEXT NOT NULL CHECK (state IN ('calculated', 'approved', 'scheduled', 'submitting', 'processing',
                      'completed', 'unknown', 'failed', 'returned', 'unclaimed', 'extinguished', 'cancelled')),
    due_on        INTEGER,
    payment_key   TEXT UNIQUE,
    payment       INTEGER NOT NULL,
    notice_on     INTEGER,
    outcome       TEXT NOT NULL,
    moves         INTEGER NOT NULL
) STRICT;
CREATE INDEX distribution_by_allocation ON distribution (allocation, key);
CREATE INDEX distribution_by_member ON distribution (member, key);
CREATE INDEX distribution_by_state ON distribution (state, key);
CREATE UNIQUE INDEX distribution_living ON distribution (allocation, member) WHERE state <> 'cancelled';

CREATE TABLE distribution_approval (
    distribution INTEGER NOT NULL REFERENCES distribution (key),
    approver     TEXT NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (distribution, approver)
) STRICT;

CREATE TABLE distribution_move (
    distribution INTEGER NOT NULL REFERENCES distribution (key),
    number       INTEGER NOT NULL,
    who          TEXT NOT NULL,
    at           INTEGER NOT NULL,
    from_state   TEXT,
    to_state     TEXT NOT NULL,
    why          TEXT NOT NULL,
    PRIMARY KEY (distribution, number)
) STRICT;
)sql";

} // namespace habitat::store
