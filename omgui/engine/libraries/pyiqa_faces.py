"""TOPIQ over a Swin transformer and for faces: other networks to build, a face to find first."""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.libraries.pyiqa_import import architecture
from omgui.engine.libraries.pyiqa_metric import PyiqaMetric

_parsing = threading.Lock()


class SwinMetric(PyiqaMetric):
    """TOPIQ over a Swin transformer, which pyiqa fetches from another place than timm's.

    All of the transformer is in the metric's own file, so nothing else is needed.

    Source: Chen et al., IEEE TIP 33, 2024.
    """

    def __init__(
        self,
        device: torch.device,
        files: Mapping[str, Path],
        *,
        name: str,
        **options: Any,  # noqa: ANN401  # pyiqa's own
    ) -> None:
        without_downloaded_swin()
        super().__init__(device, files, name=name, **options)


def without_downloaded_swin() -> None:
    """Make pyiqa build its Swin transformers empty, for this process."""
    module: Any = sys.modules[architecture("CFANet").__module__]
    if not isinstance(module.create_swin, _EmptySwin):
        module.create_swin = _EmptySwin(module.create_swin)


class _EmptySwin:
    """Builds a Swin transformer whose numbers are still to come."""

    def __init__(self, create: Callable[..., nn.Module]) -> None:
        self._create = create

    def __call__(self, name: str, **options: Any) -> nn.Module:  # noqa: ANN401  # pyiqa's own
        net = self._create(name, **{**options, "pretrained": False})
        with torch.no_grad():
            for parameter in net.parameters():
                parameter.fill_(float("nan"))  # found out if the file leaves one of them
        return net


class FaceMetric(SwinMetric):
    """TOPIQ for faces: the face nearest to the centre is found, straightened and scored.

    Args:
        device: Where it computes.
        files: Its own file, and those of facexlib that find a face.
        name: pyiqa's name of the metric.
        **options: What differs from pyiqa's defaults for this metric.

    Source: Chen et al., CVPR Workshops 2024 (CGFIQA); detection: RetinaFace by facexlib.
    """

    def __init__(
        self,
        device: torch.device,
        files: Mapping[str, Path],
        *,
        name: str,
        **options: Any,  # noqa: ANN401  # pyiqa's own
    ) -> None:
        architecture("CFANet")  # imports facexlib with the help that it needs
        with _without_parsing():
            super().__init__(device, files, name=name, **options)
        helper: Any = self._net.face_helper
        # facexlib takes the first GPU that it sees, whatever it is told later.
        helper.device = helper.face_det.device = device
        helper.face_det.to(device)
        helper.face_det.mean_tensor = helper.face_det.mean_tensor.to(device)

    def __call__(self, frames: Planes | Pair) -> Tensor:
        """Return N scores, NaN for frames without a face."""
        pictures = frames.distorted.rgb() if isinstance(frames, Pair) else frames.rgb()
        return torch.cat([self._score(picture[None]) for picture in pictures])

    def _forward(self, *pictures: Tensor) -> Tensor:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that frames are looked at one by one
            try:
                return super()._forward(*pictures)
            except AssertionError:  # how pyiqa says that it found none
                return torch.full((1,), float("nan"))


@contextmanager
def _without_parsing() -> Iterator[None]:
    """Keep facexlib from loading the network for masks of hair and skin: nothing asks for them."""
    with _parsing:
        helpers: Any = import_module("facexlib.utils.face_restoration_helper")
        real = helpers.init_parsing_model
        helpers.init_parsing_model = lambda *_, **__: None
        try:
            yield
        finally:
            helpers.init_parsing_model = real
