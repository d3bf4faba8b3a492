"""Small image filters that the classic metrics share, for any device and floating type.

All take planes whose last two dimensions are rows and columns; dimensions before them are kept.
Windows are applied by adding shifted slices: for single-channel pictures of video size that is
many times faster on a CPU than a convolution, and on a GPU it is limited by memory alone. Along
the columns of one plane a CPU multiplies by a banded matrix, which is twice as fast again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import lru_cache

import torch
from torch import Tensor
from torch.nn import functional

_BLOCK_SAMPLES = 1 << 17
_BLOCK_ROWS = 8
_LONG = 7  # taps from which a product of matrices is faster than shifted sums


class Odd(Enum):
    """What :func:`halve` does with the line that an odd side leaves over."""

    DROP = "drop"  # it is left out
    ZERO_AFTER = "zero_after"  # paired with a line of zeros below or to the right
    ZERO_BEFORE = "zero_before"  # the first line is paired with zeros above or to the left


def pad_zero(x: Tensor, top: int, bottom: int, left: int, right: int) -> Tensor:
    """Return ``x`` with lines of zeros around it."""
    return functional.pad(x, (left, right, top, bottom))


def pad_reflect(x: Tensor, top: int, bottom: int, left: int, right: int) -> Tensor:
    """Return ``x`` mirrored about its outermost lines, which are not repeated (d c b | a b c d)."""
    return _extend(_extend(x, -2, top, bottom, _reflected), -1, left, right, _reflected)


def filter_rows(x: Tensor, taps: Sequence[float]) -> Tensor:
    """Correlate every row with ``taps``; only where the window fits (width − len(taps) + 1)."""
    return _accumulate(x, taps, -1)


def filter_columns(x: Tensor, taps: Sequence[float]) -> Tensor:
    """Correlate every column with ``taps``; only where the window fits."""
    is_one_plane = x.shape[:-2].numel() == 1 and x.stride(-1) == 1
    if is_one_plane and len(taps) >= _LONG and x.device.type == "cpu":
        return _multiply_columns(x, taps)
    return _accumulate(x, taps, -2)


def filter_separable(
    x: Tensor, vertical: Sequence[float], horizontal: Sequence[float] | None = None
) -> Tensor:
    """Correlate with the product of two one-dimensional windows, where it fits.

    Args:
        x: …×H×W, floating point.
        vertical: Weights along a column.
        horizontal: Weights along a row; those of ``vertical`` when left out.
    """
    return filter_rows(filter_columns(x, vertical), vertical if horizontal is None else horizontal)


def sliding_sum(x: Tensor, length: int, dim: int) -> Tensor:
    """Sum of ``length`` neighbours along ``dim``, where they fit; log₂(length) additions each."""
    if length < 1:
        raise ValueError(f"a window has at least one sample, not {length}")
    size = x.shape[dim] - length + 1
    total: Tensor | None = None
    reached = 0  # samples already in `total`
    power, width = x, 1  # sums of `width` neighbours
    while True:
        if length & width:
            part = power.narrow(dim, reached, size)
            total = part if total is None else total + part
            reached += width
        if reached == length:
            assert total is not None  # length has at least one bit
            return total
        kept = power.shape[dim] - width
        power = power.narrow(dim, 0, kept) + power.narrow(dim, width, kept)
        width *= 2


def sliding_mean(x: Tensor, height: int, width: int) -> Tensor:
    """Mean over a ``height``×``width`` window around each place where it fits."""
    total = sliding_sum(sliding_sum(x, height, -2), width, -1)
    return total.div(height * width)


def halve(x: Tensor, odd: Odd = Odd.DROP) -> Tensor:
    """Mean of every 2×2 block, so that both sides are halved.

    Args:
        x: …×H×W, floating point.
        odd: What becomes of the line that an odd side leaves over; zeros count in the mean.
    """
    return _pair_sum(_pair_sum(x, -2, odd), -1, odd).mul_(0.25)


def block_mean(x: Tensor, size: int) -> Tensor:
    """Mean of every ``size``×``size`` block; lines that fill no block are left out."""
    if size == 1:
        return x
    rows, columns = x.shape[-2] // size, x.shape[-1] // size
    total = _strided_sum(x, -2, size, rows)
    return _strided_sum(total, -1, size, columns).div_(size * size)


def gradients(x: Tensor, side: float, centre: float) -> tuple[Tensor, Tensor]:
    """Horizontal and vertical central differences, smoothed across, with zeros outside.

    The 3×3 kernel is ``(side, centre, side)`` across times ``(-1, 0, 1)`` along: Prewitt is
    ``(1/3, 1/3)``, Scharr ``(3/16, 10/16)``, Sobel ``(1/4, 1/2)``. A border pixel sees zeros
    outside the picture, as a padded convolution does.

    Args:
        x: …×H×W, floating point.
        side: Weight of the two outer lines of the smoothing.
        centre: Weight of the middle line.

    Returns:
        Two maps of the size of ``x``.
    """
    padded = pad_zero(x, 1, 1, 1, 1)
    along_rows = padded[..., :, 2:] - padded[..., :, :-2]
    along_columns = padded[..., 2:, :] - padded[..., :-2, :]
    return _smooth(along_rows, -2, side, centre), _smooth(along_columns, -1, side, centre)


def prewitt(x: Tensor) -> tuple[Tensor, Tensor]:
    """Prewitt differences, weights 1/3, zeros outside."""
    return gradients(x, 1.0 / 3.0, 1.0 / 3.0)


def scharr(x: Tensor) -> tuple[Tensor, Tensor]:
    """Scharr differences, weights (3, 10, 3)/16, zeros outside."""
    return gradients(x, 3.0 / 16.0, 10.0 / 16.0)


def frame_sum(x: Tensor) -> Tensor:
    """Sum of each frame of an N×… tensor as float64: rows in their own type, then in float64.

    Each frame is summed in the same order whatever else is in the batch.
    """
    return x.sum(-1).flatten(1).sum(1, dtype=torch.float64)


def frame_mean(x: Tensor) -> Tensor:
    """Mean of each frame of an N×… tensor as float64."""
    return frame_sum(x).div_(x[0].numel())


def row_blocks(rows: int, samples_per_row: int, device: torch.device) -> Iterator[tuple[int, int]]:
    """Yield the first row of each block of rows and the one after its last.

    On a CPU a block is small enough for the steps of a formula to stay in a core's cache, which
    halves the time for large frames; elsewhere everything is one block. Sum what comes out by
    rows (`torch.cat`, then :func:`sum_rows`), and the score does not depend on the blocks.
    """
    step = rows
    if device.type == "cpu":
        step = _BLOCK_ROWS * max(1, _BLOCK_SAMPLES // (_BLOCK_ROWS * max(samples_per_row, 1)))
    for first in range(0, rows, step):
        yield first, min(first + step, rows)


def sum_rows(blocks: Sequence[Tensor]) -> Tensor:
    """Sum N×…×rows sums of rows over all blocks: N float64."""
    return torch.cat(list(blocks), -1).flatten(1).sum(1, dtype=torch.float64)


def _accumulate(x: Tensor, taps: Sequence[float], dim: int) -> Tensor:
    size = x.shape[dim] - len(taps) + 1
    if size < 1:
        raise ValueError(f"a window of {len(taps)} does not fit into {x.shape[dim]} samples")
    total = x.narrow(dim, 0, size) * taps[0]
    for shift, weight in enumerate(taps[1:], start=1):
        total.add_(x.narrow(dim, shift, size), alpha=weight)
    return total


def _multiply_columns(x: Tensor, taps: Sequence[float]) -> Tensor:
    """Filter the columns of one plane, eight rows at a time by a banded matrix."""
    reach = len(taps) - 1
    rows, width = x.shape[-2] - reach, x.shape[-1]
    count = rows // _BLOCK_ROWS
    if count < 1:
        return _accumulate(x, taps, -2)
    filtered = x.new_empty((*x.shape[:-2], rows, width))
    full = count * _BLOCK_ROWS
    windows = x.as_strided(
        (count, _BLOCK_ROWS + reach, width),
        (_BLOCK_ROWS * x.stride(-2), x.stride(-2), 1),
        int(x.storage_offset()),
    )
    into = filtered.view(rows, width)[:full].view(count, _BLOCK_ROWS, width)
    torch.bmm(_band(tuple(taps), x.dtype).expand(count, -1, -1), windows, out=into)
    if full < rows:
        filtered[..., full:, :] = _accumulate(x[..., full:, :], taps, -2)
    return filtered


@lru_cache(maxsize=64)
def _band(taps: tuple[float, ...], dtype: torch.dtype) -> Tensor:
    band = torch.zeros((_BLOCK_ROWS, _BLOCK_ROWS + len(taps) - 1), dtype=dtype)
    for row in range(_BLOCK_ROWS):
        band[row, row : row + len(taps)] = torch.tensor(taps, dtype=dtype)
    return band


def _smooth(x: Tensor, dim: int, side: float, centre: float) -> Tensor:
    size = x.shape[dim] - 2
    outer = x.narrow(dim, 0, size) + x.narrow(dim, 2, size)
    middle = x.narrow(dim, 1, size)
    if side == centre:
        return outer.add_(middle).mul_(side)
    return outer.mul_(side).add_(middle, alpha=centre)


def _extend(
    x: Tensor, dim: int, before: int, after: int, source: Callable[[Tensor, int], Tensor]
) -> Tensor:
    if not (before or after):
        return x
    size = x.shape[dim]
    wanted = torch.arange(-before, size + after, device=x.device)
    return x.index_select(dim, source(wanted, size))


def _replicated(at: Tensor, size: int) -> Tensor:
    return at.clamp(0, size - 1)


def _reflected(at: Tensor, size: int) -> Tensor:
    if size == 1:
        return torch.zeros_like(at)
    folded = at.remainder(2 * size - 2)
    return torch.minimum(folded, 2 * size - 2 - folded)


def _mirrored(at: Tensor, size: int) -> Tensor:
    folded = at.remainder(2 * size)
    return torch.minimum(folded, 2 * size - 1 - folded)


def _pair_sum(x: Tensor, dim: int, odd: Odd) -> Tensor:
    size = x.shape[dim]
    if size % 2 == 0 or odd is Odd.DROP:
        return _strided_sum(x, dim, 2, size // 2)
    zero = torch.zeros_like(x.narrow(dim, 0, 1))
    parts = (zero, x) if odd is Odd.ZERO_BEFORE else (x, zero)
    return _strided_sum(torch.cat(parts, dim), dim, 2, size // 2 + 1)


def _strided_sum(x: Tensor, dim: int, step: int, count: int) -> Tensor:
    blocks = torch.unflatten(x.narrow(dim, 0, count * step), dim, (count, step))
    total = blocks.select(dim, 0) + blocks.select(dim, 1)
    for index in range(2, step):
        total.add_(blocks.select(dim, index))
    return total
