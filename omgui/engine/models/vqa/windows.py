"""Windows of 8×7×7 tokens that a video transformer attends within, and how they lie in the grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor

FRAMES = 16  # of the grid, in every stage
WINDOW = (8, 7, 7)
TOKENS = 8 * 7 * 7
_SHIFT = (4, 3, 3)
_CELLS = 7  # fragments along each side of the picture
_PLANE = 7 * 7  # tokens of one frame of a window


@dataclass(frozen=True)
class Windows:
    """The windows of one grid of 16×side×side tokens, S places of two windows each, one later.

    Attributes:
        order: S×2×392 numbers of tokens in the flat grid.
        distance: S×49×49, how many fragments lie between two places of a window, along both axes.
        apart: S×49×49, whether two places met only because the shift goes round the border;
            ``None`` without a shift in the plane.
        later: 2×8×8, the same for two frames; ``None`` without a shift.
    """

    order: Tensor
    distance: Tensor
    apart: Tensor | None
    later: Tensor | None


@lru_cache(maxsize=16)  # seven of them for every device
def windows_of(side: int, is_shifted: bool, device: torch.device) -> Windows:
    """Return the windows of a grid.

    Args:
        side: Its height and width, a multiple of 7.
        is_shifted: Whether they are moved by about half a window, round the borders.
        device: Where they are used.
    """
    in_plane = _SHIFT[1] if is_shifted and side > WINDOW[1] else 0
    in_time = _SHIFT[0] if is_shifted else 0
    grid = torch.arange(FRAMES * side * side).view(FRAMES, side, side)
    tokens = grid.roll((-in_time, -in_plane, -in_plane), (0, 1, 2))
    count = side // 7
    order = tokens.view(2, 8, count, 7, count, 7).permute(2, 4, 0, 1, 3, 5)

    cells = (torch.arange(side) * _CELLS // side).roll(-in_plane)
    distance = _in_plane(_pairs(cells, 7, _steps), torch.add)
    apart = later = None
    if in_plane:
        apart = _in_plane(_pairs(_regions(side, 7, in_plane), 7, torch.ne), torch.logical_or)
        apart = apart.to(device)
    if in_time:
        later = _pairs(_regions(FRAMES, 8, in_time), 8, torch.ne).to(device)
    return Windows(
        order.reshape(count * count, 2, TOKENS).contiguous().to(device),
        distance.to(device, torch.float32),
        apart,
        later,
    )


@lru_cache(maxsize=4)
def relative_positions(device: torch.device) -> Tensor:
    """Return 392×392 rows of a bias table, by how one token of a window lies to another."""
    d, h, w = torch.meshgrid(*(torch.arange(side) for side in WINDOW), indexing="ij")
    rows = (d * 169 + h * 13 + w).flatten()
    # The middle of the table, where a token meets itself.
    return (rows[:, None] - rows[None, :] + 7 * 169 + 6 * 13 + 6).to(device)


def _regions(length: int, window: int, shift: int) -> Tensor:
    """Return which tokens along an axis still lie side by side after the shift."""
    places = torch.arange(length)
    return (places >= length - window).long() + (places >= length - shift).long()


def _steps(one: Tensor, other: Tensor) -> Tensor:
    return (one - other).abs()


def _pairs(labels: Tensor, window: int, compare: Callable[[Tensor, Tensor], Tensor]) -> Tensor:
    """Return windows×window×window: each label of a window beside each other one of it."""
    by_window = labels.view(-1, window)
    return compare(by_window[:, :, None], by_window[:, None, :])


def _in_plane(along: Tensor, join: Callable[[Tensor, Tensor], Tensor]) -> Tensor:
    """Return S×49×49 from what holds along each of the two equal axes."""
    joined = join(along[:, None, :, None, :, None], along[None, :, None, :, None, :])
    return joined.reshape(len(along) ** 2, _PLANE, _PLANE)
