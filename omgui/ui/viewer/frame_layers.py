"""Pixels as images that can be painted, and how a picture is put together at its own size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

Pixels = NDArray[np.uint8]


class Layer:
    """A picture that can be painted at any size.

    Args:
        data: H×W×3, contiguous.
        is_bgr: Whether its channels are blue, green, red.
    """

    def __init__(self, data: Pixels, *, is_bgr: bool = False) -> None:
        self._data = np.ascontiguousarray(data)  # the image does not keep it alive
        self._is_bgr = is_bgr
        height, width = data.shape[:2]
        kind = QImage.Format.Format_BGR888 if is_bgr else QImage.Format.Format_RGB888
        self.image = QImage(self._data.data, width, height, 3 * width, kind)
        self._small: QImage | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.image.width(), self.image.height()

    @property
    def rgb(self) -> Pixels:
        """H×W×3 RGB; may be a view."""
        return self._data[..., ::-1] if self._is_bgr else self._data

    @property
    def stored(self) -> Pixels:
        """H×W×3 as it came."""
        return self._data

    @property
    def is_bgr(self) -> bool:
        """Whether ``stored`` is blue, green, red."""
        return self._is_bgr

    def pixel(self, x: int, y: int) -> tuple[int, int, int] | None:
        """Return red, green and blue of a pixel; ``None`` outside."""
        if not (0 <= x < self.size[0] and 0 <= y < self.size[1]):
            return None
        red, green, blue = (int(value) for value in self.rgb[y, x])
        return red, green, blue

    def at_size(self, width: int, height: int) -> QImage:
        """Return the image made smaller, if that was done for this size; else as it is."""
        small = self._small
        is_made = small is not None and small.size() == QSize(width, height)
        return small if small is not None and is_made else self.image

    def is_coarse(self, width: int, height: int) -> bool:
        """Whether the image is painted smaller than it is, and was not made so."""
        return width < self.size[0] and self.at_size(width, height) is self.image

    def refine(self, width: int, height: int) -> None:
        """Make the image smaller: too slow for a paint; any thread may."""
        if self.is_coarse(width, height):
            self._small = self.image.scaled(
                QSize(max(1, width), max(1, height)),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )


def resized(pixels: Pixels, width: int, height: int) -> Pixels:
    """Return pixels in another size, smoothly: for the eye only.

    Args:
        pixels: H×W×3 RGB.
        width: The new width.
        height: The new height.
    """
    layer = Layer(pixels)
    image = layer.image.scaled(
        QSize(width, height),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return pixels_of(image)


def pixels_of(image: QImage) -> Pixels:
    """Return a copy of an image's pixels, H×W×3 RGB."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    pixels = rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)
    return np.array(pixels, dtype=np.uint8)


@dataclass(frozen=True)
class Composition:
    """What is seen, at the size of the pictures themselves.

    Attributes:
        reference: H×W×3 RGB; ``None`` for a file alone.
        distorted: The same, in its own size.
    """

    reference: Pixels | None
    distorted: Pixels | None

    def side_by_side(self) -> Pixels | None:
        """Return both beside each other; black where one is lower."""
        there = [each for each in (self.reference, self.distorted) if each is not None]
        if not there:
            return None
        height = max(each.shape[0] for each in there)
        padded = [np.pad(each, ((0, height - each.shape[0]), (0, 0), (0, 0))) for each in there]
        both: Pixels = np.concatenate(padded, axis=1)
        return both

    def wiped(self, split: float) -> Pixels | None:
        """Return the reference's left part and the distorted picture's right one.

        Args:
            split: Where they meet, as a part of the width.
        """
        if self.reference is None or self.distorted is None:
            return self.distorted if self.distorted is not None else self.reference
        height, width = self.reference.shape[:2]
        found: Pixels = self.reference.copy()
        right = self.distorted
        if right.shape != self.reference.shape:
            right = resized(right, width, height)
        column = round(split * width)
        found[:, column:] = right[:, column:]
        return found
