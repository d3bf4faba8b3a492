"""What is compared as one picture: frames in their own size, a map over them, its colours below."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from omgui.media.picture_math import scale_colours
from omgui.ui.viewer.frame_canvas import Arrangement
from omgui.ui.viewer.frame_layers import Composition, Layer, Pixels, pixels_of
from omgui.ui.viewer.frame_map import FrameMap

_MARGIN = 8
_BAR = 14
_LETTERS = 15  # pixels; the picture may be shown at any size later
_LEAST_WIDTH = 240


@dataclass(frozen=True)
class Compared:
    """All that one picture of a comparison is made of; any thread may make it.

    Attributes:
        reference: The reference's picture.
        distorted: The distorted one, or that of a file alone.
        difference: Both as their difference, where that is what is seen.
        arrangement: How they are laid out.
        split: Of a wipe, as a part of the width.
        is_reference_peeked: Whether the reference is seen in the place of the distorted picture.
        shown: The map that lies over the distorted picture.
        colours: The same as a picture.
        opacity: Of the map, 0 to 1.
    """

    reference: Layer | None
    distorted: Layer | None
    difference: Layer | None
    arrangement: Arrangement
    split: float
    is_reference_peeked: bool
    shown: FrameMap | None
    colours: Layer | None
    opacity: float

    def picture(self) -> Pixels | None:
        """Return what is seen, at the size of the pictures themselves, with the map's colours."""
        if self.arrangement is Arrangement.DIFFERENCE and self.difference is not None:
            return self.difference.rgb
        reference = None if self.reference is None else self.reference.rgb
        distorted = None if self.distorted is None else self.distorted.rgb
        if distorted is not None and self.colours is not None:
            distorted = overlaid(distorted, self.colours, self.opacity)
        both = Composition(reference, distorted)
        if self.arrangement is Arrangement.SIDE:
            made = both.side_by_side()
        elif self.arrangement is Arrangement.WIPE:
            made = both.wiped(self.split)
        elif self.is_reference_peeked:
            return both.reference
        else:
            made = both.distorted
        if made is None or self.shown is None or distorted is None:
            return made
        return with_scale(made, self.shown)

    def map_picture(self) -> Pixels | None:
        """Return the map alone, as large as the frame that it is of, with its colours."""
        if self.shown is None or self.colours is None or self.distorted is None:
            return None
        width, height = self.distorted.size
        nothing = np.zeros((height, width, 3), np.uint8)
        return with_scale(overlaid(nothing, self.colours, 1.0), self.shown)


def overlaid(pixels: Pixels, colours: Layer, opacity: float) -> Pixels:
    """Return a picture with another laid over it, stretched to its size.

    Args:
        pixels: H×W×3 RGB.
        colours: What lies over it.
        opacity: 0 to 1.
    """
    image = Layer(pixels).image.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(image)
    is_other = colours.image.size() != image.size()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_other)
    painter.setOpacity(opacity)
    painter.drawImage(QRectF(image.rect()), colours.image)
    painter.end()
    return pixels_of(image)


def with_scale(pixels: Pixels, shown: FrameMap) -> Pixels:
    """Return a picture with the colours of a map below, their ends and their name.

    Args:
        pixels: H×W×3 RGB.
        shown: The map.
    """
    font = QFont()
    font.setPixelSize(_LETTERS)
    metrics = QFontMetrics(font)
    low, high = shown.ends
    title = metrics.horizontalAdvance(shown.title) + 2 * _MARGIN
    ends = metrics.horizontalAdvance(f"{low}    {high}") + 2 * _MARGIN
    height, width = pixels.shape[:2]
    line = metrics.height()
    below = 2 * line + _BAR + 2 * _MARGIN
    image = QImage(
        max(width, title, ends, _LEAST_WIDTH), height + below, QImage.Format.Format_RGB32
    )
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.drawImage(0, 0, Layer(pixels).image)
    painter.setFont(font)
    painter.setPen(QColor("black"))
    room = QRect(_MARGIN, height + _MARGIN, image.width() - 2 * _MARGIN, line)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown.title)
    bar = QRect(room.left(), room.bottom() + 1, room.width(), _BAR)
    painter.drawImage(bar, Layer(scale_colours(shown.colours)[None]).image)
    room.moveTop(bar.bottom() + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft, low)
    painter.drawText(room, Qt.AlignmentFlag.AlignRight, high)
    painter.end()
    return pixels_of(image)
