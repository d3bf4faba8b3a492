"""Opening a store: for reading, whatever a run is doing or was killed in, and bringing it up."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from omgui.core.problems import Problem, ProblemError
from omgui.core.results import store_schema

BUSY = "store-busy"
_DAMAGED = ("malformed", "not a database", "encrypted", "corrupt")
_LOCKED = ("locked", "busy")
# The engine waits this long for whoever reads; a reader in its way gives up much sooner.
WRITER_PATIENCE_S = 30.0
READER_PATIENCE_S = 2.0


def connect(path: Path, mode: str, patience_s: float = WRITER_PATIENCE_S) -> sqlite3.Connection:
    """Open the file of a store; transactions are begun by hand.

    Args:
        path: ``{output}/{dataset_name}.omgui``.
        mode: ``ro``, ``rw`` or ``rwc`` (make it where there is none).
        patience_s: How long to wait for another process.
    """
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=patience_s,
        isolation_level=None,
        check_same_thread=False,  # a thread of a pool opens, another one closes; never two at once
    )


def missing_store(path: Path) -> Problem:
    """Return the problem of a dataset that was never run."""
    return Problem(
        "store-missing", "There are no stored scores yet.", "Run the dataset first.", str(path)
    )


def damaged_store(path: Path) -> Problem:
    """Return the problem of a store that SQLite cannot read."""
    return Problem(
        "store-unreadable",
        "The store of the scores is damaged.",
        "Move it away, or put a backup in its place; without it the next run computes everything "
        "anew. The CSV files are not concerned.",
        str(path),
    )


def is_damage(error: Exception) -> bool:
    """Whether SQLite says that what it read is no store, or no longer."""
    return any(word in str(error).lower() for word in _DAMAGED)


def _is_lock(error: Exception) -> bool:
    return any(word in str(error).lower() for word in _LOCKED)


def unreadable(error: sqlite3.Error, path: Path) -> Problem:
    """Return the problem that a failed reading means."""
    if _is_lock(error):
        message = "The store is being written to just now."
        return Problem(BUSY, message, "Try again in a moment.", str(path))
    if is_damage(error):
        return damaged_store(path)
    return Problem(
        "store-unreadable",
        f"The store cannot be read: {error}.",
        "Check the disk; a damaged store can be moved away, the next run makes a new one.",
        str(path),
    )


@contextmanager
def reading(path: Path, patience_s: float = READER_PATIENCE_S) -> Iterator[sqlite3.Connection]:
    """Open a store for reading; what a killed run has half written is taken back first.

    The connection is for one thread at a time, and for a short while: an open file cannot be
    renamed on Windows, which the engine does for ``--fresh``.

    Raises:
        ProblemError: ``store-missing``, ``store-busy``, ``store-unreadable``, ``store-foreign``,
            ``store-too-new``.
    """
    if not path.is_file():
        raise ProblemError(missing_store(path))
    try:
        with closing(_opened(path, patience_s)) as database:
            yield database
    except sqlite3.Error as error:
        raise ProblemError(unreadable(error, path)) from error


def _opened(path: Path, patience_s: float) -> sqlite3.Connection:
    try:
        return _checked(path, patience_s)
    except sqlite3.Error as error:
        # Who holds the lock is alive, and undoes its own writing.
        if _is_lock(error) or not undo_killed_write(path, patience_s):
            raise
    return _checked(path, patience_s)


def _checked(path: Path, patience_s: float) -> sqlite3.Connection:
    database = connect(path, "ro", patience_s)
    try:
        version = store_schema.check_version(database, str(path))
    except BaseException:
        database.close()
        raise
    if version == 0:  # made this moment, by a run that is about to fill it
        database.close()
        raise ProblemError(missing_store(path))
    return database


def undo_killed_write(path: Path, patience_s: float = WRITER_PATIENCE_S) -> bool:
    """Take back what a killed run had half written, which a reader alone may not do.

    Args:
        path: The file of the store.
        patience_s: How long to wait for another process.

    Returns:
        Whether there was such a rest, and whether it is gone.
    """
    journal = path.with_name(f"{path.name}-journal")
    if not journal.exists():
        return False
    with contextlib.suppress(sqlite3.Error), closing(connect(path, "rw")) as database:
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return True
    return False


def bring_up(database: sqlite3.Connection, path: Path, version: int) -> None:
    """Make the tables of a new store, or bring an older one to the present version.

    An older one is copied beside itself first.

    Args:
        database: Open for writing.
        path: Its file.
        version: What :func:`omgui.core.results.store_schema.check_version` said.
    """
    if version == 0:
        store_schema.create(database)
    elif version < store_schema.VERSION:
        shutil.copy2(path, path.with_name(f"{path.name}.v{version}"))
        store_schema.migrate(database, version)


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside reaches the disk together, or not at all.

    Raises:
        sqlite3.OperationalError: The disk is full or gone; nothing of it was written.
    """
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
