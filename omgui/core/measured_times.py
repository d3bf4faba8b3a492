"""What earlier runs of a dataset scored and how long it took, read without changing the store."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from omgui.core.paths import is_there
from omgui.core.problems import ProblemError
from omgui.core.results.file_changes import changed_files

_WAIT_S = 1.0  # for a run that is writing
_QUERY = (
    "SELECT metric, SUM(seconds), COUNT(*), MAX(provenance) FROM score "
    "WHERE state = 'done' AND seconds > 0 GROUP BY metric"
)
# Of scores that were asked for again, after a file or a metric had changed, the newest counts.
_NEWEST = (
    "FROM (SELECT metric, reference, file, state, MAX(id) FROM score "
    "GROUP BY reference, file, mode, metric) WHERE state = 'done'"
)
_DONE = f"SELECT metric, COUNT(*) {_NEWEST} GROUP BY metric"
_DONE_FILES = f"SELECT metric, reference, file {_NEWEST}"
_FILES = "SELECT reference FROM score UNION SELECT file FROM score"


@dataclass(frozen=True)
class MeasuredTime:
    """What the scores of one metric took.

    Attributes:
        seconds_each: Of one score, on average.
        scores: How many were measured.
        device: What one of them was computed on; empty where the store does not say.
    """

    seconds_each: float
    scores: int
    device: str = ""


def measured_times(store: Path) -> dict[str, MeasuredTime]:
    """Return what each metric took; nothing without a store, or where it cannot be read now."""
    return {
        str(metric): MeasuredTime(seconds / count, count, _device(provenance))
        for metric, seconds, count, provenance in _rows(store, _QUERY)
    }


def stored_scores(store: Path, root: Path | None = None) -> dict[str, int]:
    """Return how many scores of each metric there are; nothing where that cannot be read now.

    Args:
        store: The file.
        root: Where the files are; scores of those that were changed since are left out, as a run
            makes them anew. Without it no file is looked at.
    """
    changed = set() if root is None else _changed(store, root)
    if not changed:
        return {str(metric): int(count) for metric, count in _rows(store, _DONE)}
    rows = _rows(store, _DONE_FILES)
    return dict(Counter(str(metric) for metric, *names in rows if changed.isdisjoint(names)))


def _changed(store: Path, root: Path) -> set[str]:
    names = [name for (name,) in _rows(store, _FILES) if name]
    try:
        return set(changed_files(store, root, names))
    except ProblemError:  # busy, or not ours
        return set()


def _rows(store: Path, query: str) -> list[tuple[Any, ...]]:
    if not is_there(store):
        return []
    try:
        address = f"{store.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=_WAIT_S)) as connection:
            return connection.execute(query).fetchall()
    except sqlite3.Error:
        return []


def _device(provenance: str | None) -> str:
    try:
        said = json.loads(provenance or "{}")
    except ValueError:
        return ""
    return str(said.get("device", "")) if isinstance(said, dict) else ""
