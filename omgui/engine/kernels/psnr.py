"""Peak signal-to-noise ratio of luma."""

from __future__ import annotations

import torch
from torch import Tensor

from omgui.engine.kernels.filters import row_blocks, sum_rows
from omgui.engine.kernels.planes import Pair

_LUMA_601 = (65.481, 128.553, 24.966)
_PEAK_ERROR = 1e-8  # added to the error, so that equal frames have 80 dB


def psnr(pair: Pair) -> Tensor:
    """Peak signal-to-noise ratio of luma in dB, per frame; 80 for equal frames.

    Luma is BT.601 in studio range, not rounded, divided by 255.

    Returns:
        N float64, about 1.3 to 80.

    Source: 10·log10(1 / (MSE + 1e-8)) as in pyiqa 0.1.16 with
    ``test_y_channel=True, color_space="ycbcr"``.
    """
    frames = pair.reference.frames
    error = _luma_error(frames, pair.distorted.frames).div_(frames.shape[1] * frames.shape[2])
    return error.add_(_PEAK_ERROR).log10_().mul_(-10.0)


def _luma_error(reference: Tensor, distorted: Tensor) -> Tensor:
    """Return the sum of squared differences of luma of each frame."""
    n, height, width, _ = reference.shape
    # Luma is linear, so that of the difference is enough: one product with three weights.
    weights = torch.tensor(_LUMA_601, dtype=torch.float32, device=reference.device).div_(255.0**2)
    sums = []
    for first, end in row_blocks(height, n * width, reference.device):
        # By way of int16, because a subtraction of mixed types is ten times slower.
        difference = reference[:, first:end].to(torch.int16)
        difference.sub_(distorted[:, first:end].to(torch.int16))
        luma = difference.to(torch.float32).reshape(-1, 3).mv(weights)
        sums.append(luma.square_().view(n, end - first, width).sum(-1))
    return sum_rows(sums)
