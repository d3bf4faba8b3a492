"""Curves as pictures: with their legend, as pixels or as SVG."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPalette
from PySide6.QtSvg import QSvgGenerator

from omgui.core.written_files import whole_file
from omgui.ui.viewer.curve_stack import CurveStack
from omgui.ui.viewer.curve_styles import draw_sample
from omgui.ui.viewer.frame_saving import png_of_image

SCALE = 2.0  # pixels of the picture for one of the window
_MARGIN = 8.0
_SAMPLE = 34.0
_EMPTY = re.compile(r"<g\b[^>]*>\s*</g>\s*")
_UNSURE = re.compile(r'\s?(?:vector-effect|clip-path)="[^"]*"|<defs>.*?</defs>\s*', re.DOTALL)


@dataclass(frozen=True)
class Sheet:
    """What is said around plots that are saved, and in which colours.

    Attributes:
        title: What is above them.
        axis: What is below them.
        legend: Number and name of each file.
        palette: Colours; those of the window if not given.
    """

    title: str
    axis: str = ""
    legend: Sequence[tuple[int, str]] = ()
    palette: QPalette | None = None


def curves_svg(stack: CurveStack, sheet: Sheet) -> bytes:
    """Return what the plots show as an SVG file.

    Args:
        stack: The plots.
        sheet: What is around them.
    """
    size = _size(stack, sheet)
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setResolution(stack.logicalDpiX())  # what axes have recorded counts in it
    generator.setTitle(sheet.title)
    generator.setDescription(stack.view.accessibleDescription() or sheet.title)
    palette = sheet.palette or stack.palette()
    painter = QPainter(generator)
    with stack.in_colours(palette):
        _draw(painter, stack, sheet, palette)
    painter.end()
    return _plain(bytes(data.data()).decode()).encode()


def _plain(svg: str) -> str:
    """Leave out what draws nothing, and what only some programs understand.

    Nothing is outside of its plot that would have to be clipped.
    """
    for _ in range(2):  # groups are in groups
        svg = _EMPTY.sub("", svg)
    return _UNSURE.sub("", svg)


def write_curves(picture: QImage | bytes, path: Path) -> None:
    """Write a picture, complete or not at all.

    Args:
        picture: An image, which becomes a PNG file, or the content of an SVG file.
        path: Where.

    Raises:
        OSError: It could not be written.
    """
    content = png_of_image(picture) if isinstance(picture, QImage) else picture
    with whole_file(path) as out:
        out.write(content)


def _line_height(stack: CurveStack) -> float:
    return QFontMetricsF(stack.font()).height() + 3


def _size(stack: CurveStack, sheet: Sheet) -> QSizeF:
    lines = 1 + len(sheet.legend) + bool(sheet.axis)
    size = stack.view.viewport().size()
    return QSizeF(size.width(), size.height() + lines * _line_height(stack) + 2 * _MARGIN)


def _draw(painter: QPainter, stack: CurveStack, sheet: Sheet, palette: QPalette) -> None:
    size, height = _size(stack, sheet), _line_height(stack)
    text = palette.color(QPalette.ColorRole.Text)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), palette.color(_BASE))
    painter.setFont(stack.font())
    painter.setPen(text)
    width = size.width() - 2 * _MARGIN
    centre = Qt.AlignmentFlag.AlignCenter
    painter.drawText(QRectF(_MARGIN, _MARGIN / 2, width, height), centre, sheet.title)
    viewport = stack.view.viewport().rect()
    top = height + _MARGIN / 2
    target = QRectF(0, top, viewport.width(), viewport.height())
    stack.view.render(painter, target, viewport)
    top += viewport.height()
    painter.setPen(text)
    if sheet.axis:
        painter.drawText(QRectF(_MARGIN, top, width, height), centre, sheet.axis)
        top += height
    top += _MARGIN / 2
    for number, name in sheet.legend:
        middle = top + height / 2
        draw_sample(painter, QLineF(_MARGIN, middle, _MARGIN + _SAMPLE, middle), number, palette)
        painter.setPen(text)
        place = QRectF(_MARGIN + _SAMPLE + 8, top, width - _SAMPLE - 8, height)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
        top += height


_BASE = QPalette.ColorRole.Base
