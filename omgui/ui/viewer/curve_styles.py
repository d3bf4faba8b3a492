"""How curves are told apart: each file keeps its colour and its dash wherever it is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPalette, QPen, QPixmap

from omgui.ui.theme import series_colours

# Lengths of strokes and gaps; five dashes and eight colours give forty different curves, and
# neighbours differ in both.
_DASHES: tuple[Sequence[float], ...] = ((), (8, 4), (2, 3), (10, 3, 2, 3), (5, 2))
# Metrics that share a plot are told apart by marks on their curves.
MARKS = ("o", "s", "t", "d", "+", "x")
MARK_SIGNS = ("○", "□", "▽", "◇", "+", "×")
_SAMPLE = QSize(30, 14)


def curve_pen(number: int, palette: QPalette | None = None) -> QPen:
    """Return the pen of a file's curves.

    Args:
        number: Place of the file among those of its reference.
        palette: Of whatever it is drawn on.
    """
    colours = series_colours(palette)
    # Wider pens are 8 to 80 times as dear with many points.
    pen = QPen(colours[number % len(colours)], 1.0)
    pen.setCosmetic(True)
    dash = _DASHES[number % len(_DASHES)]
    if dash:
        pen.setDashPattern(dash)
    return pen


def curve_sample(number: int, palette: QPalette | None = None, ratio: float = 1.0) -> QPixmap:
    """Return a short piece of a file's curve for lists and legends.

    Args:
        number: As of :func:`curve_pen`.
        palette: Likewise.
        ratio: Pixels of the screen for one of the window.
    """
    pixmap = QPixmap(_SAMPLE * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_sample(painter, QLineF(0, _SAMPLE.height() / 2, _SAMPLE.width(), 7), number, palette)
    painter.end()
    return pixmap


def draw_sample(
    painter: QPainter, line: QLineF, number: int, palette: QPalette | None = None
) -> None:
    """Draw a short piece of a file's curve, thick enough to see its colour.

    Args:
        painter: Draws.
        line: From where to where.
        number: As of :func:`curve_pen`.
        palette: Likewise.
    """
    pen = curve_pen(number, palette)
    dash = pen.dashPattern() if pen.style() is Qt.PenStyle.CustomDashLine else []
    pen.setWidthF(2.0)
    if dash:
        pen.setDashPattern([length / 2 for length in dash])
    painter.setPen(pen)
    painter.drawLine(line)


def curve_icon(number: int, palette: QPalette | None = None, ratio: float = 1.0) -> QIcon:
    """Return the sample of a curve as an icon that can be told where its row is selected, too."""
    pixmap = curve_sample(number, palette, ratio)
    icon = QIcon(pixmap)
    selected = QPixmap(pixmap.size())
    selected.setDevicePixelRatio(ratio)
    selected.fill((palette or QGuiApplication.palette()).color(QPalette.ColorRole.Base))
    painter = QPainter(selected)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    icon.addPixmap(selected, QIcon.Mode.Selected)
    return icon
