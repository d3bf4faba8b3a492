"""The scores behind the curves as a table, a row for each frame."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.viewing import time_text
from omgui.ui.rows_model import ROOT, Role, RowsModel
from omgui.ui.viewer.curve_book import CurveSet
from omgui.ui.viewer.curve_data import Curve
from omgui.ui.viewer.curve_words import number_text
from omgui.ui.viewer.viewer_state import ViewerState

_FIXED = 2


class ScoresModel(RowsModel[int]):
    """Frames × curves over the numbers themselves: a million rows cost nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_FIXED, parent)
        self._rows: Sequence[int] = range(0)
        self._curves: tuple[Curve, ...] = ()
        self._names: tuple[str, ...] = ()
        self._fps: float | None = None

    def show_curves(self, state: ViewerState | None, made: CurveSet | None, frames: range) -> None:
        """Show other scores."""
        curves = tuple(made.scores.values()) if made is not None else ()
        files = {curve.row for curve in curves}
        names = tuple(
            curve.metric
            if len(files) == 1 or state is None
            else f"{curve.metric}\n{state.table.rows[curve.row].name}"
            for curve in curves
        )
        if names == self._names and frames == self._rows:
            self._curves = curves
            self.tell_changed(column=_FIXED)
            return
        self.beginResetModel()
        self._curves, self._names, self._rows = curves, names, frames
        self._columns = _FIXED + len(curves)
        self.endResetModel()

    def set_rate(self, fps: float | None) -> None:
        """Say times by this rate."""
        self._fps = fps
        self.tell_changed(column=1)

    def number_of(self, frame: int) -> int | None:
        """Return the row of a frame."""
        return self._rows.index(frame) if frame in self._rows else None

    @override
    def titles(self) -> Sequence[str]:
        return (self.tr("Frame"), self.tr("Time"), *self._names)

    @override
    def text(self, number: int, column: int) -> str:
        frame = self._rows[number]
        if column == 0:
            return str(frame)
        if column == 1:
            return time_text(frame / self._fps) if self._fps else "–"
        return number_text(self._curves[column - _FIXED].at(frame))

    @override
    def other(self, number: int, column: int, role: int) -> object:
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class ScoresTable(QWidget):
    """Shows the scores of frames as numbers.

    Signals:
        frame_chosen(int): A person went to the row of this frame.
    """

    frame_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ScoresModel(self)
        self.view = QTableView(wordWrap=False)
        self.view.setTabKeyNavigation(False)
        self.view.setModel(self.model)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 4)
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.view)
        self._frame: int | None = None
        self.model.modelReset.connect(self._fit)
        self._fit()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.view.setAccessibleName(self.tr("Scores of the frames"))
        self.model.retitle()

    def show_frame(self, frame: int | None) -> None:
        """Go to the row of a frame."""
        self._frame = frame
        number = self.model.number_of(frame) if frame is not None else None
        if number is None or not self.isVisible():
            return
        index = self.model.index(number, 0)
        if self.view.currentIndex().row() != number:
            self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    @Slot()
    def _fit(self) -> None:
        header, metrics = self.view.horizontalHeader(), self.fontMetrics()
        for column, widest in enumerate(("0000000", "00:00:00.000")):
            header.resizeSection(column, metrics.horizontalAdvance(widest) + 14)
        for column in range(_FIXED, self.model.columnCount(ROOT)):
            header.resizeSection(column, max(80, header.sectionSizeHint(column)))

    @Slot()
    def copy(self) -> None:
        """Put the selected rows into the clipboard as a table."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        columns = range(self.model.columnCount(ROOT))
        titles = [title.replace("\n", " ") for title in self.model.titles()]
        lines = [[self.model.text(row, column) for column in columns] for row in rows]
        text = "\n".join("\t".join(line) for line in [titles, *lines])
        QGuiApplication.clipboard().setText(text)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_frame(self._frame)

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and self.view.hasFocus():
            self.frame_chosen.emit(self.model.row(current.row()))
