"""Columns of tables: names as texts, scores as numbers with what became of each."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import Protocol

from omgui.core.metric_spec import Better
from omgui.core.problems import Problem
from omgui.core.results.gentle import gentle_sorted

NOTHING = math.nan
_DIGITS = re.compile(r"[0-9]+")


class CellState(IntEnum):
    """What became of one score."""

    NOT_ASKED = 0  # the dataset does not ask for it
    OPEN = 1  # not yet computed
    SCORE = 2  # from all frames
    PARTIAL = 3  # a score from part of the frames
    FLAGGED = 4  # a score from all frames that should be looked at
    PROBLEM = 5  # could not be computed
    STALE = 6  # only under other settings, or before the file changed


WITH_SCORE = frozenset({CellState.SCORE, CellState.PARTIAL, CellState.FLAGGED})


def natural_key(text: str) -> str:
    """Return by what names are sorted so that ``clip2`` comes before ``clip10``.

    A text, because texts are compared many times faster than tuples. Numbers come before letters,
    and what is the same but for capital letters or leading zeros still has an order.
    """
    return f"{_DIGITS.sub(_number_key, text.casefold())}\0\0{text}"


def _number_key(digits: re.Match[str]) -> str:
    """Return a number so that the longer one is the greater one, and 007 comes before 7."""
    number = digits[0].lstrip("0")
    return f"\0{chr(len(number) + 1)}{number}\0{digits[0]}\0"


def as_number(text: str) -> float:
    """Return the number that a text is, NaN where it is none."""
    if "_" in text:  # Python's own way to part digits: 08_01 is no 801
        return NOTHING
    try:
        return float(text)
    except ValueError:
        return NOTHING


@dataclass(eq=False)
class TextColumn:
    """A column of names.

    Attributes:
        key: By which filters, views and files name it.
        title: For people; English, front ends translate.
        values: One for each row; empty where there is none.
    """

    key: str
    title: str
    values: Sequence[str]

    @cached_property
    def numbers(self) -> array[float]:
        """The values as numbers, NaN where one is none."""
        known = {text: as_number(text) for text in set(self.values)}
        return array("d", map(known.__getitem__, self.values))

    @cached_property
    def is_numeric(self) -> bool:
        """Whether every value that is there is a number."""
        there = set(self.values) - {""}
        return bool(there) and all(math.isfinite(as_number(text)) for text in there)

    @cached_property
    def folded(self) -> list[str]:
        """The values without the difference of capital letters."""
        return [text.casefold() for text in self.values]

    @cached_property
    def order(self) -> list[int]:
        """The place of each value among all of them in natural order; -1 where there is none."""
        texts = gentle_sorted(set(self.values) - {""}, natural_key)
        places = {text: place for place, text in enumerate(texts)}
        return [places.get(text, -1) for text in self.values]


@dataclass(eq=False)
class NumberColumn:
    """A column of numbers.

    Attributes:
        key: By which filters, views and files name it: that of a metric is its name.
        title: For people; English, front ends translate.
        values: One for each row; NaN where there is none.
        better: Direction; ``None`` for what is no score.
        is_count: Whether the numbers are whole ones that count something.
        unit: Of the numbers, e.g. ``dB``.
    """

    key: str
    title: str
    values: array[float]
    better: Better | None = None
    is_count: bool = False
    unit: str = ""


@dataclass(eq=False)
class MetricColumn(NumberColumn):
    """The scores of one metric.

    Attributes:
        metric: Its name.
        pooling: How frames became scores, as the title says it; empty for the stored score.
        states: A :class:`CellState` for each row.
        scored: Frames with a score, for each row.
        expected: Frames that should have one.
        ids: Rows of the store; 0 where it has none.
        problems: Why there is no score, or what should be looked at, by row.
        outdated: Why the scores of this metric would not be used by a run started now; empty
            where nothing says so.
    """

    metric: str = ""
    pooling: str = ""
    states: bytearray = field(default_factory=bytearray)
    scored: array[int] = field(default_factory=lambda: array("q"))
    expected: array[int] = field(default_factory=lambda: array("q"))
    ids: array[int] = field(default_factory=lambda: array("q"))
    problems: dict[int, Problem] = field(default_factory=dict)
    outdated: str = ""

    def state(self, row: int) -> CellState:
        """Return what became of the score of a row."""
        return CellState(self.states[row])


@dataclass(eq=False)
class SpreadColumn(NumberColumn):
    """How far the draws of a metric differ: their standard deviation.

    Attributes:
        metric: Name of the metric.
        draws: How many draws the dataset asks for.
    """

    metric: str = ""
    draws: int = 1


Column = TextColumn | NumberColumn


class Table(Protocol):
    """What can be sorted, filtered, grouped and written: rows of columns with keys."""

    @property
    def row_count(self) -> int:
        """Number of rows."""

    @property
    def columns(self) -> dict[str, Column]:
        """The columns in order, by key."""


@dataclass(eq=False)
class PlainTable:
    """A table that says nothing beyond its columns.

    Attributes:
        row_count: Number of rows.
        columns: By key, in order.
    """

    row_count: int
    columns: dict[str, Column]


def empty_metric_column(  # noqa: PLR0913  # what a column is
    metric: str,
    rows: int,
    better: Better,
    unit: str = "",
    *,
    key: str = "",
    pooling: str = "",
) -> MetricColumn:
    """Return a column without any score."""
    return MetricColumn(
        key=key or metric,
        title=f"{metric} ({pooling})" if pooling else metric,
        values=array("d", [NOTHING]) * rows,
        better=better,
        unit=unit,
        metric=metric,
        pooling=pooling,
        states=bytearray(rows),
        scored=array("q", [0]) * rows,
        expected=array("q", [0]) * rows,
        ids=array("q", [0]) * rows,
    )
