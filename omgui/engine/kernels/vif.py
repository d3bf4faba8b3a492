"""Visual information fidelity in the wavelet domain.

Source: Sheikh and Bovik, "Image information and visual quality", IEEE TIP 15(2), 2006; the
numbers are those of pyiqa 0.1.16 ``vif`` computed in double precision.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from omgui.engine.kernels import colour, filters, steerable
from omgui.engine.kernels.planes import Pair, Planes

_LEVELS = 4
_BLOCK = 3  # coefficients are modelled as vectors of 3×3 neighbours
_NOISE = 0.4  # variance of the noise of the eye
_TINY = 1e-12  # variances below it count as none


@dataclass(frozen=True)
class _Band:
    """One band, cut to whole blocks, with its local moments at the inner blocks."""

    samples: Tensor  # N×H×W
    total: Tensor  # N×h×w: sum over the window around each inner block
    spread: Tensor  # N×h×w: sum of squared deviations from the window's mean
    window: int


@dataclass(frozen=True)
class _Source:
    """The Gaussian scale mixture fitted to one band of the reference."""

    scale: Tensor  # N×h×w: local variance multiplier of each inner block
    eigenvalues: Tensor  # N×9


def vif(pair: Pair) -> Tensor:
    """Visual information fidelity (VIF) of luma, per frame.

    Uses Y of YIQ rounded to integers, four levels of a steerable pyramid, the two axis-aligned
    orientations, all in double precision. The library computes in single precision, whose
    rounding moves its own scores by up to 1e-3 and makes it return NaN for some smooth pictures;
    this agrees with the library run in double precision.

    Args:
        pair: Frames of at least 33×33 pixels; asymmetric, the reference is the source model.

    Returns:
        N float64, 0 and up: 1 for equal frames, above 1 for raised contrast, NaN where the
        reference has no structure to preserve (constant frames) and the frames differ.

    Source: Sheikh and Bovik, IEEE TIP 15(2), 2006.
    """
    kept = torch.zeros(pair.reference.count, dtype=torch.float64, device=pair.reference.device)
    for reference, distorted, source in zip(
        _bands(pair.reference), _bands(pair.distorted), _sources(pair.reference), strict=True
    ):
        kept.add_(_kept_information(reference, distorted, source))
    whole = _source_information(pair.reference)
    score = torch.where(whole > 0.0, kept / whole, torch.nan)
    return torch.where(pair.identical, 1.0, score)


def _bands(planes: Planes) -> list[_Band]:
    return planes.shared(("vif", "bands"), lambda: list(_analyse(planes)))


def _analyse(planes: Planes) -> Iterator[_Band]:
    luma = colour.luma_yiq(planes).squeeze(1).double()
    for level, bands in enumerate(steerable.oriented_bands(luma, _LEVELS)):
        window = 2 ** (_LEVELS - level) + 1
        for band in bands:
            height, width = (side // _BLOCK * _BLOCK for side in band.shape[-2:])
            samples = band[..., :height, :width]
            total = _window_sum(samples, window)
            squares = _window_sum(samples.square(), window)
            squares.addcmul_(total, total, value=-1.0 / window**2).clamp_(min=0.0)
            yield _Band(samples, total, squares, window)


def _kept_information(reference: _Band, distorted: _Band, source: _Source) -> Tensor:
    """Information of the source that survives the distortion, in bits, per frame."""
    area = reference.window**2
    shared = _window_sum(reference.samples * distorted.samples, reference.window)
    shared.addcmul_(reference.total, distorted.total, value=-1.0 / area)
    is_flat = reference.spread < _TINY
    is_erased = distorted.spread < _TINY
    gain = shared / (reference.spread + _TINY)
    noise = torch.addcmul(distorted.spread, gain, shared, value=-1.0).div_(area)
    # Where no gain explains the distorted block, all of it is noise: not divided by the area,
    # as in the authors' code.
    gain.masked_fill_(is_flat | is_erased, 0.0)
    noise = torch.where(is_flat | (gain < 0.0), distorted.spread, noise)
    noise.masked_fill_(is_erased, 0.0).clamp_(min=_TINY).add_(_NOISE)
    gain.clamp_(min=0.0)
    return _bits(gain.square_().mul_(source.scale).div_(noise), source.eigenvalues)


def _source_information(planes: Planes) -> Tensor:
    def compute() -> Tensor:
        parts = [_bits(s.scale / _NOISE, s.eigenvalues) for s in _sources(planes)]
        return torch.stack(parts).sum(0)

    return planes.shared(("vif", "source information"), compute)


def _bits(ratio: Tensor, eigenvalues: Tensor) -> Tensor:
    """Sum of log2(1 + ratio · eigenvalue) over blocks and eigenvalues, per frame."""
    # One logarithm of the product: at most (1e30)^9, far inside the range of double precision.
    product = torch.ones_like(ratio)
    for eigenvalue in eigenvalues.unbind(1):
        product.addcmul_(product, ratio * eigenvalue[:, None, None])
    return filters.frame_sum(product.log2_())


def _sources(planes: Planes) -> list[_Source]:
    return planes.shared(("vif", "sources"), lambda: _fit(_bands(planes)))


def _fit(bands: list[_Band]) -> list[_Source]:
    covariances = torch.stack([_neighbour_covariance(band.samples) for band in bands], 1)
    eigenvalues, vectors = torch.linalg.eigh(covariances)
    # Directions without variance carry nothing; their inverse is taken as zero.
    floor = eigenvalues.abs().amax(-1, keepdim=True) * 1e-15
    has_variance = eigenvalues > floor
    inverse = torch.where(has_variance, eigenvalues, 1.0).rsqrt().mul_(has_variance)
    whitening = vectors.mul(inverse.unsqueeze(-2)).mT  # N×bands×9×9
    eigenvalues = eigenvalues.clamp(min=0.0)
    return [
        _Source(_block_scale(band, whitening[:, index]), eigenvalues[:, index])
        for index, band in enumerate(bands)
    ]


def _block_scale(band: _Band, whitening: Tensor) -> Tensor:
    """Mean square of every inner block's whitened coefficients."""
    count, height, width = band.samples.shape
    rows, columns = height // _BLOCK, width // _BLOCK
    skip = _skipped_blocks(band.window)
    inner = band.samples.reshape(count, rows, _BLOCK, columns, _BLOCK)
    inner = inner[:, skip : rows - skip, :, skip : columns - skip]
    vectors = inner.permute(0, 2, 4, 1, 3)
    white = torch.bmm(whitening, vectors.reshape(count, _BLOCK**2, -1))
    return white.square_().sum(1).div_(_BLOCK**2).reshape(count, *vectors.shape[-2:])


