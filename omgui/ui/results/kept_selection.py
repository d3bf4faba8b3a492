"""What is selected in a table, found again when its rows are put in another order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from omgui.core.results.grouping import GroupTable
from omgui.ui.results.arranger import Arranger
from omgui.ui.results.arranging import Arranged, row_key
from omgui.ui.results.model import ResultsModel
from omgui.ui.results.table import ResultsTable

_KEYS_LIMIT = 200


class KeptSelection:
    """Shows what was arranged, with the same rows selected and the same cell current.

    Args:
        table: The table.
        model: Its model.
        arranger: Arranges its rows.
    """

    def __init__(self, table: ResultsTable, model: ResultsModel, arranger: Arranger) -> None:
        self._table, self._model, self._arranger = table, model, arranger

    def keys(self) -> list[tuple[str, ...]]:
        """Return by what selected rows are found again where their numbers may be other ones."""
        table = self._model.table
        if table is None or not (self._arranger.is_other or isinstance(table, GroupTable)):
            return []
        rows = [self._table.current_row(), *self._table.first_selected(_KEYS_LIMIT)]
        return [row_key(table, row) for row in rows if row >= 0]

    def show(self, arranged: Arranged, *, is_live: bool) -> None:
        """Show rows.

        Args:
            arranged: They and their order.
            is_live: Whether only scores came: then nothing moves that need not.
        """
        if is_live and self._model.can_refresh(arranged):
            self._model.refresh(arranged)
            return
        bars = (self._table.verticalScrollBar(), self._table.horizontalScrollBar())
        before = [bar.value() for bar in bars]
        self._replace(arranged)
        for bar, value in zip(bars, before, strict=True):
            if is_live:
                bar.setValue(value)

    def _replace(self, arranged: Arranged) -> None:
        before = self._model.arranged
        key = self._table.current_key()
        current = self._table.current_row()
        rows: Sequence[int] | np.ndarray = self._table.selected_array()
        if self._arranger.is_other or isinstance(arranged.table, GroupTable):
            rows = arranged.found
            current = rows[0] if rows else -1
        elif before is None or isinstance(before.table, GroupTable):
            rows, current = (), -1
        self._model.show(arranged)
        self._table.fit_columns()
        self._table.restore(rows, current, key)
