"""TOPIQ for faces: a face to find first."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from omgui.engine.libraries.pyiqa_import import architecture
from omgui.engine.libraries.pyiqa_metric import SingleMetric

_parsing = threading.Lock()


class FaceMetric(SingleMetric):
    """TOPIQ for faces: the face nearest to the centre is found, straightened and scored.

    A frame without a face scores NaN.

    Args:
        device: Where it computes.
        files: Its own file, and those of facexlib that find a face.
        name: pyiqa's name of the metric.
        **options: What differs from pyiqa's defaults for this metric.

    Source: Chen et al., CVPR Workshops 2024 (CGFIQA); detection: RetinaFace by facexlib.
    """

    @contextmanager
    def _prepared(self) -> Iterator[None]:
        architecture("CFANet")  # imports facexlib with the help that it needs
        with _without_parsing():
            yield

    def _adapt(self, device: torch.device, files: Mapping[str, Path]) -> None:
        helper = self._net.face_helper
        # facexlib takes the first GPU that it sees, whatever it is told later.
        helper.device = helper.face_det.device = device
        helper.face_det.to(device)
        helper.face_det.mean_tensor = helper.face_det.mean_tensor.to(device)

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
