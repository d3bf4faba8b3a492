"""Curves as pictures: with their legend, as pixels or as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPalette
from PySide6.QtSvg import QSvgGenerator

from omgui.core.written_files import whole_file
from omgui.ui.viewer.curve_stack import CurveStack
from omgui.ui.viewer.curve_styles import draw_sample
from omgui.ui.viewer.frame_saving import png_of_image

Legend = Sequence[tuple[int, str]]
_SCALE = 2.0  # pixels of the picture for one of the window
_MARGIN = 8.0
_SAMPLE = 34.0


def curves_svg(stack: CurveStack, legend: Legend, title: str) -> bytes:
    """Return what the plots show as an SVG file, with a legend.

    Args:
        stack: The plots.
        legend: Number and name of each file.
        title: What is above the plots.
    """
    size = _size(stack, legend)
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setResolution(stack.logicalDpiX())  # what axes have recorded counts in it
    generator.setTitle(title)
    painter = QPainter(generator)
    _draw(painter, stack, legend, title)
    painter.end()
    return bytes(data.data())


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


def curves_image(stack: CurveStack, legend: Legend, title: str) -> QImage:
    """Return what the plots show, with a legend.

    Args:
        stack: The plots.
        legend: Number and name of each file.
        title: What is above the plots.
    """
    size = _size(stack, legend) * _SCALE
    image = QImage(size.toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(painter, stack, legend, title)
    painter.end()
    return image


def _line_height(stack: CurveStack) -> float:
    return QFontMetricsF(stack.font()).height() + 3


def _size(stack: CurveStack, legend: Legend) -> QSizeF:
    lines = 1 + len(legend)
    size = stack.view.viewport().size()
    return QSizeF(size.width(), size.height() + lines * _line_height(stack) + 2 * _MARGIN)


def _draw(painter: QPainter, stack: CurveStack, legend: Legend, title: str) -> None:
    size, height = _size(stack, legend), _line_height(stack)
    palette = stack.palette()
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), palette.color(_BASE))
    painter.setFont(stack.font())
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    width = size.width() - 2 * _MARGIN
    painter.drawText(
        QRectF(_MARGIN, _MARGIN / 2, width, height), Qt.AlignmentFlag.AlignCenter, title
    )
    viewport = stack.view.viewport().rect()
    top = height + _MARGIN / 2
    target = QRectF(0, top, viewport.width(), viewport.height())
    stack.view.render(painter, target, viewport)
    top += viewport.height() + _MARGIN / 2
    for number, name in legend:
        middle = top + height / 2
        draw_sample(painter, QLineF(_MARGIN, middle, _MARGIN + _SAMPLE, middle), number, palette)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        place = QRectF(_MARGIN + _SAMPLE + 8, top, width - _SAMPLE - 8, height)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
        top += height


_BASE = QPalette.ColorRole.Base
