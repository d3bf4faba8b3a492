"""Tables of the wizard over plain data; files can be dragged out of them and into them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon
from typing_extensions import override

from omgui.ui.icons import icon

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PATHS_FORMAT = "application/x-omgui-paths"
_NO_DRAG = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled


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


class RowsModel(QAbstractTableModel):
    """A table of texts.

    Signals:
        dropped(tuple, str): These files were dropped on the row of this file, or on no row ('').
    """

    dropped = Signal(tuple, str)

    def __init__(self, columns: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._headers = ("",) * columns
        self._rows: Sequence[Row] = ()
        self.is_drop_allowed = False

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def set_headers(self, *headers: str) -> None:
        """Name the columns."""
        self._headers = headers
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._columns - 1)

    def row(self, number: int) -> Row:
        """Return a row."""
        return self._rows[number]

    def row_of(self, path: str) -> int:
        """Return the number of the row of a file; -1 where there is none."""
        return next((n for n, row in enumerate(self._rows) if row.path == path), -1)

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tip or row.cells[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and row.icon:
            return self._icon(row)
        return None

    def _icon(self, row: Row) -> QIcon:
        return icon(row.icon, row.role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        drop = Qt.ItemFlag.ItemIsDropEnabled if self.is_drop_allowed else Qt.ItemFlag.NoItemFlags
        if not index.isValid():
            return drop
        drag = Qt.ItemFlag.ItemIsDragEnabled if self._rows[index.row()].path else drop
        return _NO_DRAG | Qt.ItemFlag.ItemNeverHasChildren | drag | drop

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def mimeTypes(self) -> list[str]:
        return [PATHS_FORMAT]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return paths_to_mime(self._rows[index.row()].path for index in indexes)

    @override
    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return self.is_drop_allowed and data.hasFormat(PATHS_FORMAT)

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        paths = paths_of_mime(data)
        if not paths or not self.is_drop_allowed:
            return False
        path = self._rows[parent.row()].path if parent.isValid() else ""
        self.dropped.emit(paths, path)
        return True
