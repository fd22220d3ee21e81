// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace habitat::store {

/// Schema: journal, workflow instances and their parts. Instants are microseconds since 1970 UTC; the numbers
/// in `status` columns are the enumerations of core/store/rows.h. Only the writer writes here. The layout
/// counts rows: a finished step is one record of the journal, one new and one changed element instance, one
/// job row that came and went.
inline constexpr std::string_view engineSchema = R"sql(
CREATE TABLE journal (
    seq        INTEGER NOT NULL PRIMARY KEY,
    at         INTEGER NOT NULL,
    actor      TEXT NOT NULL,
    kind       TEXT NOT NULL,
    arguments  TEXT,
    reason     TEXT,
    outcome    INTEGER NOT NULL,
    error      TEXT,
    result     TEXT,
    instance   INTEGER,
    cause      INTEGER,
    client_key TEXT,
    events     TEXT,
    hash       TEXT NOT NULL
) STRICT;
CREATE INDEX journal_by_instance ON journal (instance, seq) WHERE instance IS NOT NULL;
CREATE INDEX journal_by_person ON journal (actor, seq) WHERE actor <> 'system';
CREATE UNIQUE INDEX journal_by_client_key ON journal (client_key) WHERE client_key IS NOT NULL;

-- Apart from the journal, so that a cut tail is seen.
CREATE TABLE journal_head (
    id   INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    seq  INTEGER NOT NULL,
    hash TEXT NOT NULL,
    at   INTEGER NOT NULL,
    last_key INTEGER NOT NULL
) STRICT;

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

CREATE TABLE definition (
    key         INTEGER NOT NULL PRIMARY KEY,
    process_id  TEXT NOT NULL,
    version     INTEGER NOT NULL,
    name        TEXT NOT NULL,
    xml         TEXT NOT NULL,
    hash        TEXT NOT NULL,
    deployed_at INTEGER NOT NULL,
    deployed_by TEXT NOT NULL,
    UNIQUE (process_id, version)
) STRICT;

