"""The oriented bands of a steerable pyramid in the pixel domain, as far as metrics need them.

Source: Simoncelli and Freeman, "The steerable pyramid", ICIP 1995; the weights are those of
``sp5Filters`` in matlabPyrTools (six orientations), published with eight decimals. Every filter is
even or odd about its middle row and column, so that a quarter of its weights is all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from omgui.engine.kernels import filters

_LOW_FIRST = (
    (0.40304148, 0.15925570, -0.03848215),
    (0.15925570, 0.05586982, -0.01551246),
    (-0.03848215, -0.01551246, 0.00341614),
)
# Twice the published weights: the gain of one step down.
_LOW = (
    (0.20193080, 0.16339236, 0.07962786, 0.02005976, -0.01924108),
    (0.16339236, 0.12852666, 0.06554076, 0.00821200, -0.01888864),
    (0.07962786, 0.06554076, 0.02793492, -0.01322234, -0.00775624),
    (0.02005976, 0.00821200, -0.01322234, -0.01046562, -0.00489834),
    (-0.01924108, -0.01888864, -0.00775624, -0.00489834, 0.00170808),
)
# Rows 0 to 3 from the middle; columns 1 to 3 (an odd filter has nothing in the middle).
_ACROSS = (
    (0.11732297, -0.02755155, -0.01455399),
    (0.08226445, -0.01189859, -0.01026699),
    (0.03075356, 0.00893064, -0.00496194),
    (0.01021852, 0.00986904, -0.00277643),
)
_DOWN = tuple(zip(*_ACROSS, strict=True))
_REACH = 4  # of the largest filter
_STRIP = 64  # rows


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
    low = _filter(filters.pad_reflect(image, 2, 2, 2, 2), 2, _LOW_FIRST)
    bands = []
    for level in range(levels):
        padded = filters.pad_reflect(low, _REACH, _REACH, _REACH, _REACH)
        bands.append(
            OrientedBands(
                _filter(padded, _REACH, _ACROSS, odd_across=True),
                _filter(padded, _REACH, _DOWN, odd_down=True),
            )
        )
        if level + 1 < levels:
            low = _filter(padded, _REACH, _LOW, step=2)
    return bands


def _filter(
    padded: Tensor,
    margin: int,
    quarter: Sequence[Sequence[float]],
    *,
    odd_down: bool = False,
    odd_across: bool = False,
    step: int = 1,
) -> Tensor:
    """Correlate with the filter that ``quarter`` unfolds to, at every ``step``-th place."""
    *count, height, width = padded.shape
    height, width = ((side - 2 * margin - 1) // step + 1 for side in (height, width))
    output = padded.new_empty((*count, height, width))
    # Strips whose intermediate sums stay in a core's cache; a GPU takes the picture whole.
    strip = _STRIP if padded.device.type == "cpu" else height
    for first in range(0, height, strip):
        rows = min(strip, height - first)
        source = padded.narrow(-2, first * step, (rows - 1) * step + 1 + 2 * margin)
        lines = _fold(source, -2, margin, step, len(quarter), odd_down)
        _weigh(lines, quarter, output.narrow(-2, first, rows), margin, step, odd_across)
    return output


def _weigh(
    lines: list[Tensor],
    quarter: Sequence[Sequence[float]],
    output: Tensor,
    margin: int,
    step: int,
    odd_across: bool,
) -> None:
    """Sum of the folded lines under each column of the filter, shifted to its place."""
    middle: Tensor | None = None
    for index, weights in enumerate(zip(*quarter, strict=True)):
        column = torch.mul(lines[0], weights[0])
        for line, weight in zip(lines[1:], weights[1:], strict=True):
            column.add_(line, alpha=weight)
        distance = index + odd_across
        after = _shifted(column, -1, margin, distance, step)
        if distance == 0:
            middle = after
            continue
        before = _shifted(column, -1, margin, -distance, step)
        if distance > 1:
            output.add_(after).add_(before, alpha=-1.0 if odd_across else 1.0)
        elif middle is None:
            torch.sub(after, before, out=output)
        else:
            torch.add(after, before, out=output).add_(middle)


def _fold(
    x: Tensor, dim: int, margin: int, step: int, count: int, is_odd: bool
) -> list[Tensor]:
    """Lines at equal distance from the middle, added (or subtracted), by distance."""
    folded = []
    for distance in range(is_odd, count + is_odd):
        after = _shifted(x, dim, margin, distance, step)
        if distance > 0:
            before = _shifted(x, dim, margin, -distance, step)
            after = after - before if is_odd else after + before
        folded.append(after)
    return folded


def _shifted(x: Tensor, dim: int, margin: int, shift: int, step: int) -> Tensor:
    """``x`` without its margins, moved by ``shift``, at every ``step``-th place."""
    window = x.narrow(dim, margin + shift, x.shape[dim] - 2 * margin)
    if step == 1:
        return window
    return window[..., ::step, :] if dim == -2 else window[..., ::step]
