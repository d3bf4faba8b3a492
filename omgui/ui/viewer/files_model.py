"""The files of one reference as rows, with their scores at a frame."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QWidget,
)
from typing_extensions import override

from omgui.core.results.columns import CellState
from omgui.ui.rows_model import Index, Role, RowsModel
from omgui.ui.theme import role_colour
from omgui.ui.viewer.curve_plan import CurveSet, Scores
from omgui.ui.viewer.curve_styles import MARK_SIGNS, curve_icon
from omgui.ui.viewer.curve_words import number_text
from omgui.ui.viewer.viewer_state import ViewerState

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_DIGITS, _SMALL = 4, 0.001
_NO_MARKS: dict[str, int] = {}


class FilesModel(RowsModel[int]):
    """A row for each file of the reference, a column for each metric that is shown.

    Signals:
        ticked(int, bool): A file is to be shown, or not.
        scores_came(): Scores of frames are known that were not.
    """

    ticked = Signal(int, bool)
    scores_came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(1, parent)
        self._state: ViewerState | None = None
        self._made: CurveSet | None = None
        self._listed: Scores = {}
        self._metrics: Sequence[str] = ()
        self._marks = _NO_MARKS
        self._frame: int | None = None
        self._ratio = 1.0
        self._icons: dict[int, QIcon] = {}
        self._has_curves = True
        self._changes: Mapping[str, str] = {}
        self._marked: Collection[str] = ()

    def show_changes(self, changes: Mapping[str, str], marked: Collection[str]) -> None:
        """Mark files that are not those that were scored.

        Args:
            changes: What became of them, in words.
            marked: Those that surely hold something else.
        """
        if (changes, marked) != (self._changes, self._marked):
            self._changes, self._marked = changes, marked
            self.tell_changed()

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
        if state is not self._state:  # its rows may have other numbers
            self._made, self._listed = None, {}
        self._state, self._rows, self._metrics = state, files, metrics
        self._names = state.names if state is not None else []
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
        self.scores_came.emit()

    def widest(self, column: int) -> str:
        """Return a number as wide as any that a column may show at another frame."""
        if self._state is None:
            return ""
        ends = self._limits(self._state, self._metrics[column - 1])
        places = max((len(f"{abs(end):.0f}") for end in ends), default=1)
        sign = "-" if any(end < 0 for end in ends) else ""
        return f"{sign}{'0' * places}.{'0' * _DIGITS}"

    def _limits(self, state: ViewerState, metric: str) -> list[float]:
        """Return lowest and highest scores that a metric may show."""
        if state.table.is_video:
            known = {**self._listed, **(self._made.scores if self._made is not None else {})}
            curves = (curve for (_, name), curve in known.items() if name == metric)
            return [end for curve in curves for end in curve.limits or ()]
        # There may be a hundred thousand pictures.
        scores = np.frombuffer(state.table.metrics[metric].values, dtype=np.float64)
        finite = scores[np.isfinite(scores)]
        return [float(finite.min()), float(finite.max())] if len(finite) else []

    @Slot(object)
    def show_listed(self, scores: Scores) -> None:
        """Show the scores of files that have no curve."""
        self._listed = scores
        self.tell_changed(column=1)
        self.scores_came.emit()

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
            return f"{self._mark(number)}{self._names[number]}"
        row, metric = self._rows[number], self._metrics[column - 1]
        if self._is_unread(row, metric):
            return ""
        return _short_text(self._value(row, metric))

    @override
    def tip(self, number: int, column: int) -> str:
        if self._state is None or column:
            return self._about_score(number, column)
        row = self._state.table.rows[self._rows[number]]
        return "\n".join(filter(None, (row.file, row.mode, self._change(number))))

    def _change(self, number: int) -> str:
        return self._changes.get(self._file(number), "")

    def _mark(self, number: int) -> str:
        return "⚠ " if self._file(number) in self._marked else ""

    def _file(self, number: int) -> str:
        return "" if self._state is None else self._state.table.rows[self._rows[number]].file

    def _about_score(self, number: int, column: int) -> str:
        text, state = self.text(number, column), self._state
        if state is None or not state.table.is_video:
            return text
        if not state.is_of_windows(self._metrics[column - 1]):
            return text
        return f"{text}\n{self.tr('Score of the window around this frame')}"

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
        if role == Role.ForegroundRole and column and self._has_curves:
            return None if row in self._state.shown else role_colour("quiet")
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

    def _is_unread(self, row: int, metric: str) -> bool:
        """Whether a file is not shown, and its scores are not known either."""
        state, made = self._state, self._made
        if state is None or made is None or not state.table.is_video or row in state.shown:
            return False
        is_asked = state.table.metrics[metric].state(row) is not CellState.NOT_ASKED
        key = row, metric
        return is_asked and key not in self._listed and key not in made.scores

    def _value(self, row: int, metric: str) -> float:
        state = self._state
        if state is None:
            return float("nan")
        if not state.table.is_video:
            return state.table.metrics[metric].values[row]
        if self._made is None or self._frame is None:
            return float("nan")
        key = row, metric
        curve = self._made.scores.get(key) or self._listed.get(key)
        return curve.at(self._frame) if curve is not None else float("nan")


def _short_text(value: float) -> str:
    """Return a score so short that a column of them is narrow; a dash where there is none."""
    if math.isfinite(value) and (abs(value) >= _SMALL or not value):
        return f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return number_text(value)


def _bold(owner: QObject | None) -> object:
    font = owner.font() if isinstance(owner, QWidget) else None
    if font is not None:
        font.setBold(True)
    return font
