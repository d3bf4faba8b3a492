"""Pictures beside or over each other, zoomed and moved together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from omgui.ui.viewer.frame_layers import Layer
from omgui.ui.viewer.frame_painting import (
    CellPainter,
    paint_caption,
    paint_split,
    paint_words,
    surround,
)
from omgui.ui.viewer.frame_work import LatestWork
from omgui.ui.viewer.frame_zoom import Placement, Zoom

_GAP = 6
_GRAB = 8  # how near to the split a drag takes it
_WHEEL_STEP = 1.25
_CLICK = 120.0  # angle of one click of a wheel


class Arrangement(str, Enum):
    """How two pictures are laid out."""

    SIDE = "side"
    WIPE = "wipe"
    FLICKER = "flicker"
    DIFFERENCE = "difference"


@dataclass(frozen=True)
class Cell:
    """A place with a picture in it.

    Attributes:
        layer: The picture; ``None`` for words.
        caption: What it is.
        words: What is said where there is no picture.
        over: Drawn over the picture, in its place.
    """

    layer: Layer | None
    caption: str
    words: str = ""
    over: Layer | None = None


@dataclass(frozen=True)
class Scene:
    """All that is painted.

    Attributes:
        cells: From left to right; of a wipe the left and the right part.
        is_wiped: Whether the two cells share one place.
        size: Width and height that the pictures are laid out as; smaller ones are stretched.
        opacity: Of what lies over a picture.
    """

    cells: tuple[Cell, ...] = ()
    is_wiped: bool = False
    size: tuple[int, int] = (16, 9)
    opacity: float = 0.6


class FrameCanvas(QWidget):
    """Paints a scene, and lets a mouse zoom, move and point.

    Signals:
        pointed(int, int): The mouse is over this pixel.
        left(): It is over none.
        zoom_changed(): The scale or the part that is seen has changed.
        split_moved(): The split of a wipe was moved.
    """

    pointed = Signal(int, int)
    left = Signal()
    zoom_changed = Signal()
    split_moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = Scene()
        self.zoom = Zoom()
        self.split = 0.5
        self._drag: QPoint | None = None
        self._is_split_dragged = False
        self._coarse: list[tuple[Layer, int, int]] = []
        self._refining = LatestWork(self)
        self._refining.done.connect(self._on_refined)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)

    def show_scene(self, scene: Scene) -> None:
        """Paint this from now on."""
        self.scene = scene
        self.update()

    @property
    def scale(self) -> float:
        """Pixels of the screen for one of the picture."""
        return self._placement(self._places()[0]).scale

    def seen_size(self, size: tuple[int, int]) -> tuple[int, int]:
        """Return how large a picture of this size is painted, in pixels of the screen."""
        scale = self.zoom.placed(size, self._device_size(self._places()[0])).scale
        return round(size[0] * scale), round(size[1] * scale)

    def set_zoom(self, zoom: Zoom) -> None:
        """Show another part, or at another scale."""
        self.zoom = zoom
        self.update()
        self.zoom_changed.emit()

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Show at a scale; what is at a point of the widget stays there."""
        place = self._places()[0]
        inside = self._inside(at) if at is not None else None
        width, height = self._device_size(place)
        point = inside if inside is not None else (width / 2, height / 2)
        self.set_zoom(self.zoom.at_scale(scale, self.scene.size, (width, height), point))

    def move_by(self, x: float, y: float) -> None:
        """Move the picture by so many points of the widget."""
        ratio = self.devicePixelRatioF()
        size = self._device_size(self._places()[0])
        self.set_zoom(self.zoom.moved((x * ratio, y * ratio), self.scene.size, size))

    def move_split(self, part: float) -> None:
        """Put the split of a wipe elsewhere."""
        self.split = min(max(part, 0.0), 1.0)
        self.update()
        self.split_moved.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(960, 400)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._coarse.clear()
        painter = QPainter(self)
        painter.fillRect(self.rect(), surround(self.palette()))
        places = self._places()
        if self.scene.is_wiped and len(self.scene.cells) == 2:
            self._paint_wipe(painter, places[0])
        else:
            for cell, place in zip(self.scene.cells, places, strict=False):
                self._paint_cell(painter, cell, place, place)
                paint_caption(painter, self, cell.caption, place, is_right=False)
        painter.end()
        if self._coarse:
            self._refining.ask(None, partial(_refine, tuple(self._coarse)))

    def close_canvas(self) -> None:
        """Wait for what is being made finer."""
        self._refining.close()

    @Slot(object, object)
    def _on_refined(self, _key: object, _none: object) -> None:
        self.update()

    def _paint_wipe(self, painter: QPainter, place: QRect) -> None:
        left, right = self.scene.cells
        column = self._split_column(place)
        first = QRect(place.topLeft(), QPoint(column - 1, place.bottom()))
        second = QRect(QPoint(column, place.top()), place.bottomRight())
        self._paint_cell(painter, left, place, first)
        self._paint_cell(painter, right, place, second)
        paint_split(painter, self, place, column)
        paint_caption(painter, self, left.caption, place, is_right=False)
        paint_caption(painter, self, right.caption, place, is_right=True)

    def _paint_cell(self, painter: QPainter, cell: Cell, place: QRect, visible: QRect) -> None:
        painter.save()
        painter.setClipRect(visible)
        if cell.layer is None:
            paint_words(painter, self, cell.words, visible)
        else:
            cells = CellPainter(
                painter, place, self._placement(place), self.scene.size, self.devicePixelRatioF()
            )
            cells.paint(cell.layer)
            if cell.over is not None:
                painter.setOpacity(self.scene.opacity)
                cells.paint(cell.over)
                painter.setOpacity(1.0)
            cells.paint_grid()
            self._coarse += cells.coarse
        painter.restore()

    def _places(self) -> list[QRect]:
        """Return where cells are, in points of the widget."""
        count = 1 if self.scene.is_wiped else max(1, len(self.scene.cells))
        if count == 1:
            return [self.rect()]
        width = (self.width() - _GAP) // 2
        right = QRect(self.width() - width, 0, width, self.height())
        return [QRect(0, 0, width, self.height()), right]

    def _device_size(self, place: QRect) -> tuple[float, float]:
        ratio = self.devicePixelRatioF()
        return place.width() * ratio, place.height() * ratio

    def _placement(self, place: QRect) -> Placement:
        return self.zoom.placed(self.scene.size, self._device_size(place))

    def _split_column(self, place: QRect) -> int:
        """Return the split in points of the widget."""
        placement = self._placement(place)
        width = self.scene.size[0] * placement.scale
        column = (placement.left + self.split * width) / self.devicePixelRatioF()
        return round(min(max(column, place.left() + 1), place.right() - 1))

    def _inside(self, point: QPointF) -> tuple[float, float] | None:
        """Return a point relative to its place, in pixels of the screen."""
        ratio = self.devicePixelRatioF()
        for place in self._places():
            if QRectF(place).contains(point):
                return (point.x() - place.left()) * ratio, (point.y() - place.top()) * ratio
        return None

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        clicks = event.angleDelta().y() / _CLICK
        if clicks:
            self.zoom_to(self.scale * _WHEEL_STEP**clicks, event.position())
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = event.position().toPoint()
            self._is_split_dragged = self._is_at_split(event.position())
            if not self._is_split_dragged:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position())
        if self._drag is None:
            is_split = self._is_at_split(event.position())
            self.setCursor(Qt.CursorShape.SplitHCursor if is_split else Qt.CursorShape.CrossCursor)
            return
        if self._is_split_dragged:
            placement = self._placement(self._places()[0])
            x = event.position().x() * self.devicePixelRatioF()
            self.move_split((x - placement.left) / (self.scene.size[0] * placement.scale))
            return
        here = event.position().toPoint()
        by = here - self._drag
        self._drag = here
        self.move_by(by.x(), by.y())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        self._is_split_dragged = False
        self.setCursor(Qt.CursorShape.CrossCursor)
        super().mouseReleaseEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change between the whole picture and its own size, at the point."""
        if self.zoom.scale is None:
            self.zoom_to(1.0, event.position())
        else:
            self.set_zoom(replace(self.zoom, scale=None))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()
        super().leaveEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.zoom_changed.emit()

    def _is_at_split(self, point: QPointF) -> bool:
        if not self.scene.is_wiped or len(self.scene.cells) < 2:
            return False
        return abs(point.x() - self._split_column(self._places()[0])) <= _GRAB

    def _point_at(self, point: QPointF) -> None:
        inside = self._inside(point)
        if inside is not None:
            x, y = self._placement(self._places()[0]).picture_point(inside)
            if 0 <= x < self.scene.size[0] and 0 <= y < self.scene.size[1]:
                self.pointed.emit(int(x), int(y))
                return
        self.left.emit()


def _refine(coarse: tuple[tuple[Layer, int, int], ...]) -> None:
    for layer, width, height in coarse:
        layer.refine(width, height)
