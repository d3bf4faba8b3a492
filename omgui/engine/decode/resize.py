"""Resizing as the older tool does it when reference and distorted differ in size."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def resize_like_pil(frame: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """Resize a frame with Pillow's bicubic filter, which smooths when it shrinks.

    Args:
        frame: H×W×3 uint8 RGB.
        width: New width in pixels, at least 1.
        height: New height in pixels, at least 1.

    Returns:
        height×width×3 uint8, contiguous; the frame itself when it has the size already.

    Raises:
        ValueError: The frame is not H×W×3 uint8, or the new size has no pixels.

    Source: ``Image.resize((width, height), BICUBIC)``, which is what torchvision's ``resize`` does
    with a Pillow image (Keys' cubic with a = −0.5, widened by the scale when shrinking).
    """
    if frame.ndim != 3 or frame.shape[2] != 3 or frame.dtype != np.uint8:
        raise ValueError(f"the frame must be H×W×3 uint8, not {frame.shape} {frame.dtype}")
    if width < 1 or height < 1:
        raise ValueError(f"{width}×{height} has no pixels")
    if frame.shape[:2] == (height, width):
        return frame
    image = Image.fromarray(np.ascontiguousarray(frame))
    return np.array(image.resize((width, height), Image.Resampling.BICUBIC))
