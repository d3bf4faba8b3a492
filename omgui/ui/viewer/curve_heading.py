"""The title of a plot: above it, or inside where the plot is too low for that."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPalette
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsSimpleTextItem

from omgui.ui.viewer.curve_box import CurveBox

_MARGIN = 4.0
_PATCH = 215  # of 255: a curve behind it can still be seen


class CurveHeading:
    """Says what a plot shows, without hiding its curves where that can be.

    Args:
        plot: The plot.
        box: Where its curves are.
    """

    def __init__(self, plot: pg.PlotItem, box: CurveBox) -> None:
        self._plot, self._box = plot, box
        self._patch = QGraphicsRectItem(plot)
        self._patch.setPen(Qt.PenStyle.NoPen)
        self._patch.setZValue(20)
        self._text = QGraphicsSimpleTextItem(self._patch)
        self._is_above = False

    @property
    def height(self) -> float:
        """Height of a line of text."""
        return QFontMetricsF(self._text.font()).height()

    @property
    def rect(self) -> QRectF:
        """Where the title is in the scene."""
        return self._patch.sceneBoundingRect()

    def say(self, words: str) -> None:
        """Say something else."""
        if words != self._text.text():
            self._text.setText(words)
            self._patch.setRect(self._text.boundingRect().adjusted(-2, 0, 2, 0))

    def set_palette(self, palette: QPalette) -> None:
        """Take the colours of a theme."""
        self._text.setBrush(palette.color(QPalette.ColorRole.Text))
        patch = palette.color(QPalette.ColorRole.Base)
        patch.setAlpha(_PATCH)
        self._patch.setBrush(patch)

    def set_above(self, *, is_above: bool) -> None:
        """Stand above the plot, or in it."""
        self._is_above = is_above
        self._plot.layout.setRowFixedHeight(0, self.height if is_above else 0.0)
        self.place()

    def place(self) -> None:
        """Go where the curves begin."""
        corner = self._plot.mapFromItem(self._box, QPointF(_MARGIN, 1.0))
        self._patch.setPos(corner.x(), 0.0 if self._is_above else corner.y())
