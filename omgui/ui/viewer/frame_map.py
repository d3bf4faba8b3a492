"""Where in a picture a score comes from: a map with its range and colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from omgui.media.picture_math import DECADES

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class FrameMap:
    """A value for every pixel of a frame, or for every block of it.

    Attributes:
        frame: Which frame it is of, as scores are counted.
        values: H×W float32; laid over the picture whatever its size is.
        low: What the first colour stands for.
        high: What the last colour stands for.
        title: What is shown, for people.
        unit: Of the values; empty for none.
        colours: Name of a colour scale, see :data:`omgui.media.picture_math.COLOURS`.
        is_log: Whether colours go by the logarithm of the distance from ``low``.
        turn: See :class:`MapRequest`.
    """

    frame: int
    values: NDArray[np.float32]
    low: float
    high: float
    title: str
    unit: str = ""
    colours: str = "heat"
    is_log: bool = False
    turn: int | None = None

    @property
    def ends(self) -> tuple[str, str]:
        """What the two ends of the colours stand for, as people write it."""
        low = self.low
        if self.is_log:
            low += (self.high - self.low) / 10**DECADES
        unit = f" {self.unit}" if self.unit else ""
        return f"{low:.4g}{unit}", f"{self.high:.4g}{unit}"

    def value_at(self, x: int, y: int, size: tuple[int, int]) -> float:
        """Return the value that is laid over a pixel.

        Args:
            x: Column of the pixel.
            y: Row of it.
            size: Width and height of the picture that the map is laid over.
        """
        rows, columns = self.values.shape
        row, column = y * rows // size[1], x * columns // size[0]
        return float(self.values[min(row, rows - 1), min(column, columns - 1)])


class Top(str, Enum):
    """What the last colour of a map stands for."""

    LARGEST = "largest"
    MOST = "most"
    FIXED = "fixed"


@dataclass(frozen=True)
class MapRange:
    """Which values the colours of a map stand for.

    Attributes:
        top: The end of the metric's own range or, where it has none, the largest error of the
            frame; or the error that 99 % of the frame do not reach; or a value that stays.
        value: The one that stays.
        is_log: Whether colours go by the logarithm.
    """

    top: Top = Top.LARGEST
    value: float = 1.0
    is_log: bool = False

    def high(self, low: float, ends: Mapping[Top, float]) -> float:
        """Return what the last colour stands for.

        Args:
            low: Where there is no error.
            ends: Of the frame, see :func:`map_ends`.
        """
        if self.top is Top.FIXED:
            return self.value if self.value != low else low + 1.0
        return ends[self.top]


def map_ends(values: NDArray[np.float32], low: float, end: float | None) -> dict[Top, float]:
    """Return what the last colour may stand for in one frame. Takes time with large frames.

    Args:
        values: Of the frame.
        low: Where there is no error.
        end: Of the metric's own range, above or below ``low``; ``None`` where it has none.
    """
    errors = np.abs(values[np.isfinite(values)] - np.float32(low))
    largest = (float(errors.max()) if errors.size else 0.0) or 1.0  # equal: all has the low colour
    most = (float(np.percentile(errors, 99)) if errors.size else 0.0) or largest
    sign = -1 if end is not None and end < low else 1
    return {Top.LARGEST: low + sign * largest if end is None else end, Top.MOST: low + sign * most}


@dataclass(frozen=True)
class MapRequest:
    """Two frames that a map is wanted of.

    Attributes:
        key: Which map, as given to the chooser.
        frame: Which frame, as scores are counted.
        reference: H×W×3 uint8 RGB; ``None`` for a file alone.
        distorted: The same.
        turn: Number of the source that was shown, since another one may have a frame of the same
            number; ``None`` where that does not matter.
    """

    key: str
    frame: int
    reference: Pixels | None
    distorted: Pixels
    turn: int | None = None
