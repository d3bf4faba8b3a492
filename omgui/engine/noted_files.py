"""What files were like when scores were asked of them, as the store keeps it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence

from omgui.core.file_identity import FileFacts


def note_files(
    database: sqlite3.Connection,
    files: Mapping[str, FileFacts | None],
    metrics: Collection[str],
) -> None:
    """Note what files are like now, and supersede what was scored of other ones.

    A file that is gone counts as another one: what comes back under its name may be. A run may be
    of some metrics only. What is stored of the others is under a key that nobody asks for any more
    once a file is another one, and the table of files no longer says so.

    Args:
        database: A store, within a transaction.
        files: By name as listed; ``None`` where a file cannot be read.
        metrics: Those that the run asks for; their scores are marked where they are asked for.
    """
    known = dict(database.execute("SELECT name, identity FROM file"))
    there = {name: facts for name, facts in files.items() if facts is not None}
    others = [
        (name,)
        for name, facts in files.items()
        if name in known and (facts is None or known[name] != facts.identity)
    ]
    database.executemany(
        "INSERT OR REPLACE INTO file (name, size_bytes, modified_ns, identity) VALUES (?, ?, ?, ?)",
        [(name, *facts) for name, facts in there.items()],
    )
    gone = [(name,) for name, facts in files.items() if facts is None]
    database.executemany("DELETE FROM file WHERE name = ?", gone)
    if others:
        _supersede(database, others, metrics)


def _supersede(
    database: sqlite3.Connection, files: Sequence[tuple[str]], metrics: Collection[str]
) -> None:
    marks = ", ".join("?" * len(metrics))
    database.execute("CREATE TEMP TABLE other (name TEXT PRIMARY KEY)")
    database.executemany("INSERT INTO other VALUES (?)", files)
    database.execute(
        "UPDATE score SET superseded = 1, "
        "changed = (SELECT coalesce(max(changed), 0) + 1 FROM score) WHERE superseded = 0 "
        f"AND metric NOT IN ({marks}) AND (file IN other OR reference IN other)",
        tuple(metrics),
    )
    database.execute("DROP TABLE temp.other")
