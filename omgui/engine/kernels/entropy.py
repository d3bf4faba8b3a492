"""Entropy of the grey levels of a picture."""

from __future__ import annotations

import torch
from torch import Tensor

from omgui.engine.kernels.colour import luma_yiq
from omgui.engine.kernels.planes import Planes

_LEVELS = 256
_EPS = 1e-8  # a level that does not occur has no logarithm


def entropy(planes: Planes) -> Tensor:
    """Shannon entropy of the grey levels, per frame; 0 for a frame of one grey.

    Luma is that of YIQ, rounded to integers 0–255. Counted level by level: the library's own way
    takes two kilobytes per pixel, four gigabytes for a frame of 1080p.

    Returns:
        N float32 in bits, 0 to 8.

    Source: Shannon, Bell System Technical Journal 27(3), 1948; the luma and the small constant are
    those of pyiqa 0.1.16 ``entropy``.
    """
    levels = luma_yiq(planes).flatten(1).long()
    counts = torch.stack([frame.bincount(minlength=_LEVELS) for frame in levels])
    shares = counts / counts.sum(1, keepdim=True)
    bits: Tensor = -(shares * (shares + _EPS).log2()).sum(1)
    return bits + 0.0  # without the sign of a negative zero
