"""What is shown of a table, ready to be written: titles, cells as text or numbers, provenance."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from omgui import __version__
from omgui.core.metric_spec import Better, MetricSpec
from omgui.core.results.columns import (
    CellState,
    Column,
    MetricColumn,
    NumberColumn,
    Table,
    TextColumn,
)
from omgui.core.results.result_table import FILE, ResultTable

_FILE_TITLE = "filename"  # as in our other CSV files
FLAGS = "flags"
_SIGNIFICANT = 4
_MOST_DIGITS = 6
Cell = str | float | int | None


@dataclass(frozen=True)
class SheetColumn:
    """One column.

    Attributes:
        title: Its heading.
        cells: Texts; or numbers, with ``None`` where there is nothing.
        is_text: Which of the two.
        lost: Rows in which a score could not be computed.
        better: Direction of the scores; ``None`` for what is no score.
        digits: After the point, where numbers are rounded for people.
        unit: Of the numbers.
        is_count: Whether they are whole ones.
    """

    title: str
    cells: tuple[Cell, ...]
    is_text: bool
    lost: frozenset[int] = frozenset()
    better: Better | None = None
    digits: int = 0
    unit: str = ""
    is_count: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table to be written.

    Attributes:
        title: What it is of.
        columns: In their order.
        provenance: How the numbers were made: of what (a metric, or empty for all), what, and how.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    provenance: tuple[tuple[str, str, str], ...] = ()

    @property
    def row_count(self) -> int:
        """Number of rows."""
        return len(self.columns[0].cells) if self.columns else 0


def make_sheet(
    table: Table,
    rows: Sequence[int],
    keys: Sequence[str] = (),
    *,
    title: str = "",
    provenance: Sequence[tuple[str, str, str]] = (),
) -> Sheet:
    """Return what is shown of a table.

    Args:
        table: Any table.
        rows: Those that are shown, in their order.
        keys: Columns that are shown, in their order; all by default.
        title: What it is of.
        provenance: How the numbers were made.
    """
    chosen = [table.columns[key] for key in keys or table.columns if key in table.columns]
    columns = [_column(column, rows) for column in chosen]
    if isinstance(table, ResultTable):
        flags = tuple(table.flags(row) for row in rows)
        if any(flags) or not keys:
            columns.append(SheetColumn(FLAGS, flags, is_text=True))
    return Sheet(title, tuple(columns), tuple(provenance))


def _column(column: Column, rows: Sequence[int]) -> SheetColumn:
    if isinstance(column, TextColumn):
        title = _FILE_TITLE if column.key == FILE else column.key
        return SheetColumn(title, tuple(column.values[row] for row in rows), is_text=True)
    values = [column.values[row] for row in rows]
    title = column.title if _is_of_scores(column) else column.key
    if column.is_count:
        counts = tuple(None if math.isnan(value) else int(value) for value in values)
        return SheetColumn(title, counts, is_text=False, is_count=True)
    lost: frozenset[int] = frozenset()
    if isinstance(column, MetricColumn):
        states = column.states
        lost = frozenset(k for k, row in enumerate(rows) if states[row] == CellState.PROBLEM)
    return SheetColumn(
        title,
        tuple(None if math.isnan(value) else value for value in values),
        is_text=False,
        lost=lost,
        better=column.better,
        digits=digits_for(values),
        unit=column.unit,
    )


def _is_of_scores(column: NumberColumn) -> bool:
    """Whether the title of a column says how frames were pooled, which its key does not."""
    return " " in column.key or bool(isinstance(column, MetricColumn) and column.pooling)


def digits_for(values: Sequence[float]) -> int:
    """Return how many digits after the point show four significant ones of the largest number."""
    finite = [abs(value) for value in values if math.isfinite(value) and value]
    if not finite:
        return 2
    return min(_MOST_DIGITS, max(0, _SIGNIFICANT - 1 - math.floor(math.log10(max(finite)))))


def provenance_rows(
    specs: Mapping[str, MetricSpec],
    made: Mapping[str, Mapping[str, Any]],
    facts: Mapping[str, str],
) -> list[tuple[str, str, str]]:
    """Return how numbers were made, for the sheet that says so.

    Args:
        specs: Metrics that are shown.
        made: By metric, what is said of the scores that are shown, as
            :func:`omgui.core.results.common_facts.common_facts` gives it.
        facts: What is to be said of the whole table, e.g. the filter.
    """
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    rows = [("", "written", now), ("", "omgui", __version__)]
    rows += [("", key, value) for key, value in facts.items() if value]
    for name, spec in specs.items():
        low, high = (("" if end is None else f"{end:g}") for end in spec.range)
        known = {
            "title": spec.title,
            "better": spec.better.value,
            "range": f"{low} … {high}" if low or high else "",
            "unit": spec.score_unit,
            "paper": spec.paper,
            "code": spec.code,
        }
        known |= {key: str(value) for key, value in made.get(name, {}).items()}
        rows += [(name, key, value) for key, value in known.items() if value]
    return rows
