"""Structural similarity of luma, on one scale and on five."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from omgui.engine.kernels.colour import luma_601, luma_yiq, rgb255
from omgui.engine.kernels.filters import Odd, filter_separable, halve, row_blocks, sum_rows
from omgui.engine.kernels.planes import Pair, Planes

_C1 = (0.01 * 255.0) ** 2
_C2 = (0.03 * 255.0) ** 2
# What is compared: whole numbers, N×C×H×W.
_PICTURES = {"luma_601": luma_601, "luma_yiq": luma_yiq, "rgb": rgb255}
# The published exponents, in the single precision that decides the last digits.
_EXPONENTS: list[float] = torch.tensor(
    (0.0448, 0.2856, 0.3001, 0.2363, 0.1333), dtype=torch.float32
).tolist()


def ssim(pair: Pair, picture: str = "luma_601") -> Tensor:
    """Structural similarity, per frame; 1 for equal frames.

    Window: Gaussian, 11×11, σ 1.5, only where it fits; no downsampling; a negative
    contrast-structure term counts as 0.

    Args:
        pair: Frames of at least 11×11 pixels.
        picture: ``luma_601``: BT.601 in studio range, rounded to integers; ``luma_yiq``: in full
            range; ``rgb``: each channel by itself, and their mean.

    Returns:
        N float64, 0 to 1.

    Raises:
        ValueError: A side is shorter than 11 pixels.

    Source: Wang, Bovik, Sheikh, Simoncelli, IEEE TIP 13(4), 2004, equation 13; the clipping and
    the luma are those of pyiqa 0.1.16: its ``ssim`` with ``test_y_channel=True,
    color_space="ycbcr"``, its ``ssim`` as it is, and its ``ssimc``.
    """
    return torch.where(pair.identical, 1.0, _similarity(pair, picture, 0).whole)


def ms_ssim(pair: Pair, picture: str = "luma_601") -> Tensor:
    """Multi-scale structural similarity, per frame; 1 for equal frames.

    Five scales, each the 2×2 mean of the one before; contrast-structure on the first four, the
    whole index on the last, multiplied with the published exponents.

    Args:
        pair: Frames of at least 161×161 pixels.
        picture: As for :func:`ssim`.

    Returns:
        N float64, 0 to 1.

    Raises:
        ValueError: A side is shorter than 161 pixels.

    Source: Wang, Simoncelli, Bovik, Asilomar 2003, equation 7; rounding and odd sides as in
    pyiqa 0.1.16.
    """
    levels = [_similarity(pair, picture, level) for level in range(len(_EXPONENTS))]
    score = levels[-1].whole.pow(_EXPONENTS[-1])
    for level, exponent in zip(levels[:-1], _EXPONENTS[:-1], strict=True):
        score = score * level.contrast.pow(exponent)
    return torch.where(pair.identical, 1.0, score)


def ssim_map(pair: Pair, picture: str = "luma_601") -> Tensor:
    """Structural similarity around every pixel; its mean is :func:`ssim` of frames that differ.

    Args:
        pair: Frames of at least 11×11 pixels.
        picture: As for :func:`ssim`; of ``rgb`` the mean of the channels.

    Returns:
        N×H×W float64, 0 to 1; NaN within 5 pixels of the edge, where the window does not fit.

    Raises:
        ValueError: A side is shorter than 11 pixels.
    """
    one, two = (_moments(side, picture, 0) for side in (pair.reference, pair.distorted))
    left, right = (_picture(side, picture, 0) for side in (pair.reference, pair.distorted))
    product = filter_separable(left.double().mul_(right.double()), _WINDOW)
    similarity = _terms(product, one, two)[0].mean(1)
    return functional.pad(similarity, [_MARGIN // 2] * 4, value=math.nan)


@dataclass(frozen=True)
class _Similarity:
    whole: Tensor  # mean of luminance × contrast-structure, N
    contrast: Tensor  # mean of contrast-structure, N


@dataclass(frozen=True)
class _Moments:
    mean: Tensor  # windowed mean
    power: Tensor  # half of (squared mean + C1/2): two of them are half a divisor
    variance: Tensor  # half of (windowed variance + C2/2)

    def rows(self, at: slice) -> _Moments:
        return _Moments(self.mean[..., at, :], self.power[..., at, :], self.variance[..., at, :])


def _window() -> list[float]:
    # The libraries round the two-dimensional window to single precision, so that it does not sum
    # to one. Where a picture is flat that changes the score in the sixth digit; giving the
    # separable window the same sum leaves a difference below 1e-9.
    line = [math.exp(-(at * at) / (2.0 * 1.5**2)) for at in range(-5, 6)]
    line = [weight / math.fsum(line) for weight in line]
    square = torch.tensor([[a * b for b in line] for a in line], dtype=torch.float32)
    total = math.fsum(square.double().flatten().tolist())
    return [weight * math.sqrt(total) for weight in line]


_WINDOW = _window()
_MARGIN = len(_WINDOW) - 1


def _picture(planes: Planes, picture: str, level: int) -> Tensor:
    # Means of four integers, four times over, are exact in single precision.
    if level == 0:
        return _PICTURES[picture](planes)
    return planes.shared(
        ("ssim", picture, level),
        lambda: halve(_picture(planes, picture, level - 1), Odd.ZERO_BEFORE),
    )


def _moments(planes: Planes, picture: str, level: int) -> _Moments:
    def compute() -> _Moments:
        values = _picture(planes, picture, level)
        n, channels, height, width = values.shape
        rows = _fitting(height)
        size = (n, channels, rows, _fitting(width))
        maps = _Moments(*(values.new_empty(size, dtype=torch.float64) for _ in range(3)))
        for first, end in row_blocks(rows, n * channels * width, values.device):
            block = values[..., first : end + _MARGIN, :].double()
            out = maps.rows(slice(first, end))
            out.mean.copy_(filter_separable(block, _WINDOW))
            squares = filter_separable(block.square_(), _WINDOW)
            torch.mul(out.mean, out.mean, out=out.power)
            torch.sub(squares, out.power, out=out.variance)
            out.variance.add_(_C2 / 2.0).mul_(0.5)
            out.power.add_(_C1 / 2.0).mul_(0.5)
        return maps

    return planes.shared(("ssim", "moments", picture, level), compute)


def _fitting(side: int) -> int:
    if side <= _MARGIN:
        raise ValueError(f"a window of {_MARGIN + 1} does not fit into {side} pixels")
    return side - _MARGIN


def _similarity(pair: Pair, picture: str, level: int) -> _Similarity:
    return pair.shared(
        ("ssim", "similarity", picture, level), lambda: _compare(pair, picture, level)
    )


def _compare(pair: Pair, picture: str, level: int) -> _Similarity:
    one, two = (_moments(side, picture, level) for side in (pair.reference, pair.distorted))
    left, right = (_picture(side, picture, level) for side in (pair.reference, pair.distorted))
    n, channels, rows, columns = one.mean.shape
    whole, contrast = [], []
    for first, end in row_blocks(rows, n * channels * columns, one.mean.device):
        window = slice(first, end + _MARGIN)
        product = left[..., window, :].double().mul_(right[..., window, :].double())
        at = slice(first, end)
        terms = _terms(filter_separable(product, _WINDOW), one.rows(at), two.rows(at))
        whole.append(terms[0].sum(-1))
        contrast.append(terms[1].sum(-1))
    count = channels * rows * columns
    return _Similarity(sum_rows(whole).div_(count), sum_rows(contrast).div_(count))


def _terms(product: Tensor, one: _Moments, two: _Moments) -> tuple[Tensor, Tensor]:
    """Return the maps of similarity and of contrast-structure; spends the windowed product."""
    means = one.mean * two.mean
    contrast = product.sub_(means).add_(_C2 / 2.0)
    divisor = one.variance + two.variance
    contrast.div_(divisor).relu_()
    luminance = means.add_(_C1 / 2.0).div_(torch.add(one.power, two.power, out=divisor))
    return luminance.mul_(contrast), contrast
