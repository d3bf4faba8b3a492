"""Bilinear enlargement whose every grey level is the same on every machine.

Values are cut to whole numbers afterwards, so that the last bit of a sum decides about a grey
level; libraries add in another order on every processor. Here the order is that of the machine
that the expected fragments come from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
_Values = NDArray[np.float32]


@dataclass(frozen=True)
class _Sources:
    """Which two samples along an axis a new one lies between, and how much of each it gets."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    of_first: _Values
    of_second: _Values


def enlarged_start(pixels: Pixels, factor: float) -> Pixels:
    """Return the upper left part of an enlarged picture, as large as the picture itself.

    Args:
        pixels: H×W×3.
        factor: Above 1.

    Returns:
        H×W×3, cut to whole numbers, not rounded.
    """
    rows = _sources(pixels.shape[0], factor)
    columns = _sources(pixels.shape[1], factor)
    last_row, last_column = int(rows.second[-1]), int(columns.second[-1])
    values = pixels[: last_row + 1, : last_column + 1].astype(np.float32) / np.float32(255)
    wide = _between(
        values[:, columns.first],
        columns.of_first[:, None],
        values[:, columns.second],
        columns.of_second[:, None],
    )
    grey = _between(
        wide[rows.first],
        rows.of_first[:, None, None],
        wide[rows.second],
        rows.of_second[:, None, None],
    )
    whole: Pixels = (grey * np.float32(255)).astype(np.uint8)
    return whole


def _sources(side: int, factor: float) -> _Sources:
    half, step = np.float32(0.5), np.float32(1 / factor)
    places = np.maximum(step * (np.arange(side, dtype=np.float32) + half) - half, np.float32(0))
    first = places.astype(np.int64)
    of_second = places - first.astype(np.float32)
    second = np.minimum(first + 1, side - 1)
    return _Sources(first, second, np.float32(1) - of_second, of_second)


def _between(one: _Values, of_one: _Values, other: _Values, of_other: _Values) -> _Values:
    """Return one·of_one + other·of_other, of which only the second product is rounded."""
    rounded = other * of_other
    return (one.astype(np.float64) * of_one + rounded).astype(np.float32)
