"""Feature similarity with colour.

Source: Zhang, Zhang, Mou and Zhang, "FSIM: a feature similarity index for image quality
assessment", IEEE TIP 20(8), 2011; phase congruency after Kovesi, Videre 1(3), 1999, with the
constants of the authors' ``FeatureSIM.m``. The numbers are those of pyiqa 0.1.16 ``fsim``.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import torch
from torch import Tensor

from omgui.engine.kernels import colour, filters
from omgui.engine.kernels.planes import Pair, Planes

_SCALES = 4
_ORIENTATIONS = 4
_SHORTEST_WAVE = 6.0  # pixels; each scale doubles it
_BANDWIDTH = 0.55  # standard deviation of the log-Gabor filter over its centre frequency
_ANGULAR_SPREAD = math.pi / (_ORIENTATIONS * 1.2)
_NOISE_DEVIATIONS = 2.0
_NOISE_RESCALING = 1.7
_EPS = torch.finfo(torch.float32).eps

_T_PHASE, _T_GRADIENT, _T_CHROMA = 0.85, 160.0, 200.0
_CHROMA_POWER = 0.03


class _Bank(NamedTuple):
    """Log-Gabor filters for one picture size.

    Attributes:
        transfer: orientations×scales×H×W float32, zero frequency first.
        threshold: Per orientation, the noise threshold over the median amplitude of the finest
            scale.
    """

    transfer: Tensor
    threshold: tuple[float, ...]


class _Features(NamedTuple):
    phase: Tensor  # N×H×W: phase congruency
    gradient: Tensor  # N×H×W
    chroma: Tensor  # N×2×H×W: I and Q of YIQ


def fsim(pair: Pair) -> Tensor:
    """Feature similarity index with chrominance (FSIMc), per frame.

    Takes RGB 0–255, averaged over squares of ``round(shorter side / 256)`` pixels.

    Args:
        pair: Frames of at least 2×2 pixels; symmetric.

    Returns:
        N float64, 0–1: 1 for equal frames, NaN where both frames are constant in luma and differ
        (no features to compare).

    Source: Zhang et al., IEEE TIP 20(8), 2011, equations 4 to 12.
    """
    similarity, weight = _compare(pair)
    score = filters.frame_sum(similarity.mul_(weight)) / filters.frame_sum(weight)
    has_no_feature = _is_flat(pair.reference) & _is_flat(pair.distorted)
    score.masked_fill_(has_no_feature, torch.nan)
    return torch.where(pair.identical, 1.0, score)


def fsim_map(pair: Pair) -> Tensor:
    """Dissimilarity of the features times how much it counts in :func:`fsim`.

    One minus its mean is the score, where that is defined.

    Returns:
        N×h×w float32, from 0: no error; 1 is the mean weight, wholly lost. h and w are the frame's
        sides divided by ``round(shorter side / 256)``.
    """
    similarity, weight = _compare(pair)
    mean = filters.frame_sum(weight).div_(weight[0].numel()).to(weight.dtype)
    return (1.0 - similarity).mul_(weight).div_(mean[:, None, None])


def _compare(pair: Pair) -> tuple[Tensor, Tensor]:
    """Return how similar each place is, and how much it counts: N×h×w each."""
    one, other = _features(pair.reference), _features(pair.distorted)
    similarity = _similarity(one.phase, other.phase, _T_PHASE)
    similarity.mul_(_similarity(one.gradient, other.gradient, _T_GRADIENT))
    chroma = _similarity(one.chroma, other.chroma, _T_CHROMA)
    similarity.mul_(chroma[:, 0].mul_(chroma[:, 1]).abs_().pow_(_CHROMA_POWER))
    return similarity, torch.maximum(one.phase, other.phase)


def _features(planes: Planes) -> _Features:
    return planes.shared(("fsim", "features"), lambda: _extract(planes))


def _extract(planes: Planes) -> _Features:
    yiq = _small_yiq(planes)
    luma = yiq[:, 0]
    across, down = filters.scharr(luma)
    gradient = across.square_().addcmul_(down, down).add_(_EPS).sqrt_()
    return _Features(_phase_congruency(luma), gradient, yiq[:, 1:])


def _small_yiq(planes: Planes) -> Tensor:
    def compute() -> Tensor:
        size = max(1, round(min(planes.height, planes.width) / 256))
        return colour.to_yiq(filters.block_mean(colour.rgb255(planes), size))

    return planes.shared(("fsim", "yiq"), compute)


def _is_flat(planes: Planes) -> Tensor:
    luma = _small_yiq(planes)[:, 0].flatten(1)
    return luma.amin(1) == luma.amax(1)


def _similarity(one: Tensor, other: Tensor, constant: float) -> Tensor:
    below = one.square().addcmul_(other, other).add_(constant + _EPS)
    return one.mul(other).mul_(2.0).add_(constant).div_(below)


def _phase_congruency(luma: Tensor) -> Tensor:
    """Phase congruency of N×H×W luma 0–255: N×H×W float32, 0–1."""
    bank = _bank(luma.shape[1], luma.shape[2], luma.device)
    # Double precision, and no large mean, so that faint detail is not drowned. A constant frame
    # becomes exactly zero: its phase congruency is 1 and not the noise of the transform.
    detail = luma.double().sub_(luma[:, :1, :1])
    spectrum = torch.fft.fft2(detail).to(torch.complex64).unsqueeze(1)
    energy = torch.zeros_like(luma)
    amplitude = torch.zeros_like(luma)
    for transfer, threshold in zip(bank.transfer, bank.threshold, strict=True):
        response = torch.view_as_real(torch.fft.ifft2(spectrum * transfer))
        even, odd = response.movedim(-1, 0).contiguous()
        strength = even.square().addcmul_(odd, odd).sqrt_()
        amplitude.add_(strength.sum(1))
        noise = strength[:, 0].flatten(1).median(1).values.mul_(threshold)
        energy.add_(_oriented_energy(even, odd).sub_(noise[:, None, None]).clamp_(min=0.0))
    return energy.add_(_EPS).div_(amplitude.add_(_EPS))


def _oriented_energy(even: Tensor, odd: Tensor) -> Tensor:
    """Sum over scales of the response along the mean phase less that across it.

    Args:
        even: N×scales×H×W, response of the even filters.
        odd: The same of the odd filters.

    Returns:
        N×H×W.
    """
    mean_even, mean_odd = even.sum(1), odd.sum(1)
    length = mean_even.square().addcmul_(mean_odd, mean_odd).sqrt_()
    # The responses along the mean phase add up to the length of their sum.
    scale = length.add(_EPS).reciprocal_()
    mean_even.mul_(scale).unsqueeze_(1)
    mean_odd.mul_(scale).unsqueeze_(1)
    across = even.mul_(mean_odd).addcmul_(odd, mean_even, value=-1.0).abs_().sum(1)
    return length.square_().mul_(scale).sub_(across)


@lru_cache(maxsize=4)
def _bank(height: int, width: int, device: torch.device) -> _Bank:
    """Build the filters on the CPU in double precision; a few picture sizes are remembered."""
    down, across = _frequencies(height).unsqueeze(1), _frequencies(width).unsqueeze(0)
    radius = torch.sqrt(down**2 + across**2)
    angle = torch.atan2(-across.expand_as(radius), down.expand_as(radius))
    low_pass = 1.0 / (1.0 + (radius / 0.45) ** 30)  # no corners of the frequency plane
    radius[0, 0] = 1.0  # its logarithm is not used
    radial = []
    for scale in range(_SCALES):
        centre = 1.0 / (_SHORTEST_WAVE * 2**scale)
        band = torch.exp(-((radius / centre).log() ** 2) / (2 * math.log(_BANDWIDTH) ** 2))
        band.mul_(low_pass)[0, 0] = 0.0
        radial.append(band)
    transfer = torch.stack(
        [torch.stack(radial) * _angular(angle, index) for index in range(_ORIENTATIONS)]
    )
    thresholds = tuple(_threshold(filters_) for filters_ in transfer)
    return _Bank(transfer.float().to(device), thresholds)


def _angular(angle: Tensor, orientation: int) -> Tensor:
    difference = angle - orientation * math.pi / _ORIENTATIONS
    distance = torch.atan2(difference.sin(), difference.cos())
    return torch.exp(distance.square_().div_(-2.0 * _ANGULAR_SPREAD**2))


def _threshold(transfer: Tensor) -> float:
    """Noise threshold over the median amplitude of the finest scale.

    The amplitude of filtered Gaussian noise is Rayleigh distributed, so that its median tells the
    power of the noise; the threshold lies two deviations above the mean noise energy.
    """
    power = 1.0 / math.log(2.0) / transfer[0].square().sum()
    # The energy of the sum of the filters holds both their own energies and the cross terms.
    energy = torch.fft.ifft2(transfer.sum(0)).real.square().sum() * transfer[0].numel()
    rayleigh = torch.sqrt(power * energy)
    factor = math.sqrt(math.pi / 2) + _NOISE_DEVIATIONS * math.sqrt(2 - math.pi / 2)
    return float(rayleigh) * factor / _NOISE_RESCALING


def _frequencies(size: int) -> Tensor:
    """Cycles per pixel, zero first; an odd side spans −0.5 to 0.5 whole, as in the original."""
    if size == 1:
        return torch.zeros(1, dtype=torch.float64)
    half = torch.arange(size, dtype=torch.float64) - size // 2
    shifted: Tensor = torch.fft.ifftshift(half / (size - size % 2))
    return shifted
