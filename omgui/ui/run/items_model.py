"""The items in hand, and how far each is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionProgressBar
from PySide6.QtWidgets import QStyleOptionViewItem as Option
from typing_extensions import override

from omgui.core.events import ItemName
from omgui.core.run_view import ItemView
from omgui.ui.rows_model import ROOT, Index, RowsModel

FILE, REFERENCE, PROGRESS = range(3)
PART_ROLE = Qt.ItemDataRole.UserRole
_STEPS = 1000


class ItemsModel(RowsModel[ItemName]):
    """Items in hand, one a row, in the order in which they were begun."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(PROGRESS + 1, parent)
        self._rows: list[ItemName] = []
        self._items: Mapping[ItemName, ItemView] = {}

    def show_items(self, items: Mapping[ItemName, ItemView]) -> None:
        """Show these; rows that stay keep their place."""
        if items is self._items:
            return
        for number in range(len(self._rows) - 1, -1, -1):
            if self._rows[number] not in items:
                self.beginRemoveRows(ROOT, number, number)
                del self._rows[number]
                self.endRemoveRows()
        self._items = items
        self.tell_changed(column=PROGRESS)
        known = set(self._rows)
        new = [name for name in items if name not in known]
        if new:
            first = len(self._rows)
            self.beginInsertRows(ROOT, first, first + len(new) - 1)
            self._rows += new
            self.endInsertRows()

    @override
    def titles(self) -> tuple[str, ...]:
        return self.tr("File"), self.tr("Reference"), self.tr("Progress")

    @override
    def text(self, number: int, column: int) -> str:
        name = self.row(number)
        if column == PROGRESS:
            return self._progress(self._item(number))
        if column == REFERENCE:
            mode = f" ({name.mode})" if name.mode else ""
            return f"{name.reference or ''}{mode}"
        return name.file

    @override
    def other(self, number: int, column: int, role: int) -> float | None:
        return _part(self._item(number)) if role == PART_ROLE else None

    def _item(self, number: int) -> ItemView:
        return self._items.get(self.row(number), ItemView())

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
