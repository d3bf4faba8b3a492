"""What the Viewer shows: of which reference which files, which metrics, and which is in front."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from omgui.core.metric_spec import Better, Kind
from omgui.core.results.columns import CellState
from omgui.core.results.ordering import SortKey, sort_rows
from omgui.core.results.result_table import ResultTable
from omgui.core.results.table_rows import TableRow
from omgui.ui.selection import RowKey
from omgui.ui.viewer.curve_book import Wish

MOST_FILES = 12
MOST_METRICS = 6
_FILES_AT_FIRST = 6
_HAS_FRAMES = frozenset(
    {CellState.OPEN, CellState.SCORE, CellState.PARTIAL, CellState.FLAGGED, CellState.STALE}
)


def key_of(row: TableRow) -> RowKey:
    """Return by what a row is known to the whole page."""
    return row.reference, row.file, row.mode


class ViewerState:
    """Decides what is shown; knows no widget.

    Args:
        table: The results of the dataset.

    Attributes:
        reference: The reference whose files are shown; empty for the files that are scored alone.
        shown: Rows of the table that have curves, in the order of the table.
        active: The row whose pictures are shown; ``None`` for none.
        metrics: Names of the metrics that are shown.
        metric: The one that worst frames are those of; empty for none.
    """

    def __init__(self, table: ResultTable) -> None:
        self.table = table
        self.groups: dict[str, list[int]] = {}
        self._rows: dict[RowKey, int] = {}
        for number, row in enumerate(table.rows):
            self.groups.setdefault(row.reference, []).append(number)
            self._rows.setdefault(key_of(row), number)
        self._orders: dict[tuple[str, str], list[int]] = {}
        self.reference = ""
        self.shown: list[int] = []
        self.active: int | None = None
        self.metrics: list[str] = []
        self.metric = ""

    @property
    def files(self) -> list[int]:
        """Rows of all files of the reference."""
        return self.groups.get(self.reference, [])

    @property
    def active_row(self) -> TableRow | None:
        """The row whose pictures are shown."""
        return None if self.active is None else self.table.rows[self.active]

    def number_of(self, row: int) -> int:
        """Return the place of a file among those of its reference."""
        return self.groups[self.table.rows[row].reference].index(row)

    def row_of(self, key: RowKey) -> int | None:
        """Return the row that is known by a key."""
        return self._rows.get(key)

    def adopt(self, other: ViewerState) -> None:
        """Show what another state shows, as far as this table has it."""
        keys = [key_of(other.table.rows[row]) for row in other.shown]
        active = other.active_row
        if active is not None:
            keys.insert(0, key_of(active))
        self.show_metrics(other.metrics)
        self.select_metric(other.metric)
        self.show_items(keys)

    def show_items(self, keys: Iterable[RowKey]) -> int:
        """Show items, the first of them in front.

        Returns:
            How many belong to other references, and are not shown.
        """
        rows = [row for key in keys if (row := self._rows.get(key)) is not None]
        if not rows:
            return 0
        self.reference = self.table.rows[rows[0]].reference
        own = [row for row in rows if self.table.rows[row].reference == self.reference]
        self.shown = sorted(set(own[:MOST_FILES]))
        self.active = own[0]
        self._choose_metrics()
        return len(rows) - len(own)

    def show_reference(self, reference: str) -> None:
        """Show the first files of a reference."""
        files = self.groups.get(reference, [])
        self.reference = reference
        self.shown = list(files[:_FILES_AT_FIRST])
        self.active = files[0] if files else None
        self._choose_metrics()

    def tick(self, row: int, *, is_shown: bool) -> bool:
        """Show a file or hide it; the one in front stays.

        Returns:
            Whether that could be done.
        """
        if is_shown and row not in self.shown:
            if len(self.shown) >= MOST_FILES:
                return False
            self.shown = sorted([*self.shown, row])
        elif not is_shown and row in self.shown and row != self.active:
            self.shown.remove(row)
        else:
            return is_shown == (row in self.shown)
        return True

    def activate(self, row: int) -> None:
        """Put a file in front; where it is not shown yet, it takes the place of the last one."""
        if row not in self.shown:
            if len(self.shown) >= MOST_FILES:
                self.shown.remove(next(each for each in reversed(self.shown) if each != row))
            self.shown = sorted([*self.shown, row])
        self.active = row

    def neighbour(self, by: int) -> int | None:
        """Return the file shown before or after the one in front; at both ends that one."""
        if self.active is None or self.active not in self.shown:
            return self.active
        place = self.shown.index(self.active) + by
        return self.shown[min(max(place, 0), len(self.shown) - 1)]

    def show_metrics(self, names: Sequence[str]) -> None:
        """Show these metrics."""
        self.metrics = [name for name in self.table.metrics if name in names][:MOST_METRICS]
        if self.metric not in self.metrics:
            self.metric = self.metrics[0] if self.metrics else ""

    def select_metric(self, name: str) -> None:
        """Let worst frames be those of a metric, which is shown, too."""
        if name not in self.table.metrics:
            return
        self.metric = name
        if name not in self.metrics:
            kept = self.metrics[: MOST_METRICS - 1]
            self.metrics = [each for each in self.table.metrics if each in {*kept, name}]

    def _choose_metrics(self) -> None:
        """Show a metric where none is shown: the first that any of the files has."""
        if self.metrics:
            return
        if not self.table.is_video:
            self.show_metrics(list(self.table.metrics))
            return
        for name, column in self.table.metrics.items():
            if any(column.state(row) in _HAS_FRAMES for row in self.shown):
                self.show_metrics([name])
                return

    def wishes(self) -> tuple[Wish, ...]:
        """Return the curves of what is shown."""
        return tuple(
            self._wish(row, name)
            for name in self.metrics
            for row in self.shown
            if self.table.metrics[name].state(row) is not CellState.NOT_ASKED
        )

    def _wish(self, row: int, name: str) -> Wish:
        table = self.table
        item = table.rows[row]
        is_alone = table.specs[name].kind is Kind.NR and bool(item.reference)
        pair_id = self.pair_score(row) if is_alone else None
        return Wish(row, self.number_of(row), name, table.metrics[name].ids[row], pair_id, item)

    def pair_score(self, row: int) -> int:
        """Return a row of the store with a score of this pair; 0 where there is none."""
        return self._score(row, Kind.FR)

    def alone_score(self, row: int) -> int:
        """Return a row of the store with a score of this file alone; 0 where there is none."""
        return self._score(row, Kind.NR)

    def _score(self, row: int, kind: Kind) -> int:
        open_one = 0
        for name, column in self.table.metrics.items():
            if self.table.specs[name].kind is kind and column.ids[row]:
                if column.state(row) is not CellState.OPEN:
                    return column.ids[row]
                open_one = column.ids[row]
        return open_one

    def by_score(self) -> list[int]:
        """Return the files of the reference by the selected metric: the worst first, none last."""
        place = (self.reference, self.metric)
        if place not in self._orders:
            column = self.table.metrics.get(self.metric)
            keys = []
            if column is not None:
                keys.append(SortKey(column.key, is_descending=column.better is Better.LOWER))
            self._orders[place] = sort_rows(self.table, self.files, keys)
        return self._orders[place]

    def forget_order(self) -> None:
        """Sort anew: scores have come."""
        self._orders.clear()
