"""What scores took in earlier runs of a dataset, read from its store without changing it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from omgui.core.paths import is_there

_WAIT_S = 1.0  # for a run that is writing
_QUERY = (
    "SELECT metric, SUM(seconds), COUNT(*), MAX(provenance) FROM score "
    "WHERE state = 'done' AND seconds > 0 GROUP BY metric"
)


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
    if not is_there(store):
        return {}
    try:
        address = f"{store.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=_WAIT_S)) as connection:
            rows = connection.execute(_QUERY).fetchall()
    except sqlite3.Error:
        return {}
    return {
        str(metric): MeasuredTime(seconds / count, count, _device(provenance))
        for metric, seconds, count, provenance in rows
    }


def _device(provenance: str | None) -> str:
    try:
        said = json.loads(provenance or "{}")
    except ValueError:
        return ""
    return str(said.get("device", "")) if isinstance(said, dict) else ""
