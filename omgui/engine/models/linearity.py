"""LinearityIQA: ResNeXt-101 trained with the norm-in-norm loss on KonIQ-10k."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from omgui.engine.kernels.planes import Planes
from omgui.engine.libraries.vision import torchvision
from omgui.engine.models.checkpoint_file import read_checkpoint
from omgui.engine.models.pictures import IMAGENET_MEAN, IMAGENET_STD, normalised, resized

WIDTH, HEIGHT = 664, 498
OWN = "own"
LAST = "last"
_OUTPUTS = 3  # the score and two auxiliary ones, each with a line of its own
_STAGE_3 = 7  # children of the trunk up to the end of stage 3


class Linearity:
    """Quality as the mean opinion score of KonIQ-10k.

    Every picture is brought to 664×498 pixels, whatever its aspect. Means of the features of stages
    3 and 4 are each reduced to 64 numbers, and those give one output q; the score is k·q + b.

    Args:
        device: Where it computes.
        files: Its checkpoint by file name.
        mapping: Which line k, b of the checkpoint is used: ``own`` for the one fitted to this
            output (the first; the authors corrected their demonstration so in August 2023),
            ``last`` for that of the last auxiliary output, as the older tool does. Ranks do not
            change.

    Raises:
        ProblemError: ``weights-wrong`` when the file is not its checkpoint.

    Source: Li, Jiang and Jiang, ACM Multimedia 2020 (arXiv 2008.03889).
    """

    def __init__(
        self, device: torch.device, files: Mapping[str, Path], *, mapping: str = OWN
    ) -> None:
        if mapping not in (OWN, LAST):
            raise ValueError(f"mapping must be {OWN} or {LAST}, not {mapping}")
        (path,) = files.values()
        with torch.device("meta"):
            self._network = _Network()
        checkpoint = read_checkpoint(path)
        checkpoint.fill(self._network, device, unused=("regr6", "regr7"))
        line = 0 if mapping == OWN else -1
        self._slope = checkpoint.numbers("k", _OUTPUTS)[line]
        self._offset = checkpoint.numbers("b", _OUTPUTS)[line]

    @torch.inference_mode()
    def __call__(self, planes: Planes) -> Tensor:
        """Return N scores, higher is better, about 0–100 with the authors' weights."""
        pixels = normalised(resized(planes, WIDTH, HEIGHT), IMAGENET_MEAN, IMAGENET_STD)
        quality: Tensor = self._network(pixels)
        # In double precision, as the older tool maps it; MPS has none.
        return quality.flatten().cpu().double() * self._slope + self._offset


class _Network(nn.Module):
    """The layers under the names that they have in the checkpoint."""

    def __init__(self) -> None:
        super().__init__()
        trunk = torchvision.models.resnext101_32x8d(weights=None)
        self.features = nn.Sequential(*list(trunk.children())[:8])
        self.dr6 = _reduction(1024)
        self.dr7 = _reduction(2048)
        self.regr6 = nn.Linear(64, 1)
        self.regr7 = nn.Linear(64, 1)
        self.regression = nn.Linear(128, 1)

    def forward(self, pixels: Tensor) -> Tensor:
        stage_3 = self.features[:_STAGE_3](pixels)
        stage_4 = self.features[_STAGE_3](stage_3)
        vectors = torch.cat([self.dr6(_mean(stage_3)), self.dr7(_mean(stage_4))], dim=1)
        quality: Tensor = self.regression(vectors)
        return quality


def _mean(features: Tensor) -> Tensor:
    """Return N×C means over all places, summed in the order of the original's pooling."""
    return functional.avg_pool2d(features, kernel_size=features.shape[2:]).flatten(1)


def _reduction(channels: int) -> nn.Sequential:
    layers: list[nn.Module] = []
    for inputs, outputs in ((channels, 1024), (1024, 256), (256, 64)):
        layers += [nn.Linear(inputs, outputs), nn.BatchNorm1d(outputs)]
    return nn.Sequential(*layers, nn.ReLU())
