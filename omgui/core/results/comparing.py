"""Two tables side by side: rows joined, with the difference of every metric."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from omgui.core.results.columns import (
    NOTHING,
    Column,
    MetricColumn,
    NumberColumn,
    Table,
    TextColumn,
)
from omgui.core.results.live import CancelledError, never
from omgui.core.results.reader import read_keys
from omgui.core.results.store_access import reading

SIDE = "side"
BOTH, FIRST_ONLY, SECOND_ONLY = "both", "first only", "second only"
_NAMES = ("reference", "file", "mode")
Key = tuple[str, ...]


class JoinBy(str, Enum):
    """When two rows are the same."""

    PLACE = "place"  # reference, file and mode as they are listed
    NAME = "name"  # the same without the folders


class SameKey(int, Enum):
    """Whether both scores of a cell were made from the same files by the same settings."""

    UNKNOWN = 0
    SAME = 1
    OTHER = 2


@dataclass(eq=False)
class ComparedTable:
    """Two tables as one.

    Attributes:
        first: The one that differences are counted from.
        second: The other one.
        columns: Reference, file and mode; ``side``; texts that either has, if any of them is not
            empty; for each metric ``psnr 1``, ``psnr 2`` and ``psnr difference``, which is
            second - first.
        first_rows: The row of the first table in each row, -1 for none.
        second_rows: The same for the second.
        metrics: The columns of metrics that both have, of the first and of the second.
        same_keys: For each metric that was looked at, a :class:`SameKey` for each row.
    """

    first: Table
    second: Table
    columns: dict[str, Column]
    first_rows: list[int]
    second_rows: list[int]
    metrics: dict[str, tuple[MetricColumn, MetricColumn]] = field(default_factory=dict)
    same_keys: dict[str, bytes] = field(default_factory=dict)

    @property
    def row_count(self) -> int:
        """Number of rows."""
        return len(self.first_rows)


def difference_key(metric: str) -> str:
    """Return the key of the column of differences of a metric."""
    return f"{metric} difference"


def compare(
    first: Table,
    second: Table,
    by: JoinBy = JoinBy.PLACE,
    names: tuple[str, str] = ("1", "2"),
) -> ComparedTable:
    """Join two tables.

    Rows of the first table come in their order, then those that only the second has. Where a row
    is listed several times, the first of one table belongs to the first of the other, and so on.

    Args:
        first: Differences are counted from it.
        second: The other one.
        by: When two rows are the same.
        names: What the two are called in titles of columns.
    """
    places: dict[Key, list[int]] = {}
    for row, key in enumerate(_keys(second, by)):
        places.setdefault(key, []).append(row)
    first_rows = list(range(first.row_count))
    second_rows = [found.pop(0) if (found := places.get(key)) else -1 for key in _keys(first, by)]
    left = sorted(row for rows in places.values() for row in rows)
    first_rows += [-1] * len(left)
    second_rows += left
    table = ComparedTable(first, second, {}, first_rows, second_rows)
    _add_texts(table)
    _add_numbers(table, names)
    return table


def shown_first(table: ComparedTable) -> tuple[str, ...]:
    """Return the columns that tell most: names, differences, then the scores themselves.

    What says the same in every row is left out.
    """
    texts = [
        key
        for key, column in table.columns.items()
        if isinstance(column, TextColumn) and (key == "file" or len(set(column.values)) > 1)
    ]
    differences = [difference_key(metric) for metric in table.metrics]
    scores = [f"{metric} {number}" for metric in table.metrics for number in (1, 2)]
    named = [key for key in ("file", SIDE) if key in texts]
    rest = [key for key in texts if key not in named]
    return (*named, *differences, *scores, *rest)


def _keys(table: Table, by: JoinBy) -> list[Key]:
    texts: list[Sequence[str]] = []
    for name in _NAMES:
        column = table.columns.get(name)
        if isinstance(column, TextColumn):
            is_path = by is JoinBy.NAME and name != "mode"
            texts.append([_last(text) for text in column.values] if is_path else column.values)
        else:
            texts.append([""] * table.row_count)
    return list(zip(*texts, strict=True))


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _add_texts(table: ComparedTable) -> None:
    sides = {(True, True): BOTH, (True, False): FIRST_ONLY, (False, True): SECOND_ONLY}
    pairs = list(zip(table.first_rows, table.second_rows, strict=True))
    said = [sides[one >= 0, other >= 0] for one, other in pairs]
    columns = {**table.second.columns, **table.first.columns}
    keys = [key for key, column in columns.items() if isinstance(column, TextColumn)]
    ordered = [*(name for name in _NAMES if name in keys), *(k for k in keys if k not in _NAMES)]
    for key in ordered:
        one, other = table.first.columns.get(key), table.second.columns.get(key)
        values = [
            one.values[left]
            if isinstance(one, TextColumn) and left >= 0
            else (other.values[right] if isinstance(other, TextColumn) and right >= 0 else "")
            for left, right in pairs
        ]
        if key in _NAMES or any(values):
            table.columns[key] = TextColumn(key, columns[key].title, values)
    table.columns[SIDE] = TextColumn(SIDE, "Side", said)


def _add_numbers(table: ComparedTable, names: tuple[str, str]) -> None:
    for key, one in table.first.columns.items():
        other = table.second.columns.get(key)
        if not isinstance(one, MetricColumn) or not isinstance(other, MetricColumn):
            continue
        table.metrics[key] = one, other
        left = array("d", [one.values[row] if row >= 0 else NOTHING for row in table.first_rows])
        right = array(
            "d", [other.values[row] if row >= 0 else NOTHING for row in table.second_rows]
        )
        differences = array("d", [b - a for a, b in zip(left, right, strict=True)])
        for name, title, values in (
            (f"{key} 1", f"{one.title} {names[0]}", left),
            (f"{key} 2", f"{other.title} {names[1]}", right),
            (difference_key(key), f"{one.title} difference", differences),
        ):
            table.columns[name] = NumberColumn(name, title, values, one.better, unit=one.unit)


def mark_same_keys(
    table: ComparedTable,
    first_store: Path,
    second_store: Path,
    is_cancelled: Callable[[], bool] = never,
) -> None:
    """Note which scores have the same score key in both stores. Takes time.

    Scores with the same key come from the same files and settings, so that a difference between
    them is due to the machine or to the program's version.

    Raises:
        CancelledError: It was cancelled.
        ProblemError: A store cannot be read.
    """
    keys: list[dict[int, str]] = []
    for path in (first_store, second_store):
        with reading(path) as database:
            keys.append({})
            for block in read_keys(database):
                if is_cancelled():
                    raise CancelledError
                keys[-1].update(block)
    for metric, (one, other) in table.metrics.items():
        marks = (
            _same(_key(keys[0], one, left), _key(keys[1], other, right))
            for left, right in zip(table.first_rows, table.second_rows, strict=True)
        )
        table.same_keys[metric] = bytes(marks)


def _key(keys: dict[int, str], column: MetricColumn, row: int) -> str:
    return keys.get(column.ids[row], "") if row >= 0 else ""


def _same(one: str, other: str) -> SameKey:
    if not one or not other:
        return SameKey.UNKNOWN
    return SameKey.SAME if one == other else SameKey.OTHER
