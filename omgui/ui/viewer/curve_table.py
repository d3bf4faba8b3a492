"""The scores behind the curves as a table, a row for each frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.viewing import time_text
from omgui.core.words import distinct_parts
from omgui.ui.background import Background
from omgui.ui.rows_model import ROOT, Role, RowsModel, title_of
from omgui.ui.viewer.curve_data import Curve
from omgui.ui.viewer.curve_plan import CurveSet
from omgui.ui.viewer.curve_words import number_text
from omgui.ui.viewer.viewer_state import ViewerState

_FIXED = 2
_WIDEST = "99.9999"
_TIME = "0:00:00.000"
_ROOM = 12


class ScoresModel(RowsModel[int]):
    """Frames × curves over the numbers themselves: a million rows cost nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_FIXED, parent)
        self._rows: Sequence[int] = range(0)
        self._curves: tuple[Curve, ...] = ()
        self._names: tuple[str, ...] = ()
        self._whole: tuple[str, ...] = ()
        self._fps: float | None = None

    def show_curves(self, state: ViewerState | None, made: CurveSet | None, frames: range) -> None:
        """Show other scores."""
        curves = tuple(made.scores.values()) if made is not None else ()
        rows = list(dict.fromkeys(curve.row for curve in curves))
        files = [] if state is None else [state.table.rows[row].name for row in rows]
        short = dict(zip(rows, distinct_parts(files) if len(files) > 1 else (), strict=False))
        names = tuple("\n".join(filter(None, (c.metric, short.get(c.row)))) for c in curves)
        whole = dict(zip(rows, files, strict=False))
        self._whole = tuple(f"{c.metric} {whole.get(c.row, '')}".strip() for c in curves)
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

    def whole_titles(self) -> Sequence[str]:
        """Return titles that say all of a file's name."""
        return (self.tr("Frame"), self.tr("Time"), *self._whole)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        if role == Role.ToolTipRole:
            return title_of(self.whole_titles(), section, orientation, Role.DisplayRole)
        return super().headerData(section, orientation, role)

    @override
    def text(self, number: int, column: int) -> str:
        return _text(self._rows[number], column, self._curves, self._fps)

    def copied(self, rows: Sequence[range]) -> Callable[[], str]:
        """Return what makes a table of rows as text; any thread may call it.

        Args:
            rows: Numbers of rows.
        """
        frames = [self._rows[each.start : each.stop] for each in rows]
        titles, count = self.whole_titles(), self._columns
        curves, fps = self._curves, self._fps

        def made() -> str:
            lines = [
                "\t".join(_text(frame, column, curves, fps) for column in range(count))
                for some in frames
                for frame in some
            ]
            return "\n".join(["\t".join(titles), *lines])

        return made

    @override
    def other(self, number: int, column: int, role: int) -> object:
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def _text(frame: int, column: int, curves: Sequence[Curve], fps: float | None) -> str:
    if column == 0:
        return str(frame)
    if column == 1:
        return time_text(frame / fps) if fps else "–"
    return number_text(curves[column - _FIXED].at(frame))


class ScoresTable(QWidget):
    """Shows the scores of frames as numbers.

    Signals:
        frame_chosen(int): A person went to the row of this frame.
    """

    frame_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self, threads=1)
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
        last = self.model.rowCount(ROOT) - 1
        widest = [self.model.text(last, 0) if last >= 0 else "", _TIME]
        widest += [_WIDEST] * (self.model.columnCount(ROOT) - _FIXED)
        for column, text in enumerate(widest):
            width = metrics.horizontalAdvance(text) + _ROOM
            header.resizeSection(column, max(width, header.sectionSizeHint(column)))

    @Slot()
    def copy(self) -> None:
        """Put the selected rows into the clipboard as a table; there may be a million."""
        selection = self.view.selectionModel().selection()
        found = [selection.at(number) for number in range(selection.count())]
        rows: list[range] = []
        for top, bottom in sorted((each.top(), each.bottom()) for each in found):
            begin = max(top, rows[-1].stop if rows else 0)
            if bottom >= begin:
                rows.append(range(begin, bottom + 1))
        self._background.start(self.model.copied(rows), _put_into_clipboard, _raise)

    def close_page(self) -> None:
        """End what is being copied."""
        self._background.close()

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


def _put_into_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _raise(error: Exception) -> None:
    raise error
