"""Complex wavelet structural similarity.

Source: Sampat, Wang, Gupta, Bovik and Markey, "Complex wavelet structural similarity: a new image
similarity index", IEEE TIP 18(11), 2009; the pyramid after Portilla and Simoncelli, "A parametric
texture model based on joint statistics of complex wavelet coefficients", IJCV 40(1), 2000
(``buildSCFpyr`` of matlabPyrTools). The numbers are those of pyiqa 0.1.16 ``cw_ssim`` with
``test_y_channel=True, color_space="ycbcr"``.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from omgui.engine.kernels import filters
from omgui.engine.kernels.planes import Pair, Planes

_LEVELS = 4
_ORIENTATIONS = 8
_WINDOW = 7
# Weights of red, green and blue for 0–1, and what black is.
_LUMA = {
    "luma_601": ((65.481, 128.553, 24.966), 1.0, 16.0),
    "luma_yiq": ((0.299, 0.587, 0.114), 255.0, 0.0),
}
_TINY = 1e-12  # the library adds it to every squared magnitude

_Array = NDArray[np.float64]


class _Bank(NamedTuple):
    """What the coarsest level needs, for one picture size.

    Attributes:
        masks: orientations×h×w float64, transfer from the full spectrum, zero frequency first.
        weights: (h−6)×(w−6) float64, Gaussian over the picture, sum 1.
    """

    masks: Tensor
    weights: Tensor


class _Bands(NamedTuple):
    coefficients: Tensor  # N×orientations×h×w complex128
    energy: Tensor  # N×orientations×(h−6)×(w−6): sum of squared magnitudes in each window


def cw_ssim(pair: Pair, picture: str = "luma_601") -> Tensor:
    """Complex wavelet structural similarity (CW-SSIM) of luma, per frame.

    Uses the eight orientations of the fourth level of a complex steerable pyramid. Tolerates
    small shifts and rotations.

    Args:
        pair: Frames of at least 64×64 pixels; symmetric.
        picture: ``luma_601``: Y of BT.601 in studio range, rounded to integers; ``luma_yiq``: in
            full range, which is pyiqa's ``cw_ssim`` as it is.

    Returns:
        N float64, 0–1: 1 for equal frames, NaN where the frames differ and neither has coarse
        structure in luma (constant frames, pure fine patterns). Windows in which both are flat
        count as alike.

    Source: Sampat et al., IEEE TIP 18(11), 2009, equation 8 with K = 0.
    """
    one, other = _bands(pair.reference, picture), _bands(pair.distorted, picture)
    weights = _bank(pair.reference.height, pair.reference.width, pair.reference.device).weights
    product = _window_sum(one.coefficients * other.coefficients.conj())
    share = float(np.float32(1.0 / _WINDOW**2))
    common = product.real.square().addcmul_(product.imag, product.imag).mul_(share**2)
    common.add_(_TINY).sqrt_().mul_(2.0)
    energy = (one.energy + other.energy).add_(2.0 * _WINDOW**2 * _TINY).mul_(share)
    # The added constant can lift flat windows far above 1, the highest value there is.
    similarity = common.div_(energy).clamp_(max=1.0).mul_(weights)
    score = filters.frame_sum(similarity).div_(_ORIENTATIONS)
    score.masked_fill_(_is_flat(one) & _is_flat(other), torch.nan)
    return torch.where(pair.identical, 1.0, score)


def _bands(planes: Planes, picture: str) -> _Bands:
    return planes.shared(("cw_ssim", "bands", picture), lambda: _analyse(planes, picture))


def _is_flat(bands: _Bands) -> Tensor:
    # Magnitudes below 1e-6 grey levels are rounding: luma is whole numbers.
    return bands.energy.flatten(1).amax(1) <= _WINDOW**2 * _TINY


def _analyse(planes: Planes, picture: str) -> _Bands:
    masks = _bank(planes.height, planes.width, planes.device).masks
    luma = _luma(planes, picture)
    # The mean is filtered out anyway; without it a constant frame is exactly zero.
    spectrum = _low_spectrum(luma.sub_(luma[:, :1, :1].clone()), masks.shape[1], masks.shape[2])
    coefficients = torch.fft.ifft2(spectrum.unsqueeze(1) * masks)
    energy = coefficients.real.square().addcmul_(coefficients.imag, coefficients.imag)
    return _Bands(coefficients, _window_sum(energy))


def _luma(planes: Planes, picture: str) -> Tensor:
    """N×H×W float64, rounded to integers, ties as in the library."""
    # Weights held in single precision, sums in double: unlike the luma of ssim.
    weights, scale, black = _LUMA[picture]
    red, green, blue = torch.tensor(weights, dtype=torch.float32).tolist()
    rgb = planes.rgb()
    luma = rgb[:, 0].double().mul_(red)
    luma.add_(rgb[:, 1], alpha=green).add_(rgb[:, 2], alpha=blue)
    return luma.mul_(scale).add_(black).round_()


def _window_sum(x: Tensor) -> Tensor:
    return filters.sliding_sum(filters.sliding_sum(x, _WINDOW, -2), _WINDOW, -1)


def _low_spectrum(image: Tensor, rows: int, columns: int) -> Tensor:
    """The lowest frequencies of the spectrum of N×H×W: N×rows×columns, zero frequency first."""
    height = image.shape[-2]
    half = torch.fft.rfft(image, dim=-1)[..., : columns // 2 + 1]
    half = torch.fft.fft(half, dim=-2)
    wanted = torch.fft.ifftshift(torch.arange(rows, device=image.device) - rows // 2)
    right = half.index_select(-2, wanted % height)[..., : (columns + 1) // 2]
    # Negative columns are the conjugates of the opposite ones.
    left = half.index_select(-2, -wanted % height)[..., 1:].flip(-1).conj()
    return torch.cat([right, left], -1)


@lru_cache(maxsize=8)
def _bank(height: int, width: int, device: torch.device) -> _Bank:
    """Build the masks of the coarsest level on the CPU; a few picture sizes are remembered."""
    rows, columns = height, width
    for _ in range(_LEVELS - 1):
        rows, columns = (rows + 1) // 2, (columns + 1) // 2
    down = (np.arange(rows) - rows // 2)[:, None] * (2.0 / height)
    across = (np.arange(columns) - columns // 2)[None, :] * (2.0 / width)
    angle = np.arctan2(*np.broadcast_arrays(down, across))
    radius = np.sqrt(down**2 + across**2)
    radius[rows // 2, columns // 2] = 2.0 / width  # keeps the logarithm finite
    radial = _radial_mask(np.log2(radius))
    masks = np.stack([radial * _angular_mask(angle, k) for k in range(_ORIENTATIONS)])
    masks = np.fft.ifftshift(masks, axes=(1, 2))
    return _Bank(
        torch.from_numpy(masks).to(device),
        torch.from_numpy(_gaussian(rows, columns)).to(device),
    )


def _radial_mask(octave: _Array) -> _Array:
    """Low passes of all finer levels times the high pass of the coarsest.

    Args:
        octave: log2 of the frequency, 0 at half a cycle per pixel.
    """
    # Tables of the original, in steps of 1/256 octave, which the library interpolates, and
    # whose masks it holds in single precision.
    steps = np.arange(-257, 2, dtype=np.float64)
    wave = np.cos(np.pi * steps / 512) ** 2
    wave[0], wave[-1] = wave[1], wave[-2]
    high = np.sqrt(wave)
    low = np.sqrt(1.0 - high**2)
    place = -0.5 + (steps / 256 + 0.5)
    mask = _single(np.interp(octave, place - _LEVELS, high))
    for level in range(_LEVELS):
        mask = mask * _single(np.interp(octave, place - level, low))
    return mask


def _angular_mask(angle: _Array, orientation: int) -> _Array:
    """Power of a cosine over half of the plane, in steps of 1/1024 of a half turn."""
    order = _ORIENTATIONS - 1
    turn = np.pi * np.arange(-2049, 1026) / 1024
    wrapped = (turn + np.pi) % (2 * np.pi) - np.pi
    gain = 4.0**order * math.factorial(order) ** 2 / (_ORIENTATIONS * math.factorial(2 * order))
    lobe = 2.0 * np.sqrt(gain) * np.cos(turn) ** order * (np.abs(wrapped) < np.pi / 2)
    return _single(np.interp(angle, turn + np.pi * orientation / _ORIENTATIONS, lobe))


def _gaussian(rows: int, columns: int) -> _Array:
    height, width = rows - _WINDOW + 1, columns - _WINDOW + 1
    down = (np.arange(height) - (height - 1) / 2)[:, None]
    across = (np.arange(width) - (width - 1) / 2)[None, :]
    weights = np.exp(-(down**2 + across**2) / (2.0 * (rows / 4) ** 2))
    weights[weights < np.finfo(np.float64).eps * weights.max()] = 0.0
    return _single(weights / weights.sum())


def _single(x: _Array) -> _Array:
    return x.astype(np.float32).astype(np.float64)
