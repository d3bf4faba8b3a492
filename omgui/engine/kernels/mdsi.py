"""Mean deviation similarity index."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from omgui.engine.kernels.colour import rgb255, to_lhm
from omgui.engine.kernels.filters import block_mean, pad_zero, prewitt
from omgui.engine.kernels.planes import Pair, Planes

_C1, _C2, _C3 = 140.0, 55.0, 550.0
_GRADIENT_SHARE = 0.6
_ROOT = 0.25


def mdsi(pair: Pair) -> Tensor:
    """Mean deviation similarity index, per frame; 0 for equal frames.

    Frames are reduced by block means to about 256 pixels on the shorter side and taken to LHM.
    Reference and distorted frame do not play the same part.

    Returns:
        N float64, 0 to about 0.8, lower is better. The steps are single precision in the order
        of piq: the last root magnifies their rounding, so that the published implementation and
        an exact one differ by 1e-5 on photographs and by 1e-3 between two nearly flat frames.

    Source: Nafchi, Shahkolaei, Hedjam, Cheriet, IEEE Access 4, 2016 (arXiv 1608.07433),
    equations 2 to 12, summation, α = 0.6, q = o = 1/4; borders as in piq 0.8.0.
    """
    reference, distorted = _features(pair.reference), _features(pair.distorted)
    middle = _gradient((distorted.luma + reference.luma).mul_(0.5))
    similarity = _similarity(distorted.gradient, reference.gradient, _C1)
    similarity.add_(_similarity(distorted.gradient, middle, _C2))
    similarity.sub_(_similarity(reference.gradient, middle, _C2))
    similarity.mul_(_GRADIENT_SHARE)
    similarity.add_(_colour_similarity(distorted, reference).mul_(1.0 - _GRADIENT_SHARE))
    return torch.where(pair.identical, 0.0, _pool(similarity))


@dataclass(frozen=True)
class _Gradient:
    magnitude: Tensor
    power: Tensor  # the square of the rounded magnitude


@dataclass(frozen=True)
class _Features:
    luma: Tensor  # N×1×H×W, L
    gradient: _Gradient  # of L
    colour: Tensor  # N×2×H×W, the chromaticities H and M


def _gradient(luma: Tensor) -> _Gradient:
    across, down = prewitt(luma)
    magnitude = across.square_().add_(down.square_()).sqrt_()
    return _Gradient(magnitude, magnitude * magnitude)


def _features(planes: Planes) -> _Features:
    def compute() -> _Features:
        lhm = to_lhm(_reduced(planes))
        return _Features(lhm[:, :1], _gradient(lhm[:, :1]), lhm[:, 1:])

    return planes.shared(("mdsi", "features"), compute)


def _reduced(planes: Planes) -> Tensor:
    rgb = rgb255(planes)
    size = max(1, round(min(planes.height, planes.width) / 256))
    if size == 1:
        return rgb
    before, after = (size - 1) // 2, size // 2
    return block_mean(pad_zero(rgb, before, after, before, after), size)


def _similarity(one: _Gradient, two: _Gradient, stability: float) -> Tensor:
    divisor = (one.power + two.power).add_(stability)
    return one.magnitude.mul(2.0).mul_(two.magnitude).add_(stability).div_(divisor)


def _colour_similarity(distorted: _Features, reference: _Features) -> Tensor:
    one, two = distorted.colour, reference.colour
    product = one * two
    shared = product[:, :1].add_(product[:, 1:]).mul_(2.0).add_(_C3)
    first, second = one * one, two * two
    power = first[:, :1].add_(second[:, :1]).add_(first[:, 1:]).add_(second[:, 1:])
    return shared.div_(power.add_(_C3))


def _pool(similarity: Tensor) -> Tensor:
    """Return the fourth root of the mean deviation of the fourth root of the similarity.

    The similarity may be negative; its root is then complex, with an argument of π/4.
    """
    root = similarity.abs().pow_(_ROOT)
    diagonal = root * math.sqrt(0.5)
    is_negative = similarity < 0
    real = torch.where(is_negative, diagonal, root)
    imaginary = torch.where(is_negative, diagonal, 0.0)
    centre = torch.stack((real.mean(2), imaginary.mean(2)), -1).mean(2).view(-1, 2, 1, 1)
    real.sub_(centre[:, :1]).square_()
    imaginary.sub_(centre[:, 1:]).square_()
    deviation = real.add_(imaginary).sqrt_()
    return deviation.mean((-1, -2)).pow_(_ROOT).flatten().double()
