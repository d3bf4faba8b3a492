"""The oriented bands of a steerable pyramid in the pixel domain, as far as metrics need them.

Source: Simoncelli and Freeman, "The steerable pyramid", ICIP 1995; the weights are those of
``sp5Filters`` in matlabPyrTools (six orientations), published with eight decimals. Every filter is
even or odd about its middle row and column, so that a quarter of its weights is all of it.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from omgui.engine.kernels import filters


class _Filter(NamedTuple):
    """A filter that is even or odd about its middle, by the quarter from there to a corner.

    Attributes:
        quarter: Rows by distance from the middle. An odd filter has nothing in the middle, so
            that its weights start at distance 1.
        is_odd_down: Sign changes from above the middle to below.
        is_odd_across: Sign changes from left of the middle to the right.
    """

    quarter: tuple[tuple[float, ...], ...]
    is_odd_down: bool = False
    is_odd_across: bool = False


_LOW_FIRST = _Filter(
    (
        (0.40304148, 0.15925570, -0.03848215),
        (0.15925570, 0.05586982, -0.01551246),
        (-0.03848215, -0.01551246, 0.00341614),
    )
)
# Twice the published weights: the gain of one step down.
_LOW = _Filter(
    (
        (0.20193080, 0.16339236, 0.07962786, 0.02005976, -0.01924108),
        (0.16339236, 0.12852666, 0.06554076, 0.00821200, -0.01888864),
        (0.07962786, 0.06554076, 0.02793492, -0.01322234, -0.00775624),
        (0.02005976, 0.00821200, -0.01322234, -0.01046562, -0.00489834),
        (-0.01924108, -0.01888864, -0.00775624, -0.00489834, 0.00170808),
    )
)
_ACROSS = _Filter(
    (
        (0.11732297, -0.02755155, -0.01455399),
        (0.08226445, -0.01189859, -0.01026699),
        (0.03075356, 0.00893064, -0.00496194),
        (0.01021852, 0.00986904, -0.00277643),
    ),
    is_odd_across=True,
)
_DOWN = _Filter(tuple(zip(*_ACROSS.quarter, strict=True)), is_odd_down=True)
_REACH = 4  # of the largest filter
_STRIP = 64  # rows


class _Grid(NamedTuple):
    """Where a padded picture is looked at."""

    margin: int
    step: int = 1

    def size(self, padded: int) -> int:
        """Places along a padded side."""
        return (padded - 2 * self.margin - 1) // self.step + 1

    def shifted(self, x: Tensor, dim: int, distance: int) -> Tensor:
        """``x`` at all places along ``dim``, moved by ``distance``."""
        window = x.narrow(dim, self.margin + distance, x.shape[dim] - 2 * self.margin)
        if self.step == 1:
            return window
        return window[..., :: self.step, :] if dim == -2 else window[..., :: self.step]


class OrientedBands(NamedTuple):
    """Two of the six orientations of one level, each N×H×W.

    Attributes:
        across: Response to change along a row (vertical edges).
        down: Response to change along a column (horizontal edges).
    """

    across: Tensor
    down: Tensor


def oriented_bands(image: Tensor, levels: int) -> list[OrientedBands]:
    """Return the two axis-aligned orientations of every level, finest first.

    Args:
        image: N×H×W, floating point; each side longer than ``4 * 2**(levels - 1)``, because the
            borders are mirrored.
        levels: Each has half the rows and columns of the one before it, rounded up.
    """
    low = _filter(filters.pad_reflect(image, 2, 2, 2, 2), _LOW_FIRST, _Grid(2))
    bands = []
    for level in range(levels):
        padded = filters.pad_reflect(low, _REACH, _REACH, _REACH, _REACH)
        bands.append(
            OrientedBands(
                _filter(padded, _ACROSS, _Grid(_REACH)),
                _filter(padded, _DOWN, _Grid(_REACH)),
            )
        )
        if level + 1 < levels:
            low = _filter(padded, _LOW, _Grid(_REACH, step=2))
    return bands


def _filter(padded: Tensor, kernel: _Filter, grid: _Grid) -> Tensor:
    """Correlate ``padded`` with ``kernel`` at the places of ``grid``."""
    *count, height, width = padded.shape
    height, width = grid.size(height), grid.size(width)
    output = padded.new_empty((*count, height, width))
    # Strips whose intermediate sums stay in a core's cache; a GPU takes the picture whole.
    strip = _STRIP if padded.device.type == "cpu" else height
    for first in range(0, height, strip):
        rows = min(strip, height - first)
        length = (rows - 1) * grid.step + 1 + 2 * grid.margin
        lines = _fold(padded.narrow(-2, first * grid.step, length), kernel, grid)
        _weigh(lines, kernel, grid, output.narrow(-2, first, rows))
    return output


def _fold(x: Tensor, kernel: _Filter, grid: _Grid) -> list[Tensor]:
    """Rows at equal distance above and below, added (or subtracted), by distance."""
    folded = []
    for row in range(len(kernel.quarter)):
        distance = row + kernel.is_odd_down
        below = grid.shifted(x, -2, distance)
        if distance > 0:
            above = grid.shifted(x, -2, -distance)
            below = below - above if kernel.is_odd_down else below + above
        folded.append(below)
    return folded


def _weigh(lines: list[Tensor], kernel: _Filter, grid: _Grid, output: Tensor) -> None:
    """Write the sum of the folded rows under each column of the filter, moved to its place."""
    middle: Tensor | None = None
    for index, weights in enumerate(zip(*kernel.quarter, strict=True)):
        column = torch.mul(lines[0], weights[0])
        for line, weight in zip(lines[1:], weights[1:], strict=True):
            column.add_(line, alpha=weight)
        distance = index + kernel.is_odd_across
        right = grid.shifted(column, -1, distance)
        if distance == 0:
            middle = right
            continue
        left = grid.shifted(column, -1, -distance)
        if distance > 1:
            output.add_(right).add_(left, alpha=-1.0 if kernel.is_odd_across else 1.0)
        elif middle is None:
            torch.sub(right, left, out=output)
        else:
            torch.add(right, left, out=output).add_(middle)
