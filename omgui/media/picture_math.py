"""Differences of pictures, and maps as colours: quick enough for every frame that is shown."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Map = NDArray[np.float32]
GAINS = (1, 2, 4, 8, 16, 32)
_GREY = 128
# Anchors of colour scales: equally far apart, from low to high. Both are told apart by lightness
# alone, too. "heat" is black-body like; "cold" is the same thought in blue.
_SCALES = {
    "heat": ((0, 0, 0), (96, 16, 64), (200, 50, 30), (250, 150, 40), (255, 255, 210)),
    "cold": ((0, 0, 0), (24, 30, 110), (20, 100, 180), (90, 190, 210), (235, 255, 250)),
}
COLOURS = tuple(_SCALES)
DECADES = 3  # what a logarithmic scale tells apart: down to a thousandth of its range


def difference(reference: Picture, distorted: Picture, gain: int, *, is_signed: bool) -> Picture:
    """Return how two pictures differ, as a picture.

    Args:
        reference: H×W×3.
        distorted: Same shape and order of channels.
        gain: By how much the difference is amplified; what is too large becomes full.
        is_signed: Whether grey means no difference, lighter that the distorted picture is lighter;
            else black means none.

    Returns:
        H×W×3, channels in the order given.
    """
    smaller = np.minimum(reference, distorted)
    if not is_signed:
        largest = np.maximum(reference, distorted)
        largest -= smaller
        return _amplified(largest, gain, 255)
    lighter = _amplified(distorted - smaller, gain, 255 - _GREY)
    darker = _amplified(reference - smaller, gain, _GREY)
    lighter += np.uint8(_GREY)
    lighter -= darker
    return lighter


def _amplified(picture: Picture, gain: int, most: int) -> Picture:
    """Multiply in place; what would be more than ``most`` becomes that."""
    is_full = picture > most // gain
    picture *= np.uint8(gain)
    picture[is_full] = most
    return picture


@cache
def scale_colours(name: str) -> Picture:
    """Return the 256 colours of a scale, 256×3 RGB.

    Args:
        name: One of ``COLOURS``.
    """
    anchors = np.array(_SCALES[name], np.float64)
    places = np.linspace(0, len(anchors) - 1, 256)
    channels = [np.interp(places, range(len(anchors)), anchors[:, k]) for k in range(3)]
    colours: Picture = np.stack(channels, axis=1).round().astype(np.uint8)
    return colours


def coloured(
    values: Map, low: float, high: float, name: str = "heat", *, is_log: bool = False
) -> Picture:
    """Return a map as colours, H×W×3 RGB; what is not a number is grey.

    Args:
        values: H×W.
        low: What the first colour stands for; less has the same.
        high: What the last colour stands for; more has the same.
        name: One of ``COLOURS``.
        is_log: Whether colours go by the logarithm of the distance from ``low``, over ``DECADES``.
    """
    span = high - low if high != low else 1.0
    places = (values - np.float32(low)) * np.float32(255.0 / span)
    is_lost = np.isnan(places)
    if is_log:
        parts = np.maximum(places * np.float32(1 / 255), np.float32(10.0**-DECADES))
        places = np.float32(255) * (1 + np.log10(parts) / np.float32(DECADES))
    np.clip(places, 0, 255, out=places)
    places[is_lost] = 0
    picture: Picture = scale_colours(name)[places.astype(np.uint8)]
    if is_lost.any():
        picture[is_lost] = _GREY
    return picture
