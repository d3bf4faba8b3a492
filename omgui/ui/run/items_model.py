"""The items in hand, and how far each is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionProgressBar
from PySide6.QtWidgets import QStyleOptionViewItem as Option
from typing_extensions import override

from omgui.core.events import ItemName
from omgui.core.run_view import ItemView
from omgui.ui.run.rows_model import Index

FILE, REFERENCE, PROGRESS = range(3)
PART_ROLE = Qt.ItemDataRole.UserRole
_Role = Qt.ItemDataRole
_ROOT = QModelIndex()
_STEPS = 1000


class ItemsModel(QAbstractTableModel):
    """Items in hand, one a row, in the order in which they were begun."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: list[ItemName] = []
        self._items: Mapping[ItemName, ItemView] = {}

    def show(self, items: Mapping[ItemName, ItemView]) -> None:
        """Show these; rows that stay keep their place."""
        if items is self._items:
            return
        for row in range(len(self._names) - 1, -1, -1):
            if self._names[row] not in items:
                self.beginRemoveRows(_ROOT, row, row)
                del self._names[row]
                self.endRemoveRows()
        self._items = items
        known = set(self._names)
        new = [name for name in items if name not in known]
        if self._names:
            last = self.index(len(self._names) - 1, PROGRESS)
            self.dataChanged.emit(self.index(0, PROGRESS), last)
        if new:
            first = len(self._names)
            self.beginInsertRows(_ROOT, first, first + len(new) - 1)
            self._names += new
            self.endInsertRows()

    def name(self, row: int) -> ItemName:
        """Return the item of a row."""
        return self._names[row]

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._names)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else PROGRESS + 1

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        return (self.tr("File"), self.tr("Reference"), self.tr("Progress"))[section]

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        name = self._names[index.row()]
        item = self._items.get(name, ItemView())
        if role == PART_ROLE:
            return _part(item)
        if role not in {_Role.DisplayRole, _Role.AccessibleTextRole, _Role.ToolTipRole}:
            return None
        if index.column() == PROGRESS:
            return self._progress(item)
        if index.column() == REFERENCE:
            mode = f" ({name.mode})" if name.mode else ""
            return f"{name.reference or ''}{mode}"
        return name.file

    def _progress(self, item: ItemView) -> str:
        if not item.scored:
            return self.tr("begun")
        done = str(item.frames_scored)
        if not item.frames or item.frames_scored > item.frames:
            return self.tr("{done} frames").replace("{done}", done)
        words = self.tr("{done} of {all} frames")
        return words.replace("{done}", done).replace("{all}", str(item.frames))


def _part(item: ItemView) -> float | None:
    """Return the part that is done; ``None`` where the length is not known."""
    if not item.frames or not item.scored:
        return None
    return min(1.0, item.frames_scored / item.frames)


class ProgressDelegate(QStyledItemDelegate):
    """Paints a progress bar with the words of the cell; a screen reader reads the words."""

    @override
    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        part = index.data(PART_ROLE)
        if part is None:
            super().paint(painter, option, index)
            return
        bar = QStyleOptionProgressBar()
        bar.rect = option.rect.adjusted(2, 2, -2, -2)
        bar.palette = option.palette
        bar.state = QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_Horizontal
        bar.direction = option.direction
        bar.fontMetrics = option.fontMetrics
        bar.minimum, bar.maximum, bar.progress = 0, _STEPS, round(part * _STEPS)
        bar.text = str(index.data())
        bar.textVisible = True
        bar.textAlignment = Qt.AlignmentFlag.AlignCenter
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ProgressBar, bar, painter, option.widget)
