"""How much there is in a picture: spatial and temporal information, colourfulness."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from omgui.engine.kernels.planes import Planes

_NAN = float("nan")


def exact_luma(planes: Planes) -> Tensor:
    """Luma in thousandths of a grey level: 299 R + 587 G + 114 B.

    Returns:
        N×H×W float32, whole numbers 0–255000. Single precision holds them, their sums over a few
        pixels and their differences without rounding; divide by 1000 for luma in 0–255.

    Source: ITU-R BT.601, full range.
    """
    return planes.shared(("information", "exact_luma"), lambda: _exact_luma(planes))


def _exact_luma(planes: Planes) -> Tensor:
    red, green, blue = planes.rgb255().unbind(1)
    return torch.mul(red, 299.0).add_(green, alpha=587.0).add_(blue, alpha=114.0)


def spatial_information(planes: Planes) -> Tensor:
    """Spatial information (SI): how much the strength of the luma edges varies.

    Population standard deviation of the Sobel magnitude of luma over all pixels that have eight
    neighbours; the Sobel kernels are not normalised.

    Returns:
        N float64 scores, 0 to about 300; NaN below 3×3 pixels.

    Source: ITU-T P.910 (2008), section 7.7, without its maximum over time; BT.601 luma, 0–255.
    """
    if min(planes.height, planes.width) < 3:
        return torch.full((planes.count,), _NAN, dtype=torch.float64, device=planes.device)
    luma = exact_luma(planes)
    smooth = torch.add(luma[:, :-2], luma[:, 2:]).add_(luma[:, 1:-1], alpha=2.0)
    across = torch.sub(smooth[..., 2:], smooth[..., :-2])
    slope = torch.sub(luma[:, 2:], luma[:, :-2])
    down = torch.add(slope[..., :-2], slope[..., 2:]).add_(slope[..., 1:-1], alpha=2.0)
    # So far whole numbers without rounding; their squares need double precision.
    energy = across.double()
    energy.mul_(energy)
    down64 = down.double()
    return _deviation(energy.addcmul_(down64, down64).sqrt_()).div_(1000.0)


def temporal_information(current: Planes, previous: Planes) -> Tensor:
    """Temporal information (TI): how much luma changes from one frame to the next.

    Population standard deviation of the difference of luma over all pixels.

    Args:
        current: N frames.
        previous: The N frames just before them, of the same size.

    Returns:
        N float64 scores, 0 to 255.

    Raises:
        ValueError: The two differ in shape.

    Source: ITU-T P.910 (2008), section 7.8, without its maximum over time; BT.601 luma, 0–255.
    """
    if current.frames.shape != previous.frames.shape:
        raise ValueError(
            f"current {tuple(current.frames.shape)} and previous {tuple(previous.frames.shape)} "
            "differ in shape"
        )
    change = torch.sub(exact_luma(current), exact_luma(previous))
    return _deviation(change.double()).div_(1000.0)


def _deviation(values: Tensor) -> Tensor:
    """Population standard deviation per frame of N×H×W float64 values, which are overwritten.

    The mean is taken out first: mean square minus squared mean would lose all digits where a
    strong signal hardly varies.
    """
    height, width = values.shape[1:]
    values.sub_(values.mean((1, 2), keepdim=True))
    norm: Tensor = torch.linalg.vector_norm(values, dim=(1, 2))
    return norm.div_(math.sqrt(height * width))


def colourfulness(planes: Planes, *, wraps_uint8: bool = False) -> Tensor:
    """Colourfulness of Hasler and Süsstrunk, M³.

    With rg = R − G and yb = (R + G)/2 − B it is the joint spread of the two plus 0.3 times the
    distance of their mean from grey.

    Args:
        planes: The frames.
        wraps_uint8: Take R − G and R + G modulo 256, as the older tool does by computing them in
            uint8. A grey photo then scores about 79 instead of 0.

    Returns:
        N float64 scores, 0 (grey) to about 250.

    Source: D. Hasler, S. Süsstrunk, Measuring colourfulness in natural images, Human Vision and
    Electronic Imaging VIII, SPIE 5007, 2003.
    """
    red, green, blue = planes.rgb255().unbind(1)
    if wraps_uint8:
        red_bytes, green_bytes = planes.frames[..., 0], planes.frames[..., 1]
        red_green = torch.sub(red_bytes, green_bytes).float()
        twice_yellow_blue = torch.add(red_bytes, green_bytes).float()
    else:
        red_green = torch.sub(red, green)
        twice_yellow_blue = torch.add(red, green)
    twice_yellow_blue.sub_(blue, alpha=2.0)
    mean_rg, variance_rg = _integer_moments(red_green)
    mean_yb, variance_yb = _integer_moments(twice_yellow_blue)
    spread = variance_rg.add_(variance_yb, alpha=0.25).sqrt_()
    distance = mean_rg.square_().add_(mean_yb.square_(), alpha=0.25).sqrt_()
    return spread.add_(distance, alpha=0.3)


def _integer_moments(values: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and population variance per frame of whole numbers in ±510, which are overwritten.

    Both sums are exact. Moved by the nearest whole number, the mean is at most half, so the
    subtraction below costs at most one bit.
    """
    count = values.shape[1] * values.shape[2]
    total = _exact_sum(values)
    square_total = _exact_sum(values.mul_(values))
    mean = total / count
    shift = mean.round()
    rest = (total - shift * count).div_(count)
    square = (square_total - 2.0 * shift * total + shift * shift * count).div_(count)
    return mean, (square - rest * rest).clamp_min_(0.0)


def _exact_sum(values: Tensor) -> Tensor:
    """Sum per frame, without rounding, of whole numbers whose size is at most 510².

    64 of them stay below 2²⁴, so single precision, which is four times faster, adds up columns of
    64 rows exactly; double precision adds the columns.
    """
    whole = values.shape[1] // 64 * 64
    count, _, width = values.shape
    columns = values[:, :whole].view(count, whole // 64, 64, width).sum(2)
    rest = values[:, whole:].sum(1)
    return columns.sum((1, 2), dtype=torch.float64).add_(rest.sum(1, dtype=torch.float64))
