"""KonCept512: Inception-ResNet-v2 trained on KonIQ-10k."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from omgui.engine.kernels.planes import Planes
from omgui.engine.libraries.vision import torchvision  # noqa: F401  # timm needs it importable
from omgui.engine.models.checkpoint_file import read_checkpoint
from omgui.engine.models.pictures import normalised, resized

WIDTH, HEIGHT = 512, 384
_POOL = 8  # side of the only cell that is pooled
_HALF = (0.5, 0.5, 0.5)
# Number of a child of the trunk in the checkpoint, by its name in timm; the rest are pools.
_NUMBERS = {
    "conv2d_1a": 0,
    "conv2d_2a": 1,
    "conv2d_2b": 2,
    "conv2d_3b": 4,
    "conv2d_4a": 5,
    "mixed_5b": 7,
    "repeat": 8,
    "mixed_6a": 9,
    "repeat_1": 10,
    "mixed_7a": 11,
    "repeat_2": 12,
    "block8": 13,
    "conv2d_7b": 14,
}


class KonCept512:
    """Quality as the mean opinion score of KonIQ-10k.

    Every picture is brought to 512×384 pixels, whatever its aspect. Of the trunk's 10×14 features
    only the upper left 8×8 are pooled: the pool of the original covers them alone.

    Args:
        device: Where it computes.
        files: Its checkpoint by file name.

    Raises:
        ProblemError: ``weights-wrong`` when the file is not its checkpoint.

    Source: Hosu et al., IEEE TIP 29, 2020 (arXiv 1910.06180); the PyTorch port of the authors'
    model.
    """

    def __init__(self, device: torch.device, files: Mapping[str, Path]) -> None:
        (path,) = files.values()
        with torch.device("meta"):
            network = nn.ModuleDict({"base": _trunk(), "fc": _head()})
        read_checkpoint(path).fill(network, device, key_of=_key_in_file)
        self._trunk, self._head = network["base"], network["fc"]

    @torch.inference_mode()
    def __call__(self, planes: Planes) -> Tensor:
        """Return N scores, higher is better, about 0–100 with the authors' weights."""
        pixels = normalised(resized(planes, WIDTH, HEIGHT), _HALF, _HALF)
        features = self._trunk.forward_features(pixels)  # type: ignore[operator]
        cell = functional.avg_pool2d(features, kernel_size=_POOL, stride=_POOL)
        return cast(Tensor, self._head(cell.flatten(1))).flatten()


def _trunk() -> nn.Module:
    import timm  # noqa: PLC0415  # two seconds that only this metric needs

    network: nn.Module = timm.create_model("inception_resnet_v2", pretrained=False, num_classes=0)
    return network


def _head() -> nn.Module:
    layers: list[nn.Module] = []
    for inputs, outputs, share_dropped in (
        (1536, 2048, 0.25),
        (2048, 1024, 0.25),
        (1024, 256, 0.5),
    ):
        layers += [nn.Linear(inputs, outputs), nn.ReLU(), nn.BatchNorm1d(outputs)]
        layers += [nn.Dropout(share_dropped)]
    return nn.Sequential(*layers, nn.Linear(256, 1))


def _key_in_file(key: str) -> str:
    part, name, rest = key.split(".", 2)
    return f"base.{_NUMBERS[name]}.{rest}" if part == "base" else key
