"""Convolutions in double precision that neither crawl nor fill the memory.

On the CPU torch unfolds the picture for them: a filter of 11×11 writes 121 pictures, two gigabytes
of a frame of 1920×1080, to read them once. Adding shifted pictures up does without, and a filter
that is the product of a column and a row needs 22 of them, not 121.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from torch.overrides import TorchFunctionMode

_BLOCK_NUMBERS = 1 << 16  # of a picture, so that a block of rows and its sum stay in the cache


class DoubleFilters(TorchFunctionMode):
    """While it is entered, this thread's convolutions in double precision are sums of shifts.

    One filter per channel only, without steps; all others, and those in single precision, are left
    to torch. Sums are in another order: last digits of double precision differ.
    """

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Sequence[type],
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:  # noqa: ANN401  # whatever the function returns
        """Run one function of torch."""
        if func is torch.conv2d:
            return _convolve(*args, **(kwargs or {}))
        return func(*args, **(kwargs or {}))


def _convolve(  # noqa: PLR0913, PLR0917  # torch's signature
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | Sequence[int] = 1,
    padding: int | str | Sequence[int] = 0,
    dilation: int | Sequence[int] = 1,
    groups: int = 1,
) -> Tensor:
    is_double = weight.dtype == torch.float64 and input.device.type == "cpu"
    one_each = weight.shape[:2] == (groups, 1) and input.shape[1] == groups and bias is None
    has_steps = not _all_one(stride) or not _all_one(dilation)
    if isinstance(padding, str) or has_steps or not (is_double and one_each):
        return torch.conv2d(input, weight, bias, stride, padding, dilation, groups)
    down, across = (padding, padding) if isinstance(padding, int) else padding
    padded = functional.pad(input, (across, across, down, down))
    lines = _lines_of(weight[:, 0])
    if lines is None:
        return _sum_of_shifts(padded, weight[:, 0])
    return _sum_of_shifts(_sum_of_shifts(padded, lines[0]), lines[1])


def _all_one(value: int | Sequence[int]) -> bool:
    return value == 1 if isinstance(value, int) else set(value) == {1}


def _lines_of(filters: Tensor) -> tuple[Tensor, Tensor] | None:
    """Split C×H×W filters into C×H×1 and C×1×W, ``None`` where one is no product of two lines."""
    count, _, width = filters.shape
    peak_at = filters.abs().flatten(1).argmax(1)
    each = torch.arange(count)
    peaks = filters.flatten(1)[each, peak_at]
    columns = filters[each, :, peak_at % width]
    rows = filters[each, peak_at.div(width, rounding_mode="floor")]
    rows = rows / torch.where(peaks == 0, 1.0, peaks)[:, None]
    error = (columns[:, :, None] * rows[:, None, :] - filters).abs()
    if bool((error > 1e-13 * peaks.abs()[:, None, None]).any()):
        return None
    return columns[:, :, None], rows[:, None, :]


def _sum_of_shifts(planes: Tensor, filters: Tensor) -> Tensor:
    """Correlate N×C×H×W planes with C×KH×KW filters where they fit."""
    count, channels, height, width = planes.shape
    kernel_h, kernel_w = filters.shape[1:]
    out = planes.new_zeros((count, channels, height - kernel_h + 1, width - kernel_w + 1))
    rows = max(1, _BLOCK_NUMBERS // (count * channels * width))
    for first in range(0, out.shape[2], rows):
        block = out[:, :, first : first + rows]
        for down in range(kernel_h):
            below = planes[:, :, first + down : first + down + block.shape[2]]
            for right in range(kernel_w):
                shifted = below[..., right : right + block.shape[3]]
                block.addcmul_(shifted, filters[:, down, right, None, None])
    return out
