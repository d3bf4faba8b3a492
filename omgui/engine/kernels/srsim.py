"""SR-SIM, similarity of edges where the spectral residual sees something that stands out."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from omgui.engine.kernels.colour import rgb255, to_yiq, y_of_yiq255
from omgui.engine.kernels.filters import pad_zero, scharr, sliding_mean
from omgui.engine.kernels.planes import Pair, Planes

_EPS = 2.0**-23  # of single precision, in which the library computes
_MIN_SALIENCY_SIDE = 10
_SCALE = 0.25
_BLUR_TAPS, _BLUR_SIGMA = 10, 3.8


class _Features(NamedTuple):
    """What SR-SIM compares, N×h×w float64 each."""

    saliency: Tensor
    gradient_square: Tensor


def srsim(pair: Pair) -> Tensor:
    """Spectral residual based similarity (SR-SIM) of luma.

    Returns:
        N float64 scores, 0 to 1, higher is better; NaN below 40×40 pixels.

    Source: L. Zhang, H. Li, SR-SIM: a fast and high performance IQA index based on spectral
    residual, ICIP 2012; constants of piq 0.8.0, saliency scaled frame by frame.
    """
    if min(pair.reference.height, pair.reference.width) < _MIN_SALIENCY_SIDE / _SCALE:
        return torch.full_like(pair.identical, float("nan"), dtype=torch.float64)
    first, second = _features(pair.reference), _features(pair.distorted)
    likeness = _similarity(
        first.saliency.square(), second.saliency.square(), first.saliency * second.saliency, 0.40
    )
    product = torch.mul(first.gradient_square, second.gradient_square).sqrt_()
    edges = _similarity(first.gradient_square, second.gradient_square, product, 225.0)
    weight = torch.maximum(first.saliency, second.saliency)
    total = weight.sum((1, 2)).add_(_EPS)
    score = likeness.mul_(edges.sqrt_()).mul_(weight).sum((1, 2)).div_(total)
    return torch.where(pair.identical, 1.0, score)


def _similarity(first_square: Tensor, second_square: Tensor, product: Tensor, c: float) -> Tensor:
    return product.mul_(2.0).add_(c).div_(torch.add(first_square, second_square).add_(c))


def _features(planes: Planes) -> _Features:
    return planes.shared(("srsim", "features"), lambda: _compute_features(planes))


def _compute_features(planes: Planes) -> _Features:
    luma = _pooled_luma(planes, max(1, round(min(planes.height, planes.width) / 256)))
    saliency = _saliency(luma)
    horizontal, vertical = scharr(luma.double())
    gradient_square = horizontal.square_().addcmul_(vertical, vertical)
    return _Features(saliency, gradient_square)


def _pooled_luma(planes: Planes, size: int) -> Tensor:
    """N×h×w float32 luma, 0–255, of the means of ``size``×``size`` blocks.

    Zeros around the picture let the first block start half a block outside. Order and precision
    of the sums are the library's, see :func:`_spectrum`.
    """
    if size == 1:
        return y_of_yiq255(planes)[:, 0]
    before, after = (size - 1) // 2, size // 2
    rgb = pad_zero(rgb255(planes), before, after, before, after)
    rows, columns = rgb.shape[-2] // size, rgb.shape[-1] // size
    total = torch.zeros_like(rgb[..., :rows, :columns])
    for row in range(size):
        line = rgb[..., row : row + rows * size : size, :]
        for column in range(size):
            total.add_(line[..., column : column + columns * size : size])
    total.div_(torch.full((), float(size * size), device=rgb.device))
    return to_yiq(total)[:, 0]


def _saliency(luma: Tensor) -> Tensor:
    """What stands out against the smooth part of the log spectrum, 0–1 in each frame."""
    height, width = luma.shape[1:]
    spectrum = _spectrum(luma)
    rows, columns = spectrum.shape[1:]
    size = spectrum.abs()
    level = torch.log(size + _EPS)
    framed = functional.pad(level[:, None], (1, 1, 1, 1), mode="replicate")[:, 0]
    residual = torch.polar(torch.exp(level - sliding_mean(framed, 3, 3)), spectrum.angle())
    energy = torch.fft.ifft2(residual).abs().square_()
    blurred = _blur(rows, luma.device) @ energy @ _blur(columns, luma.device).t()
    least = blurred.amin((1, 2), keepdim=True)
    span = blurred.amax((1, 2), keepdim=True) - least
    scaled = (blurred - least).div_(span + _EPS)
    return _enlarged(scaled, height, width)


def _spectrum(luma: Tensor) -> Tensor:
    """N×h×w complex128 spectrum of luma at a quarter of its size.

    Up to here every operation repeats the library's in single precision. In synthetic pictures
    most of the spectrum is rounding noise, and its logarithm and phase count as much as those of
    a signal; double precision would give other scores (by 2e-4 on a plain grey picture).
    """
    small = luma
    for dim in (1, 2):
        length = small.shape[dim]
        index, weight = _cubic(length, math.ceil(length * _SCALE), _SCALE, torch.float32)
        taps = torch.stack([small.index_select(dim, line.to(luma.device)) for line in index], 1)
        weight = weight.to(luma.device)
        small = (taps * (weight[:, :, None] if dim == 1 else weight[:, None])).sum(1)
    spectrum: Tensor = torch.fft.fft2(small)
    return spectrum.to(torch.complex128)


def _enlarged(x: Tensor, height: int, width: int) -> Tensor:
    down = _cubic_matrix(x.shape[1], height, x.device)
    across = _cubic_matrix(x.shape[2], width, x.device)
    return down @ x @ across.t()


@lru_cache(maxsize=8)
def _cubic_matrix(length: int, size: int, device: torch.device) -> Tensor:
    index, weight = _cubic(length, size, size / length, torch.float64)
    matrix = torch.zeros(size, length, dtype=torch.float64)
    return matrix.scatter_add_(1, index.t(), weight.t()).to(device)


@lru_cache(maxsize=8)
def _cubic(length: int, size: int, scale: float, dtype: torch.dtype) -> tuple[Tensor, Tensor]:
    """MATLAB's bicubic imresize: which samples make each new one, and their weights.

    Antialiased where it shrinks; the picture is mirrored at its edges.

    Returns:
        Two taps×size tensors on the CPU.
    """
    factor = min(scale, 1.0)
    taps = math.ceil(4 / factor) + 2
    position = (torch.arange(size, dtype=dtype) + 0.5) / scale - 0.5
    base = position.floor() - (taps // 2) + 1
    tap = torch.arange(taps, dtype=dtype)[:, None]
    distance = ((position - base - tap) * factor).abs_()
    square = distance * distance
    cube = distance * square
    near = 1.5 * cube - 2.5 * square + 1
    far = -0.5 * cube + 2.5 * square - 4.0 * distance + 2.0
    weight = torch.where(distance <= 1, near, torch.where(distance <= 2, far, 0.0))
    weight /= weight.sum(0, keepdim=True)
    index = (base + tap).long().remainder(2 * length)
    return torch.minimum(index, 2 * length - 1 - index), weight


@lru_cache(maxsize=16)
def _blur(length: int, device: torch.device) -> Tensor:
    """Square matrix of the Gaussian, zeros outside; its centre lies half a sample further on."""
    offset = torch.arange(length, dtype=torch.float64)
    distance = offset - offset[:, None] - 0.5
    weight = torch.exp(distance**2 / (-2.0 * _BLUR_SIGMA**2))
    weight[distance.abs() > _BLUR_TAPS / 2] = 0.0
    taps = torch.arange(_BLUR_TAPS, dtype=torch.float64) - (_BLUR_TAPS - 1) / 2
    return weight.div_(torch.exp(taps**2 / (-2.0 * _BLUR_SIGMA**2)).sum()).to(device)
