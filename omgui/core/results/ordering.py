"""The order of rows, and the rank of scores."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from omgui.core.metric_spec import Better
from omgui.core.results.columns import NOTHING, Column, Table, TextColumn
from omgui.core.results.gentle import gentle_sorted


@dataclass(frozen=True)
class SortKey:
    """By what rows are sorted.

    Attributes:
        column: Key of a column.
        is_descending: Whether the greatest comes first.
    """

    column: str
    is_descending: bool = False


def sort_rows(table: Table, rows: Sequence[int], keys: Sequence[SortKey]) -> list[int]:
    """Return rows in order. What has no value comes last, whatever the direction.

    Args:
        table: Of the rows.
        rows: Some of its rows; where all keys are equal their order is kept.
        keys: What counts most comes first; columns that the table lacks are passed over.
    """
    ordered = list(rows)
    for key in reversed(keys):
        column = table.columns.get(key.column)
        if column is None:
            continue
        values = _sortable(column)
        there = [row for row in ordered if values[row] == values[row]]  # not NaN
        missing = [row for row in ordered if values[row] != values[row]]
        there = gentle_sorted(there, values.__getitem__, is_descending=key.is_descending)
        ordered = there + missing
    return ordered


def _sortable(column: Column) -> Sequence[float]:
    """Return a number for each row by which it is sorted, NaN where it has no value."""
    if not isinstance(column, TextColumn):
        return column.values
    if column.is_numeric:
        return column.numbers
    return array("d", [NOTHING if place < 0 else place for place in column.order])


def ranks(column: Column, rows: Sequence[int] | None = None) -> array[float]:
    """Return how good the score of each row is among the others: 1 the best, 0 the worst.

    Equal scores have the middle of their ranks.

    Args:
        column: Of scores.
        rows: Those that are compared; all by default.

    Returns:
        One for each row of the table; NaN where there is no score, for rows that are not compared,
        and all of them where the column does not judge.
    """
    found = array("d", [NOTHING]) * len(column.values)
    better = None if isinstance(column, TextColumn) else column.better
    if isinstance(column, TextColumn) or better in {None, Better.NEITHER}:
        return found
    values = column.values
    every = range(len(values)) if rows is None else rows
    there = [row for row in every if not math.isnan(values[row])]
    there = gentle_sorted(there, values.__getitem__, is_descending=better is Better.LOWER)
    last = len(there) - 1
    begin = 0
    while begin <= last:
        end = begin
        while end < last and values[there[end + 1]] == values[there[begin]]:
            end += 1
        rank = (begin + end) / 2 / last if last else 1.0
        for place in range(begin, end + 1):
            found[there[place]] = rank
        begin = end + 1
    return found
