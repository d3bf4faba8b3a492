"""A drawing of curves as pixels, made a little at a time in a thread.

Qt strokes a long line much more slowly than the same line in pieces, and lets nothing else of
Python run meanwhile: of a few dense curves, a window would stand still for seconds. So the drawing
is taken apart, and long lines are cut; between any two parts the window has its turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QByteArray, QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_GROUP = re.compile(r"<g\b([^>]*)>([^<]*(?:<(?!/?g\b)[^<]*)*)</g>")
_LINE = re.compile(r'(<path\b[^>]* d=")(M[-\d.,e+ ML]+)("/>)')
_DASHES, _OFFSET = re.compile(r'stroke-dasharray="[^"]+"'), re.compile(r'stroke-dashoffset="[^"]+"')
_OPAQUE = 'stroke-opacity="1"'
_PIECE = 25  # points of a line that are stroked at once
_AT_ONCE = 8  # pieces


def painted(drawing: bytes, scale: float) -> QImage:
    """Return a drawing as pixels. Takes time; any thread may do it.

    Args:
        drawing: SVG as :func:`curves_svg` writes it.
        scale: Pixels for each unit of the drawing.
    """
    text = drawing.decode()
    begin = text.index("<g")
    head = text[:begin]
    box = QSvgRenderer(QByteArray(f"{head}</svg>".encode())).viewBoxF()
    size = QSizeF(box.width() * scale, box.height() * scale).toSize()
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for part in _parts(text[begin:]):
        QSvgRenderer(QByteArray(f"{head}{part}</svg>".encode())).render(painter)
    painter.end()
    image.setDevicePixelRatio(scale)
    return image


def _parts(body: str) -> Iterator[str]:
    """Yield the groups of a drawing, those with long lines in several parts."""
    for look, content in _GROUP.findall(body):
        line = _LINE.search(content) if _OPAQUE in look else None
        if line is None:
            yield f"<g{look}>{content}</g>"
            continue
        yield f"<g{look}>{content[: line.start()]}</g>"
        yield from _cut(look, *line.groups())
        yield from _parts(f"<g{look}>{content[line.end() :]}</g>")


def _cut(look: str, begin: str, way: str, end: str) -> Iterator[str]:
    """Yield a line in pieces; where it is dashed, its dashes go on from one to the next."""
    for run in filter(None, way.split("M")):
        points = np.array([point.split(",") for point in run.replace("L", " ").split()], float)
        lengths = np.hypot(*np.diff(points, axis=0).T)
        reached = np.concatenate(([0.0], np.cumsum(lengths)))
        pieces = []
        for first in range(0, max(len(points) - 1, 1), _PIECE):
            corners = " L".join(f"{x:.6g},{y:.6g}" for x, y in points[first : first + _PIECE + 1])
            offset = f'stroke-dashoffset="{reached[first]:.6g}"'
            own = f" {offset}" if _DASHES.search(look) else ""
            pieces.append(f"<g{own}>{begin}M{corners}{end}</g>")
        common = _OFFSET.sub("", look)
        for first in range(0, len(pieces), _AT_ONCE):
            yield f"<g{common}>{''.join(pieces[first : first + _AT_ONCE])}</g>"
