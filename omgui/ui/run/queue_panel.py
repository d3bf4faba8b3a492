"""The queue of datasets: what runs, what waits, in which order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.ui.icons import icon
from omgui.ui.rows_model import RowsModel
from omgui.ui.run.controller import RunController
from omgui.ui.run.queue_file import QueuedRun
from omgui.ui.run.tables import rows_table

PLACE, DATASET, METRICS, WORKSPACE = range(4)


class QueueModel(RowsModel[QueuedRun]):
    """Datasets that wait, first comes first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(WORKSPACE + 1, parent)

    @override
    def show(self, rows: Sequence[QueuedRun]) -> None:
        if rows != self._rows:
            super().show(rows)

    @override
    def titles(self) -> tuple[str, ...]:
        return self.tr("Place"), self.tr("Dataset"), self.tr("Metrics"), self.tr("Workspace")

    @override
    def text(self, number: int, column: int) -> str:
        entry = self.row(number)
        if column == METRICS:
            return ", ".join(entry.metrics) or self.tr("all of the dataset")
        values = {
            PLACE: str(number + 1),
            DATASET: entry.dataset,
            WORKSPACE: str(entry.workspace),
        }
        return values[column]


class QueuePanel(QWidget):
    """The queue as a table, with buttons that reorder it while it runs."""

    def __init__(self, runs: RunController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self.model = QueueModel(self)
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.table = rows_table(self.model, {PLACE: 60, DATASET: 180, METRICS: 220}, (WORKSPACE,))
        self.up = QPushButton()
        self.down = QPushButton()
        self.remove = QPushButton(icon("close"), "")
        buttons = QVBoxLayout()
        for button in (self.up, self.down, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        beside = QHBoxLayout()
        beside.addWidget(self.table, 1)
        beside.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(self.empty)
        layout.addLayout(beside, 1)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.remove.clicked.connect(self._remove)
        self.up.setShortcut(QKeySequence("Ctrl+Shift+Up"))
        self.down.setShortcut(QKeySequence("Ctrl+Shift+Down"))
        runs.queue_changed.connect(self.refresh)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.retranslate()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the queue as it is."""
        chosen = self._chosen()
        id_ = chosen[1].id if chosen is not None else ""
        self.model.show(self._runs.queue)
        for row in range(self.model.rowCount()):
            if self.model.row(row).id == id_:
                self.table.selectRow(row)
        self.empty.setVisible(self.model.rowCount() == 0)
        self._enable()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.empty.setText(
            self.tr(
                "Nothing waits. 'Start' on the page of another dataset puts it here while one is "
                "running; datasets run one after the other."
            )
        )
        self.up.setText(self.tr("Move &up"))
        self.down.setText(self.tr("Move do&wn"))
        self.remove.setText(self.tr("Ta&ke out"))
        self.table.setAccessibleName(self.tr("Datasets that wait"))
        self.model.retitle()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _chosen(self) -> tuple[int, QueuedRun] | None:
        rows = self.table.selectionModel().selectedRows()
        return (rows[0].row(), self.model.row(rows[0].row())) if rows else None

    @Slot()
    def _enable(self) -> None:
        chosen = self._chosen()
        row = -1 if chosen is None else chosen[0]
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.model.rowCount() - 1)
        self.remove.setEnabled(row >= 0)

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        chosen = self._chosen()
        if chosen is not None:
            row, entry = chosen
            self._runs.move(entry.dataset, row + by, entry.workspace)

    @Slot()
    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._runs.remove(chosen[1].dataset, chosen[1].workspace)
