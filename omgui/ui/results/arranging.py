"""What of a table is shown, and in which order. Takes time: not for the window's thread."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from omgui.core.results.columns import MetricColumn, NumberColumn, Table, TextColumn
from omgui.core.results.comparing import ComparedTable, difference_key
from omgui.core.results.filters import parse_filter
from omgui.core.results.grouping import COUNT, GroupTable, Statistic, group_rows, statistic_key
from omgui.core.results.live import never
from omgui.core.results.ordering import SortKey, sort_rows
from omgui.core.results.sheet import digits_for
from omgui.core.results.views import TableView, ViewSort
from omgui.ui.results.shades import ShadeBook
from omgui.ui.selection import RowKey

_NAMES = ("reference", "file", "mode")


@dataclass(frozen=True)
class OpenGroup:
    """A group whose members are shown.

    Attributes:
        by: The columns that it was made by.
        values: What they say in all of its rows.
    """

    by: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True)
class Wish:
    """What a person wants to see.

    Attributes:
        view: Filter, order, columns, groups.
        group: The group whose members are shown; ``None`` for all rows.
    """

    view: TableView
    group: OpenGroup | None = None

    @property
    def is_grouped(self) -> bool:
        """Whether groups are shown, not items."""
        return bool(self.view.group_by) and self.group is None


@dataclass(eq=False)
class Arranged:
    """A table as it is shown.

    Attributes:
        items: The table of single items.
        table: The table whose rows are shown: the items, or groups of them.
        rows: Its rows, in order.
        keys: Its columns, in order.
        places: Where each row of the table is shown; -1 where it is not.
        matching: How many items pass the filter.
        shades: How good each score is among all of its column, by column.
        digits: After the point, by column of numbers.
        found: Rows that were looked for by their keys.
        wish: What this answers.
    """

    items: Table
    table: Table
    rows: list[int]
    keys: tuple[str, ...]
    places: array[int]
    matching: int
    shades: dict[str, bytes]
    digits: dict[str, int]
    found: tuple[int, ...]
    wish: Wish


def arrange(  # noqa: PLR0913  # what decides the picture
    items: Table,
    wish: Wish,
    book: ShadeBook,
    *,
    kept: Sequence[int] = (),
    looked_for: Sequence[tuple[str, ...]] = (),
    is_cancelled: Callable[[], bool] = never,
) -> Arranged:
    """Find the rows that are shown, and their order.

    Args:
        items: The table of single items.
        wish: What is wanted of it.
        book: Remembers how good scores are.
        kept: Rows of items in the order that they keep, as far as they still pass the filter:
            while a run goes on rows do not jump about. What is new comes behind them.
        looked_for: Keys of rows to be found.
        is_cancelled: Asked now and then.

    Raises:
        FilterError: The filter cannot be understood.
        CancelledError: It was cancelled.
    """
    view = wish.view
    rows = parse_filter(view.filter, items).rows(items, members(items, wish.group), is_cancelled)
    table: Table = items
    shown: Sequence[int] = rows
    keys: tuple[str, ...]
    if wish.is_grouped:
        measured = measured_columns(items, view.columns)
        table = group_rows(items, rows, view.group_by, measured, is_cancelled)
        shown = range(table.row_count)
        keys = group_keys(table, measured, view.statistics)
        book = ShadeBook()
    else:
        keys = tuple(key for key in view.columns if key in table.columns) or tuple(table.columns)
    if kept and table is items:
        passing = set(rows)
        ordered = [row for row in kept if row in passing]
        ordered += sorted(passing.difference(ordered))
    else:
        ordered = sort_rows(table, shown, sort_keys(wish, table))
    return Arranged(
        items,
        table,
        ordered,
        keys,
        _places(ordered, table.row_count),
        len(rows),
        {key: book.shades(table, key) for key in keys} if view.coloured else {},
        _all_digits(table, keys),
        find_rows(table, looked_for),
        wish,
    )


def sort_keys(wish: Wish, table: Table) -> list[SortKey]:
    """Return by what the rows of a table are sorted."""
    return [sort.key for sort in wish.view.sort if sort.column in table.columns]


def clicked_sort(sorts: Sequence[ViewSort], key: str, *, is_more: bool) -> tuple[ViewSort, ...]:
    """Return the order after a click on a heading: first upwards, then downwards, then none.

    Args:
        sorts: The order before.
        key: The column that was clicked.
        is_more: Whether it counts after the columns that are sorted already.
    """
    old = next((sort for sort in sorts if sort.column == key), None)
    turned: tuple[ViewSort, ...] = (ViewSort(column=key, descending=old is not None),)
    if old is not None and old.descending:
        turned = ()
    if not is_more:
        return turned
    if old is None:
        return (*sorts, *turned)
    place = list(sorts).index(old)
    return (*sorts[:place], *turned, *sorts[place + 1 :])


def members(items: Table, group: OpenGroup | None) -> list[int] | None:
    """Return the rows of an open group; ``None`` where none is open."""
    if group is None:
        return None
    left = list(range(items.row_count))
    for key, value in zip(group.by, group.values, strict=True):
        column = items.columns.get(key)
        if isinstance(column, TextColumn):
            left = [row for row in left if column.values[row] == value]
    return left


def measured_columns(table: Table, chosen: Sequence[str] = ()) -> list[str]:
    """Return the columns that statistics are made of: scores, or differences of scores.

    Args:
        table: Of items.
        chosen: Columns that are shown; those of them that can be measured, if there are any.
    """
    if isinstance(table, ComparedTable):
        able = [difference_key(metric) for metric in table.metrics]
    else:
        able = [key for key, column in table.columns.items() if isinstance(column, MetricColumn)]
    wanted = [key for key in able if key in chosen]
    return wanted or able


def group_keys(
    table: GroupTable, measured: Sequence[str], statistics: Sequence[Statistic]
) -> tuple[str, ...]:
    """Return the columns of a table of groups that are shown."""
    wanted = [statistic_key(metric, one) for metric in measured for one in statistics]
    return (*table.by, COUNT, *(key for key in wanted if key in table.columns))


def row_key(table: Table, row: int) -> tuple[str, ...]:
    """Return by what a row is found again in another table."""
    names = table.by if isinstance(table, GroupTable) else _NAMES
    columns = (table.columns.get(name) for name in names)
    return tuple(str(column.values[row]) if column is not None else "" for column in columns)


def item_key(table: Table, row: int) -> RowKey:
    """Return reference, file and mode of an item."""
    rows = getattr(table, "rows", None)
    if rows is not None:  # the file as listed, which may be named otherwise in the table
        return rows[row].reference, rows[row].file, rows[row].mode
    reference, file, mode = row_key(table, row)
    return reference, file, mode


def find_rows(table: Table, keys: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    """Return the first row of each key, in the order of the keys; nothing for those that lack."""
    if not keys:
        return ()
    wanted = set(keys)
    found: dict[tuple[str, ...], int] = {}
    for row in range(table.row_count):
        key = row_key(table, row)
        if key in wanted and key not in found:
            found[key] = row
    return tuple(found[key] for key in keys if key in found)


def _places(rows: Sequence[int], count: int) -> array[int]:
    places = np.full(count, -1, dtype=np.int64)
    places[np.asarray(rows, dtype=np.int64)] = np.arange(len(rows), dtype=np.int64)
    return array("q", places.tobytes())


def _all_digits(table: Table, keys: Sequence[str]) -> dict[str, int]:
    digits = {key: _digits(table, key) for key in keys}
    for metric in table.metrics if isinstance(table, ComparedTable) else ():
        pair = [key for key in (f"{metric} 1", f"{metric} 2") if key in digits]
        digits |= dict.fromkeys(pair, max((digits[key] for key in pair), default=0))
    return digits


def _digits(table: Table, key: str) -> int:
    """Return how many digits a column shows; by its largest number alone, which decides."""
    column = table.columns[key]
    if not isinstance(column, NumberColumn) or column.is_count:
        return 0
    values = np.frombuffer(column.values, dtype=np.float64)
    finite = np.abs(values[np.isfinite(values)])
    return digits_for([float(finite.max())] if finite.size else [])
