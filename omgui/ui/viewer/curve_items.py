"""What curves are drawn with: in a drawing that is saved, every point is where it is to be seen.

On the screen, frames and scores are stretched to pixels by a transform, and what is outside of the
plot is clipped. In an SVG file that would leave a curve of numbers with six digits below a
transform of six digits, and it takes programs that keep the width of such lines and know how to
clip. So there the points are mapped and cut before they are drawn.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPainterPath, QPen, QPolygonF, QTransform
from typing_extensions import override

from omgui.ui.viewer.curve_data import Numbers


class CurveItem(pg.PlotCurveItem):  # type: ignore[misc]  # pyqtgraph has no types
    """A curve."""

    @override
    def paint(self, p: QPainter, opt: Any, widget: Any) -> None:
        if not _is_drawing(p):
            super().paint(p, opt, widget)
        elif self.xData is not None and len(self.xData):
            is_pairs = isinstance(self.opts["connect"], str) and self.opts["connect"] == "pairs"
            points = np.column_stack((self.xData, self.yData))
            _stroke(p, self, pg.mkPen(self.opts["pen"]), points, 2 if is_pairs else 1)


class LineItem(pg.InfiniteLine):  # type: ignore[misc]  # likewise
    """A straight line from one end of the plot to the other."""

    @override
    def paint(self, p: QPainter, *args: Any) -> None:
        if _is_drawing(p):
            points = np.column_stack((self._endPoints, (0.0, 0.0)))
            _stroke(p, self, self.currentPen, points, 1)
        else:
            super().paint(p, *args)


class MarksItem(pg.ScatterPlotItem):  # type: ignore[misc]  # likewise
    """Marks of one kind, as large as they are however one zooms."""

    @override
    def paint(self, p: QPainter, option: Any, widget: Any) -> None:
        if not _is_drawing(p):
            super().paint(p, option, widget)
            return
        size = float(self.opts["size"])
        shape = QTransform.fromScale(size, size).map(Symbols[self.opts["symbol"]])
        matrix, room = p.transform(), _room(p, self)
        path = QPainterPath()
        for x, y in zip(self.data["x"], self.data["y"], strict=True):
            place = matrix.map(QPointF(x, y))
            if room.contains(place):
                path.addPath(shape.translated(place))
        p.setPen(pg.mkPen(self.opts["pen"]))
        p.setBrush(pg.mkBrush(self.opts["brush"]))
        _draw(p, path)


def cut_line(points: Numbers, room: QRectF, step: int = 1) -> list[Numbers]:
    """Return what of a line is inside a rectangle, as lines of their own.

    Args:
        points: N×2; where one is not finite, the line is broken.
        room: The rectangle.
        step: 1 where each point is joined to the next one, 2 where every other is.

    Returns:
        Points of each line, N×2.
    """
    start, way = points[:-1:step], points[1::step] - points[:-1:step]
    enter, leave = np.zeros(len(way)), np.ones(len(way))
    is_in = np.isfinite(way).all(axis=1)
    for axis, (low, high) in enumerate(((room.left(), room.right()), (room.top(), room.bottom()))):
        with np.errstate(divide="ignore", invalid="ignore"):  # level and upright pieces
            to_low, to_high = ((end - start[:, axis]) / way[:, axis] for end in (low, high))
        is_level = way[:, axis] == 0
        is_in &= ~is_level | ((start[:, axis] >= low) & (start[:, axis] <= high))
        enter = np.fmax(enter, np.where(is_level, 0.0, np.fmin(to_low, to_high)))
        leave = np.fmin(leave, np.where(is_level, 1.0, np.fmax(to_low, to_high)))
    is_in &= enter <= leave
    begins, stops = start + way * enter[:, None], start + way * leave[:, None]
    goes_on = is_in[:-1] & is_in[1:] & (leave[:-1] == 1.0) & (enter[1:] == 0.0) & (step == 1)
    seen = np.flatnonzero(is_in)
    breaks = [k for k, each in enumerate(seen) if k == 0 or not goes_on[each - 1]]
    return [np.vstack((begins[run[:1]], stops[run])) for run in np.split(seen, breaks) if len(run)]


def _is_drawing(painter: QPainter) -> bool:
    return painter.paintEngine().type() is QPaintEngine.Type.SVG


def _room(painter: QPainter, item: pg.GraphicsObject) -> QRectF:
    """Return where on the page the plot of an item is."""
    return painter.transform().mapRect(QRectF(item.viewRect()))


def _stroke(
    painter: QPainter, item: pg.GraphicsObject, pen: QPen, points: Numbers, step: int
) -> None:
    matrix = painter.transform()
    linear = np.array([[matrix.m11(), matrix.m12()], [matrix.m21(), matrix.m22()]])
    seen = points.astype(np.float64) @ linear + (matrix.dx(), matrix.dy())
    path = QPainterPath()
    for line in cut_line(seen, _room(painter, item), step):
        path.addPolygon(QPolygonF([QPointF(*point) for point in line.tolist()]))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _draw(painter, path)


def _draw(painter: QPainter, path: QPainterPath) -> None:
    if not path.isEmpty():
        painter.save()
        painter.resetTransform()
        painter.drawPath(path)
        painter.restore()
