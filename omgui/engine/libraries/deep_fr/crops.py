"""Crops on an even grid, as pyiqa lays them."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional


def uniform_crops(frames: Tensor, side: int, count: int) -> Tensor:
    """Cut squares at even steps from the upper left, row by row.

    A frame whose shorter side is not longer than the crop is first enlarged, bilinearly, to one
    pixel more. The last row and column of a grid that is not square may reach no edge.

    Args:
        frames: N×C×H×W.
        side: Of a crop, in pixels.
        count: Crops per frame.

    Returns:
        (N·count)×C×side×side, all crops of a frame one after the other.
    """
    shortest = min(frames.shape[2:])
    if shortest <= side:
        frames = functional.interpolate(frames, scale_factor=(side + 1) / shortest, mode="bilinear")
    height, width = frames.shape[2:]
    down, across = ((length - side) // math.isqrt(count) for length in (height, width))
    grid = math.ceil(math.sqrt(count))
    corners = [(row * down, column * across) for row in range(grid) for column in range(grid)]
    crops = [frames[..., y : y + side, x : x + side] for y, x in corners[:count]]
    return torch.stack(crops, 1).flatten(0, 1)
