"""NLPD, the distance of two normalised Laplacian pyramids."""

from __future__ import annotations

import torch
from torch import Tensor

from omgui.engine.kernels.information import exact_luma
from omgui.engine.kernels.planes import Pair, Planes

_FAR, _NEAR, _CENTRE = 0.05, 0.25, 0.4  # the five taps of the pyramid, outside in

# Divisive normalisation per level: constant, then the weights of the neighbours above, below,
# left and right of a pixel.
_NORMALISATION = (
    (0.0248, (0.1015, 0.1011, 0.1460, 0.1493)),
    (0.0185, (0.0837, 0.0757, 0.1846, 0.1986)),
    (0.0179, (0.0467, 0.0477, 0.2243, 0.2138)),
    (0.0191, (0.0, 0.0, 0.2616, 0.2503)),
    (0.0220, (0.0, 0.0, 0.2552, 0.2598)),
    (0.2782, (0.0, 0.0, 0.0717, 0.2215)),
)


def nlpd(pair: Pair) -> Tensor:
    """Normalised Laplacian pyramid distance (NLPD) of luma.

    Root mean square difference of each of six bands, averaged over the bands.

    Returns:
        N float64 scores, 0 (equal) to about 1, lower is better. Any size.

    Source: V. Laparra, J. Ballé, A. Berardino, E. P. Simoncelli, Perceptual image quality
    assessment using a normalized Laplacian pyramid, Electronic Imaging 2016; BT.601 luma, 0–1.
    """
    reference, distorted = _bands(pair.reference), _bands(pair.distorted)
    distances = []
    for expected, found in zip(reference, distorted, strict=True):
        total = torch.zeros_like(pair.identical, dtype=torch.float64)
        samples = 0
        for first, second in zip(expected, found, strict=True):
            norm = torch.linalg.vector_norm(first - second, dim=(1, 2), dtype=torch.float64)
            total.addcmul_(norm, norm)
            samples += first.shape[1] * first.shape[2]
        distances.append(total.div_(samples).sqrt_())
    return torch.stack(distances).mean(0)


_Columns = tuple[Tensor, Tensor]  # a picture as its even and its odd columns, N×H×W/2 each


def _bands(planes: Planes) -> list[_Columns]:
    return planes.shared(("nlpd", "bands"), lambda: _normalised_pyramid(planes))


def _normalised_pyramid(planes: Planes) -> list[_Columns]:
    """Six bands, fine to coarse.

    Even and odd columns stay apart: enlarging then needs no zeros between samples, and every
    operation runs over neighbouring numbers.
    """
    picture = exact_luma(planes).double().div_(255000.0)
    bands = []
    for constant, weights in _NORMALISATION[:-1]:
        smaller = _reduced(picture)
        columns = _split(picture)
        _subtract_enlarged(columns, smaller)
        bands.append(_normalised(columns, constant, weights))
        picture = smaller
    bands.append(_normalised(_split(picture), *_NORMALISATION[-1]))
    return bands


def _split(picture: Tensor) -> _Columns:
    return picture[..., 0::2].contiguous(), picture[..., 1::2].contiguous()


def _reduced(picture: Tensor) -> Tensor:
    """Smooth with the five taps, edges mirrored, and keep every other row and column."""
    height, width = (picture.shape[1] + 1) // 2, (picture.shape[2] + 1) // 2
    framed = _mirrored(picture, 1, 2)
    rows = _every_other(framed[:, 0::2], framed[:, 1::2], height, 1)
    return _every_other(*_split(_mirrored(rows, 2, 2)), width, 2)


def _mirrored(x: Tensor, dim: int, count: int) -> Tensor:
    """Add ``count`` lines on both sides, mirrored about the edge: b a | a b c | c b."""
    length = x.shape[dim]
    if length < count:  # mirrored more than once
        index = torch.arange(-count, length + count, device=x.device).remainder_(2 * length)
        return x.index_select(dim, torch.minimum(index, 2 * length - 1 - index))
    before = x.narrow(dim, 0, count).flip(dim)
    after = x.narrow(dim, length - count, count).flip(dim)
    return torch.cat((before, x, after), dim)


def _every_other(even: Tensor, odd: Tensor, count: int, dim: int) -> Tensor:
    """The five taps around ``count`` even lines, from the second on."""
    total = even.narrow(dim, 1, count) * _CENTRE
    for weight, lines, start in (
        (_NEAR, odd, 0),
        (_NEAR, odd, 1),
        (_FAR, even, 0),
        (_FAR, even, 2),
    ):
        total.add_(lines.narrow(dim, start, count), alpha=weight)
    return total


def _subtract_enlarged(columns: _Columns, smaller: Tensor) -> None:
    """Take from the picture what its smaller version predicts, in place.

    Enlarging puts zeros between the samples, smooths with the five taps and multiplies by four:
    an even line is (1, 8, 1)/10 of three small ones, an odd line the mean of two.
    """
    framed = _mirrored(_mirrored(smaller, 1, 1), 2, 1)
    height, width = smaller.shape[1:]
    above, centre, below = (framed[:, start : start + height] for start in range(3))
    even_rows = torch.add(above, below).mul_(2.0 * _FAR).add_(centre, alpha=2.0 * _CENTRE)
    odd_rows = torch.add(centre, below).mul_(2.0 * _NEAR)
    for first_row, enlarged in enumerate((even_rows, odd_rows)):
        even, odd = (part[:, first_row::2] for part in columns)
        rows = enlarged[:, : even.shape[1]]
        even.sub_(rows[..., :-2], alpha=2.0 * _FAR).sub_(rows[..., 2:], alpha=2.0 * _FAR)
        even.sub_(rows[..., 1 : width + 1], alpha=2.0 * _CENTRE)
        count = odd.shape[2]
        odd.sub_(rows[..., 1 : count + 1], alpha=2.0 * _NEAR)
        odd.sub_(rows[..., 2 : count + 2], alpha=2.0 * _NEAR)


def _normalised(band: _Columns, constant: float, weights: tuple[float, ...]) -> _Columns:
    """Divide by the constant plus the weighted size of the four neighbours; zeros outside."""
    above, below, left, right = weights
    even, odd = band
    even_size, odd_size = even.abs(), odd.abs()
    count, shared = odd.shape[2], even.shape[2] - 1
    even_divisor = _column_sum(even_size, constant, above, below)
    even_divisor[..., 1:].add_(odd_size[..., :shared], alpha=left)
    even_divisor[..., :count].add_(odd_size, alpha=right)
    odd_divisor = _column_sum(odd_size, constant, above, below)
    odd_divisor.add_(even_size[..., :count], alpha=left)
    odd_divisor[..., :shared].add_(even_size[..., 1:], alpha=right)
    return even.div_(even_divisor), odd.div_(odd_divisor)


def _column_sum(sizes: Tensor, constant: float, above: float, below: float) -> Tensor:
    total = torch.full_like(sizes, constant)
    if above or below:
        total[:, 1:].add_(sizes[:, :-1], alpha=above)
        total[:, :-1].add_(sizes[:, 1:], alpha=below)
    return total
