"""Widgets in a line that goes on below where it is too long for the window."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override


class FlowLayout(QLayout):
    """Lines of widgets, each as wide as it wants to be.

    Args:
        parent: What it lays out.
        is_filling: Whether widgets that can be wider share out what room their line has left.
    """

    def __init__(self, parent: QWidget | None = None, *, is_filling: bool = False) -> None:
        super().__init__(parent)
        self._held: list[QLayoutItem] = []
        self._is_filling = is_filling
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(6)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._held.append(item)

    @override
    def count(self) -> int:
        return len(self._held)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._held[index] if 0 <= index < len(self._held) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._held.pop(index) if 0 <= index < len(self._held) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), is_real=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, is_real=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._held if not item.isEmpty()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _place(self, rect: QRect, *, is_real: bool) -> int:
        """Put the widgets into lines; returns the height of all lines."""
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            x = rect.x()
            more = self._more(line, rect.width()) if is_real and self._is_filling else 0
            for item in line if is_real else ():
                size = item.sizeHint()
                width = size.width() + (more if _can_be_wider(item) else 0)
                top = y + (height - size.height()) // 2
                item.setGeometry(QRect(x, top, width, size.height()))
                x += width + self.spacing()
            y += height + self.spacing()
        return max(0, y - self.spacing() - rect.y())

    def _more(self, line: list[QLayoutItem], width: int) -> int:
        """Return by how much each widget of a line that can be wider is to be so."""
        able = sum(map(_can_be_wider, line))
        taken = sum(item.sizeHint().width() + self.spacing() for item in line) - self.spacing()
        return max(0, width - taken) // able if able else 0

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Return which widgets stand in each line."""
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._held:
            if item.isEmpty():
                continue
            own = item.sizeHint().width()
            if not lines or taken + self.spacing() + own > width:
                lines.append([])
                taken = -self.spacing()
            lines[-1].append(item)
            taken += self.spacing() + own
        return lines


def _can_be_wider(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)
