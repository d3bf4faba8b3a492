"""Visual saliency induced index.

Source: Zhang, Shen and Li, "VSI: a visual saliency-induced index for perceptual image quality
assessment", IEEE TIP 23(10), 2014; saliency after Zhang, Gu and Li, "SDSP", ICIP 2013. The
numbers are those of pyiqa 0.1.16 ``vsi``.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from omgui.engine.kernels import colour, filters
from omgui.engine.kernels.planes import Pair, Planes

_SIDE = 256  # saliency is computed on a square of this many pixels
_EPS = torch.finfo(torch.float64).eps
_EPS_SIMILARITY = torch.finfo(torch.float32).eps
_LMN = ((0.06, 0.63, 0.27), (0.30, 0.04, -0.35), (0.34, -0.6, 0.17))
_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.9642119944211994, 1.0, 0.8251882845188288)  # D50, 2 degrees

_T_SALIENCY, _T_GRADIENT, _T_CHROMA = 1.27, 386.0, 130.0
_GRADIENT_POWER, _CHROMA_POWER = 0.4, 0.02


class _Features(NamedTuple):
    """All averaged over squares of ``round(shorter side / 256)`` pixels, float64."""

    saliency: Tensor  # N×h×w, 0–1
    gradient: Tensor  # N×h×w
    chroma: Tensor  # N×2×h×w: M and N of LMN


def vsi(pair: Pair) -> Tensor:
    """Visual saliency induced index (VSI), per frame.

    Compares saliency, gradients of L and the chroma planes M and N of RGB 0–255, in double
    precision, and weights each place by the higher of the two saliencies.

    Args:
        pair: Frames of any size; symmetric.

    Returns:
        N float64, 0–1: 1 for equal frames, NaN where both frames are without any salient place
        (constant colour) and differ.

    Source: Zhang et al., IEEE TIP 23(10), 2014, equations 9 to 14.
    """
    one, other = _features(pair.reference), _features(pair.distorted)
    gradient = _similarity(one.gradient, other.gradient, _T_GRADIENT)
    chroma = _similarity(one.chroma, other.chroma, _T_CHROMA)
    product = chroma[:, 0].mul_(chroma[:, 1])
    # The real part of a negative number to a fractional power.
    sign = torch.where(product < 0.0, math.cos(math.pi * _CHROMA_POWER), 1.0)
    similarity = product.abs_().pow_(_CHROMA_POWER).mul_(sign)
    similarity.mul_(gradient.pow_(_GRADIENT_POWER))
    similarity.mul_(_similarity(one.saliency, other.saliency, _T_SALIENCY))
    weight = torch.maximum(one.saliency, other.saliency)
    total = filters.frame_sum(weight)
    score = (filters.frame_sum(similarity.mul_(weight)) + _EPS) / (total + _EPS)
    score.masked_fill_(total == 0.0, torch.nan)
    return torch.where(pair.identical, 1.0, score)


def _features(planes: Planes) -> _Features:
    return planes.shared(("vsi", "features"), lambda: _extract(planes))


def _extract(planes: Planes) -> _Features:
    size = max(1, round(min(planes.height, planes.width) / _SIDE))
    # From the single precision quotients: their rounding is in the eighth digit of the score.
    lmn = _mix(_centred_block_mean(planes.rgb(), size).mul_(255.0), _LMN)
    across, down = filters.scharr(lmn[:, 0])
    gradient = across.square_().addcmul_(down, down).add_(_EPS).sqrt_()
    return _Features(_saliency(planes, size), gradient, lmn[:, 1:])


def _similarity(one: Tensor, other: Tensor, constant: float) -> Tensor:
    below = one.square().addcmul_(other, other).add_(constant + _EPS_SIMILARITY)
    return one.mul(other).mul_(2.0).add_(constant).div_(below)


def _mix(channels: Tensor, weights: tuple[tuple[float, float, float], ...]) -> Tensor:
    # The library holds its weights in single precision.
    rounded = np.array(weights, np.float32).astype(np.float64)
    red, green, blue = ((a, b, c) for a, b, c in rounded.tolist())
    return colour.transform(channels, (red, green, blue))


def _saliency(planes: Planes, size: int) -> Tensor:
    """Saliency by frequency, colour and position, 0–1, averaged over ``size``×``size`` pixels."""
    lab = _lab(_shrunk(planes))
    band = _band_pass(planes.device)
    filtered = torch.fft.irfft2(torch.fft.rfft2(lab) * band, s=(_SIDE, _SIDE))
    saliency = filtered.square_().sum(1).add_(_EPS).sqrt_()
    saliency.mul_(_warmth(lab[:, 1:])).mul_(_centre_bias(planes.device))
    full = functional.interpolate(
        saliency.unsqueeze(1),
        (planes.height, planes.width),
        mode="bilinear",
        align_corners=True,
    ).squeeze(1)
    lowest, highest = full.amin((1, 2), keepdim=True), full.amax((1, 2), keepdim=True)
    return _centred_block_mean(full, size).sub_(lowest).div_(highest - lowest + _EPS)


def _shrunk(planes: Planes) -> Tensor:
    """N×3×256×256 float64 RGB 0–1, by bilinear interpolation between the nearest pixels."""
    rows = _nearest_two(planes.height, planes.device)
    columns = _nearest_two(planes.width, planes.device)
    frames = planes.frames.index_select(1, rows.place).index_select(2, columns.place)
    # Only the pixels that count are divided by 255: in single precision, as everywhere.
    pixels = frames.permute(0, 3, 1, 2).float().div_(255.0).double()
    above, below = pixels[..., :_SIDE, :], pixels[..., _SIDE:, :]
    mixed = torch.lerp(above, below, rows.share.unsqueeze(1))
    return torch.lerp(mixed[..., :_SIDE], mixed[..., _SIDE:], columns.share)


class _Nearest(NamedTuple):
    place: Tensor  # 512 positions: the nearer ones, then those after them
    share: Tensor  # 256 float64: how much of the latter


@lru_cache(maxsize=32)
def _nearest_two(size: int, device: torch.device) -> _Nearest:
    centres = torch.arange(_SIDE, dtype=torch.float64).add_(0.5).mul_(size / _SIDE).sub_(0.5)
    centres.clamp_(min=0.0)
    first = centres.long()
    index = torch.cat([first, (first + 1).clamp(max=size - 1)])
    return _Nearest(index.to(device), (centres - first).to(device))


def _lab(rgb: Tensor) -> Tensor:
    """CIE L*a*b* of N×3×H×W sRGB 0–1, white D50."""
    linear = torch.where(rgb <= 0.04045, rgb / 12.92, rgb.add(0.055).div_(1.055).pow_(2.4))
    white = torch.tensor(_WHITE, dtype=torch.float32, device=rgb.device).double()
    xyz = _mix(linear, _XYZ).div_(white[:, None, None])
    root = torch.where(
        xyz <= 0.008856, xyz.mul(903.3).add_(16.0).div_(116.0), xyz.clamp(min=0.0).pow_(1.0 / 3.0)
    )
    x, y, z = root.unbind(1)
    return torch.stack([y * 116.0 - 16.0, (x - y) * 500.0, (y - z) * 200.0], 1)


def _warmth(chroma: Tensor) -> Tensor:
    """Attention to warm colours: near 0 only where a* and b* are both near their minimum."""
    lowest, highest = chroma.amin((2, 3), keepdim=True), chroma.amax((2, 3), keepdim=True)
    normal = (chroma - lowest).div_(highest - lowest + _EPS)
    return normal.square_().sum(1).div_(-(0.001**2)).expm1_().neg_()


@lru_cache(maxsize=8)
def _band_pass(device: torch.device) -> Tensor:
    """Log-Gabor filter of centre 0.021 and width 1.34: 256×129, for a real transform."""
    # Single precision, as in the library: the scores would differ from the eighth digit on.
    down = torch.fft.fftfreq(_SIDE).unsqueeze(1)
    across = torch.fft.rfftfreq(_SIDE).unsqueeze(0)
    radius = torch.sqrt(down**2 + across**2)
    radius.masked_fill_(radius > 0.5, 0.0)
    band = torch.exp(-((radius / 0.021).log() ** 2) / (2 * 1.34**2))
    band[0, 0] = 0.0
    return band.double().to(device)


@lru_cache(maxsize=8)
def _centre_bias(device: torch.device) -> Tensor:
    """Attention to the middle, 256×256."""
    offset = torch.arange(_SIDE, dtype=torch.float64) - (_SIDE // 2 - 1)
    square = offset**2
    return torch.exp(-(square.unsqueeze(1) + square) / 145.0**2).to(device)


def _centred_block_mean(x: Tensor, size: int) -> Tensor:
    """Mean in double precision over blocks of which the first lies half outside.

    Outside the picture its border lines are repeated.
    """
    if size == 1:
        return x.to(torch.float64, copy=True)
    total = _block_sum(_block_sum(x, -2, size), -1, size)
    return total.div_(size * size)


def _block_sum(x: Tensor, dim: int, size: int) -> Tensor:
    dim %= x.ndim
    count = (x.shape[dim] - 1) // size + 1
    inner = max(count - 2, 0)
    shape = list(x.shape)
    shape[dim] = count
    total = torch.empty(shape, dtype=torch.float64, device=x.device)
    if inner:
        blocks = torch.unflatten(x.narrow(dim, size - size // 2, inner * size), dim, (inner, size))
        middle = total.narrow(dim, 1, inner).copy_(blocks.select(dim + 1, 0))
        for line in range(1, size):
            middle.add_(blocks.select(dim + 1, line))
    for block in {0, count - 1}:
        lines = torch.arange(size, device=x.device) + (block * size - size // 2)
        edge = x.index_select(dim, lines.clamp_(0, x.shape[dim] - 1)).double()
        total.narrow(dim, block, 1).copy_(edge.sum(dim, keepdim=True))
    return total
