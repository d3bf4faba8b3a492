"""Millions of scores read at once: most are finished and in order, and are moved as whole columns.

The general way, :meth:`ResultTable.apply`, looks at each score by itself and takes three times as
long. Here the index of the store gives, for each item, its rows by metric, and a scan in the order
of rows the numbers; what is not simply finished or open goes the general way afterwards.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from operator import itemgetter

from omgui.core.metric_spec import Kind
from omgui.core.results import reader
from omgui.core.results.columns import NOTHING, CellState, MetricColumn
from omgui.core.results.gentle import gentle_sorted
from omgui.core.results.reader import ROWS_AT_ONCE
from omgui.core.results.result_table import ResultTable
from omgui.core.results.spreads import load_spreads

_ITEMS_AT_ONCE = 2000
_APART = "\x1f"
# A finished score is its own number; infinity stands for what the general way must look at, and
# its negative for what is not computed yet.
_ODD, _OPEN = inf, -inf
_NUMBERS = """
SELECT CASE WHEN {superseded} THEN 9e999
    WHEN state = 'open' THEN -9e999
    WHEN state = 'done' AND problem IS NULL AND frames_scored = frames_expected
        AND value IS NOT NULL AND frames_expected {expected} THEN value
    ELSE 9e999 END {frames}
FROM score WHERE id BETWEEN ? AND ? ORDER BY id
"""
# No item has three empty names, so that all of them come after these.
_BEFORE_ALL = ("", "", "")
_ITEMS = f"""
SELECT reference, file, mode, group_concat(id), group_concat(metric, '{_APART}')
FROM score WHERE (reference, file, mode) > (?, ?, ?)
GROUP BY reference, file, mode ORDER BY reference, file, mode LIMIT {_ITEMS_AT_ONCE}
"""


@dataclass
class _Numbers:
    """What the scores are, by their rows of the store, which are counted from 1.

    Attributes:
        values: Finished scores, and marks for others.
        frames: From how many frames; empty for pictures, which have one.
    """

    values: array[float] = field(default_factory=lambda: array("d", [_ODD]))
    frames: array[int] = field(default_factory=lambda: array("q", [0]))


@dataclass
class _Items:
    """Items that have scores of the same metrics.

    Attributes:
        rows: Of the table.
        ids: Of the store: those of all metrics of an item one behind the other.
    """

    rows: list[int] = field(default_factory=list)
    ids: array[int] = field(default_factory=lambda: array("q"))


def load_in_bulk(
    table: ResultTable,
    database: sqlite3.Connection,
    is_cancelled: Callable[[], bool],
    progress: Callable[[int], object],
) -> bool:
    """Put everything that is stored into a table that knows no scores yet.

    Args:
        table: Takes them.
        database: Open for reading.
        is_cancelled: Asked now and then.
        progress: Hears how many scores were read.

    Returns:
        Whether it was done; it is not where rows are missing in the middle, or when cancelled.
    """
    numbers = _Numbers()
    high = _highest(database)
    for end, block in _blocks(table, database, high):
        if is_cancelled() or len(block) != end + 1 - len(numbers.values):
            return False
        numbers.values.extend(map(itemgetter(0), block))
        if table.is_video:
            numbers.frames.extend(map(itemgetter(1), block))
        progress(end)
    odd: list[int] = []
    columns = {kind: _columns(table, kind) for kind in Kind}
    patterns = _patterns(table, database)
    is_grown = _highest(database) > high
    for (kind, metrics), items in patterns.items():
        names = metrics.split(_APART)
        # Of scores under several keys, and of those that a run added just now, not all count.
        if len(set(names)) < len(names) or (is_grown and max(items.ids) > high):
            odd += [number for number in items.ids if number <= high]
        else:
            odd += _fill_all(columns[kind], names, items, numbers)
    table.count_all_frames()
    for some in reader.read_some_scores(database, gentle_sorted(odd, int)):
        table.apply(some)
    load_spreads(table.spreads, table.metrics, database)
    return True


def _highest(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT max(id) FROM score").fetchone()[0] or 0)


def _blocks(
    table: ResultTable, database: sqlite3.Connection, high: int
) -> Iterator[tuple[int, list[tuple[float, int]]]]:
    """Yield the last row of each block, and what its scores are."""
    query = _NUMBERS.format(
        superseded="superseded" if reader.knows_changes(database) else "0",
        expected=">= 0" if table.is_video else "= 1",
        frames=", frames_expected" if table.is_video else "",
    )
    for begin in range(1, high + 1, ROWS_AT_ONCE):
        end = min(high, begin + ROWS_AT_ONCE - 1)
        yield end, database.execute(query, (begin, end)).fetchall()


def _columns(table: ResultTable, kind: Kind) -> dict[str, MetricColumn]:
    return {name: it for name, it in table.metrics.items() if table.specs[name].kind is kind}


def _patterns(table: ResultTable, database: sqlite3.Connection) -> dict[tuple[Kind, str], _Items]:
    """Return the items of the table by the metrics that they have scores of."""
    found: dict[tuple[Kind, str], _Items] = {}
    places = {kind: table.index.of(kind) for kind in Kind}
    last = _BEFORE_ALL
    while rows := database.execute(_ITEMS, last).fetchall():
        for reference, file, mode, ids, metrics in rows:
            last = reference, file, mode
            kind = Kind.FR if reference else Kind.NR
            for row in places[kind].get(last, ()):
                items = found.setdefault((kind, metrics), _Items())
                items.rows.append(row)
                items.ids.extend(map(int, ids.split(",")))
    return found


def _fill_all(
    columns: Mapping[str, MetricColumn], names: Sequence[str], items: _Items, numbers: _Numbers
) -> list[int]:
    """Put the scores of some items into their columns; returns those that need a closer look."""
    order = gentle_sorted(range(len(items.rows)), items.rows.__getitem__)
    rows = [items.rows[place] for place in order]
    is_in_order = rows == items.rows
    odd: list[int] = []
    for place, name in enumerate(names):
        column = columns.get(name)
        if column is not None:
            of_metric = items.ids[place :: len(names)]
            if not is_in_order:
                of_metric = array("q", map(of_metric.__getitem__, order))
            odd += _fill(column, rows, of_metric, numbers)
    return odd


def _fill(
    column: MetricColumn, rows: Sequence[int], ids: array[int], numbers: _Numbers
) -> list[int]:
    values = array("d", map(numbers.values.__getitem__, ids))
    if len(numbers.frames) > 1:
        frames = array("q", map(numbers.frames.__getitem__, ids))
    else:
        frames = array("q", [1]) * len(rows)
    states = bytes([CellState.SCORE]) * len(rows)
    odd: list[int] = []
    if max(values) == _ODD or min(values) == _OPEN:
        plain = {_ODD: CellState.NOT_ASKED, _OPEN: CellState.OPEN}
        states = bytes([plain.get(value, CellState.SCORE) for value in values])
        odd = [number for number, value in zip(ids, values, strict=True) if value == _ODD]
        for place, state in enumerate(states):
            if state != CellState.SCORE:
                values[place], frames[place] = NOTHING, 0
    first = rows[0]
    if rows[-1] - first + 1 == len(rows):  # without a gap: all at once
        part = slice(first, first + len(rows))
        column.values[part], column.ids[part] = values, ids
        column.scored[part], column.expected[part] = frames, frames
        column.states[part] = states
    else:
        for place, row in enumerate(rows):
            column.values[row], column.ids[row] = values[place], ids[place]
            column.scored[row] = column.expected[row] = frames[place]
            column.states[row] = states[place]
    return odd
