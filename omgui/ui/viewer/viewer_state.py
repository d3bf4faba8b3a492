"""What the Viewer shows: of which reference which files, which metrics, and which is in front."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from typing_extensions import override

from omgui.core.metric_spec import Better, Kind, Unit
from omgui.core.results.columns import CellState, MetricColumn
from omgui.core.results.result_table import ResultTable
from omgui.core.words import distinct_parts, without_common_folder
from omgui.ui.selection import RowKey
from omgui.ui.viewer.curve_plan import Wish
from omgui.ui.viewer.shown_files import MOST_FILES, ShownFiles, key_of

__all__ = ["MOST_FILES", "MOST_METRICS", "ViewerState", "key_of"]

MOST_METRICS = 6
_LISTED = 60  # files whose scores are read though they are not shown
_MANY = 2000  # files whose names take a while
_HAS_FRAMES = frozenset(
    {CellState.OPEN, CellState.SCORE, CellState.PARTIAL, CellState.FLAGGED, CellState.STALE}
)


class ViewerState(ShownFiles):
    """Decides what is shown; knows no widget.

    Args:
        table: The results of the dataset.

    Attributes:
        metrics: Names of the metrics that are shown.
        metric: The one that worst frames are those of; empty for none.
        reference_names: What tells the references apart, by their names.
        chosen: Names of the metrics that a person ticked; one more may be shown for a while.
    """

    def __init__(self, table: ResultTable) -> None:
        super().__init__(table)
        self._orders: dict[tuple[str, str], list[int]] = {}
        # A state is made in a thread, where there is time for many names.
        self._names = {
            reference: self._names_in(rows)
            for reference, rows in self.groups.items()
            if len(rows) > _MANY
        }
        references = [reference for reference in self.groups if reference]
        self.reference_names = dict(zip(references, without_common_folder(references), strict=True))
        self.metrics: list[str] = []
        self.metric = ""
        self.chosen: list[str] = []
        self._lent = ""  # a metric that is shown because it was selected, and not chosen

    @property
    def names(self) -> list[str]:
        """What tells the names of all files of the reference apart."""
        return self._names_of(self.reference)

    def _names_of(self, reference: str) -> list[str]:
        known = self._names.get(reference)
        if known is None:
            known = self._names[reference] = self._names_in(self.groups.get(reference, []))
        return known

    def _names_in(self, rows: Sequence[int]) -> list[str]:
        return distinct_parts([self.table.rows[row].name for row in rows])

    def name_of(self, row: int) -> str:
        """Return what tells the name of a file from those of its neighbours."""
        return self._names_of(self.table.rows[row].reference)[self.number_of(row)]

    def adopt(self, other: ViewerState) -> None:
        """Show what another state shows, as far as this table has it."""
        self.show_metrics(other.chosen)
        self.select_metric(other.metric)
        self._adopt_files(other)

    @override
    def show_items(self, keys: Iterable[RowKey]) -> int:
        others = super().show_items(keys)
        if self.active is not None:
            self._choose_metrics()
        return others

    @override
    def show_reference(self, reference: str) -> None:
        is_new = reference not in self._left
        super().show_reference(reference)
        self._choose_metrics()
        if is_new and self.files and not self.table.is_video:
            self.activate(self.by_score()[0])

    def show_metrics(self, names: Sequence[str]) -> None:
        """Show these metrics, as a person ticked them."""
        self.chosen = [name for name in self.table.metrics if name in names][:MOST_METRICS]
        self._lend("")
        if self.metric not in self.metrics:
            self.metric = self.metrics[0] if self.metrics else ""

    def select_metric(self, name: str) -> None:
        """Let worst frames be those of a metric.

        Where it is not shown yet, it takes the place of the one that was selected like this before;
        a metric that was shown alone stays beside it.
        """
        if name not in self.table.metrics:
            return
        self.metric = name
        if name not in self.metrics:
            self.chosen = self.chosen or self.metrics
            self._lend(name)

    def follow_metric(self, name: str) -> None:
        """Let worst frames be those of a metric that was selected elsewhere.

        It is shown beside those that are ticked, and leaves when another one is selected there.
        """
        if name in self.table.metrics and name != self._lent:
            self._lend("")
        self.select_metric(name)

    def _lend(self, name: str) -> None:
        """Show a metric beside those that are ticked; the empty name for none."""
        self._lent = name
        kept = {*self.chosen[: MOST_METRICS - 1], name} if name else set(self.chosen)
        self.metrics = [each for each in self.table.metrics if each in kept]

    def _choose_metrics(self) -> None:
        """Show a metric where none is shown: the first that any of the files has."""
        if self.metrics:
            return
        if not self.table.is_video:
            self.show_metrics(list(self.table.metrics))
            return
        # Metrics of whole clips come last: most have one score and no curve.
        for name in sorted(self.table.metrics, key=self.is_of_windows):
            column = self.table.metrics[name]
            if any(column.state(row) in _HAS_FRAMES for row in self.shown):
                self.select_metric(name)
                return

    def wishes(self) -> tuple[Wish, ...]:
        """Return the curves of what is shown."""
        return tuple(
            self._wish(row, name)
            for name in self.metrics
            for row in self.shown
            if self.table.metrics[name].state(row) is not CellState.NOT_ASKED
        )

    @property
    def asked(self) -> list[str]:
        """Names of the metrics that any of the files that are shown is asked for."""
        return [
            name
            for name, column in self.table.metrics.items()
            if any(column.state(row) is not CellState.NOT_ASKED for row in self.shown)
        ]

    def listed(self) -> tuple[Wish, ...]:
        """Return the scores of files that are not shown, near the one in front."""
        place = self.number_of(self.active) if self.active is not None else 0
        first = max(0, place - _LISTED // 2)
        return tuple(
            self._wish(row, name)
            for row in self.files[first : first + _LISTED]
            for name in self.metrics
            if row not in self.shown
            if self.table.metrics[name].state(row) is not CellState.NOT_ASKED
        )

    def _wish(self, row: int, name: str) -> Wish:
        table = self.table
        item = table.rows[row]
        is_alone = table.specs[name].kind is Kind.NR and bool(item.reference)
        pair_id = self.pair_score(row) if is_alone else None
        number, score_id = self.number_of(row), table.metrics[name].ids[row]
        return Wish(row, number, name, score_id, pair_id, item, self.is_of_windows(name))

    def is_of_windows(self, name: str) -> bool:
        """Whether a metric's score over time, if there is one, is of windows and not of frames."""
        return self.table.specs[name].unit is Unit.CLIP

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
            order = self.files if column is None else _worst_first(self.files, column)
            self._orders[place] = order
        return self._orders[place]

    def forget_order(self) -> None:
        """Sort anew: scores have come."""
        self._orders.clear()


def _worst_first(files: Sequence[int], column: MetricColumn) -> list[int]:
    """Return rows by their scores; in one go, for there may be a hundred thousand of them."""
    rows = np.asarray(files, dtype=np.int64)
    scores = np.frombuffer(column.values, dtype=np.float64)[rows]
    sign = -1.0 if column.better is Better.LOWER else 1.0
    found: list[int] = rows[np.argsort(sign * scores, kind="stable")].tolist()  # NaN comes last
    return found
