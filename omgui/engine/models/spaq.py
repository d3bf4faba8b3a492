"""SPAQ: the three networks of "Perceptual Quality Assessment of Smartphone Photography"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import torch
from torch import Tensor, nn

from omgui.engine.kernels.planes import Planes
from omgui.engine.libraries.vision import torchvision
from omgui.engine.models.checkpoint_file import read_checkpoint
from omgui.engine.models.pictures import resized, size_with_shorter_side

PATCH = 224  # side of a patch in pixels
STEP = 112  # from one patch to the next
RESIZED = 512  # shorter side of large pictures
CHUNK = 16  # patches in one go: what bounds the memory, however long the picture is

QUALITY = "quality"
ALL = "all"
_TRUNK = {"bl": "backbone", "mta": "backbone", "mts": "backbone_quality"}
_OUTPUTS = {"bl": 1, "mta": 6, "mts": 1}
_SCENES = 9


class Spaq:
    """Baseline (BL), multi-task with attributes (MT-A) or with scenes (MT-S).

    Pictures with both sides of at least 512 pixels are brought to a shorter side of 512. Patches of
    224×224 pixels, 112 apart and with the last row and column at the border, go through a ResNet-50
    without normalisation; the score is their mean. A picture of 224×224 pixels is one patch and is
    scored; the older tool failed there.

    Args:
        device: Where it computes.
        files: Its checkpoint by file name.
        form: ``bl``, ``mta`` or ``mts``.
        attributes: MT-A only. ``quality`` for the first of its six outputs, as the authors do;
            ``all`` for the mean of quality, brightness, colourfulness, contrast, noisiness and
            sharpness, as the older tool does.

    Raises:
        ProblemError: ``weights-wrong`` when the file is not the checkpoint of this form.

    Source: Fang et al., CVPR 2020; patches and sizes as in the authors' demonstration.
    """

    def __init__(
        self,
        device: torch.device,
        files: Mapping[str, Path],
        *,
        form: str,
        attributes: str = QUALITY,
    ) -> None:
        if attributes not in (QUALITY, ALL):
            raise ValueError(f"attributes must be {QUALITY} or {ALL}, not {attributes}")
        (path,) = files.values()
        with torch.device("meta"):
            networks = nn.ModuleDict({_TRUNK[form]: _resnet(_OUTPUTS[form])})
            if form == "mts":
                networks["backbone_semantic"] = _resnet(_SCENES)
        # The branch that names the scene does not influence the quality.
        unused = ("backbone_semantic",) if form == "mts" else ()
        read_checkpoint(path).fill(networks, device, unused=unused)
        self._network = networks[_TRUNK[form]]
        self._outputs = slice(0, 1) if attributes == QUALITY else slice(None)

    @torch.inference_mode()
    def __call__(self, planes: Planes) -> Tensor:
        """Return N scores, higher is better, on the scale of the checkpoint (about 0–100).

        Args:
            planes: Frames with sides of at least 224 pixels.

        Raises:
            ValueError: A side is shorter.
        """
        if min(planes.width, planes.height) < PATCH:
            raise ValueError(f"{planes.width}×{planes.height} is smaller than a patch")
        frames = planes.frames
        if min(planes.width, planes.height) >= RESIZED:
            size = size_with_shorter_side(planes.width, planes.height, RESIZED)
            frames = resized(planes, *size)
        outputs = torch.cat([self._network(Planes(chunk).rgb()) for chunk in _patches(frames)])
        return outputs[:, self._outputs].reshape(planes.count, -1).mean(dim=1)


def patch_starts(side: int) -> list[int]:
    """Return where patches begin along a side: every 112 pixels, and one at the end."""
    starts = list(range(0, side - PATCH + 1, STEP))
    return starts if starts[-1] == side - PATCH else [*starts, side - PATCH]


def _patches(frames: Tensor) -> Iterator[Tensor]:
    """Yield patches of all frames in order, some at a time, as K×224×224×3 uint8."""
    rows, columns = patch_starts(int(frames.shape[1])), patch_starts(int(frames.shape[2]))
    places = [(frame, top, left) for frame in frames for top in rows for left in columns]
    for first in range(0, len(places), CHUNK):
        yield torch.stack(
            [
                frame[top : top + PATCH, left : left + PATCH]
                for frame, top, left in places[first : first + CHUNK]
            ]
        )


def _resnet(outputs: int) -> nn.Module:
    network: nn.Module = torchvision.models.resnet50(weights=None, num_classes=outputs)
    return network