def _skipped_blocks(window: int) -> int:
    # Blocks so near the border that their window would leave the band.
    return -(-(window // 2) // _BLOCK)


def _window_sum(x: Tensor, window: int) -> Tensor:
    """Sum over the ``window``×``window`` samples around each inner block's middle."""
    return _strided_window_sum(_strided_window_sum(x, window, -2), window, -1)


def _strided_window_sum(x: Tensor, window: int, dim: int) -> Tensor:
    skip = _skipped_blocks(window)
    count = x.shape[dim] // _BLOCK - 2 * skip
    if count <= 0:
        return x.narrow(dim, 0, 0)
    first = _BLOCK * skip + 1 - window // 2
    whole, rest = divmod(window, _BLOCK)
    # Sums of three neighbours serve several windows: they are made once.
    threes = _every_third(x, dim, first, count + whole - 1) + _every_third(
        x, dim, first + 1, count + whole - 1
    )
    threes.add_(_every_third(x, dim, first + 2, count + whole - 1))
    total = threes.narrow(dim, 0, count).clone()
    for index in range(1, whole):
        total.add_(threes.narrow(dim, index, count))
    for index in range(rest):
        total.add_(_every_third(x, dim, first + _BLOCK * whole + index, count))
    return total


def _every_third(x: Tensor, dim: int, first: int, count: int) -> Tensor:
    window = x.narrow(dim, first, (count - 1) * _BLOCK + 1)
    return window[..., ::_BLOCK, :] if dim == -2 else window[..., ::_BLOCK]


def _neighbour_covariance(samples: Tensor) -> Tensor:
    """Covariance of the nine samples of all (overlapping) 3×3 windows: N×9×9."""
    height, width = samples.shape[-2:]
    windows = (height - 2) * (width - 2)
    if min(height, width) < 3 * _BLOCK:
        vectors = _windows(samples)
        products, sums = vectors.mT @ vectors, vectors.sum(1)
    else:
        products, sums = _window_products(samples)
    mean = sums / windows
    return products.div_(windows).sub_(mean.unsqueeze(2) * mean.unsqueeze(1))


def _window_products(samples: Tensor) -> tuple[Tensor, Tensor]:
    """Sum of the outer products, and of the nine samples, of all 3×3 windows.

    Two samples that both lie inside the outermost two lines meet in one window for every pair of
    window places with their offset, so that one correlation per offset counts them all: five
    times faster than the products of the windows themselves. Pairs with a sample in the two
    outermost lines are taken from the windows along the border.
    """
    inner = torch.zeros_like(samples, memory_format=torch.contiguous_format)
    inner[..., 2:-2, 2:-2] = samples[..., 2:-2, 2:-2]
    flat, width = inner.flatten(1), samples.shape[-1]
    offsets = [(down, right) for down in range(3) for right in range(-2, 3)][2:]
    correlations = []
    for down, right in offsets:
        # Neighbouring rows of the flattened picture are kept apart by the lines of zeros.
        lag = down * width + right
        head, tail = flat[:, : flat.shape[1] - lag], flat[:, lag:]
        correlations.append(torch.bmm(head.unsqueeze(1), tail.unsqueeze(2))[:, 0, 0])
    places = [(row, column) for row in range(_BLOCK) for column in range(_BLOCK)]
    table = [
        offsets.index(max((a[0] - b[0], a[1] - b[1]), (b[0] - a[0], b[1] - a[1])))
        for a in places
        for b in places
    ]
    products = torch.stack(correlations, 1)[:, table].reshape(-1, 9, 9)
    border, masked = _border_windows(samples), _border_windows(inner)
    products = products + border.mT @ border - masked.mT @ masked
    sums = flat.sum(1, keepdim=True) + (border - masked).sum(1)
    return products, sums


def _border_windows(x: Tensor) -> Tensor:
    strips = (x[..., :4, :], x[..., -4:, :], x[..., 2:-2, :4], x[..., 2:-2, -4:])
    return torch.cat([_windows(strip) for strip in strips], 1)


def _windows(x: Tensor) -> Tensor:
    """All 3×3 windows of N×H×W as N×windows×9."""
    return x.unfold(1, _BLOCK, 1).unfold(2, _BLOCK, 1).reshape(x.shape[0], -1, _BLOCK**2)
