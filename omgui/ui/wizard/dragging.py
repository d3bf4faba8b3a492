"""Files that are dragged are shown small beside the pointer, so that one sees where they go."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QDrag, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QTableView, QTreeView, QWidget
from typing_extensions import override

from omgui.ui.icons import icon

_ROOM, _SIDE, _WIDEST = 5, 16, 260
_BESIDE = QPoint(-12, -4)  # of the pointer, to the right and a little below


def drag_picture(view: QWidget, name: str, count: int) -> QPixmap:
    """Return what is shown beside the pointer.

    Args:
        view: Whose font and colours it has.
        name: Of the first file.
        count: How many files are dragged.
    """
    metrics, palette = view.fontMetrics(), view.palette()
    words = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDEST)
    if count > 1:
        words = f"{words}  +{count - 1}"
    size = QSize(
        metrics.horizontalAdvance(words) + _SIDE + 3 * _ROOM,
        max(metrics.height(), _SIDE) + 2 * _ROOM,
    )
    ratio = view.devicePixelRatioF()
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(palette.color(QPalette.ColorRole.ToolTipBase))
    painter = QPainter(picture)
    painter.setFont(view.font())
    painter.setPen(palette.color(QPalette.ColorRole.ToolTipText))
    painter.drawRect(QRect(QPoint(), size).adjusted(0, 0, -1, -1))
    place = QRect(_ROOM, 0, _SIDE, size.height())
    icon("file").paint(painter, place)
    text = QRect(QPoint(), size).adjusted(_SIDE + 2 * _ROOM, 0, 0, 0)
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, words)
    painter.end()
    return picture


def _drag(view: QAbstractItemView, actions: Qt.DropAction) -> None:
    model = view.model()
    rows = view.selectionModel().selectedRows()
    able = [index for index in rows if model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled]
    if not able:
        return
    drag = QDrag(view)
    drag.setMimeData(model.mimeData(able))
    drag.setPixmap(drag_picture(view, str(able[0].data()), len(able)))
    drag.setHotSpot(_BESIDE)
    drag.exec(actions, view.defaultDropAction())


class DragTree(QTreeView):
    """A tree whose rows are dragged as a small picture."""

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        _drag(self, supportedActions)


class DragTable(QTableView):
    """A table whose rows are dragged as a small picture."""

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        _drag(self, supportedActions)
