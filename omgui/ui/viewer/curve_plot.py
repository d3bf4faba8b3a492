"""One plot: curves of one metric, or of several laid over each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette, QPen

from omgui.core.curves import widened
from omgui.ui.theme import role_colour
from omgui.ui.viewer.curve_axis import FrameAxis
from omgui.ui.viewer.curve_box import CurveBox
from omgui.ui.viewer.curve_data import Curve, Numbers
from omgui.ui.viewer.curve_heading import CurveHeading
from omgui.ui.viewer.curve_items import CurveItem, LineItem, MarksItem
from omgui.ui.viewer.curve_styles import MARKS, curve_pen

_LEFT_WIDTH = 46
_LOWEST = 1.8  # lines of text that a plot must be high for numbers at its side
_TICK = -5  # inwards, as pyqtgraph has it
_BARE_AXIS = 4
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
        self._lines: list[CurveItem] = []
        self._signs: list[MarksItem] = []
        self._palette = QPalette()
        self._is_held = self._is_stale = False
        plot.hideButtons()
        plot.getAxis("left").setWidth(_LEFT_WIDTH)
        plot.getAxis("left").enableAutoSIPrefix(False)
        self.heading = CurveHeading(plot, box)
        self._cuts = CurveItem(connect="pairs")
        self._zero = LineItem(0.0, angle=0)
        self._worst = MarksItem(symbol="t1", size=10, useCache=False)
        self._noted = MarksItem(symbol="star", size=14, useCache=False)
        self.cursor = LineItem(0.0, angle=90, movable=True)
        marks = (self._worst, 5), (self._noted, 6)
        for item, height in ((self._cuts, -10), (self._zero, -5), *marks):
            item.setZValue(height)
            plot.addItem(item, ignoreBounds=True)
        self.cursor.setZValue(10)
        self.cursor.setVisible(False)
        plot.addItem(self.cursor, ignoreBounds=True)
        self._cut_frames: Numbers = np.empty(0)
        self._worst_points: tuple[Curve | None, Sequence[int]] = (None, ())
        self._notes: Sequence[tuple[int, int]] = ()
        box.sigRangeChanged.connect(self.redraw)
        box.sigResized.connect(self._on_resized)
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
        count = len(layout.curves)
        self._fit(self._lines, count, lambda: CurveItem(connect="finite"))
        # Few layouts have marks, and items cost time even where they show nothing.
        signs = count if layout.marks else 0
        self._fit(self._signs, signs, lambda: MarksItem(size=8, useCache=False))
        self.heading.say(layout.title)
        self._zero.setVisible(layout.has_zero)
        self._draw_notes()
        self.redraw()

    def _fit(self, items: list[Any], count: int, make: Callable[[], Any]) -> None:
        """Have so many items of a kind in the plot."""
        while len(items) > count:
            self.plot.removeItem(items.pop())
        while len(items) < count:
            items.append(make())
            self.plot.addItem(items[-1], ignoreBounds=True)

    def set_lowest(self, *, is_lowest: bool) -> None:
        """Say frames below the curves; of several plots the lowest does."""
        self.axis.setStyle(showValues=is_lowest, tickLength=_TICK if is_lowest else 0)
        self.axis.setHeight(None if is_lowest else _BARE_AXIS)

    def set_palette(self, palette: QPalette) -> None:
        """Take the colours of a theme."""
        self._palette = palette
        text = palette.color(QPalette.ColorRole.Text)
        for name in ("left", "bottom"):
            axis = self.plot.getAxis(name)
            axis.setPen(role_colour("quiet", palette))
            axis.setTextPen(text)
        self.heading.set_palette(palette)
        grid = role_colour("quiet", palette)
        self._zero.setPen(grid)
        cut = QPen(grid, 1.0, Qt.PenStyle.DotLine)
        cut.setCosmetic(True)
        self._cuts.setPen(cut)
        bad = role_colour("bad", palette)
        self._worst.setPen(bad)
        self._worst.setBrush(bad)
        self._noted.setPen(text)
        self._noted.setBrush(role_colour("warning", palette))
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

    def set_notes(self, places: Sequence[tuple[int, int]]) -> None:
        """Mark frames that have notes.

        Args:
            places: Row of the file, and frame.
        """
        self._notes = places
        self._draw_notes()

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

    def hold(self) -> None:
        """Draw nothing until :meth:`release`, since more is about to change."""
        self._is_held = True

    def release(self) -> None:
        """Draw what changed meanwhile, once."""
        self._is_held = False
        if self._is_stale:
            self.redraw()

    @Slot()
    def redraw(self) -> None:
        """Draw what can be seen, in as many points as the plot has room for."""
        self._is_stale = self._is_held
        if self._is_held:
            return
        begin, end = self.box.viewRange()[0]
        pixels = max(50, int(self.box.width()))
        for line, curve in zip(self._lines, self._layout.curves, strict=True):
            drawn = curve.envelope.drawn(begin, end, pixels)
            y = self._layout.scaled(curve.metric, drawn.y)
            pen = curve_pen(curve.number, self._palette)
            if len(drawn.x) > _DENSE * pixels:
                pen.setStyle(Qt.PenStyle.SolidLine)
            line.setData(drawn.x, y, connect="finite", pen=pen)
        if self._signs:
            for signs, curve in zip(self._signs, self._layout.curves, strict=True):
                self._draw_signs(signs, curve, curve_pen(curve.number, self._palette).color())
        self._draw_cuts()
        self._draw_worst()

    @Slot()
    def _on_resized(self) -> None:
        self.heading.place()
        # Numbers at the side of a low plot would stand on each other.
        lines = self.box.height() / self.heading.height
        self.plot.getAxis("left").setStyle(showValues=lines >= _LOWEST)
        self.redraw()

    def _draw_signs(self, signs: MarksItem, curve: Curve, colour: QColor) -> None:
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

    def _draw_notes(self) -> None:
        found = [
            (frame, self._layout.scaled(curve.metric, np.array([curve.at(frame)]))[0])
            for curve in self._layout.curves
            for row, frame in self._notes
            if curve.row == row
        ]
        points = np.array([place for place in found if np.isfinite(place[1])]).reshape(-1, 2)
        self._noted.setData(points[:, 0], points[:, 1])

    @Slot(float)
    def _on_place(self, place: float) -> None:
        self.frame_chosen.emit(round(place), False)

    @Slot(object)
    def _on_dragged(self, _line: object) -> None:
        self.frame_chosen.emit(round(self.cursor.value()), True)

    @Slot(object)
    def _on_dropped(self, _line: object) -> None:
        self.frame_chosen.emit(round(self.cursor.value()), False)
