"""The files of one reference: which have curves, how these look, and their scores at a frame."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.words import without_common_folder
from omgui.ui.check_boxes import BoxDelegate
from omgui.ui.rows_model import ROOT, Index, Role, RowsModel
from omgui.ui.viewer.curve_book import CurveSet
from omgui.ui.viewer.curve_styles import MARK_SIGNS, curve_icon
from omgui.ui.viewer.curve_words import number_text
from omgui.ui.viewer.viewer_state import MOST_FILES, ViewerState

_NAME_WIDTH = 120
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_NO_MARKS: dict[str, int] = {}


class FilesModel(RowsModel[int]):
    """A row for each file of the reference, a column for each metric that is shown.

    Signals:
        ticked(int, bool): A file is to be shown, or not.
    """

    ticked = Signal(int, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(1, parent)
        self._state: ViewerState | None = None
        self._made: CurveSet | None = None
        self._metrics: Sequence[str] = ()
        self._marks = _NO_MARKS
        self._frame: int | None = None
        self._ratio = 1.0
        self._icons: dict[int, QIcon] = {}
        self._has_curves = True

    def show_state(self, state: ViewerState | None, *, has_curves: bool = True) -> None:
        """Show other files or metrics."""
        files = state.files if state is not None else ()
        metrics = tuple(state.metrics) if state is not None else ()
        is_same = files is self._rows and metrics == self._metrics and state is self._state
        if is_same and has_curves == self._has_curves:
            self.tell_changed()
            return
        self.beginResetModel()
        self._has_curves = has_curves
        self._state, self._rows, self._metrics = state, files, metrics
        rows = [] if state is None else [state.table.rows[row].name for row in files]
        self._names = without_common_folder(rows)
        self._columns = 1 + len(metrics)
        self.endResetModel()

    def show_curves(self, made: CurveSet | None, marks: dict[str, int]) -> None:
        """Show the scores of other curves."""
        self._made = made
        is_other = marks != self._marks
        self._marks = marks
        self.tell_changed(column=1)
        if is_other:
            self.retitle()

    def show_frame(self, frame: int | None) -> None:
        """Show the scores of another frame."""
        if frame != self._frame:
            self._frame = frame
            self.tell_changed(column=1)

    def forget_icons(self, ratio: float) -> None:
        """Draw samples anew, in other colours or finer."""
        self._ratio = ratio
        self._icons.clear()
        self.tell_changed()

    @override
    def titles(self) -> Sequence[str]:
        signs = [
            f"{MARK_SIGNS[self._marks[name]]} {name}" if name in self._marks else name
            for name in self._metrics
        ]
        return (self.tr("File"), *signs)

    @override
    def text(self, number: int, column: int) -> str:
        if self._state is None:
            return ""
        if column == 0:
            return self._names[number]
        return number_text(self._value(self._rows[number], self._metrics[column - 1]))

    @override
    def tip(self, number: int, column: int) -> str:
        if self._state is None or column:
            return self.text(number, column)
        row = self._state.table.rows[self._rows[number]]
        return f"{row.file}\n{row.mode}".strip()

    @override
    def spoken(self, number: int, column: int) -> str:
        text = self.text(number, column)
        if self._state is not None and column == 0 and self._rows[number] == self._state.active:
            return self.tr("{file}, its pictures are shown").replace("{file}", text)
        return text

    @override
    def picture(self, number: int, column: int) -> QIcon | None:
        if column or not self._has_curves:
            return None
        if number not in self._icons:
            self._icons[number] = curve_icon(number, None, self._ratio)
        return self._icons[number]

    @override
    def other(self, number: int, column: int, role: int) -> object:
        if self._state is None:
            return None
        row = self._rows[number]
        if role == Role.CheckStateRole and column == 0 and self._has_curves:
            return _CHECKED if row in self._state.shown else _UNCHECKED
        if role == Role.TextAlignmentRole and column:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.FontRole and row == self._state.active and column == 0:
            return _bold(self.parent())
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if index.isValid() and index.column() == 0 and self._has_curves:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    @override
    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid() or index.column():
            return False
        is_shown = Qt.CheckState(value) is _CHECKED
        self.ticked.emit(self._rows[index.row()], is_shown)
        return True

    def _value(self, row: int, metric: str) -> float:
        state = self._state
        if state is None:
            return float("nan")
        if not state.table.is_video:
            return state.table.metrics[metric].values[row]
        if self._made is None or self._frame is None:
            return float("nan")
        curve = self._made.scores.get((row, metric))
        return curve.at(self._frame) if curve is not None else float("nan")


def _bold(owner: QObject | None) -> object:
    font = owner.font() if isinstance(owner, QWidget) else None
    if font is not None:
        font.setBold(True)
    return font


class FilesPanel(QWidget):
    """Lists the files of a reference; ticked ones have curves, the bold one is in the pictures.

    Signals:
        activated(int): The pictures of this row of the table are to be shown.
        ticked(int, bool): A file is to be shown among the curves, or not.
    """

    activated = Signal(int)
    ticked = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = QLabel()
        self.model = FilesModel(self)
        self.model.ticked.connect(self._on_ticked)
        self._has_ticked = False
        self.view = QTableView(wordWrap=False, showGrid=False)
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # ends tell files apart
        self.view.setTabKeyNavigation(False)
        self.view.setModel(self.model)
        self.view.setItemDelegateForColumn(0, BoxDelegate(self.view))
        self.view.setIconSize(QSize(30, 14))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.view.activated.connect(self._on_activated)
        self.view.clicked.connect(self._on_clicked)
        self.model.modelReset.connect(self._fit)
        self.hint = QLabel(wordWrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.place)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.hint)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.view.setAccessibleName(self.tr("Files of the reference"))
        self.model.retitle()

    def say(self, has_curves: bool, count: int) -> None:  # two facts
        """Say what can be done with so many files."""
        words = ""
        if has_curves and count > 1:
            words = self.tr(
                "Tick files to draw their curves, at most {most}. Press Enter on a file, or click "
                "its name, to see its frames."
            ).replace("{most}", str(MOST_FILES))
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def show_place(self, words: str, frame: int | None) -> None:
        """Show the scores of a frame."""
        self.place.setText(words)
        self.model.show_frame(frame)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.model.forget_icons(self.devicePixelRatioF())
        elif event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _fit(self) -> None:
        header = self.view.horizontalHeader()
        width = self.fontMetrics().horizontalAdvance("000.000") + 12
        left = self.view.viewport().width()
        for column in range(1, self.model.columnCount(ROOT)):
            header.resizeSection(column, max(width, header.sectionSizeHint(column)))
            left -= header.sectionSize(column)
        header.resizeSection(0, max(_NAME_WIDTH, left))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot(object)
    def _on_activated(self, index: Index) -> None:
        if index.isValid():
            self.activated.emit(self.model.row(index.row()))

    @Slot(object)
    def _on_clicked(self, index: Index) -> None:
        # A click on the box has ticked it already; anywhere else it shows the pictures.
        if not self._has_ticked:
            self._on_activated(index)
        self._has_ticked = False

    @Slot(int, bool)
    def _on_ticked(self, row: int, is_shown: bool) -> None:
        self._has_ticked = True
        self.ticked.emit(row, is_shown)
