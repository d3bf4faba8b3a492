"""How the scores of frames are spread: a histogram, or the share of frames up to each score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.curves import cumulative, histogram
from omgui.ui.background import Background
from omgui.ui.theme import role_colour
from omgui.ui.viewer.curve_data import Curve
from omgui.ui.viewer.curve_styles import curve_pen

_FEWEST_BINS, _MOST_BINS = 5, 40
Points = tuple[int, NDArray[Any], NDArray[Any]]


class SpreadPlot(QWidget):
    """Shows how the scores of one metric are spread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self, threads=1)
        self._work = 0
        self._curves: tuple[Curve, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self._title = ""
        self.kind = QComboBox()
        self.kind.addItems(["", ""])
        self.label = QLabel()
        self.label.setBuddy(self.kind)
        self._is_closed = False
        self.view = pg.PlotWidget()
        self.view.setMenuEnabled(False)
        self.view.hideButtons()
        self.view.setMouseEnabled(x=False, y=False)
        self.nothing = QLabel(wordWrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        for part in (self.label, self.kind):
            layout.addWidget(part)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.nothing)
        self.kind.currentIndexChanged.connect(self._count)
        self._take_colours()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(self.tr("Distribution"))
        self.kind.setItemText(0, self.tr("Histogram"))
        self.kind.setItemText(1, self.tr("Share of frames up to a score"))
        self.kind.setAccessibleName(self.tr("Distribution"))
        self.view.setAccessibleName(self.tr("Distribution of the frame scores"))
        self.nothing.setText(self.tr("Curves that are shown have their distribution here."))
        self._name_axes()

    def show_curves(self, curves: Sequence[Curve], title: str) -> None:
        """Show the spread of other scores.

        Args:
            curves: All of one metric.
            title: Of the axis of scores.
        """
        self._title = title
        self._curves = tuple(curves)
        self._name_axes()
        if self.isVisible():
            self._count()

    def close_page(self) -> None:
        """End what counts."""
        self._is_closed = True
        self._background.close()
        self.view.close()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if self._is_closed:  # there is no plot any more to be named or painted
            pass
        elif event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._take_colours()
            self._drawn = ()
            self._count()
        elif event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._count()
        return super().event(event)

    @Slot()
    def _count(self) -> None:
        curves, is_histogram = self._curves, self.kind.currentIndex() == 0
        self.view.setVisible(bool(curves))
        self.nothing.setVisible(not curves)
        wanted = (is_histogram, *curves)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        self._background.forget(self._work)
        self._name_axes()
        self._work = self._background.start(
            lambda: _histograms(curves) if is_histogram else _shares(curves),
            self._draw,
            _raise,
        )

    def _draw(self, found: list[Points]) -> None:
        self.view.clear()
        is_histogram = self.kind.currentIndex() == 0
        for number, x, y in found:
            pen = curve_pen(number, self.palette())
            self.view.plot(x, y, pen=pen, stepMode="center" if is_histogram else None)
        self.view.autoRange()

    def _name_axes(self) -> None:
        is_histogram = self.kind.currentIndex() == 0
        self.view.setLabel("bottom", self._title)
        self.view.setLabel("left", self.tr("Frames") if is_histogram else self.tr("Share"))

    def _take_colours(self) -> None:
        palette = self.palette()
        self.view.setBackground(palette.color(QPalette.ColorRole.Base))
        for name in ("left", "bottom"):
            axis = self.view.getAxis(name)
            axis.setPen(role_colour("quiet", palette))
            axis.setTextPen(palette.color(QPalette.ColorRole.Text))
            axis.enableAutoSIPrefix(False)


def _histograms(curves: Sequence[Curve]) -> list[Points]:
    limits = [ends for curve in curves if (ends := curve.limits)]
    if not limits:
        return []
    ends = min(low for low, _ in limits), max(high for _, high in limits)
    found: list[Points] = []
    # As many bins as frames in each if all were alike: more of them would be a comb of ones.
    longest = max(int(np.isfinite(curve.values).sum()) for curve in curves)
    bins = min(max(math.ceil(math.sqrt(longest)), _FEWEST_BINS), _MOST_BINS)
    for curve in curves:
        made = histogram(curve.values.tolist(), ends, bins)
        found.append((curve.number, np.array(made.edges), np.array(made.counts)))
    return found


def _shares(curves: Sequence[Curve]) -> list[Points]:
    found = []
    for curve in curves:
        # In order already: Python's own sorting would hold up the window for a million of them.
        values, shares = cumulative(np.sort(curve.values).tolist())
        found.append((curve.number, np.array(values), np.array(shares)))
    return found


def _raise(error: Exception) -> None:
    raise error  # nothing that is expected can fail
