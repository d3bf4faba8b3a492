"""UNIQUE: ResNet-34 with bilinear pooling, trained on six databases at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from omgui.engine.kernels.planes import Planes
from omgui.engine.libraries.vision import torchvision
from omgui.engine.models.checkpoint_file import read_checkpoint
from omgui.engine.models.pictures import (
    IMAGENET_MEAN,
    IMAGENET_STD,
    normalised,
    resized,
    size_with_shorter_side,
)

RESIZED = 768  # shorter side of large pictures
_CHANNELS = 512


class Unique:
    """Mean of the quality that the network predicts; the variance beside it is not used.

    Pictures with both sides of at least 768 pixels are brought to a shorter side of 768, as the
    authors do. (pyiqa's metric of the same name never resizes.)

    Args:
        device: Where it computes.
        files: Its checkpoint by file name.

    Raises:
        ProblemError: ``weights-wrong`` when the file is not its checkpoint.

    Source: Zhang et al., IEEE TIP 30, 2021 (arXiv 2005.13983).
    """

    def __init__(self, device: torch.device, files: Mapping[str, Path]) -> None:
        (path,) = files.values()
        with torch.device("meta"):
            trunk = torchvision.models.resnet34(weights=None)
            head = nn.Linear(_CHANNELS**2, 2)
            network = nn.ModuleDict({"backbone": trunk, "fc": head})
        read_checkpoint(path).fill(network, device, unused=("backbone.fc",))
        # The average pool is the last child but the layer just taken off.
        self._trunk = nn.Sequential(
            *(layer for name, layer in trunk.named_children() if name != "avgpool")
        )
        self._head = head

    @torch.inference_mode()
    def __call__(self, planes: Planes) -> Tensor:
        """Return N scores, higher is better, about −3 to 3 with the authors' weights."""
        frames = planes.frames
        if min(planes.width, planes.height) >= RESIZED:
            size = size_with_shorter_side(planes.width, planes.height, RESIZED)
            frames = resized(planes, *size)
        features = self._trunk(normalised(frames, IMAGENET_MEAN, IMAGENET_STD))
        outputs = cast(Tensor, self._head(_bilinear_pooling(features)))
        return outputs[:, 0]


def _bilinear_pooling(features: Tensor) -> Tensor:
    """Return N×512² products of channels, averaged over places, of roots and unit length."""
    places = features.flatten(2)
    products = places @ places.transpose(1, 2) / places.shape[2]
    # sign(0) is 0, so that the small number keeps the root's slope finite without adding to it.
    roots = products.sign() * (products.abs() + 1e-8).sqrt()
    return functional.normalize(roots.flatten(1), eps=1e-12)
