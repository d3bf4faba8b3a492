"""DSS, similarity of the local variance of 8×8 DCT coefficients."""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from torch import Tensor

from omgui.engine.kernels.colour import y_of_yiq255
from omgui.engine.kernels.filters import pad_zero
from omgui.engine.kernels.planes import Pair, Planes

_BLOCK = 8
_WORST = 0.05  # share of the places that counts
_WEIGHT_SIGMA, _LEAST_WEIGHT = 1.55, 0.01
_WINDOW_SIGMA = 1.5
_DC, _AC = 1000.0, 300.0
_EPS = 2.0**-23  # of single precision, in which the library computes


def _band_weights() -> dict[tuple[int, int], float]:
    """Weight of each coefficient (row, column) that counts; the constant one comes first."""
    weights = {}
    for row in range(_BLOCK):
        for column in range(_BLOCK):
            square = (row + 0.5) ** 2 + (column + 0.5) ** 2
            weight = math.exp(-square / (2 * _WEIGHT_SIGMA**2))
            if weight >= _LEAST_WEIGHT:
                weights[row, column] = weight
    total = sum(weights.values())
    return {band: weight / total + _EPS for band, weight in weights.items()}


_BANDS = _band_weights()
_FREQUENCIES = 1 + max(row for row, _ in _BANDS)  # the same for columns


class _Subbands(NamedTuple):
    """Coefficients of all blocks and their local variance, N×bands×h×w float32."""

    constant: Tensor  # the constant coefficient alone, N×h×w
    constant_mean: Tensor
    variance: Tensor


def dss(pair: Pair) -> Tensor:
    """DCT subband similarity (DSS) of luma.

    Returns:
        N float64 scores, 0 to 1, higher is better; NaN for pictures of fewer than 11 whole blocks
        of 8×8 pixels, where the worst twentieth of the places is none.

    Source: A. Balanov, A. Schwartz, Y. Moshe, N. Peleg, Image quality assessment based on DCT
    subband similarity, ICIP 2015; constants of piq 0.8.0.
    """
    blocks = (pair.reference.height // _BLOCK) * (pair.reference.width // _BLOCK)
    worst = round(_WORST * blocks)
    if worst == 0:
        return torch.full_like(pair.identical, float("nan"), dtype=torch.float64)
    first, second = _subbands(pair.reference), _subbands(pair.distorted)
    device = pair.reference.device
    weights = torch.tensor(list(_BANDS.values()), dtype=torch.float64, device=device)
    constants = torch.full((len(_BANDS), 1, 1), _AC, device=device)
    constants[0] = _DC
    product = torch.mul(first.variance, second.variance).sqrt_()
    contrast = torch.mul(product, 2.0).add_(constants)
    contrast.div_(torch.add(first.variance, second.variance).add_(constants))
    similarity = _mean_of_worst(contrast.flatten(2), worst)
    together = _local_mean(first.constant * second.constant)
    together.sub_(first.constant_mean * second.constant_mean)
    structure = together.add_(_DC).div_(product[:, 0].add_(_DC))
    similarity[:, 0].mul_(_mean_of_worst(structure.flatten(1), worst))
    # The library adds 2⁻²³ to every weight, so that its scores reach 1.000002.
    score = (similarity * weights).sum(1).clamp_max_(1.0)
    return torch.where(pair.identical, 1.0, score)


def _mean_of_worst(similarity: Tensor, count: int) -> Tensor:
    worst = similarity.topk(count, dim=-1, largest=False, sorted=False).values
    return worst.mean(-1, dtype=torch.float64)


# In flat areas a variance is the rounding noise of single precision (up to 0.5, against
# constants of 300 and 1000), and the worst places are often there: double precision would move
# scores by up to 1e-3. So the order of the single precision operations below is that of piq 0.8.0
# on x86-64, products rounded before they are added; it is the same on every device.


def _subbands(planes: Planes) -> _Subbands:
    return planes.shared(("dss", "subbands"), lambda: _compute_subbands(planes))


def _compute_subbands(planes: Planes) -> _Subbands:
    coefficients = _coefficients(planes)
    mean = _local_mean(coefficients)
    constant, constant_mean = coefficients[:, 0].clone(), mean[:, 0].clone()
    variance = _local_mean(coefficients.mul_(coefficients))
    variance.sub_(mean.mul_(mean)).clamp_min_(0.0)
    return _Subbands(constant, constant_mean, variance)


def _coefficients(planes: Planes) -> Tensor:
    """N×bands×h×w float32: the coefficients that count of each whole 8×8 block."""
    rows, columns = planes.height // _BLOCK, planes.width // _BLOCK
    luma = y_of_yiq255(planes)[:, 0, : rows * _BLOCK, : columns * _BLOCK]
    basis = _cosines()
    lines = [luma[:, place::_BLOCK] for place in range(_BLOCK)]
    bands = luma.new_empty((planes.count, len(_BANDS), rows, columns))
    product = torch.empty_like(bands[:, 0])
    for frequency in range(_FREQUENCIES):
        down = _weighted_sum(lines, basis[frequency])
        places = torch.stack([down[..., place::_BLOCK] for place in range(_BLOCK)])
        for band, (row, column) in enumerate(_BANDS):
            if row == frequency:
                _lane_sum(places, basis[column], product, bands[:, band])
    return bands


def _weighted_sum(parts: list[Tensor], weights: list[float]) -> Tensor:
    total = torch.mul(parts[0], weights[0])
    product = torch.empty_like(total)
    for part, weight in zip(parts[1:], weights[1:], strict=True):
        total.add_(torch.mul(part, weight, out=product))
    return total


def _lane_sum(places: Tensor, weights: list[float], product: Tensor, out: Tensor) -> None:
    """Weighted sum of eight: 0 and 4, 2 and 6, 1 and 5, 3 and 7, then these two and two."""
    halves = []
    for first, second in ((0, 2), (1, 3)):
        lanes = []
        for lane in (first, second):
            total = torch.mul(places[lane], weights[lane])
            total.add_(torch.mul(places[lane + 4], weights[lane + 4], out=product))
            lanes.append(total)
        halves.append(lanes[0].add_(lanes[1]))
    torch.add(halves[0], halves[1], out=out)


def _cosines() -> list[list[float]]:
    """The lowest rows of the orthonormal DCT matrix, single precision."""
    frequency = torch.arange(1, _FREQUENCIES, dtype=torch.float32)[:, None]
    place = torch.arange(1, 2 * _BLOCK, 2, dtype=torch.float32)
    waves = math.sqrt(2 / _BLOCK) * torch.cos(math.pi / (2 * _BLOCK) * frequency * place)
    constant = math.sqrt(1 / _BLOCK) * torch.ones(1, _BLOCK)
    rows: list[list[float]] = torch.cat((constant, waves)).tolist()
    return rows


def _local_mean(x: Tensor) -> Tensor:
    """3×3 Gaussian mean over neighbouring blocks, zeros outside."""
    rows, columns = x.shape[-2:]
    framed = pad_zero(x, 1, 1, 1, 1)
    shifted = [
        framed[..., row : row + rows, column : column + columns]
        for row in range(3)
        for column in range(3)
    ]
    return _weighted_sum(shifted, _window())


def _window() -> list[float]:
    square = torch.tensor([1.0, 0.0, 1.0])
    window = torch.exp(-(square[:, None] + square) / (2 * _WINDOW_SIGMA**2))
    weights: list[float] = (window / window.sum()).flatten().tolist()
    return weights