CREATE TABLE instance (
    key            INTEGER NOT NULL PRIMARY KEY,
    definition     INTEGER NOT NULL REFERENCES definition (key),
    business_key   TEXT,
    correlation    TEXT,
    status         INTEGER NOT NULL,
    started_at     INTEGER NOT NULL,
    ended_at       INTEGER,
    started_by     TEXT NOT NULL,
    parent         INTEGER,
    parent_element INTEGER,
    open_incidents INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX instance_by_status ON instance (definition, status, key);
CREATE INDEX instance_by_business_key ON instance (business_key, key) WHERE business_key IS NOT NULL;
CREATE INDEX instance_by_parent ON instance (parent) WHERE parent IS NOT NULL;

-- How many instances of a definition have a status; kept with every commit.
CREATE TABLE instance_count (
    definition INTEGER NOT NULL,
    status     INTEGER NOT NULL,
    count      INTEGER NOT NULL,
    PRIMARY KEY (definition, status)
) STRICT, WITHOUT ROWID;

CREATE TABLE element_instance (
    instance     INTEGER NOT NULL,
    key          INTEGER NOT NULL,
    scope        INTEGER NOT NULL,
    element_id   TEXT NOT NULL,
    type         TEXT NOT NULL,
    status       INTEGER NOT NULL,
    activated_at INTEGER NOT NULL,
    ended_at     INTEGER,
    attempts     INTEGER,
    PRIMARY KEY (instance, key)
) STRICT, WITHOUT ROWID;

-- Jobs that are not done.
CREATE TABLE job (
    key              INTEGER NOT NULL PRIMARY KEY,
    instance         INTEGER NOT NULL,
    element_instance INTEGER NOT NULL,
    element_id       TEXT NOT NULL,
    type             TEXT NOT NULL,
    status           INTEGER NOT NULL,
    attempts         INTEGER NOT NULL,
    max_attempts     INTEGER NOT NULL,
    retry_at         INTEGER,
    created_at       INTEGER NOT NULL,
    idempotency_key  TEXT NOT NULL,
    released_by      TEXT,
    released_roles   TEXT
) STRICT;
CREATE INDEX job_by_instance ON job (instance);
CREATE INDEX job_by_retry ON job (retry_at) WHERE retry_at IS NOT NULL;

CREATE TABLE job_failure (
    instance   INTEGER NOT NULL,
    job        INTEGER NOT NULL,
    attempt    INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    element_id TEXT NOT NULL,
    at         INTEGER NOT NULL,
    code       TEXT NOT NULL,
    message    TEXT NOT NULL,
    context    TEXT NOT NULL,
    PRIMARY KEY (instance, job, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE task (
    key              INTEGER NOT NULL PRIMARY KEY,
    instance         INTEGER NOT NULL,
    element_instance INTEGER NOT NULL,
    element_id       TEXT NOT NULL,
    name             TEXT NOT NULL,
    status           INTEGER NOT NULL,
    assignee         TEXT,
    candidate_users  TEXT NOT NULL,
    candidate_groups TEXT NOT NULL,
    form_key         TEXT,
    priority         INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    due_at           INTEGER,
    ended_at         INTEGER,
    completed_by     TEXT,
    outcome          TEXT
) STRICT;
CREATE INDEX task_open_by_assignee ON task (assignee, key) WHERE status = 1;
CREATE INDEX task_open_by_due ON task (due_at) WHERE status = 1 AND due_at IS NOT NULL;
CREATE INDEX task_open ON task (key) WHERE status = 1;
CREATE INDEX task_done_by_person ON task (completed_by, key) WHERE completed_by IS NOT NULL;
CREATE INDEX task_by_instance ON task (instance);

-- To whom an open task is offered; gone when the task has ended.
CREATE TABLE task_candidate (
    kind INTEGER NOT NULL, -- 1 a person, 2 a group
    name TEXT NOT NULL,
    task INTEGER NOT NULL,
    PRIMARY KEY (kind, name, task)
) STRICT, WITHOUT ROWID;

-- Timers that have not fired.
CREATE TABLE timer (
    key              INTEGER NOT NULL PRIMARY KEY,
    instance         INTEGER NOT NULL,
    element_instance INTEGER NOT NULL,
    element_id       TEXT NOT NULL,
    due_at           INTEGER NOT NULL
) STRICT;
CREATE INDEX timer_by_due ON timer (due_at, key);
CREATE INDEX timer_by_instance ON timer (instance);

CREATE TABLE incident (
    key              INTEGER NOT NULL PRIMARY KEY,
    instance         INTEGER NOT NULL,
    element_instance INTEGER NOT NULL,
    job              INTEGER,
    element_id       TEXT NOT NULL,
    code             TEXT NOT NULL,
    message          TEXT NOT NULL,
    context          TEXT NOT NULL,
    attempts         INTEGER NOT NULL,
    since            INTEGER NOT NULL,
    resolved_at      INTEGER,
    resolved_by      TEXT
) STRICT;
CREATE INDEX incident_open ON incident (key) WHERE resolved_at IS NULL;
CREATE INDEX incident_by_instance ON incident (instance);

CREATE TABLE variable (
    instance INTEGER NOT NULL,
    scope    INTEGER NOT NULL,
    name     TEXT NOT NULL,
    value    TEXT NOT NULL,
    PRIMARY KEY (instance, scope, name)
) STRICT, WITHOUT ROWID;

-- State of an instance after the record `seq` of the journal; later ones are folded onto it.
CREATE TABLE snapshot (
    instance INTEGER NOT NULL PRIMARY KEY,
    seq      INTEGER NOT NULL,
    state    TEXT NOT NULL
) STRICT;

CREATE VIEW instance_row AS
    SELECT i.key, i.definition, d.process_id, d.name AS process_name, d.version, i.business_key, i.correlation,
           i.status, i.started_at, i.ended_at, i.started_by, i.parent, i.parent_element, i.open_incidents
    FROM instance AS i JOIN definition AS d ON d.key = i.definition;

CREATE VIEW task_row AS
    SELECT t.key, t.instance, t.element_instance, t.element_id, t.name, t.status, t.assignee, t.candidate_users,
           t.candidate_groups, t.form_key, t.priority, t.created_at, t.due_at, t.ended_at, t.completed_by,
           t.outcome, d.process_id, i.business_key
    FROM task AS t JOIN instance AS i ON i.key = t.instance JOIN definition AS d ON d.key = i.definition;

CREATE VIEW incident_row AS
    SELECT n.key, n.instance, n.element_instance, n.job, n.element_id, n.code, n.message, n.context, n.attempts,
           n.since, n.resolved_at, n.resolved_by, d.process_id, i.business_key
    FROM incident AS n JOIN instance AS i ON i.key = n.instance JOIN definition AS d ON d.key = i.definition;
)sql";

} // namespace habitat::store
