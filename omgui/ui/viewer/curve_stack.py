"""Plots of frame scores one above the other, on one axis of frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from omgui.ui.viewer.curve_axis import FrameAxis, ScoreAxis
from omgui.ui.viewer.curve_box import CurveBox
from omgui.ui.viewer.curve_data import Curve
from omgui.ui.viewer.curve_plot import CurvePlot, Layout

_FEWEST_FRAMES = 4.0  # that can be seen at once
_ROOM = 0.01
_ABOVE = 5.0  # lines of text for a plot from which on one of them is its title
_ZOOM = 0.6
_PAN = 0.2
_Y_TOLERANCE = 1e-9
_READY = 6  # plots, those that are shown included: as many as there can be metrics
_READY_EVERY_MS = 40
_NOTHING = Layout("", (), {}, {})


class CurveStack(QWidget):
    """Shows plots that move together.

    Signals:
        frame_chosen(int, bool): A frame was clicked, or the cursor dragged; whether it still is.
        frame_hovered(object): The pointer is over this frame; ``None`` where it left.
    """

    frame_chosen = Signal(int, bool)
    frame_hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_closed = False
        self.view = pg.GraphicsLayoutWidget()
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.ci.layout.setSpacing(2)
        self.view.ci.setContentsMargins(2, 2, 6, 2)
        self.plots: list[CurvePlot] = []
        self._spare: list[CurvePlot] = []
        # To make a plot takes 10 ms, and several at once would hold up the window.
        self._readying = QTimer(self, interval=_READY_EVERY_MS)
        self._readying.timeout.connect(self._ready_one)
        self._frames: range = range(1)
        self._cursor: int | None = None
        self._cuts: Sequence[int] = ()
        self._notes: Sequence[tuple[int, int]] = ()
        self._fps: float | None = None
        self._is_boxing = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.view.scene().sigMouseMoved.connect(self._on_mouse)
        self._take_colours()

    def draw(self, layouts: Sequence[Layout], frames: range) -> None:
        """Draw other plots.

        Args:
            layouts: What each of them shows, from above.
            frames: Numbers of all frames that may have a score.
        """
        is_whole = self._shows_whole()
        if len(layouts) != len(self.plots):
            self._rebuild(len(layouts))
        for plot in self.plots:  # each of what follows would have it drawn anew
            plot.hold()
        before = [plot.full_range() for plot in self.plots]
        self._frames = frames if len(frames) else range(1)
        self._limit()
        for plot, layout, old in zip(self.plots, layouts, before, strict=True):
            is_full = _is_same(plot.box.viewRange()[1], old)
            is_other = plot.layout_shown.title != layout.title
            plot.show(layout)
            if is_full or is_other:
                plot.box.setYRange(*plot.full_range(), padding=0)
        if is_whole:
            self._show_whole()
        for plot in self.plots:
            plot.release()

    def set_cursor(self, frame: int | None) -> None:
        """Show where one is; it is brought into sight where it is not."""
        self._cursor = frame
        for plot in self.plots:
            plot.set_cursor(frame)
        if frame is None or not self.plots:
            return
        begin, end = self.visible()
        if not begin <= frame <= end:
            half = (end - begin) / 2
            self.plots[0].box.setXRange(frame - half, frame + half, padding=0)

    def set_cuts(self, frames: Sequence[int]) -> None:
        """Mark where scenes begin."""
        self._cuts = frames
        for plot in self.plots:
            plot.set_cuts(frames)

    def set_worst(self, curve: Curve | None, frames: Sequence[int]) -> None:
        """Mark the worst frames of a curve in the plot that has it."""
        for plot in self.plots:
            is_here = curve is not None and curve in plot.layout_shown.curves
            plot.set_worst(curve if is_here else None, frames)

    def set_notes(self, places: Sequence[tuple[int, int]]) -> None:
        """Mark frames that have notes, each by the row of its file and its number."""
        self._notes = places
        for plot in self.plots:
            plot.set_notes(places)

    def set_rate(self, fps: float | None) -> None:
        """Show times below the curves at this rate; ``None`` for numbers of frames."""
        self._fps = fps
        for plot in self.plots:
            plot.axis.set_rate(fps)

    def set_boxing(self, is_on: bool) -> None:  # a slot
        """Let dragging zoom to a box instead of moving."""
        self._is_boxing = is_on
        for plot in self.plots:
            plot.box.is_boxing = is_on

    def visible(self) -> tuple[float, float]:
        """Return from where to where one sees."""
        if not self.plots:
            return 0.0, 1.0
        begin, end = self.plots[0].box.viewRange()[0]
        return float(begin), float(end)

    @Slot()
    def reset(self) -> None:
        """Show everything."""
        self._show_whole()
        for plot in self.plots:
            plot.box.setYRange(*plot.full_range(), padding=0)

    def zoom(self, steps: int) -> None:
        """Zoom along the frames at the cursor; more for positive steps."""
        if not self.plots:
            return
        begin, end = self.visible()
        centre = self._cursor if self._cursor is not None else (begin + end) / 2
        factor = _ZOOM**steps
        self.plots[0].box.setXRange(
            centre - (centre - begin) * factor, centre + (end - centre) * factor, padding=0
        )

    def pan(self, steps: int) -> None:
        """Move along the frames by a part of what is seen."""
        if not self.plots:
            return
        begin, end = self.visible()
        by = (end - begin) * _PAN * steps
        self.plots[0].box.setXRange(begin + by, end + by, padding=0)

    @contextmanager
    def in_colours(self, palette: QPalette) -> Iterator[None]:
        """Have the plots in the colours of another theme as long as they are painted."""
        self._paint_with(palette)
        try:
            yield
        finally:
            self._paint_with(self.palette())

    def close_page(self) -> None:
        """Take everything apart while it can still be reached."""
        self._is_closed = True
        self._readying.stop()
        self._spare.clear()
        self.view.close()

    @override
    def changeEvent(self, event: QEvent) -> None:
        is_colour = event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}
        if is_colour and not self._is_closed:
            self._take_colours()
        super().changeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.frame_hovered.emit(None)
        super().leaveEvent(event)

    def _rebuild(self, count: int) -> None:
        visible = self.visible() if self.plots else None
        while len(self.plots) > count:
            self._put_away(self.plots.pop())
        while len(self.plots) < count:
            self._add(self._spare.pop() if self._spare else _made_plot())
        for row, plot in enumerate(self.plots):
            plot.set_lowest(is_lowest=row == count - 1)
        self._arrange()
        self._limit()
        if visible is not None and count:
            self.plots[0].box.setXRange(*visible, padding=0)
        self._readying.start()

    def _arrange(self) -> None:
        """Have the titles above the plots where these are high enough for that."""
        lines = self.height() / self.fontMetrics().height() / max(1, len(self.plots))
        for plot in self.plots:
            plot.heading.set_above(is_above=lines >= _ABOVE)

    def _add(self, plot: CurvePlot) -> None:
        self.view.addItem(plot.plot, row=len(self.plots), col=0)
        plot.frame_chosen.connect(self.frame_chosen)
        plot.axis.set_rate(self._fps)
        plot.box.is_boxing = self._is_boxing
        if self.plots:
            plot.box.setXLink(self.plots[0].box)
        plot.set_palette(self.palette())
        plot.set_cuts(self._cuts)
        plot.set_notes(self._notes)
        plot.set_cursor(self._cursor)
        self.plots.append(plot)

    def _put_away(self, plot: CurvePlot) -> None:
        plot.frame_chosen.disconnect(self.frame_chosen)
        plot.set_worst(None, ())
        plot.show(_NOTHING)  # curves of a million frames are not to be kept with it
        plot.box.setXLink(None)
        self.view.removeItem(plot.plot)
        self._spare.append(plot)

    @Slot()
    def _ready_one(self) -> None:
        """Make a plot beforehand, so that metrics are added at once."""
        if len(self.plots) + len(self._spare) < _READY:
            self._spare.append(_made_plot())
        else:
            self._readying.stop()

    def _limit(self) -> None:
        low, high = self._ends()
        for plot in self.plots:
            plot.box.setLimits(xMin=low, xMax=high, minXRange=min(_FEWEST_FRAMES, high - low))

    def _ends(self) -> tuple[float, float]:
        first, last = self._frames[0], self._frames[-1]
        room = max(0.5, (last - first) * _ROOM)
        return first - room, last + room

    def _shows_whole(self) -> bool:
        if not self.plots:
            return True
        return _is_same(self.visible(), self._ends())

    def _show_whole(self) -> None:
        if self.plots:
            self.plots[0].box.setXRange(*self._ends(), padding=0)

    def _take_colours(self) -> None:
        self._paint_with(self.palette())

    def _paint_with(self, palette: QPalette) -> None:
        self.view.setBackground(palette.color(QPalette.ColorRole.Base))
        for plot in self.plots:
            plot.set_palette(palette)

    @Slot(QPointF)
    def _on_mouse(self, place: QPointF) -> None:
        for plot in self.plots:
            if plot.box.sceneBoundingRect().contains(place):
                frame = round(plot.box.mapSceneToView(place).x())
                self.frame_hovered.emit(frame if frame in self._frames else None)
                return
        self.frame_hovered.emit(None)


def _made_plot() -> CurvePlot:
    axis, box = FrameAxis(), CurveBox()
    axes = {"bottom": axis, "left": ScoreAxis()}
    return CurvePlot(pg.PlotItem(viewBox=box, axisItems=axes), axis, box)


def _is_same(one: Sequence[float], other: Sequence[float]) -> bool:
    size = abs(other[1] - other[0]) or 1.0
    return all(abs(a - b) <= _Y_TOLERANCE * size for a, b in zip(one, other, strict=True))
