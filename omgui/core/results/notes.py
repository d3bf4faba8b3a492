"""Notes that people make on frames, kept in the store beside the scores."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from omgui.core.problems import Problem, ProblemError
from omgui.core.results import store_access, store_schema
from omgui.core.results.reader import read_version
from omgui.core.results.store_access import connect, reading, transaction

_COLUMNS = "id, reference, file, mode, frame, text, written"
_FIRST_WITH_NOTES = 3
_PATIENCE_S = 5.0  # a run writes for a moment only, several times a second
TEXT_LIMIT = 10_000  # characters


@dataclass(frozen=True)
class Note:
    """A note on a frame.

    Attributes:
        id: Row of the store.
        reference: Path of the reference as listed; empty for a file that is scored alone.
        file: Path of the distorted file, or of the file itself.
        mode: How the frames are paired, with the offset.
        frame: Which frame, counted as frame scores are.
        text: What is said.
        written: When, UTC, ISO 8601.
    """

    id: int
    reference: str
    file: str
    mode: str
    frame: int
    text: str
    written: str


def read_notes(store: Path) -> list[Note]:
    """Return all notes, in the order of files and frames; none where there is no store.

    Raises:
        ProblemError: The store cannot be read.
    """
    if not store.is_file():
        return []
    with reading(store) as database:
        if read_version(database) < _FIRST_WITH_NOTES:
            return []
        query = f"SELECT {_COLUMNS} FROM note ORDER BY file, reference, mode, frame, id"
        return [Note(*row) for row in database.execute(query)]


def add_note(store: Path, item: tuple[str, str, str], frame: int, text: str) -> Note:
    """Keep a new note.

    Args:
        store: The file of an existing store; an older one is copied beside itself and brought up,
            as a run does it.
        item: Reference, file and mode as the store has them.
        frame: Which frame.
        text: What is said.

    Raises:
        ProblemError: ``note-empty``, ``note-too-long``, ``note-not-kept``, or why the store cannot
            be used.
    """
    said, now = _checked(text), _now()
    with _writing(store) as database:
        cursor = database.execute(
            "INSERT INTO note (reference, file, mode, frame, text, written) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (*item, frame, said, now),
        )
        return Note(int(cursor.lastrowid or 0), *item, frame, said, now)


def change_note(store: Path, note: Note, text: str) -> Note:
    """Say something else in a note; one that was removed meanwhile is made again.

    Raises:
        ProblemError: As :func:`add_note`.
    """
    said, now = _checked(text), _now()
    changed = Note(note.id, note.reference, note.file, note.mode, note.frame, said, now)
    with _writing(store) as database:
        _put(database, changed)
    return changed


def restore_note(store: Path, note: Note) -> None:
    """Put a note back as it was, e.g. after its removal.

    Raises:
        ProblemError: As :func:`add_note`.
    """
    with _writing(store) as database:
        _put(database, note)


def remove_note(store: Path, note: Note) -> None:
    """Remove a note; one that is gone already is no trouble.

    Raises:
        ProblemError: As :func:`add_note`.
    """
    with _writing(store) as database:
        database.execute("DELETE FROM note WHERE id = ?", (note.id,))


def _put(database: sqlite3.Connection, note: Note) -> None:
    database.execute(
        f"INSERT OR REPLACE INTO note ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (note.id, note.reference, note.file, note.mode, note.frame, note.text, note.written),
    )


def _checked(text: str) -> str:
    said = text.strip()
    if not said:
        raise ProblemError(Problem("note-empty", "The note is empty.", "Write something."))
    if len(said) > TEXT_LIMIT:
        message = f"The note is longer than {TEXT_LIMIT} characters."
        raise ProblemError(Problem("note-too-long", message, "Shorten it."))
    return said


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


@contextmanager
def _writing(store: Path) -> Iterator[sqlite3.Connection]:
    """Open a store for one short transaction."""
    if not store.is_file():
        raise ProblemError(store_access.missing_store(store))
    try:
        with closing(connect(store, "rw", _PATIENCE_S)) as database:
            version = store_schema.check_version(database, str(store))
            database.execute("PRAGMA synchronous = FULL")
            store_access.bring_up(database, store, version)
            with transaction(database):
                yield database
    except (sqlite3.Error, OSError) as error:
        raise ProblemError(_not_kept(error, store)) from error


def _not_kept(error: sqlite3.Error | OSError, store: Path) -> Problem:
    if isinstance(error, sqlite3.Error):
        known = store_access.unreadable(error, store)
        if known.code == store_access.BUSY or store_access.is_damage(error):
            return known
    message = f"The note could not be kept: {str(error).rstrip('.')}."
    hint = "Make room on the disk, or get the right to write in the folder of the results."
    return Problem("note-not-kept", message, hint, str(store))
