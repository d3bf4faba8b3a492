"""Lists and tables of files in the wizard; files can be dragged out of them and into them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QIcon
from typing_extensions import override

from omgui.ui.icons import icon
from omgui.ui.rows_model import ROOT, Index, RowsModel

PATHS_FORMAT = "application/x-omgui-paths"
_Flag = Qt.ItemFlag
# Put together once: a view asks for those of every row.
CHOOSABLE = _Flag.ItemIsSelectable | _Flag.ItemIsEnabled
DRAG_AND_DROP = CHOOSABLE | _Flag.ItemIsDragEnabled | _Flag.ItemIsDropEnabled


def paths_to_mime(paths: Iterable[str]) -> QMimeData:
    """Pack paths of files for dragging."""
    data = QMimeData()
    packed = json.dumps(list(dict.fromkeys(paths))).encode()
    data.setData(PATHS_FORMAT, QByteArray(packed))
    return data


def paths_of_mime(data: QMimeData) -> tuple[str, ...]:
    """Unpack the paths of files that are dragged within the wizard."""
    if not data.hasFormat(PATHS_FORMAT):
        return ()
    found = json.loads(bytes(data.data(PATHS_FORMAT).data()))
    return tuple(str(path) for path in found)


class DragsPaths:
    """The part of a model that lets files be dragged out of it and dropped on it.

    A model of its own gives the three methods that come first, and puts this before its other
    base.
    """

    def path_at(self, index: Index) -> str:
        """Return the file that a row stands for, or nothing."""
        raise NotImplementedError

    def takes_at(self, parent: Index) -> bool:
        """Whether files can be dropped on a row, or beside all rows."""
        raise NotImplementedError

    def take(self, paths: tuple[str, ...], parent: Index) -> bool:
        """Tell of files that were dropped; return whether they are taken."""
        raise NotImplementedError

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802, D102  # Qt's name
        return Qt.DropAction.CopyAction

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802, D102  # Qt's name
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:  # noqa: N802, D102  # Qt's name
        return [PATHS_FORMAT]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:  # noqa: N802, D102  # Qt's name
        return paths_to_mime(self.path_at(index) for index in indexes)

    def canDropMimeData(  # noqa: N802, D102  # Qt's name and arguments
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return self.takes_at(parent) and data.hasFormat(PATHS_FORMAT)

    def dropMimeData(  # noqa: N802, D102  # Qt's name and arguments
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        paths = paths_of_mime(data)
        return bool(paths) and self.takes_at(parent) and self.take(paths, parent)


@dataclass(frozen=True)
class Row:
    """One row of a table.

    Attributes:
        cells: Its texts.
        path: The file that it stands for, or empty.
        icon: Name of a drawing, or empty.
        role: Colour of the drawing, as the theme names it.
        tip: All words of the row, where they do not fit.
    """

    cells: tuple[str, ...]
    path: str = ""
    icon: str = ""
    role: str = ""
    tip: str = ""


class FilesModel(DragsPaths, RowsModel[Row]):
    """A table of texts.

    Signals:
        dropped(tuple, str): These files were dropped on the row of this file, or on no row ('').
    """

    dropped = Signal(tuple, str)

    def __init__(self, columns: int, parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._titles = ("",) * columns
        self.is_drop_allowed = False

    def set_headers(self, *titles: str) -> None:
        """Name the columns."""
        self._titles = titles
        self.retitle()

    def row_of(self, path: str) -> int:
        """Return the number of the row of a file; -1 where there is none."""
        return next((n for n, row in enumerate(self._rows) if row.path == path), -1)

    @override
    def titles(self) -> Sequence[str]:
        return self._titles

    @override
    def text(self, number: int, column: int) -> str:
        return self._rows[number].cells[column]

    @override
    def tip(self, number: int, column: int) -> str:
        row = self._rows[number]
        return row.tip or row.cells[column]

    @override
    def picture(self, number: int, column: int) -> QIcon | None:
        row = self._rows[number]
        return icon(row.icon, row.role) if column == 0 and row.icon else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        drop = _Flag.ItemIsDropEnabled if self.is_drop_allowed else _Flag.NoItemFlags
        if not index.isValid():
            return drop
        drag = _Flag.ItemIsDragEnabled if self._rows[index.row()].path else drop
        return CHOOSABLE | _Flag.ItemNeverHasChildren | drag | drop

    @override
    def path_at(self, index: Index) -> str:
        return self._rows[index.row()].path if index.isValid() else ""

    @override
    def takes_at(self, parent: Index) -> bool:
        return self.is_drop_allowed

    @override
    def take(self, paths: tuple[str, ...], parent: Index) -> bool:
        self.dropped.emit(paths, self.path_at(parent))
        return True


class PathsModel(DragsPaths, RowsModel[str]):
    """Paths, of which those with a text are shown.

    Signals:
        dropped(tuple, str): These files were dropped on this one.
    """

    dropped = Signal(tuple, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(1, parent)
        self._all: Sequence[str] = ()
        self._wanted = ""

    @override
    def show(self, rows: Sequence[str]) -> None:
        self._all = rows
        super().show(self._having())

    def show_having(self, text: str) -> None:
        """Show the paths that have a text, capital or small."""
        self._wanted = text.strip().casefold()
        super().show(self._having())

    def row_of(self, path: str) -> int:
        """Return the row of a path; -1 where it is not shown."""
        return self._rows.index(path) if path in self._rows else -1

    def _having(self) -> Sequence[str]:
        text = self._wanted
        return [path for path in self._all if text in path.casefold()] if text else self._all

    @override
    def titles(self) -> Sequence[str]:
        return ("",)

    @override
    def text(self, number: int, column: int) -> str:
        return self._rows[number]

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return DRAG_AND_DROP if index.isValid() else _Flag.NoItemFlags

    @override
    def path_at(self, index: Index) -> str:
        return self._rows[index.row()] if index.isValid() else ""

    @override
    def takes_at(self, parent: Index) -> bool:
        return parent.isValid()

    @override
    def take(self, paths: tuple[str, ...], parent: Index) -> bool:
        self.dropped.emit(paths, self.path_at(parent))
        return True


__all__ = [
    "DRAG_AND_DROP",
    "PATHS_FORMAT",
    "ROOT",
    "DragsPaths",
    "FilesModel",
    "Index",
    "PathsModel",
    "Row",
    "paths_of_mime",
    "paths_to_mime",
]
