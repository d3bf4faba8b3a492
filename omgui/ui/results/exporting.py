"""What is written of a table, and how; made in the background."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import ProblemError
from omgui.core.results.columns import MetricColumn, Table
from omgui.core.results.common_facts import common_facts
from omgui.core.results.exports import ExportFormat
from omgui.core.results.grouping import GroupTable
from omgui.core.results.result_table import ResultTable
from omgui.core.results.sheet import Sheet, make_sheet, provenance_rows
from omgui.core.results.store_access import reading
from omgui.tables.files import write_table


@dataclass(frozen=True, eq=False)
class ExportSource:
    """A table, and what of it can be written.

    Attributes:
        title: What it is of.
        table: All of it.
        shown: Rows and columns that are shown; their table may be one of groups.
        shown_table: The table of these rows.
        keys: Columns that are shown.
        selected: Selected rows.
        specs: Metrics, for what is said of how numbers were made.
        store: Where that is read; ``None`` where there is no store.
        facts: What is to be said of the whole table, e.g. the filter.
    """

    title: str
    table: Table
    shown_table: Table
    shown: Sequence[int]
    keys: Sequence[str]
    selected: Sequence[int]
    specs: Mapping[str, MetricSpec]
    store: Path | None
    facts: Mapping[str, str]


@dataclass(frozen=True)
class ExportWish:
    """What is to be written.

    Attributes:
        part: ``all``, ``shown`` or ``selected``.
        format: Of the file.
        digits: After the point in tables for papers; ``None`` for as many as fit the column.
    """

    part: str
    format: ExportFormat
    digits: int | None = None


def sheet_of(source: ExportSource, wish: ExportWish) -> Sheet:
    """Return what is written."""
    if wish.part == "all":
        table: Table = source.table
        rows: Sequence[int] = range(table.row_count)
        keys: Sequence[str] = ()
    else:
        table, keys = source.shown_table, source.keys
        rows = source.shown if wish.part == "shown" else source.selected
    facts = {**source.facts, "rows": f"{len(rows)} of {table.row_count}"}
    shown = {
        column.metric
        for key in keys or table.columns
        if isinstance(column := table.columns[key], MetricColumn)
    }
    specs = {name: spec for name, spec in source.specs.items() if name in shown or not shown}
    provenance = provenance_rows(specs, _made(source, _items(table, rows)), facts)
    sheet = make_sheet(table, rows, keys, title=source.title, provenance=provenance)
    return sheet if wish.digits is None else with_digits(sheet, wish.digits)


def with_digits(sheet: Sheet, digits: int) -> Sheet:
    """Return the same with this many digits after the point wherever numbers are rounded."""
    columns = (
        column if column.is_text or column.is_count else replace(column, digits=digits)
        for column in sheet.columns
    )
    return replace(sheet, columns=tuple(columns))


def export(source: ExportSource, wish: ExportWish, path: Path) -> int:
    """Write a table to a file.

    Returns:
        How many rows were written.

    Raises:
        ProblemError: It cannot be written.
    """
    sheet = sheet_of(source, wish)
    write_table(sheet, path, wish.format)
    return sheet.row_count


def _items(table: Table, rows: Sequence[int]) -> Iterable[int]:
    """Return the rows of single items, which groups stand for."""
    if isinstance(table, GroupTable):
        return chain.from_iterable(table.members[row] for row in rows)
    return rows


def _made(source: ExportSource, rows: Iterable[int]) -> Mapping[str, Mapping[str, object]]:
    """Return how the scores of these rows were made."""
    if source.store is None or not isinstance(source.table, ResultTable):
        return {}
    try:
        with reading(source.store) as database:
            return common_facts(source.table, rows, database)
    except ProblemError:  # the numbers are in memory; only how they were made stays unsaid
        return {}
