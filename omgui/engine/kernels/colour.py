"""Colour planes of a batch of frames, each computed once for all metrics.

Every function takes :class:`Planes` and keeps what it returns there. The order of the single
precision operations is part of the definition: metrics round luma to integers, and about one
colour in a thousand lies exactly between two of them.
"""

from __future__ import annotations

import torch
from torch import Tensor

from omgui.engine.kernels.planes import Planes

_LUMA_YIQ = (0.299, 0.587, 0.114)
_LUMA_601 = (65.481, 128.553, 24.966)
_YIQ = (_LUMA_YIQ, (0.5959, -0.2746, -0.3213), (0.2115, -0.5227, 0.3112))
_LHM = ((0.2989, 0.587, 0.114), (0.3, 0.04, -0.35), (0.34, -0.6, 0.17))


def rgb255(planes: Planes) -> Tensor:
    """N×3×H×W float32 RGB, 0–255, contiguous."""
    return planes.rgb255()


def luma_yiq(planes: Planes) -> Tensor:
    """N×1×H×W float32, Y of YIQ (full range), rounded to integers 0–255.

    Equal, ties included, to the luma that pyiqa 0.1.16 computes on a CPU for gmsd, nlpd, vif,
    niqe, brisque and nrqm: ``round(255 * (r*0.299 + g*0.587 + b*0.114))`` of ``uint8 / 255``.
    """
    return planes.shared(
        ("colour", "luma_yiq"), lambda: _weighted(planes, _LUMA_YIQ).mul_(255.0).round_()
    )


def luma_601(planes: Planes) -> Tensor:
    """N×1×H×W float32, Y of BT.601 YCbCr in studio range, rounded to integers 16–235.

    Equal, ties included, to the luma that pyiqa 0.1.16 computes on a CPU for ssim and ms_ssim
    with ``test_y_channel=True, color_space="ycbcr"``.
    """

    def compute() -> Tensor:
        luma = _weighted(planes, _LUMA_601).add_(16.0)
        return luma.div_(_scalar(luma, 255.0)).mul_(255.0).round_()

    return planes.shared(("colour", "luma_601"), compute)


def y_of_yiq255(planes: Planes) -> Tensor:
    """N×1×H×W float32, Y of YIQ of RGB 0–255, not rounded."""
    return planes.shared(("colour", "y_of_yiq255"), lambda: transform(rgb255(planes), (_LUMA_YIQ,)))


def to_lhm(rgb: Tensor) -> Tensor:
    """Return the LHM planes (luminance and two chromaticities) of N×3×H×W RGB of any range.

    Source: Nafchi et al., arXiv 1608.07433, equation 6.
    """
    return transform(rgb, _LHM)


def to_yiq(rgb: Tensor) -> Tensor:
    """Return the YIQ planes of N×3×H×W RGB of any range."""
    return transform(rgb, _YIQ)


def transform(rgb: Tensor, weights: tuple[tuple[float, float, float], ...]) -> Tensor:
    """Return weighted sums of the three channels, one plane per row of ``weights``.

    Args:
        rgb: N×3×H×W, floating point.
        weights: K rows of three.

    Returns:
        N×K×H×W of the same type. Each plane is ``(r·a + g·b) + b·c``, every step rounded.
    """
    n, _, height, width = rgb.shape
    planes = rgb.new_empty((n, len(weights), height, width))
    product = rgb.new_empty((n, height, width))
    for index, (red, green, blue) in enumerate(weights):
        plane = planes[:, index]
        torch.mul(rgb[:, 0], red, out=plane)
        plane.add_(torch.mul(rgb[:, 1], green, out=product))
        plane.add_(torch.mul(rgb[:, 2], blue, out=product))
    return planes


def _weighted(planes: Planes, weights: tuple[float, float, float]) -> Tensor:
    # Products and sums are separate operations: fused ones would round some ties elsewhere.
    rgb = rgb255(planes)
    full = _scalar(rgb, 255.0)
    luma = rgb[:, :1].div(full).mul_(weights[0])
    scaled = torch.empty_like(luma)
    for channel in (1, 2):
        torch.div(rgb[:, channel : channel + 1], full, out=scaled)
        luma.add_(scaled.mul_(weights[channel]))
    return luma


def _scalar(like: Tensor, value: float) -> Tensor:
    # Dividing by a Python number, CUDA multiplies by the reciprocal, which rounds differently.
    return torch.full((), value, dtype=like.dtype, device=like.device)
