"""Features of Inception-v3, for those who train or compare on them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn

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

RESIZED = 342  # shorter side
CROPPED = 299


class InceptionFeatures:
    """The 2048 numbers before the last layer of torchvision's Inception-v3.

    The shorter side is brought to 342 pixels, and the middle 299×299 are seen.

    Args:
        device: Where it computes.
        files: Its checkpoint by file name.

    Raises:
        ProblemError: ``weights-wrong`` when the file is not torchvision's checkpoint.

    Source: Szegedy et al., CVPR 2016; weights and preprocessing of torchvision.
    """

    def __init__(self, device: torch.device, files: Mapping[str, Path]) -> None:
        (path,) = files.values()
        with torch.device("meta"):
            network: nn.Module = torchvision.models.inception_v3(
                weights=None, transform_input=True, init_weights=False
            )
        read_checkpoint(path).fill(network, device, unused=("AuxLogits", "fc"))
        network.fc = nn.Identity()
        self._network = network

    @torch.inference_mode()
    def __call__(self, planes: Planes) -> Tensor:
        """Return N×2048 float32 features, none negative."""
        width, height = size_with_shorter_side(planes.width, planes.height, RESIZED)
        # round() goes to the even neighbour, as where the crop is taken by torchvision.
        top, left = round((height - CROPPED) / 2), round((width - CROPPED) / 2)
        frames = resized(planes, width, height)
        cropped = frames[:, top : top + CROPPED, left : left + CROPPED]
        return cast(Tensor, self._network(normalised(cropped, IMAGENET_MEAN, IMAGENET_STD)))
