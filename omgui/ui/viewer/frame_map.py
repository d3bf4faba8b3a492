"""Where in a picture a score comes from: a map with its range and colours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
    """

    frame: int
    values: NDArray[np.float32]
    low: float
    high: float
    title: str
    unit: str = ""
    colours: str = "heat"


@dataclass(frozen=True)
class MapRequest:
    """Two frames that a map is wanted of.

    Attributes:
        key: Which map, as given to the chooser.
        frame: Which frame, as scores are counted.
        reference: H×W×3 uint8 RGB; ``None`` for a file alone.
        distorted: The same.
    """

    key: str
    frame: int
    reference: Pixels | None
    distorted: Pixels
