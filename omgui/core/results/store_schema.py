"""The tables of a result store, and the steps from each older version to the present one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from omgui.core.problems import Problem, ProblemError

VERSION = 4
APPLICATION_ID = 0x6F6D6775  # "omgu": tells a store from any other SQLite file
FIRST_WITH_CHANGES = 3  # the version since which a store knows what changed when
FIRST_WITH_FILES = 4  # and what the files were like that its scores are of

_FEATURES = """
CREATE TABLE features (
    score_id INTEGER PRIMARY KEY REFERENCES score (id) ON DELETE CASCADE,
    vector BLOB NOT NULL               -- float32 little-endian
)
"""

_NOTES = """
CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL,           -- as in score: a note belongs to files
    file TEXT NOT NULL,
    mode TEXT NOT NULL,
    frame INTEGER NOT NULL,            -- counted as frame scores are
    text TEXT NOT NULL,
    written TEXT NOT NULL              -- UTC, ISO 8601
)
"""

_FILES = """
CREATE TABLE file (
    name TEXT PRIMARY KEY,             -- as listed
    size_bytes INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    identity TEXT NOT NULL             -- as in score keys: of size, time, beginning and end
) WITHOUT ROWID
"""

# By the index, whoever looks in during a run finds what is new without reading everything again.
_CHANGED_INDEX = "CREATE INDEX score_changed ON score (changed)"

_TABLES = f"""{_FEATURES};
CREATE TABLE score (
    id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL,           -- '' for no-reference scores
    file TEXT NOT NULL,                -- the distorted file, or the file itself
    mode TEXT NOT NULL,                -- '' for images and no-reference scores
    metric TEXT NOT NULL,
    score_key TEXT NOT NULL,
    state TEXT NOT NULL,               -- open | done | problem
    value REAL,
    frames_scored INTEGER NOT NULL DEFAULT 0,
    frames_expected INTEGER NOT NULL DEFAULT 0,
    problem TEXT,                      -- JSON of core.problems.Problem
    provenance TEXT,                   -- JSON
    seconds REAL NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,     -- grows with every change of any score
    superseded INTEGER NOT NULL DEFAULT 0,  -- 1: the last run asked for another key of this score
    UNIQUE (reference, file, mode, metric, score_key)
);
CREATE TABLE frames (
    score_id INTEGER NOT NULL REFERENCES score (id) ON DELETE CASCADE,
    first_frame INTEGER NOT NULL,
    count INTEGER NOT NULL,
    scores BLOB NOT NULL,              -- float64 little-endian; NaN = undefined
    PRIMARY KEY (score_id, first_frame)
) WITHOUT ROWID;
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,             -- UTC, ISO 8601
    ended TEXT,
    finish TEXT,
    settings TEXT NOT NULL,            -- JSON
    worklist TEXT NOT NULL             -- sha-256 of the files the run was configured by
);
{_NOTES};
{_FILES};
{_CHANGED_INDEX};
"""


# From version k to k + 1. A store is copied beside itself before the first step is taken.
def _add_features(connection: sqlite3.Connection) -> None:
    connection.execute(_FEATURES)


def _add_changes_and_notes(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE score ADD COLUMN changed INTEGER NOT NULL DEFAULT 0")
    connection.execute("ALTER TABLE score ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0")
    # Until a run says better, of several keys the one that was asked for last counts.
    connection.execute(
        "UPDATE score SET superseded = 1 WHERE id NOT IN "
        "(SELECT max(id) FROM score GROUP BY reference, file, mode, metric)"
    )
    connection.execute(_CHANGED_INDEX)
    connection.execute(_NOTES)


def _add_files(connection: sqlite3.Connection) -> None:
    connection.execute(_FILES)


MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {
    1: _add_features,
    2: _add_changes_and_notes,
    3: _add_files,
}


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty store."""
    # One transaction by hand: executescript would commit between the statements.
    connection.execute("BEGIN IMMEDIATE")
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def check_version(connection: sqlite3.Connection, where: str) -> int:
    """Return the version of an existing store, 0 for an empty file.

    Raises:
        ProblemError: ``store-foreign`` for a file that is not ours, ``store-too-new`` for one that
            a newer omgui wrote. Neither is touched.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    identity = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and identity != APPLICATION_ID:
        raise ProblemError(
            Problem(
                "store-foreign",
                "This file is a database, but not a store of omgui.",
                "Move it away, or choose another output folder.",
                where,
            )
        )
    if version > VERSION:
        raise ProblemError(
            Problem(
                "store-too-new",
                f"This store was written by a newer omgui (format {version}, "
                f"this program knows up to {VERSION}).",
                "Update omgui, or choose another output folder; the store was not changed.",
                where,
            )
        )
    return version if tables else 0


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Take the steps from ``version`` to the present one, each in a transaction."""
    for step in range(version, VERSION):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have been quicker: the window with a note, the engine with a run.
            if connection.execute("PRAGMA user_version").fetchone()[0] == step:
                MIGRATIONS[step](connection)
                connection.execute(f"PRAGMA user_version = {step + 1}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
