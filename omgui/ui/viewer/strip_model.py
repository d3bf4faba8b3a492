"""Distorted versions of one picture, as small pictures that come when they are seen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QObject, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QIcon, QPixmap
from typing_extensions import override

from omgui.core.problems import ProblemError
from omgui.media.frame_pictures import FramePictures
from omgui.ui.background import Background
from omgui.ui.icons import icon
from omgui.ui.rows_model import ROOT, Index, Role
from omgui.ui.viewer.curve_words import number_text
from omgui.ui.viewer.frame_saving import image_of
from omgui.ui.viewer.viewer_state import ViewerState

SIDE = 96
_SHARPNESS = 2  # pixels for one of the window, so that fine screens have them, too
_KEPT = 400
_ASKED_AT_ONCE = 2
_BEGIN_MS = 30


class StripModel(QAbstractTableModel):
    """Rows of the table in an order, side by side, each with a small picture and a score.

    Signals:
        came(): A picture has come.
    """

    came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state: ViewerState | None = None
        self._root = Path()
        self._rows: list[int] = []
        self._pictures: OrderedDict[Path, QIcon] = OrderedDict()
        self._wanted: OrderedDict[Path, int] = OrderedDict()
        self._asked: set[Path] = set()
        self._source = FramePictures()
        self._background = Background(self, threads=_ASKED_AT_ONCE)
        self._timer = QTimer(self, singleShot=True, interval=_BEGIN_MS)
        self._timer.timeout.connect(self._ask)

    def show_state(self, state: ViewerState | None, root: Path) -> None:
        """Show other files, or in another order."""
        rows = state.by_score() if state is not None else []
        if state is self._state and rows == self._rows:  # sorted anew, and found as they were
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(0, len(rows) - 1))
            return
        self.beginResetModel()
        self._state, self._root, self._rows = state, root, rows
        self._wanted.clear()
        self.endResetModel()

    @property
    def rows(self) -> Sequence[int]:
        """Rows of the table in the order in which they are shown."""
        return self._rows

    def close(self) -> None:
        """End what reads pictures."""
        self._timer.stop()
        self._wanted.clear()
        self._source.close()
        self._background.close()

    def place_of(self, row: int | None) -> int | None:
        """Return where a row of the table is shown; ``None`` where it is not."""
        try:
            return None if row is None else self._rows.index(row)
        except ValueError:
            return None

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 1

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid() or self._state is None:
            return None
        row = self._rows[index.column()]
        item = self._state.table.rows[row]
        if role == Role.DecorationRole:
            return self._picture(self._root / item.file, index.column())
        if role == Role.ToolTipRole:
            return f"{item.name}\n{self._score(row)}"
        if role in {Role.DisplayRole, Role.AccessibleTextRole}:
            name = self._state.name_of(row)
            return f"{name}\n{self._score(row)}" if role == Role.DisplayRole else self._spoken(row)
        return None

    def _score(self, row: int) -> str:
        state = self._state
        column = state.table.metrics.get(state.metric) if state is not None else None
        return "" if column is None else f"{column.metric} {number_text(column.values[row])}"

    def _spoken(self, row: int) -> str:
        state = self._state
        return "" if state is None else f"{state.table.rows[row].name}, {self._score(row)}"

    def _picture(self, path: Path, place: int) -> QIcon:
        known = self._pictures.get(path)
        if known is not None:
            self._pictures.move_to_end(path)
            return known
        if path not in self._asked:
            self._wanted.pop(path, None)
            self._wanted[path] = place  # what is seen last is fetched first
            if not self._timer.isActive():
                self._timer.start()
        return _waiting()

    @Slot()
    def _ask(self) -> None:
        while self._wanted and len(self._asked) < _ASKED_AT_ONCE:
            path, place = self._wanted.popitem(last=True)
            self._asked.add(path)
            self._background.start(
                partial(self._read, path),
                partial(self._take, path, place),
                _raise,
            )
        while len(self._wanted) > _KEPT:
            self._wanted.popitem(last=False)

    def _read(self, path: Path) -> NDArray[np.uint8] | None:
        try:
            return self._source.frame(path, 0, SIDE * _SHARPNESS, is_video=False)
        except ProblemError:
            return None  # the panes say why

    def _take(self, path: Path, place: int, pixels: NDArray[np.uint8] | None) -> None:
        self._asked.discard(path)
        picture = icon("error", "bad")
        if pixels is not None:
            picture = QIcon(QPixmap.fromImage(image_of(np.ascontiguousarray(pixels))))
        self._pictures[path] = picture
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        if place < len(self._rows):
            shown = self.index(0, place)
            self.dataChanged.emit(shown, shown, [Role.DecorationRole])
        self.came.emit()
        self._ask()


def _waiting() -> QIcon:
    return icon("picture", "quiet")


def _raise(error: Exception) -> None:
    raise error  # a picture that cannot be read is no exception here


SIZE = QSize(SIDE, SIDE)
