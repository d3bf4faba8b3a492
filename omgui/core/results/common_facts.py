"""How the scores of some rows were made: what is the same for all of them, and what differs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from omgui.core.results.columns import WITH_SCORE, MetricColumn
from omgui.core.results.live import CancelledError, never
from omgui.core.results.result_table import ResultTable

_SCORES_AT_ONCE = 500  # SQLite's smallest limit on variables is 999
_NAMED = 6
_NONE = "–"


def common_facts(
    table: ResultTable,
    rows: Iterable[int],
    database: sqlite3.Connection,
    is_cancelled: Callable[[], bool] = never,
) -> dict[str, Mapping[str, Any]]:
    """Return, by metric, what the provenances of the scores in some rows say. Takes time.

    Where they differ, the fact is ``varies: …`` with the values, or with how many there are.

    Args:
        table: Of the rows.
        rows: Those that are looked at.
        database: The store, open for reading.
        is_cancelled: Asked now and then.

    Raises:
        CancelledError: It was cancelled.
    """
    wanted = list(rows)
    found: dict[str, Mapping[str, Any]] = {}
    for name, column in table.metrics.items():
        texts: set[str] = set()
        ids = _ids(column, wanted)
        for begin in range(0, len(ids), _SCORES_AT_ONCE):
            if is_cancelled():
                raise CancelledError
            some = ids[begin : begin + _SCORES_AT_ONCE]
            marks = ", ".join("?" * len(some))
            query = f"SELECT DISTINCT provenance FROM score WHERE id IN ({marks})"
            texts.update(text for (text,) in database.execute(query, some) if text)
        facts = _common([json.loads(text) for text in sorted(texts)])
        if column.pooling and "pooling" in facts:
            facts["pooling"] = column.pooling
        if facts:
            found[name] = facts
    return found


def _ids(column: MetricColumn, rows: Iterable[int]) -> list[int]:
    ids, states = column.ids, column.states
    return list({ids[row] for row in rows if ids[row] and states[row] in WITH_SCORE})


def _common(made: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    keys = dict.fromkeys(key for one in made for key in one)
    return {key: _said([one.get(key) for one in made]) for key in keys}


def _said(values: Sequence[Any]) -> Any:  # noqa: ANN401 - what JSON has
    told = {json.dumps(value, sort_keys=True): value for value in values}
    if len(told) == 1:
        return values[0]
    if len(told) > _NAMED:
        return f"varies: {len(told)} values"
    texts = sorted(_NONE if value is None else str(value) for value in told.values())
    return f"varies: {', '.join(texts)}"
