"""Rows put together by what their fields say, with the mean, median and spread of their scores."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from omgui.core.metric_spec import Better
from omgui.core.pooling import Pooling, pool
from omgui.core.results.columns import (
    NOTHING,
    Column,
    NumberColumn,
    Table,
    TextColumn,
)
from omgui.core.results.live import CancelledError, never
from omgui.core.results.ordering import SortKey, sort_rows

COUNT = "count"


class Statistic(str, Enum):
    """What is said of the scores of a group."""

    MEAN = "mean"
    MEDIAN = "median"
    STD = "std"  # of a sample: divided by n - 1
    MISSING = "missing"  # rows without a score


@dataclass(eq=False)
class GroupTable:
    """Groups of rows as a table.

    Attributes:
        by: The columns by which rows were put together.
        columns: Those columns, the number of rows, and for each metric its statistics under keys
            such as ``psnr mean``.
        members: The rows of each group.
    """

    by: tuple[str, ...]
    columns: dict[str, Column]
    members: list[list[int]]

    @property
    def row_count(self) -> int:
        """Number of groups."""
        return len(self.members)


def statistic_key(metric: str, statistic: Statistic) -> str:
    """Return the key of a column of a group table."""
    return f"{metric} {statistic.value}"


def group_rows(
    table: Table,
    rows: Sequence[int],
    by: Sequence[str],
    metrics: Sequence[str],
    is_cancelled: Callable[[], bool] = never,
) -> GroupTable:
    """Put rows together.

    Rows without a value are a group of their own. Groups come in the natural order of their values.

    Args:
        table: Of the rows.
        rows: Some of its rows.
        by: Keys of columns of names; without any, all rows are one group.
        metrics: Keys of the columns of numbers that statistics are made of.
        is_cancelled: Asked between metrics.

    Raises:
        CancelledError: It was cancelled.
    """
    names = [column for key in by if isinstance(column := table.columns.get(key), TextColumn)]
    ordered = sort_rows(table, rows, [SortKey(column.key) for column in names])
    groups: dict[tuple[str, ...], list[int]] = {}
    for row in ordered:
        groups.setdefault(tuple(column.values[row] for column in names), []).append(row)
    members = list(groups.values())
    columns: dict[str, Column] = {}
    for place, column in enumerate(names):
        values = [key[place] for key in groups]
        columns[column.key] = TextColumn(column.key, column.title, values)
    columns[COUNT] = _counts(COUNT, "Items", [len(group) for group in members])
    for key in metrics:
        found = table.columns.get(key)
        if isinstance(found, NumberColumn):
            for made in _statistics(found, members, is_cancelled):
                columns[made.key] = made
    return GroupTable(tuple(column.key for column in names), columns, members)


def _statistics(
    column: NumberColumn, members: list[list[int]], is_cancelled: Callable[[], bool]
) -> list[NumberColumn]:
    means, medians, spreads = array("d"), array("d"), array("d")
    missing: list[int] = []
    for group in members:
        if is_cancelled():
            raise CancelledError
        there = [value for row in group if not math.isnan(value := column.values[row])]
        mean = _or_nothing(pool(there, Pooling.MEAN, Better.HIGHER))
        means.append(mean)
        medians.append(_or_nothing(pool(there, Pooling.MEDIAN, Better.HIGHER)))
        spreads.append(sample_deviation(there, mean))
        missing.append(len(group) - len(there))
    found = {Statistic.MEAN: means, Statistic.MEDIAN: medians, Statistic.STD: spreads}
    numbers = [
        NumberColumn(
            statistic_key(column.key, statistic),
            f"{column.title} {statistic.value}",
            values,
            None if statistic is Statistic.STD else column.better,
            unit=column.unit,
        )
        for statistic, values in found.items()
    ]
    key = statistic_key(column.key, Statistic.MISSING)
    return [*numbers, _counts(key, f"{column.title} missing", missing)]


def _or_nothing(value: float | None) -> float:
    return NOTHING if value is None else value


def sample_deviation(values: Sequence[float], mean: float) -> float:
    """Return the standard deviation of a sample, divided by n - 1; NaN for less than two values."""
    if len(values) < 2 or not math.isfinite(mean):
        return NOTHING
    return math.hypot(*(value - mean for value in values)) / math.sqrt(len(values) - 1)


def _counts(key: str, title: str, values: Sequence[int]) -> NumberColumn:
    return NumberColumn(key, title, array("d", values), is_count=True)
