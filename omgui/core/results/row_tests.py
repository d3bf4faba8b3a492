"""Which rows of a table fulfil one condition of a filter; the rows keep their order."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence

from omgui.core.results.columns import CellState, Column, MetricColumn, Table, TextColumn

Rows = Iterable[int]
_PATH_LIMIT = 300  # what a regular expression looks at, so that it cannot take long


def text_column(table: Table, key: str) -> TextColumn:
    """Return a column that is known to be one of texts."""
    column = table.columns[key]
    if not isinstance(column, TextColumn):
        raise TypeError(f"{key} is no column of texts")
    return column


def numbers(column: Column) -> Sequence[float]:
    """Return a number for each row of the table, NaN where there is none."""
    return column.numbers if isinstance(column, TextColumn) else column.values


def word_in_any(table: Table, keys: Sequence[str], rows: Rows, wanted: str) -> list[int]:
    """Return the rows where a text in small letters stands somewhere in one of some columns."""
    texts = [text_column(table, key).folded for key in keys]
    return [row for row in rows if any(wanted in folded[row] for folded in texts)]


def matching(table: Table, key: str, rows: Rows, pattern: re.Pattern[str]) -> list[int]:
    """Return the rows where a regular expression fits somewhere in the text."""
    texts = text_column(table, key).values
    every = list(rows)
    several = {texts[row] for row in every}
    known = {text: pattern.search(text[:_PATH_LIMIT]) is not None for text in several}
    return [row for row in every if known[texts[row]]]


def equal(table: Table, key: str, rows: Rows, text: str, number: float) -> list[int]:
    """Return the rows with this text in small letters, or this number."""
    column = text_column(table, key)
    folded, found = column.folded, column.numbers
    return [row for row in rows if folded[row] == text or found[row] == number]


def other(table: Table, key: str, rows: Rows, text: str, number: float) -> list[int]:
    """Return the rows with another text and number; a row without a text is none of them."""
    column = text_column(table, key)
    folded, found = column.folded, column.numbers
    return [row for row in rows if folded[row] not in {text, ""} and found[row] != number]


def compared(
    column: Column, rows: Rows, compare: Callable[[float, float], bool], number: float
) -> list[int]:
    """Return the rows whose number is as wanted; NaN never is."""
    found = numbers(column)
    return [row for row in rows if compare(found[row], number)]


def unequal(column: Column, rows: Rows, number: float) -> list[int]:
    """Return the rows with another number; a row without a number is none of them."""
    found = numbers(column)
    return [row for row in rows if found[row] < number or found[row] > number]


def state_marks(table: Table, states: frozenset[CellState]) -> bytes:
    """Return a byte for each row, not 0 where one of its scores is in one of the states."""
    marks = bytes(int(code in states) for code in range(256))
    found = 0
    for column in table.columns.values():
        if isinstance(column, MetricColumn):
            found |= int.from_bytes(column.states.translate(marks), "little")
    return found.to_bytes(table.row_count, "little")


def in_state(
    table: Table, rows: Rows, states: frozenset[CellState], *, is_wanted: bool
) -> list[int]:
    """Return the rows of which a score is in one of the states, or of which none is."""
    marks = state_marks(table, states)
    return [row for row in rows if bool(marks[row]) is is_wanted]


def with_value(column: Column, rows: Rows) -> list[int]:
    """Return the rows that have a text or number in a column."""
    if isinstance(column, TextColumn):
        return [row for row in rows if column.values[row]]
    values = column.values
    return [row for row in rows if not math.isnan(values[row])]
