"""Which files are no longer what they were when they were scored."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timezone
from enum import Enum
from math import inf
from pathlib import Path

from omgui.core.file_identity import FileFacts, differs_in_time_only
from omgui.core.problems import ProblemError
from omgui.core.results.columns import Table
from omgui.core.results.live import MISSING, CancelledError, never
from omgui.core.results.reader import read_version
from omgui.core.results.result_table import ResultTable
from omgui.core.results.store_access import reading
from omgui.core.results.store_schema import FIRST_WITH_FILES

_FILES_AT_ONCE = 100
_READ_MOST = 2000  # files whose ends are read; of more that only have other times, time is said
_SECOND_NS = 1_000_000_000  # to which the store rounds down when a run began


class FileChange(str, Enum):
    """What became of a file since it was scored. A run would score it again, if it is there."""

    GONE = "gone"
    ABSENT = "absent"  # it was not there when it was to be scored, either
    CONTENT = "content"  # it has another size, beginning or end
    TIME = "time"  # only the time of its last change is another one, as of copies
    NEWER = "newer"  # than its scores; what it was like then is not known


SERIOUS = frozenset({FileChange.GONE, FileChange.CONTENT})
MARKED = SERIOUS | {FileChange.ABSENT}


def changed_files(
    store: Path, root: Path, names: Iterable[str], is_cancelled: Callable[[], bool] = never
) -> dict[str, FileChange]:
    """Look for files that are others now than when they were scored. Takes time.

    Args:
        store: Of the dataset; where there is none, only what is not there is told.
        root: The folder that names are relative to.
        names: Of the files.
        is_cancelled: Asked now and then.

    Raises:
        CancelledError: It was cancelled.
        ProblemError: The store cannot be read.
    """
    known, began_ns = _known(store)
    changes: dict[str, FileChange] = {}
    for number, name in enumerate(dict.fromkeys(names)):
        if number % _FILES_AT_ONCE == 0 and is_cancelled():
            raise CancelledError
        change = _change(_stat(root / name), known.get(name), inf if known else began_ns)
        if change is not None:
            changes[name] = change
    doubtful = [name for name, change in changes.items() if change is FileChange.TIME]
    for name in doubtful[:_READ_MOST]:
        if is_cancelled():
            raise CancelledError
        if not differs_in_time_only(root / name, known[name]):
            changes[name] = FileChange.CONTENT
    return changes


def _change(
    now: os.stat_result | None, before: FileFacts | None, began_ns: float
) -> FileChange | None:
    if now is None:
        return FileChange.ABSENT if before is None else FileChange.GONE
    if before is None:
        return FileChange.NEWER if now.st_mtime_ns > began_ns + _SECOND_NS else None
    if now.st_size != before.size_bytes:
        return FileChange.CONTENT
    return FileChange.TIME if now.st_mtime_ns != before.modified_ns else None


def change_of(table: Table, row: int) -> FileChange | None:
    """Return what became of the files of a row since they were scored."""
    if not isinstance(table, ResultTable) or not table.file_changes:
        return None
    found = table.rows[row]
    return worst_change(table.file_changes, (found.reference, found.file))


def worst_change(changes: Mapping[str, FileChange], names: Iterable[str]) -> FileChange | None:
    """Return what is worst of some files; ``None`` where none of them changed."""
    found = {changes[name] for name in names if name in changes}
    return next((change for change in FileChange if change in found), None)


def _known(store: Path) -> tuple[dict[str, FileFacts], float]:
    """Return what files were like, or, of an older store, when its last run began."""
    try:
        with reading(store) as database:
            if read_version(database) >= FIRST_WITH_FILES:
                rows = database.execute("SELECT name, size_bytes, modified_ns, identity FROM file")
                known = {name: FileFacts(*facts) for name, *facts in rows}
                if known:
                    return known, 0.0
            row = database.execute("SELECT started FROM run ORDER BY id DESC LIMIT 1").fetchone()
    except ProblemError as error:
        if error.problem.code != MISSING:
            raise
        row = None
    return {}, inf if row is None else began(row[0]) * _SECOND_NS


def began(started: str) -> float:
    """Return when a run began, in seconds of the epoch."""
    when = datetime.fromisoformat(started)
    if when.tzinfo is None:
        when = when.replace(tzinfo=timezone.utc)
    return when.timestamp()


def _stat(path: Path) -> os.stat_result | None:
    try:
        found = path.stat()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None
    return found if stat.S_ISREG(found.st_mode) else None
