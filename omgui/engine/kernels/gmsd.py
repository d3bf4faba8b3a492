"""Gradient magnitude similarity deviation, on one scale and on four."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from omgui.engine.kernels.colour import luma_yiq, y_of_yiq255
from omgui.engine.kernels.filters import Odd, frame_mean, halve, prewitt
from omgui.engine.kernels.planes import Pair, Planes

_STABILITY = 170.0
_SCALE_WEIGHTS = (0.096, 0.596, 0.289, 0.019)
_MASKING = 0.5


def gmsd(pair: Pair) -> Tensor:
    """Gradient magnitude similarity deviation of luma, per frame; 0 for equal frames.

    Luma is Y of YIQ, rounded to integers and halved by 2×2 means (an odd last line is left out).

    Returns:
        N float64, 0 to about 0.5, lower is better; NaN where the halved frame is one pixel and
        the frames differ, because one value has no deviation.

    Raises:
        ValueError: A side is shorter than 2 pixels.

    Source: Xue, Zhang, Mou, Bovik, IEEE TIP 23(2), 2014, equations 3 to 6; T = 170; unbiased
    deviation as in pyiqa 0.1.16.
    """
    if min(pair.reference.height, pair.reference.width) < 2:
        raise ValueError("GMSD needs two pixels on each side")
    dissimilarity = _dissimilarity(_gradient(pair.reference), _gradient(pair.distorted), 0.0)
    if dissimilarity[0].numel() == 1:
        return torch.where(pair.identical, 0.0, torch.nan).double()
    return _deviation(dissimilarity, lost=1)


def gmsd_map(pair: Pair) -> Tensor:
    """Gradient magnitude similarity; its deviation is :func:`gmsd`.

    Returns:
        N×h×w, 0 to 1, h and w being half of the frame's sides.

    Raises:
        ValueError: A side is shorter than 2 pixels.
    """
    if min(pair.reference.height, pair.reference.width) < 2:
        raise ValueError("GMSD needs two pixels on each side")
    one, two = _gradient(pair.reference), _gradient(pair.distorted)
    return 1.0 - _dissimilarity(one, two, 0.0)[:, 0]


def msgmsd(pair: Pair) -> Tensor:
    """Gradient magnitude similarity deviation on four scales, per frame; 0 for equal frames.

    Luma is Y of YIQ, not rounded; odd sides are completed with zeros before halving.

    Returns:
        N float64, 0 to about 0.5, lower is better.

    Raises:
        ValueError: A side is shorter than 17 pixels.

    Source: Zhang, Sander, Bermak, ICASSP 2017 ("Gradient magnitude similarity deviation on
    multiple scales"), luminance only; constants and masking as in piq 0.8.0.
    """
    if min(pair.reference.height, pair.reference.width) < 17:
        raise ValueError("MS-GMSD needs 17 pixels on each side")
    total = torch.zeros(pair.reference.count, dtype=torch.float64, device=pair.reference.device)
    for scale, weight in enumerate(_SCALE_WEIGHTS):
        one, two = _scale(pair.reference, scale), _scale(pair.distorted, scale)
        deviation = _deviation(_dissimilarity(one, two, _MASKING), lost=0)
        total.add_(deviation.square_(), alpha=weight)
    return total.sqrt_()


@dataclass(frozen=True)
class _Gradient:
    magnitude: Tensor
    power: Tensor  # squared magnitude, with half the stability constant


def _magnitude(luma: Tensor) -> _Gradient:
    across, down = prewitt(luma)
    power = across.square_().addcmul_(down, down)
    return _Gradient(power.sqrt(), power.add_(_STABILITY / 2.0))


def _gradient(planes: Planes) -> _Gradient:
    return planes.shared(("gmsd", "gradient"), lambda: _magnitude(halve(luma_yiq(planes))))


def _scaled(planes: Planes, scale: int) -> Tensor:
    if scale == 0:
        return y_of_yiq255(planes)
    return planes.shared(
        ("gmsd", "luma", scale), lambda: halve(_scaled(planes, scale - 1), Odd.ZERO_AFTER)
    )


def _scale(planes: Planes, scale: int) -> _Gradient:
    return planes.shared(("gmsd", "scale", scale), lambda: _magnitude(_scaled(planes, scale)))


def _dissimilarity(one: _Gradient, two: _Gradient, masking: float) -> Tensor:
    # One minus the similarity: it has the same deviation, and keeps its digits near zero.
    divisor = one.power + two.power
    if masking:
        divisor.addcmul_(one.magnitude, two.magnitude, value=-masking)
    return (one.magnitude - two.magnitude).square_().div_(divisor)


def _deviation(x: Tensor, lost: int) -> Tensor:
    """Return the standard deviation of each frame, ``lost`` degrees of freedom less; spends x."""
    count = x[0].numel()
    centre = frame_mean(x).to(x.dtype).view(-1, 1, 1, 1)
    variance = frame_mean(x.sub_(centre).square_()).mul_(count)
    return variance.div_(count - lost).sqrt_()
