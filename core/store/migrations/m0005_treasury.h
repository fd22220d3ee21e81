// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: accounts, journals, periods, payments. Amounts are minor units, days count from 1970-01-01,
/// instants are microseconds, months are year × 12 + month − 1.
inline constexpr std::string_view treasurySchema = R"sql(
CREATE TABLE account (
    code      TEXT NOT NULL PRIMARY KEY,
    name      TEXT NOT NULL,
    class     TEXT NOT NULL CHECK (class IN ('asset', 'liability', 'member_capital', 'reserve',
                                             'income_summary', 'distributions', 'revenue', 'expense')),
    ledgers   TEXT NOT NULL CHECK (ledgers IN ('book', 'tax', 'both')),
    member    TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    opened_by TEXT NOT NULL
) STRICT;
CREATE INDEX account_by_class ON account (class, member);

CREATE TABLE ledger_journal (
    key            INTEGER NOT NULL PRIMARY KEY,
    date           INTEGER NOT NULL,
    kind           TEXT NOT NULL,
    closing        INTEGER NOT NULL CHECK (closing IN (0, 1)),
    description    TEXT NOT NULL,
    source_key     TEXT NOT NULL UNIQUE,
    entry          TEXT NOT NULL,
    for_period     TEXT NOT NULL,
    reverses       INTEGER REFERENCES ledger_journal (key),
    reason         TEXT NOT NULL,
    content_hash   TEXT NOT NULL,
    status         TEXT NOT NULL CHECK (status IN ('draft', 'posted', 'discarded')),
    prepared_by    TEXT NOT NULL,
    prepared_at    INTEGER NOT NULL,
    posted_by      TEXT NOT NULL,
    approved_by    TEXT NOT NULL,
    posted_at      INTEGER,
    discarded_by   TEXT NOT NULL,
    discarded_at   INTEGER,
    discard_reason TEXT NOT NULL,
    CHECK ((status = 'posted') = (posted_at IS NOT NULL)),
    CHECK ((status = 'discarded') = (discarded_at IS NOT NULL)),
    CHECK (approved_by = '' OR approved_by <> posted_by)
) STRICT;
CREATE INDEX ledger_journal_by_date ON ledger_journal (date, key);
CREATE INDEX ledger_journal_by_period ON ledger_journal (for_period, kind) WHERE for_period <> '';
CREATE INDEX ledger_journal_by_entry ON ledger_journal (entry) WHERE entry <> '';
CREATE INDEX ledger_journal_waiting ON ledger_journal (date, key) WHERE status = 'draft';
CREATE UNIQUE INDEX ledger_journal_reversed_once ON ledger_journal (reverses)
    WHERE reverses IS NOT NULL AND status = 'posted';

CREATE VIEW ledger_journal_record AS
SELECT j.key, j.date, j.kind, j.closing, j.description, j.source_key, j.entry, j.for_period,
       coalesce(j.reverses, 0) AS reverses, j.reason, j.content_hash, j.status, j.prepared_by, j.prepared_at,
       j.posted_by, j.approved_by, j.posted_at, j.discard_reason,
       coalesce((SELECT r.key FROM ledger_journal r WHERE r.reverses = j.key AND r.status = 'posted'), 0)
           AS reversed_by
FROM ledger_journal j;

CREATE TABLE posting (
    journal      INTEGER NOT NULL REFERENCES ledger_journal (key),
    line         INTEGER NOT NULL,
    ledger       TEXT NOT NULL CHECK (ledger IN ('book', 'tax')),
    account      TEXT NOT NULL REFERENCES account (code),
    debit_minor  INTEGER NOT NULL CHECK (debit_minor >= 0),
    credit_minor INTEGER NOT NULL CHECK (credit_minor >= 0),
    memo         TEXT NOT NULL,
    PRIMARY KEY (journal, line),
    CHECK ((debit_minor = 0) <> (credit_minor = 0))
) STRICT;
CREATE INDEX posting_by_account ON posting (account, ledger, journal);

CREATE TABLE running_balance (
    ledger               TEXT NOT NULL,
    account              TEXT NOT NULL REFERENCES account (code),
    month                INTEGER NOT NULL,
    debit_minor          INTEGER NOT NULL,
    credit_minor         INTEGER NOT NULL,
    closing_debit_minor  INTEGER NOT NULL,
    closing_credit_minor INTEGER NOT NULL,
    PRIMARY KEY (ledger, account, month)
) STRICT;

CREATE TABLE running_total (
    ledger       TEXT NOT NULL,
    class        TEXT NOT NULL,
    debit_minor  INTEGER NOT NULL,
    credit_minor INTEGER NOT NULL,
    PRIMARY KEY (ledger, class)
) STRICT;

