"""Plots of frame scores one above the other, on one axis of frames."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from omgui.ui.viewer.curve_axis import FrameAxis
from omgui.ui.viewer.curve_box import CurveBox
from omgui.ui.viewer.curve_data import Curve
from omgui.ui.viewer.curve_plot import CurvePlot, Layout

_FEWEST_FRAMES = 4.0  # that can be seen at once
_ROOM = 0.01
_ZOOM = 0.6
_PAN = 0.2
_Y_TOLERANCE = 1e-9


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
        self._frames: range = range(1)
        self._cursor: int | None = None
        self._cuts: Sequence[int] = ()
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
        is_new = len(layouts) != len(self.plots)
        if is_new:
            self._rebuild(len(layouts))
        is_whole = self._shows_whole() or is_new
        before = [plot.full_range() for plot in self.plots]
        self._frames = frames if len(frames) else range(1)
        self._limit()
        for plot, layout, old in zip(self.plots, layouts, before, strict=True):
            is_full = is_new or _is_same(plot.box.viewRange()[1], old)
            is_other = plot.layout_shown.title != layout.title
            plot.show(layout)
            if is_full or is_other:
                plot.box.setYRange(*plot.full_range(), padding=0)
        if is_whole:
            self._show_whole()

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

    def close_page(self) -> None:
        """Take everything apart while it can still be reached."""
        self._is_closed = True
        self.view.close()

    @override
    def changeEvent(self, event: QEvent) -> None:
        is_colour = event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}
        if is_colour and not self._is_closed:
            self._take_colours()
        super().changeEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.frame_hovered.emit(None)
        super().leaveEvent(event)

    def _rebuild(self, count: int) -> None:
        visible = self.visible() if self.plots else None
        self.view.clear()
        self.plots = []
        for row in range(count):
            axis, box = FrameAxis(), CurveBox()
            item = self.view.addPlot(row=row, col=0, viewBox=box, axisItems={"bottom": axis})
            plot = CurvePlot(item, axis, box)
            plot.frame_chosen.connect(self.frame_chosen)
            axis.set_rate(self._fps)
            box.is_boxing = self._is_boxing
            if self.plots:
                box.setXLink(self.plots[0].box)
            if row < count - 1:
                axis.setStyle(showValues=False, tickLength=0)
                axis.setHeight(4)
            self.plots.append(plot)
        self._take_colours()
        self._limit()
        if visible is not None and count:
            self.plots[0].box.setXRange(*visible, padding=0)
        self.set_cuts(self._cuts)
        for plot in self.plots:
            plot.set_cursor(self._cursor)

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
        palette = self.palette()
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


def _is_same(one: Sequence[float], other: Sequence[float]) -> bool:
    size = abs(other[1] - other[0]) or 1.0
    return all(abs(a - b) <= _Y_TOLERANCE * size for a, b in zip(one, other, strict=True))
