"""MAD, most apparent distortion: visible errors where few, changed local statistics where many."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import torch
from torch import Tensor

from omgui.engine.kernels.filters import block_mean, sliding_mean
from omgui.engine.kernels.planes import Pair, Planes

_CELL = 4  # windows of 16×16 pixels, 4 apart: 4×4 cells, one cell apart
_MIN_SIDE = 16
_SCALES = 5
# The weight belongs to the orientation, not to the scale as in the paper: the library's numbers.
_ORIENTATION_WEIGHTS = (0.5 / 13.25, 0.75 / 13.25, 1.0 / 13.25, 5.0 / 13.25)
_TINY = 1e-12


def mad(pair: Pair) -> Tensor:
    """Most apparent distortion (MAD), the mean over the channels R, G and B.

    Not symmetric: visibility is measured against the reference.

    Returns:
        N float64 scores from 0 (equal), rarely above 250, lower is better; NaN below 16×16 pixels,
        and where both frames are flat and differ.

    Source: E. C. Larson, D. M. Chandler, Most apparent distortion: full-reference image quality
    assessment and the role of strategy, Journal of Electronic Imaging 19(1), 2010; variant and
    constants of pyiqa 0.1.16.
    """
    if min(pair.reference.height, pair.reference.width) < _MIN_SIDE:
        return torch.full_like(pair.identical, float("nan"), dtype=torch.float64)
    visible = _visible_difference(pair)
    statistical = _statistical_difference(pair)
    strength = math.exp(-2.55 / 3.35) * visible ** (1.0 / (math.log(10.0) * 3.35))
    share = 1.0 / (1.0 + strength)
    score = torch.pow(statistical, 1.0 - share) * torch.pow(visible, share)
    means = score.mean(1)
    # Without any contrast the formula is blind, and would call black and white equal.
    is_blind = pair.reference.is_flat & pair.distorted.is_flat
    means.masked_fill_(is_blind, float("nan"))
    return torch.where(pair.identical, 0.0, means)


def _regrouped(maps: Tensor) -> Tensor:
    """Lay N×3×h×w statistics out as the library does.

    It lists them window by window, three channels each, and reads that list as three maps one
    after the other: each "channel" then is a third of the picture with all its channels. For a
    grey picture the maps are still stretched. The published numbers are these.
    """
    return maps.permute(0, 2, 3, 1).reshape(maps.shape)


def _root_mean_square(maps: Tensor) -> Tensor:
    height, width = maps.shape[-2:]
    norm: Tensor = torch.linalg.vector_norm(maps.double(), dim=(-2, -1))
    return norm.div_(math.sqrt(height * width))


# What the eye sees: lightness through a contrast sensitivity, local contrast against the masking
# contrast of the reference, times the local squared error.


def _visible_difference(pair: Pair) -> Tensor:
    """N×3: the index of visible differences of each channel."""
    reference, distorted = pair.reference, pair.distorted
    mean, masking = reference.shared(("mad", "masking"), lambda: _masking(reference))
    _, spread = _window_mean_std(_perceived(distorted) - _perceived(reference))
    contrast = torch.log((_regrouped(spread) + _TINY) / (mean + _TINY).abs())
    excess = torch.where(mean < 0.5, 0.0, contrast.sub_(masking).clamp_min_(0.0))
    error = torch.sub(reference.rgb255(), distorted.rgb255())
    error.mul_(error)  # whole numbers: exact
    return _root_mean_square(excess * _window_mean(error.double())).mul_(200.0)


def _masking(planes: Planes) -> tuple[Tensor, Tensor]:
    """Local mean of the reference, and the log contrast that an error has to exceed."""
    mean, std = (_regrouped(part) for part in _window_mean_std(_perceived(planes)))
    # The least masking window of each 2×2, these up, left and both, halved.
    above = std.clone()
    torch.minimum(std[..., 1:, :], std[..., :-1, :], out=above[..., 1:, :])
    least = above.clone()
    torch.minimum(above[..., 1:], above[..., :-1], out=least[..., 1:])
    contrast = torch.log((least * 0.5 + _TINY) / (mean + _TINY).abs())
    return mean, contrast.clamp_min_(-5.0)


def _window_mean(x: Tensor) -> Tensor:
    return sliding_mean(block_mean(x, _CELL), _CELL, _CELL)


def _window_mean_std(x: Tensor) -> tuple[Tensor, Tensor]:
    mean = _window_mean(x)
    variance = _window_mean(x * x).sub_(mean * mean).clamp_min_(0.0)
    return mean, variance.add_(_TINY).sqrt_()


def _perceived(planes: Planes) -> Tensor:
    """N×3×H×W float64: lightness as far as the contrast sensitivity lets it through."""
    return planes.shared(("mad", "perceived"), lambda: _through_sensitivity(planes))


def _through_sensitivity(planes: Planes) -> Tensor:
    levels = torch.arange(256, dtype=torch.float64, device=planes.device)
    lightness = 0.02874 * (levels + _TINY) ** (2.2 / 3.0)
    picture = lightness[planes.frames.permute(0, 3, 1, 2).int()].contiguous()
    size = (planes.height, planes.width)
    spectrum = torch.fft.rfft2(picture).mul_(_sensitivity(*size, planes.device))
    filtered: Tensor = torch.fft.irfft2(spectrum, s=size)
    return filtered


@lru_cache(maxsize=2)
def _sensitivity(height: int, width: int, device: torch.device) -> Tensor:
    """Contrast sensitivity at 32 cycles a degree, for the half spectrum of a real picture.

    The library lays the transposed table out again as height×width, which scrambles it unless
    the picture is square. It is then not symmetric, and only the real part of the filtered
    picture is used: the same as filtering by the symmetric part of the table.
    """
    x = torch.arange(width, dtype=torch.float64, device=device).sub_((width - 1) / 2.0)
    y = torch.arange(height, dtype=torch.float64, device=device).sub_((height - 1) / 2.0)[:, None]
    oblique = 0.15 * torch.cos(4.0 * torch.atan2(y, x)) + 0.85
    frequency = torch.hypot(x, y).mul_(64.0 / width).div_(oblique)
    table = 2.6 * (0.0192 + 0.114 * frequency) * torch.exp(-((0.114 * frequency) ** 1.1))
    table[frequency < 7.8909] = 0.9809
    table = table.float().double().t().reshape(height, width)
    table = torch.roll(table, ((height + 1) // 2, (width + 1) // 2), (0, 1))
    mirrored = torch.roll(torch.flip(table, (0, 1)), (1, 1), (0, 1))
    return ((table + mirrored) * 0.5)[:, : width // 2 + 1].contiguous()


# What the eye judges when errors are everywhere: standard deviation, skewness and kurtosis of
# log-Gabor amplitudes in windows.


def _statistical_difference(pair: Pair) -> Tensor:
    """N×3: the index of changed local statistics of each channel."""
    reference, distorted = _window_statistics(pair.reference), _window_statistics(pair.distorted)
    total = torch.zeros_like(reference[0][0])
    for index, (expected, found) in enumerate(zip(reference, distorted, strict=True)):
        weight = _ORIENTATION_WEIGHTS[index // _SCALES]
        change = torch.sub(expected, found).abs_()
        total.add_(change[0], alpha=weight)
        total.add_(change[1], alpha=2.0 * weight)
        total.add_(change[2], alpha=weight)
    return _root_mean_square(_regrouped(total))


def _window_statistics(planes: Planes) -> list[Tensor]:
    """For each of the 20 filters 3×N×3×h×w float32: deviation, skewness, kurtosis by window."""
    return planes.shared(("mad", "statistics"), lambda: _filter_statistics(planes))


def _filter_statistics(planes: Planes) -> list[Tensor]:
    # Single precision here on purpose: in flat areas the amplitudes are this transform's rounding
    # noise, and skewness and kurtosis do not depend on its size. All else is double.
    spectrum = torch.fft.fft2(planes.rgb() * 255.0)
    radial, angular = _log_gabor(planes.height, planes.width, planes.device)
    rows, columns = planes.height // _CELL - _CELL + 1, planes.width // _CELL - _CELL + 1
    shape = (3, planes.count, 3, rows, columns)
    statistics = [
        torch.empty(shape, dtype=torch.float32, device=planes.device)
        for _ in range(len(angular) * len(radial))
    ]
    # One channel at a time: a third of the memory, which at video size is what limits.
    for channel in range(3):
        filters = iter(statistics)
        for direction in angular:
            turned = spectrum[:, channel] * direction
            for ring in radial:
                amplitude = _amplitude(torch.fft.ifft2(turned * ring))
                _store_statistics(amplitude, next(filters)[:, :, channel])
    return statistics


def _amplitude(response: Tensor) -> Tensor:
    parts = torch.view_as_real(response)
    parts.mul_(parts)
    return torch.add(parts[..., 0], parts[..., 1]).add_(_TINY).sqrt_()


@lru_cache(maxsize=1)
def _log_gabor(height: int, width: int, device: torch.device) -> tuple[list[Tensor], list[Tensor]]:
    """Radial and angular factors of the filters, H×W float64 each, zero frequency first."""
    x = torch.arange(width, dtype=torch.float64, device=device).sub_(width / 2.0)
    y = torch.arange(height, dtype=torch.float64, device=device).sub_(height / 2.0)[:, None]
    x, y = x / (width / 2.0), y / (height / 2.0)
    radius = torch.hypot(x, y)
    # One right of and below the centre, as in the library; the centre itself is zeroed below.
    radius[round(height / 2 + 1), round(width / 2 + 1)] = 1.0
    log_radius = radius.add_(_TINY).log_()
    angle = torch.atan2(-y, x)
    shift = (height // 2, width // 2)  # numpy.fft.fftshift, also for odd sides
    radial = []
    for scale in range(_SCALES):
        ring = (log_radius - math.log(2.0 / (3.0 * 3.0**scale))).square_()
        ring.div_(-2.0 * math.log(0.55) ** 2).exp_()
        ring[round(height / 2), round(width / 2)] = 0.0
        radial.append(torch.roll(ring, shift, (0, 1)))
    angular = []
    orientations = len(_ORIENTATION_WEIGHTS)
    sigma = math.pi / orientations / 1.5
    for orientation in range(orientations):
        turn = angle - orientation * math.pi / orientations
        distance = turn.sub_(torch.round(turn / (2.0 * math.pi)), alpha=2.0 * math.pi)
        spread = distance.square_().div_(-2.0 * sigma**2).exp_()
        angular.append(torch.roll(spread, shift, (0, 1)))
    return radial, angular


class _Moments(NamedTuple):
    """Mean and central moments, each divided by the number of samples, of equal sets."""

    mean: Tensor
    second: Tensor
    third: Tensor
    fourth: Tensor


def _store_statistics(x: Tensor, out: Tensor) -> None:
    """Write deviation, skewness and excess kurtosis in every window of N×H×W into 3×N×h×w.

    Moments of equal sets are merged two and two, rows before columns: pixels to cells, cells to
    windows. Unlike sums of powers this keeps its digits where the mean is large against the
    deviation, and it touches each pixel a few times instead of 16 times four.
    """
    rows, columns = x.shape[-2] // _CELL, x.shape[-1] // _CELL
    cells = x[..., : rows * _CELL, : columns * _CELL]
    pairs = _merge_pixels(cells[..., 0::2, :], cells[..., 1::2, :])
    moments = _every_other(pairs, -2)
    moments = _every_other(_every_other(moments, -1), -1)
    for dim in (-2, -1):
        moments = _neighbours(_neighbours(moments, dim, 1), dim, 2)
    deviation = (moments.second + _TINY).sqrt_()
    square = deviation.square()
    torch.div(moments.third, square * deviation, out=out[1])
    torch.div(moments.fourth, square.square_(), out=out[2]).sub_(3.0)
    out[0].copy_(deviation)


def _merge_pixels(first: Tensor, second: Tensor) -> _Moments:
    mean = torch.add(first, second).mul_(0.5)
    variance = torch.sub(second, first).mul_(0.5).square_()
    return _Moments(mean, variance, torch.zeros_like(variance), variance.square())


def _every_other(moments: _Moments, dim: int) -> _Moments:
    """Merge 0 with 1, 2 with 3 … along ``dim``, -2 or -1."""
    if dim == -1:
        first = _Moments(*(part[..., 0::2] for part in moments))
        return _merge(first, _Moments(*(part[..., 1::2] for part in moments)))
    first = _Moments(*(part[..., 0::2, :] for part in moments))
    return _merge(first, _Moments(*(part[..., 1::2, :] for part in moments)))


def _neighbours(moments: _Moments, dim: int, apart: int) -> _Moments:
    """Merge each set with the one ``apart`` further along ``dim``."""
    size = moments.mean.shape[dim] - apart
    first = _Moments(*(part.narrow(dim, 0, size) for part in moments))
    second = _Moments(*(part.narrow(dim, apart, size) for part in moments))
    return _merge(first, second)


def _merge(first: _Moments, second: _Moments) -> _Moments:
    """Moments of the union of two equally large sets."""
    offset = torch.sub(second.mean, first.mean).mul_(0.5)
    offset_square = offset.square()
    mean = torch.add(first.mean, second.mean).mul_(0.5)
    within = torch.add(first.second, second.second).mul_(0.5)
    third = torch.add(first.third, second.third).mul_(0.5)
    third.addcmul_(offset, torch.sub(second.second, first.second), value=1.5)
    fourth = torch.add(first.fourth, second.fourth).mul_(0.5)
    fourth.addcmul_(offset, torch.sub(second.third, first.third), value=2.0)
    fourth.addcmul_(offset_square, torch.add(offset_square, within, alpha=6.0))
    return _Moments(mean, within.add_(offset_square), third, fourth)