CREATE TABLE period (
    key         INTEGER NOT NULL PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE,
    from_day    INTEGER NOT NULL UNIQUE,
    to_day      INTEGER NOT NULL UNIQUE,
    state       TEXT NOT NULL CHECK (state IN ('open', 'closing', 'closed', 'locked', 'reopened')),
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    opened_at   INTEGER NOT NULL,
    opened_by   TEXT NOT NULL,
    CHECK (from_day < to_day)
) STRICT;

CREATE TABLE period_transition (
    key           INTEGER NOT NULL PRIMARY KEY,
    period        INTEGER NOT NULL REFERENCES period (key),
    from_state    TEXT NOT NULL,
    to_state      TEXT NOT NULL,
    at            INTEGER NOT NULL,
    actor         TEXT NOT NULL,
    second_person TEXT NOT NULL,
    board_member  TEXT NOT NULL,
    reason        TEXT NOT NULL
) STRICT;
CREATE INDEX period_transition_by_period ON period_transition (period, key);

CREATE TABLE period_snapshot (
    key                     INTEGER NOT NULL PRIMARY KEY,
    period                  INTEGER NOT NULL REFERENCES period (key),
    cut_off                 INTEGER NOT NULL,
    net_income_minor        INTEGER NOT NULL,
    ledger_net_income_minor INTEGER NOT NULL,
    tax_net_income_minor    INTEGER NOT NULL,
    entered_by              TEXT NOT NULL,
    trial_balance_hash      TEXT NOT NULL,
    taken_at                INTEGER NOT NULL,
    taken_by                TEXT NOT NULL,
    voided_at               INTEGER,
    voided_by               TEXT NOT NULL,
    void_reason             TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX period_snapshot_in_force ON period_snapshot (period) WHERE voided_at IS NULL;
CREATE INDEX period_snapshot_by_period ON period_snapshot (period, key);

CREATE TABLE bank_tie_out (
    key                INTEGER NOT NULL PRIMARY KEY,
    period             INTEGER NOT NULL REFERENCES period (key),
    statement_date     INTEGER NOT NULL,
    bank_balance_minor INTEGER NOT NULL,
    book_balance_minor INTEGER NOT NULL,
    explanation        TEXT NOT NULL,
    entered_by         TEXT NOT NULL,
    entered_at         INTEGER NOT NULL,
    CHECK (bank_balance_minor = book_balance_minor OR explanation <> '')
) STRICT;
CREATE INDEX bank_tie_out_by_period ON bank_tie_out (period, key);

CREATE TABLE backup_record (
    key      INTEGER NOT NULL PRIMARY KEY,
    path     TEXT NOT NULL,
    hash     TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    taken_by TEXT NOT NULL
) STRICT;
CREATE INDEX backup_record_by_time ON backup_record (taken_at, key);

CREATE TABLE payment (
    key               INTEGER NOT NULL PRIMARY KEY,
    payment_key       TEXT NOT NULL UNIQUE,
    distribution      INTEGER NOT NULL,
    for_period        TEXT NOT NULL,
    member            TEXT NOT NULL,
    payee             TEXT NOT NULL,
    amount_minor      INTEGER NOT NULL CHECK (amount_minor > 0),
    method            TEXT NOT NULL,
    bank_reference    TEXT NOT NULL,
    due_on            INTEGER NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('scheduled', 'submitting', 'processing', 'completed',
                                                     'unknown', 'failed', 'returned', 'cancelled')),
    attempts          INTEGER NOT NULL,
    submitted_at      INTEGER,
    submitted_by      TEXT NOT NULL,
    second_person     TEXT NOT NULL,
    paid_on           INTEGER,
    paid_by           INTEGER REFERENCES ledger_journal (key),
    returned_by       INTEGER REFERENCES ledger_journal (key),
    bank_confirmation TEXT NOT NULL,
    CHECK (second_person = '' OR second_person <> submitted_by),
    CHECK ((state IN ('completed', 'returned')) = (paid_by IS NOT NULL)),
    CHECK ((state = 'returned') = (returned_by IS NOT NULL))
) STRICT;
CREATE INDEX payment_by_period ON payment (for_period, key);
CREATE INDEX payment_by_state ON payment (state, key);

CREATE TABLE payment_transition (
    key           INTEGER NOT NULL PRIMARY KEY,
    payment       INTEGER NOT NULL REFERENCES payment (key),
    from_state    TEXT NOT NULL,
    to_state      TEXT NOT NULL,
    at            INTEGER NOT NULL,
    actor         TEXT NOT NULL,
    second_person TEXT NOT NULL,
    note          TEXT NOT NULL
) STRICT;
CREATE INDEX payment_transition_by_payment ON payment_transition (payment, key);
)sql";

} // namespace habitat::store
