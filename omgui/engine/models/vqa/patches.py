"""Input of the networks of clips, and convolutions whose kernels do not overlap."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

_MEAN = (123.675, 116.28, 103.53)
_STD = (58.395, 57.12, 57.375)


def normalised(pixels: NDArray[np.uint8], device: torch.device) -> Tensor:
    """Return B×T×H×W×3 float32 of as many uint8 pixels, as ImageNet's statistics centre them."""
    values = torch.from_numpy(pixels).to(device).float()
    mean, std = (torch.tensor(numbers, device=device) for numbers in (_MEAN, _STD))
    return values.sub_(mean).div_(std)


def side_by_side(layer: nn.Conv3d, x: Tensor) -> Tensor:
    """Apply a convolution whose stride is its kernel: one product per block of the input.

    Args:
        layer: The convolution.
        x: B×D×H×W×C, channels last.

    Returns:
        B×D'×H'×W'×C', channels last.
    """
    batch, depth, height, width, channels = x.shape
    d, h, w = layer.kernel_size
    blocks = x.view(batch, depth // d, d, height // h, h, width // w, w, channels)
    blocks = blocks.permute(0, 1, 3, 5, 2, 4, 6, 7).flatten(4)
    weight = layer.weight.permute(0, 2, 3, 4, 1).flatten(1)
    return functional.linear(blocks, weight, layer.bias)


class Head(nn.Module):
    """What turns features into local scores, under the names of the checkpoints."""

    def __init__(self) -> None:
        super().__init__()
        self.fc_hid = nn.Conv3d(768, 64, 1)
        self.fc_last = nn.Conv3d(64, 1, 1)

    def forward(self, features: Tensor) -> Tensor:
        """Return B×D×H×W local scores of B×D×H×W×768 features."""
        hidden = functional.gelu(side_by_side(self.fc_hid, features))
        return side_by_side(self.fc_last, hidden).squeeze(-1)
