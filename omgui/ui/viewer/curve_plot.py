"""One plot: curves of one metric, or of several laid over each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette, QPen
from PySide6.QtWidgets import QGraphicsSimpleTextItem

from omgui.core.curves import widened
from omgui.ui.theme import role_colour
from omgui.ui.viewer.curve_axis import FrameAxis
from omgui.ui.viewer.curve_box import CurveBox
from omgui.ui.viewer.curve_data import Curve, Numbers
from omgui.ui.viewer.curve_styles import MARKS, curve_pen

_LEFT_WIDTH = 46
_TITLE_PLACE = (6.0, 1.0)
_MARKS_SEEN = 8  # marks on a curve that tell its metric
_DENSE = 1.0  # points on a pixel from which on the strokes of a dash would only hide dips


@dataclass(frozen=True)
class Layout:
    """What one plot shows.

    Attributes:
        title: In its corner.
        curves: The curves.
        marks: Which mark each metric has; empty where there is only one metric.
        is_scaled: Whether every metric is brought to 0 to 1.
        scales: Lowest and highest score of each metric.
        has_zero: Whether a line marks zero.
    """

    title: str
    curves: tuple[Curve, ...]
    marks: dict[str, int]
    scales: dict[str, tuple[float, float]]
    is_scaled: bool = False
    has_zero: bool = False

    def scaled(self, metric: str, values: Numbers) -> Numbers:
        """Return values as high as they are drawn."""
        if not self.is_scaled:
            return values
        low, high = self.scales[metric]
        return (values - low) / ((high - low) or 1.0)


class CurvePlot(QObject):
    """Draws a :class:`Layout`.

    Signals:
        frame_chosen(int, bool): A frame was clicked, or the cursor dragged; whether it still is.
    """

    frame_chosen = Signal(int, bool)

    def __init__(self, plot: pg.PlotItem, axis: FrameAxis, box: CurveBox) -> None:
        super().__init__()
        self.plot = plot
        self.axis = axis
        self.box = box
        self._layout = Layout("", (), {}, {})
        self._lines: list[pg.PlotCurveItem] = []
        self._signs: list[pg.ScatterPlotItem] = []
        self._palette = QPalette()
        plot.hideButtons()
        plot.getAxis("left").setWidth(_LEFT_WIDTH)
        plot.getAxis("left").enableAutoSIPrefix(False)
        # Inside the plot, where there is room for it however low the plot is.
        self._title = QGraphicsSimpleTextItem(box)
        self._title.setPos(*_TITLE_PLACE)
        self._title.setZValue(20)
        self._cuts = pg.PlotCurveItem(connect="pairs")
        self._zero = pg.InfiniteLine(0.0, angle=0)
        self._worst = pg.ScatterPlotItem(symbol="t1", size=10, useCache=False)
        self.cursor = pg.InfiniteLine(0.0, angle=90, movable=True)
        for item, height in ((self._cuts, -10), (self._zero, -5), (self._worst, 5)):
            item.setZValue(height)
            plot.addItem(item, ignoreBounds=True)
        self.cursor.setZValue(10)
        self.cursor.setVisible(False)
        plot.addItem(self.cursor, ignoreBounds=True)
        self._cut_frames: Numbers = np.empty(0)
        self._worst_points: tuple[Curve | None, Sequence[int]] = (None, ())
        box.sigRangeChanged.connect(self.redraw)
        box.sigResized.connect(self.redraw)
        box.place_chosen.connect(self._on_place)
        self.cursor.sigDragged.connect(self._on_dragged)
        self.cursor.sigPositionChangeFinished.connect(self._on_dropped)

    @property
    def layout_shown(self) -> Layout:
        """What is drawn."""
        return self._layout

    def show(self, layout: Layout) -> None:
        """Draw something else; where one looks stays."""
        self._layout = layout
        while len(self._lines) > len(layout.curves):
            self.plot.removeItem(self._lines.pop())
            self.plot.removeItem(self._signs.pop())
        while len(self._lines) < len(layout.curves):
            self._lines.append(pg.PlotCurveItem(connect="finite"))
            self._signs.append(pg.ScatterPlotItem(size=8, useCache=False))
            self.plot.addItem(self._lines[-1], ignoreBounds=True)
            self.plot.addItem(self._signs[-1], ignoreBounds=True)
        self._title.setText(layout.title)
        self._zero.setVisible(layout.has_zero)
        self.redraw()

    def set_palette(self, palette: QPalette) -> None:
        """Take the colours of a theme."""
        self._palette = palette
        text = palette.color(QPalette.ColorRole.Text)
        for name in ("left", "bottom"):
            axis = self.plot.getAxis(name)
            axis.setPen(role_colour("quiet", palette))
            axis.setTextPen(text)
        self._title.setBrush(text)
        grid = role_colour("quiet", palette)
        self._zero.setPen(grid)
        cut = QPen(grid, 1.0, Qt.PenStyle.DotLine)
        cut.setCosmetic(True)
        self._cuts.setPen(cut)
        bad = role_colour("bad", palette)
        self._worst.setPen(bad)
        self._worst.setBrush(bad)
        self.cursor.setPen(QPen(text, 0))
        self.cursor.setHoverPen(QPen(palette.color(QPalette.ColorRole.Highlight), 0))
        self.redraw()

    def set_cursor(self, frame: int | None) -> None:
        """Show where one is."""
        self.cursor.setVisible(frame is not None)
        if frame is not None and not self.cursor.moving:
            self.cursor.blockSignals(True)
            self.cursor.setValue(frame)
            self.cursor.blockSignals(False)

    def set_cuts(self, frames: Sequence[int]) -> None:
        """Mark where scenes begin."""
        # Between the last frame of one scene and the first of the next.
        self._cut_frames = np.asarray(frames, dtype=np.float64) - 0.5
        self._draw_cuts()

    def set_worst(self, curve: Curve | None, frames: Sequence[int]) -> None:
        """Mark the worst frames of a curve."""
        self._worst_points = (curve, frames)
        self._draw_worst()

    def full_range(self) -> tuple[float, float]:
        """Return the range of scores in which everything can be seen."""
        if self._layout.is_scaled:
            return widened(0.0, 1.0)
        found = [limits for curve in self._layout.curves if (limits := curve.limits)]
        if not found:
            return 0.0, 1.0
        low, high = min(low for low, _ in found), max(high for _, high in found)
        if self._layout.has_zero:
            low, high = min(low, 0.0), max(high, 0.0)
        return widened(low, high)

    @Slot()
    def redraw(self) -> None:
        """Draw what can be seen, in as many points as the plot has room for."""
        begin, end = self.box.viewRange()[0]
        pixels = max(50, int(self.box.width()))
        for line, signs, curve in zip(self._lines, self._signs, self._layout.curves, strict=True):
            drawn = curve.envelope.drawn(begin, end, pixels)
            y = self._layout.scaled(curve.metric, drawn.y)
            pen = curve_pen(curve.number, self._palette)
            if len(drawn.x) > _DENSE * pixels:
                pen.setStyle(Qt.PenStyle.SolidLine)
            line.setData(drawn.x, y, connect="finite", pen=pen)
            self._draw_signs(signs, curve, pen.color())
        self._draw_cuts()
        self._draw_worst()

    def _draw_signs(self, signs: pg.ScatterPlotItem, curve: Curve, colour: QColor) -> None:
        """Mark a curve at a few places, so that its metric can be told."""
        mark = self._layout.marks.get(curve.metric)
        if mark is None:
            signs.clear()
            return
        begin, end = self.box.viewRange()[0]
        places = np.linspace(max(begin, curve.first), min(end, curve.end - 1), _MARKS_SEEN + 2)
        frames = np.unique(np.clip(np.rint(places[1:-1]), curve.first, curve.end - 1)).astype(int)
        values = curve.values[frames - curve.first] if len(curve.values) else np.empty(0)
        is_there = np.isfinite(values)
        signs.setData(
            frames[is_there] if len(values) else [],
            self._layout.scaled(curve.metric, values[is_there]),
            symbol=MARKS[mark % len(MARKS)],
            pen=colour,
            brush=None,
        )

    def _draw_cuts(self) -> None:
        low, high = self.box.viewRange()[1]
        count = len(self._cut_frames)
        heights = np.tile([low, high], count)
        self._cuts.setData(np.repeat(self._cut_frames, 2), heights, connect="pairs")

    def _draw_worst(self) -> None:
        curve, frames = self._worst_points
        if curve is None or not frames:
            self._worst.clear()
            return
        values = np.array([curve.at(frame) for frame in frames])
        self._worst.setData(np.array(frames), self._layout.scaled(curve.metric, values))

    @Slot(float)
    def _on_place(self, place: float) -> None:
        self.frame_chosen.emit(round(place), False)

    @Slot(object)
    def _on_dragged(self, _line: object) -> None:
        self.frame_chosen.emit(round(self.cursor.value()), True)

    @Slot(object)
    def _on_dropped(self, _line: object) -> None:
        self.frame_chosen.emit(round(self.cursor.value()), False)
