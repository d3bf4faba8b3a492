"""Peak signal-to-noise ratio of luma, or of RGB."""

from __future__ import annotations

import torch
from torch import Tensor

from omgui.engine.kernels.filters import row_blocks, sum_rows
from omgui.engine.kernels.planes import Pair

# 255 times the weights of red, green and blue; without any, each channel counts by itself.
_PICTURES = {
    "luma_601": (65.481, 128.553, 24.966),
    "luma_yiq": (76.245, 149.685, 29.07),
    "rgb": None,
}
_PEAK_ERROR = 1e-8  # added to the error, so that equal frames have 80 dB


def psnr(pair: Pair, picture: str = "luma_601") -> Tensor:
    """Peak signal-to-noise ratio in dB, per frame; 80 for equal frames.

    Args:
        pair: Frames of any size.
        picture: ``luma_601``: BT.601 in studio range, not rounded, divided by 255;
            ``luma_yiq``: luma in full range; ``rgb``: all samples of the three channels.

    Returns:
        N float64, about 1.3 to 80.

    Source: 10·log10(1 / (MSE + 1e-8)) as in pyiqa 0.1.16: its ``psnr`` with
    ``test_y_channel=True, color_space="ycbcr"``, its ``psnry`` and its ``psnr`` as it is.
    """
    one, two = pair.reference, pair.distorted
    weights = _PICTURES[picture]
    samples = one.height * one.width * (3 if weights is None else 1)
    error = _squared_error(one.frames, two.frames, weights).div_(samples)
    # White beside black would be a hair below 0, because of what is added.
    return error.add_(_PEAK_ERROR).log10_().mul_(-10.0).clamp_(min=0.0)


def squared_error_map(pair: Pair, picture: str = "luma_601") -> Tensor:
    """Squared error of every pixel, of which :func:`psnr` takes the mean.

    Args:
        pair: Frames of any size.
        picture: As for :func:`psnr`; of ``rgb`` the mean of the channels.

    Returns:
        N×H×W float32; 1 is the square of the whole range from black to white.
    """
    difference = (pair.reference.frames.float() - pair.distorted.frames.float()).div_(255.0)
    weights = _PICTURES[picture]
    if weights is None:
        return difference.square_().mean(-1)
    share = torch.tensor(weights, dtype=torch.float32, device=difference.device).div_(255.0)
    return (difference @ share).square_()


def _squared_error(
    reference: Tensor, distorted: Tensor, weights: tuple[float, float, float] | None
) -> Tensor:
    """Return the sum of squared differences of each frame, its peak being 1."""
    n, height, width, _ = reference.shape
    share = None
    if weights is not None:
        share = torch.tensor(weights, dtype=torch.float32, device=reference.device).div_(255.0**2)
    sums = []
    for first, end in row_blocks(height, n * width, reference.device):
        # By way of int16, because a subtraction of mixed types is ten times slower.
        difference = reference[:, first:end].to(torch.int16)
        difference.sub_(distorted[:, first:end].to(torch.int16))
        values = difference.to(torch.float32)
        if share is None:
            # Sums of rows of whole numbers are exact in single precision up to 16 million.
            squares = values.square_().sum(-1).double().div_(255.0**2)
        else:
            # Luma is linear, so that of the difference is enough: one product with three weights.
            squares = values.reshape(-1, 3).mv(share).square_().view(n, end - first, width)
        sums.append(squares.sum(-1))
    return sum_rows(sums)
