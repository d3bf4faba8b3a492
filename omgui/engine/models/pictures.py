"""Pictures as networks want them: resized by Pillow, then as normalised single-precision planes."""

from __future__ import annotations

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from omgui.engine.kernels.planes import Planes

Triple = tuple[float, float, float]

IMAGENET_MEAN: Triple = (0.485, 0.456, 0.406)
IMAGENET_STD: Triple = (0.229, 0.224, 0.225)


def size_with_shorter_side(width: int, height: int, side: int) -> tuple[int, int]:
    """Return width and height after the shorter one is brought to ``side``.

    The longer one is cut to whole pixels, not rounded, as torchvision's ``Resize`` does.
    """
    longer = int(side * max(width, height) / min(width, height))
    return (side, longer) if width <= height else (longer, side)


def resized(planes: Planes, width: int, height: int) -> Tensor:
    """Resize frames with Pillow's bilinear filter, which smooths when it shrinks.

    Shared by all metrics that want the same size.

    Args:
        planes: The frames.
        width: New width in pixels.
        height: New height in pixels.

    Returns:
        N×height×width×3 uint8; the frames themselves when they have the size already.

    Source: what torchvision's ``Resize`` does with a Pillow image, bit for bit.
    """
    if (planes.width, planes.height) == (width, height):
        return planes.frames

    def compute() -> Tensor:
        pictures = [
            Image.fromarray(frame).resize((width, height), Image.Resampling.BILINEAR)
            for frame in planes.frames.cpu().contiguous().numpy()
        ]
        return torch.from_numpy(np.stack([np.asarray(p) for p in pictures])).to(planes.device)

    return planes.shared(("pillow bilinear", width, height), compute)


def normalised(frames: Tensor, mean: Triple, std: Triple) -> Tensor:
    """Return N×3×H×W float32, (frames / 255 − mean) / std per channel, of N×H×W×3 uint8."""
    values = Planes(frames).rgb()
    shape = (1, 3, 1, 1)
    centred = values - torch.tensor(mean, device=values.device).view(shape)
    return centred / torch.tensor(std, device=values.device).view(shape)
