"""What the canvas of frames paints: pictures, captions, words, a grid, a split."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

from omgui.ui.theme import is_dark
from omgui.ui.viewer.frame_layers import Layer
from omgui.ui.viewer.frame_zoom import Placement

_GRID_FROM = 12.0  # pixels of the screen for one of the picture
_MARGIN = 6
_CAPTION_ALPHA = 225


def surround(palette: QPalette) -> QColor:
    """Return the grey around pictures: neither glaring nor tinted, so that eyes judge well."""
    return QColor("#1d1f21") if is_dark(palette) else QColor("#c6c8ca")


class CellPainter:
    """Paints pictures into one place.

    Args:
        painter: Clipped to what may be painted.
        place: The place, in points of the widget.
        placement: Where the picture lies in it.
        size: Width and height that pictures are laid out as.
        ratio: Pixels of the screen in a point.

    Attributes:
        coarse: What was painted as well as time allowed: layers, and the size to refine them to.
    """

    def __init__(
        self,
        painter: QPainter,
        place: QRect,
        placement: Placement,
        size: tuple[int, int],
        ratio: float,
    ) -> None:
        self._painter = painter
        self._place = place
        self._placement = placement
        self._size = size
        self._ratio = ratio
        self.coarse: list[tuple[Layer, int, int]] = []

    @property
    def _target(self) -> QRectF:
        scale = self._placement.scale / self._ratio
        return QRectF(
            self._place.left() + self._placement.left / self._ratio,
            self._place.top() + self._placement.top / self._ratio,
            self._size[0] * scale,
            self._size[1] * scale,
        )

    def paint(self, layer: Layer) -> None:
        """Paint a picture, stretched to the common size."""
        target = self._target
        width, height = (round(side * self._ratio) for side in (target.width(), target.height()))
        image = layer.at_size(width, height)
        if layer.is_coarse(width, height):
            self.coarse.append((layer, width, height))
        # Single pixels are to be seen as such; only what is made smaller is smoothed.
        is_smooth = width < image.width() or layer.size != self._size
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
        self._painter.drawImage(target, image)

    def paint_grid(self) -> None:
        """Paint lines between pixels where they are large enough."""
        if self._placement.scale < _GRID_FROM:
            return
        target = self._target
        step = self._placement.scale / self._ratio
        seen = QRectF(self._place).intersected(target)
        colour = QColor(128, 128, 128, 130)
        self._painter.setPen(QPen(colour, 0))
        first = ceil((seen.left() - target.left()) / step)
        last = floor((seen.right() - target.left()) / step)
        lines = []
        for column in range(first, last + 1):
            x = target.left() + column * step
            lines.append(QLineF(x, seen.top(), x, seen.bottom()))
        first = ceil((seen.top() - target.top()) / step)
        last = floor((seen.bottom() - target.top()) / step)
        for row in range(first, last + 1):
            y = target.top() + row * step
            lines.append(QLineF(seen.left(), y, seen.right(), y))
        self._painter.drawLines(lines)


def paint_caption(
    painter: QPainter, widget: QWidget, text: str, place: QRect, *, is_right: bool
) -> None:
    """Paint what a picture is into an upper corner of its place."""
    if not text:
        return
    metrics = painter.fontMetrics()
    text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, place.width() // 2 - 4 * _MARGIN)
    width = metrics.horizontalAdvance(text) + 2 * _MARGIN
    height = metrics.height() + _MARGIN
    left = place.right() - width - _MARGIN if is_right else place.left() + _MARGIN
    box = QRect(left, place.top() + _MARGIN, width, height)
    _paint_box(painter, widget, box)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_words(painter: QPainter, widget: QWidget, text: str, place: QRect) -> None:
    """Paint a sentence in the middle of a place."""
    room = place.adjusted(4 * _MARGIN, 4 * _MARGIN, -4 * _MARGIN, -4 * _MARGIN)
    painter.setPen(widget.palette().color(QPalette.ColorRole.Text))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(room, int(flags), text)


def paint_split(painter: QPainter, widget: QWidget, place: QRect, column: int) -> None:
    """Paint the line between the two parts of a wipe, with a handle in its middle."""
    top, bottom = QPointF(column, place.top()), QPointF(column, place.bottom())
    painter.setPen(QPen(QColor(0, 0, 0, 160), 3))
    painter.drawLine(top, bottom)
    painter.setPen(QPen(QColor(255, 255, 255), 1))
    painter.drawLine(top, bottom)
    middle = place.center().y()
    handle = QRectF(column - 9, middle - 16, 18, 32)
    _paint_box(painter, widget, handle.toRect())
    for offset in (-3, 3):
        painter.drawLine(QPointF(column + offset, middle - 6), QPointF(column + offset, middle + 6))


def _paint_box(painter: QPainter, widget: QWidget, box: QRect) -> None:
    """Paint the ground of a text that lies over a picture, and choose its colour."""
    ground = widget.palette().color(QPalette.ColorRole.Window)
    ground.setAlpha(_CAPTION_ALPHA)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(widget.palette().color(QPalette.ColorRole.WindowText))
