"""From the pictures of many clips to one raw score each: runs of frames, several at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from omgui.engine.models.vqa.frame_choice import RUN
from omgui.engine.models.vqa.pace import Pace
from omgui.engine.models.vqa.patches import Head, normalised

_AT_ONCE = {"cpu": 1, "other": 8}


class Backbone(Protocol):
    """A network from runs of frames to features."""

    def __call__(self, pixels: Tensor, pace: Pace) -> Tensor:
        """Return B×16×7×7×768 features of B×32×224×224×3."""


def runs_at_once(device: torch.device) -> int:
    """Return how many runs a device takes together unless its memory is short."""
    return _AT_ONCE["cpu" if device.type == "cpu" else "other"]


@torch.inference_mode()
def raw_scores(
    pictures: Sequence[NDArray[np.uint8]],
    network: tuple[Backbone, Head],
    device: torch.device,
    at_once: int,
    pace: Pace,
) -> list[float]:
    """Return the mean of all local scores of each clip.

    Args:
        pictures: By clip, T×224×224×3 uint8, T a multiple of 32.
        network: Backbone and head.
        device: Where they are.
        at_once: How many runs of 32 pictures, of whichever clips, are computed together.
        pace: How to proceed.
    """
    backbone, head = network
    runs = [part for clip in pictures for part in np.split(clip, len(clip) // RUN)]
    means: list[float] = []
    for first in range(0, len(runs), at_once):
        pixels = normalised(np.stack(runs[first : first + at_once]), device)
        local = head(backbone(pixels, pace))
        # In double precision on the CPU: not every device has it.
        means += local.flatten(1).cpu().double().mean(dim=1).tolist()
        pace.checkpoint()
    ends = np.cumsum([len(clip) // RUN for clip in pictures])
    return [
        math.fsum(means[end - len(clip) // RUN : end]) / (len(clip) // RUN)
        for clip, end in zip(pictures, ends, strict=True)
    ]


def between_0_and_1(value: float) -> float:
    """Return the logistic function of a value."""
    if value < 0:
        return math.exp(value) / (1 + math.exp(value))
    return 1 / (1 + math.exp(-value))
