"""The tables of the records, as steps from one version to the next."""

APPLICATION_ID = 0x554E424C
"""Says that a SQLite file is ours: "UNBL" in ASCII."""

_VERSION_1 = """
CREATE TABLE numbers (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
);
CREATE TABLE documents (
    pm_id TEXT PRIMARY KEY NOT NULL,
    revision INTEGER NOT NULL,
    head BLOB,
    title TEXT NOT NULL DEFAULT '',
    type TEXT NOT NULL DEFAULT '',
    severity TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    overall REAL,
    verdict TEXT NOT NULL DEFAULT '',
    open_actions INTEGER NOT NULL DEFAULT 0,
    purged_at TEXT
);
CREATE TABLE revisions (
    pm_id TEXT NOT NULL REFERENCES documents (pm_id),
    revision INTEGER NOT NULL,
    turn INTEGER,
    at TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('full', 'patch')),
    body BLOB NOT NULL,
    PRIMARY KEY (pm_id, revision)
) WITHOUT ROWID;
CREATE TABLE replies (
    pm_id TEXT NOT NULL REFERENCES documents (pm_id),
    turn INTEGER NOT NULL,
    at TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (pm_id, turn)
) WITHOUT ROWID;
CREATE TABLE turns (
    pm_id TEXT NOT NULL REFERENCES documents (pm_id),
    turn INTEGER NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL,
    question TEXT NOT NULL,
    about TEXT NOT NULL,
    reply_kind TEXT NOT NULL,
    filled INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (pm_id, turn)
) WITHOUT ROWID;
CREATE TABLE proposals (
    pm_id TEXT NOT NULL REFERENCES documents (pm_id),
    turn INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    body BLOB NOT NULL,
    decision TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (pm_id, turn, position),
    UNIQUE (pm_id, id)
) WITHOUT ROWID;
CREATE TABLE drafts (
    pm_id TEXT NOT NULL REFERENCES documents (pm_id),
    turn INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (pm_id, turn)
) WITHOUT ROWID;
CREATE TABLE library (
    id TEXT PRIMARY KEY NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('own', 'imported')),
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    digest TEXT NOT NULL,
    title TEXT NOT NULL,
    type TEXT NOT NULL,
    severity TEXT NOT NULL,
    started_at TEXT NOT NULL,
    open_actions INTEGER NOT NULL,
    causes TEXT NOT NULL,
    body BLOB NOT NULL
);
"""

_CONSENTS = """
CREATE TABLE consents (
    pm_id TEXT PRIMARY KEY NOT NULL REFERENCES documents (pm_id),
    at TEXT NOT NULL
) WITHOUT ROWID;
"""
"""Which sessions may be sent to a model: asked once a session, never for all of them."""

_PREMORTEMS = """
ALTER TABLE documents ADD COLUMN kind TEXT NOT NULL DEFAULT 'postmortem';
CREATE TABLE counters (
    prefix TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (prefix, year)
) WITHOUT ROWID;
INSERT INTO counters (prefix, year, last) SELECT 'PM', year, last FROM numbers;
DROP TABLE numbers;
"""
"""Pre-mortems lie beside postmortems, with numbers of their own."""

_SPENDING = """
CREATE TABLE spending (
    pm_id TEXT NOT NULL REFERENCES documents (pm_id),
    model TEXT NOT NULL,
    fresh INTEGER NOT NULL DEFAULT 0,
    cached INTEGER NOT NULL DEFAULT 0,
    stored INTEGER NOT NULL DEFAULT 0,
    out INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (pm_id, model)
) WITHOUT ROWID;
"""
"""Tokens that each session used of each model: a session that is opened again goes on counting."""

MIGRATIONS: tuple[str, ...] = (_VERSION_1, _CONSENTS, _PREMORTEMS, _SPENDING)
"""The SQL that leads from version n to version n + 1, from an empty file on.

A step that has shipped is never edited: a new table or column is a new step at the end.
"""
