"""The strip of distorted versions of a picture, from the worst to the best."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.ui.rows_model import Index
from omgui.ui.viewer.strip_model import SIZE, StripModel
from omgui.ui.viewer.strip_view import StripView
from omgui.ui.viewer.viewer_state import ViewerState

_BESIDE = 60  # the line above, the scroll bar and the frame


class StripPanel(QWidget):
    """Shows the files of a reference by a score.

    Signals:
        activated(int): The picture of this row of the table is to be shown.
        metric_chosen(str): Files are to be sorted by this metric.
    """

    activated = Signal(int)
    metric_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: ViewerState | None = None
        self._seen: tuple[object, ...] = ()
        self.model = StripModel(self)
        self.metrics = QComboBox()
        self.label = QLabel()
        self.label.setBuddy(self.metrics)
        self.count = QLabel()
        self.view = StripView(SIZE)
        self.view.setModel(self.model)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        line = QHBoxLayout()
        line.addWidget(self.label)
        line.addWidget(self.metrics)
        line.addWidget(self.count, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.view, 1)
        self.setMinimumHeight(self.view.cell.height() + _BESIDE)
        self.metrics.currentIndexChanged.connect(self._on_metric)
        self.retranslate()

    def show_state(self, state: ViewerState | None, root: Path) -> None:
        """Show the files of another reference, or in another order."""
        self._state = state
        names = list(state.table.metrics) if state is not None else []
        self._offer(names, state.metric if state is not None else "")
        self.model.show_state(state, root)
        self._show_active()
        self._say_count()

    def step(self, by: int) -> int | None:
        """Return the row of the table that comes next in the strip."""
        rows = self.model.rows
        place = self.model.place_of(self._state.active) if self._state is not None else None
        if place is None:
            return rows[0] if rows else None
        return rows[min(max(place + by, 0), len(rows) - 1)]

    def close_page(self) -> None:
        """End what reads pictures."""
        self.model.close()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(self.tr("Worst first by"))
        self.metrics.setAccessibleName(self.tr("Metric that the strip is sorted by"))
        self.view.setAccessibleName(self.tr("Distorted versions of the picture"))
        self._say_count()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _say_count(self) -> None:
        self.count.setText(self.tr("%n file(s)", "", len(self.model.rows)))

    def _offer(self, names: Sequence[str], chosen: str) -> None:
        with QSignalBlocker(self.metrics):
            if [self.metrics.itemText(k) for k in range(self.metrics.count())] != list(names):
                self.metrics.clear()
                self.metrics.addItems(list(names))
            self.metrics.setCurrentText(chosen)

    def _show_active(self) -> None:
        place = self.model.place_of(self._state.active) if self._state is not None else None
        if place is None:
            return
        index, bar = self.model.index(0, place), self.view.horizontalScrollBar()
        before = bar.value()
        if index != self.view.currentIndex():
            with QSignalBlocker(self):
                self.view.setCurrentIndex(index)
        seen, self._seen = self._seen, self._what_is_seen()
        if seen != self._seen:
            self.view.scrollTo(index)
        else:  # only scores came: a person may be looking elsewhere
            bar.setValue(before)

    def _what_is_seen(self) -> tuple[object, ...]:
        state = self._state
        return () if state is None else (state.reference, state.active, state.metric)

    @Slot(object, object)
    def _on_current(self, current: Index, _before: Index) -> None:
        if current.isValid():
            self.activated.emit(self.model.rows[current.column()])

    @Slot(int)
    def _on_metric(self, _number: int) -> None:
        self.metric_chosen.emit(self.metrics.currentText())
