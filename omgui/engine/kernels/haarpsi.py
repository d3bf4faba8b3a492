"""Haar wavelet-based perceptual similarity index."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from omgui.engine.kernels.colour import rgb255, to_yiq
from omgui.engine.kernels.filters import Odd, frame_sum, halve, pad_zero
from omgui.engine.kernels.planes import Pair, Planes

_STABILITY = 30.0
_STEEPNESS = 4.2
_EPSILON = 2.0**-23


def haarpsi(pair: Pair) -> Tensor:
    """Haar wavelet-based perceptual similarity, per frame; 1 for equal frames.

    Frames are halved by 2×2 means (odd sides completed with zeros) and taken to YIQ.

    Returns:
        N float64, 0 to 1.

    Raises:
        ValueError: A side is shorter than 16 pixels.

    Source: Reisenhofer, Bosse, Kutyniok, Wiegand, Signal Processing: Image Communication 61,
    2018, equations 8 to 14; C = 30, α = 4.2; borders as in piq 0.8.0.
    """
    if min(pair.reference.height, pair.reference.width) < 16:
        raise ValueError("HaarPSI needs 16 pixels on each side")
    one, two = _coefficients(pair.reference), _coefficients(pair.distorted)
    across = torch.maximum(one.across.weight, two.across.weight)
    down = torch.maximum(one.down.weight, two.down.weight)
    shortfall = frame_sum(_shortfall(one.across.detail, two.across.detail).mul_(across))
    shortfall += frame_sum(_shortfall(one.down.detail, two.down.detail).mul_(down))
    both = across.add_(down).mul_(0.5)
    shortfall += frame_sum(_shortfall(one.colour, two.colour).mul_(both))
    weight = frame_sum(both).mul_(3.0)
    # The logistic mean and what it lacks to one, each from its own sum: near one, where the
    # logit is steep, the difference of the two would keep few digits.
    score = (weight - shortfall + _EPSILON).div_(shortfall).log_().div_(_STEEPNESS).square_()
    return torch.where(pair.identical, 1.0, score)


@dataclass(frozen=True)
class _Orientation:
    detail: Tensor  # N×2×H×W, magnitudes on the two fine scales
    weight: Tensor  # N×1×H×W, magnitude on the coarse scale


@dataclass(frozen=True)
class _Coefficients:
    across: _Orientation
    down: _Orientation
    colour: Tensor  # N×2×H×W, magnitudes of the 2×2 means of I and Q


def _coefficients(planes: Planes) -> _Coefficients:
    def compute() -> _Coefficients:
        yiq = to_yiq(halve(rgb255(planes), Odd.ZERO_AFTER))
        across, down = _haar(yiq[:, :1])
        colour = _sums(pad_zero(yiq[:, 1:], 0, 1, 0, 1), 1, 1).mul_(0.25).abs_()
        return _Coefficients(across, down, colour)

    return planes.shared(("haarpsi", "coefficients"), compute)


def _haar(luma: Tensor) -> tuple[_Orientation, _Orientation]:
    """Return the magnitudes of the Haar wavelets of side 2, 4 and 8 in both orientations."""
    n, _, height, width = luma.shape
    detail = [luma.new_empty((n, 2, height, width)) for _ in range(2)]
    weight = [luma.new_empty((n, 1, height, width)) for _ in range(2)]
    # Sums of side/2 lines by side samples, doubled from scale to scale. The padding of the
    # widest wavelet serves all: the narrower ones start later.
    square = pad_zero(luma, 3, 4, 3, 4)
    for scale in range(3):
        half = 1 << scale
        flat = _sums(square, 0, half)
        tall = _sums(square, half, 0)
        start = 4 - half
        for index, (sums, down, right) in enumerate(((flat, half, 0), (tall, 0, half))):
            first = sums[..., start : start + height, start : start + width]
            second = sums[
                ...,
                start + down : start + down + height,
                start + right : start + right + width,
            ]
            into = detail[index][:, scale : scale + 1] if scale < 2 else weight[index]
            torch.sub(first, second, out=into).div_(2 * half).abs_()
        square = _sums(flat, half, 0)
    return _Orientation(detail[0], weight[0]), _Orientation(detail[1], weight[1])


def _sums(x: Tensor, down: int, right: int) -> Tensor:
    """Return x plus its neighbours so many lines below and so many samples to the right."""
    if down:
        kept = x.shape[-2] - down
        x = x.narrow(-2, 0, kept) + x.narrow(-2, down, kept)
    if right:
        kept = x.shape[-1] - right
        x = x.narrow(-1, 0, kept) + x.narrow(-1, right, kept)
    return x


def _shortfall(one: Tensor, two: Tensor) -> Tensor:
    """Return one minus the logistic of the mean similarity of two maps, N×1×H×W.

    σ(-x) = 1 - σ(x), and a similarity lacks (a-b)²/(a²+b²+C) to one.
    """
    divisor = (one * one).addcmul_(two, two).add_(_STABILITY)
    lacking = (one - two).square_().div_(divisor)
    total = lacking[:, :1].add_(lacking[:, 1:])
    return total.mul_(_STEEPNESS / 2.0).sub_(_STEEPNESS).sigmoid_()
