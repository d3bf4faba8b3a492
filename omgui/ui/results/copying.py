"""Rows of a table put on the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from omgui.core.results.exports import ExportFormat, as_text
from omgui.core.results.sheet import make_sheet
from omgui.ui.background import Background
from omgui.ui.results.model import ResultsModel
from omgui.ui.results.table import ResultsTable


class Copying(QObject):
    """Copies what is selected, or everything that is shown.

    Args:
        table: Where rows are selected.
        model: What it shows.
        lane: Where tables are read, one work after the other.
        parent: Owner.

    Signals:
        said(str): What was copied.
    """

    said = Signal(str)

    def __init__(
        self, table: ResultsTable, model: ResultsModel, lane: Background, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._table, self._model, self._lane = table, model, lane

    def selected(self, at_least: int) -> int:
        """Return how many selected rows would be copied; 0 where all that are shown would be."""
        count = self._table.selected_count()
        return count if count >= at_least else 0

    def copy(self, wanted: ExportFormat, at_least: int) -> None:
        """Put rows on the clipboard as a table.

        Args:
            wanted: How it is written.
            at_least: So many rows must be selected to be meant; one is always.
        """
        arranged = self._model.arranged
        if arranged is None:
            return
        selected = self._table.selected_rows() if self.selected(at_least) else []
        rows = selected or list(arranged.rows)

        def made() -> tuple[str, int]:
            return as_text(make_sheet(arranged.table, rows, arranged.keys), wanted), len(rows)

        self._lane.start(made, self._on_copied, _failed)

    def _on_copied(self, made: tuple[str, int]) -> None:
        QGuiApplication.clipboard().setText(made[0])
        self.said.emit(self.tr("%n row(s) copied.", "", made[1]))


def _failed(error: Exception) -> None:
    raise error
