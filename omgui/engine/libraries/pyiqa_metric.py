"""A metric of pyiqa that scores frames as the engine wants it."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import MappingProxyType
from typing import Any

import torch
from torch import Tensor

from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.libraries.double_filters import DoubleFilters
from omgui.engine.libraries.pyiqa_networks import build

# A singular matrix; a fit that divides by the spread of equal values.
_NO_STATISTICS = (torch.linalg.LinAlgError, AssertionError)  # type: ignore[attr-defined]  # public, but not listed


class PyiqaMetric:
    """A no-reference or full-reference metric of pyiqa 0.1.16.

    A metric that needs more than its network overrides what comes around the building of it
    (``_prepared``), after it (``_adapt``), or in place of a call of it (``_forward``).

    Args:
        device: Where it computes.
        files: Official file name to path of its checkpoints.
        name: pyiqa's name of the metric.
        **options: What differs from pyiqa's defaults for this metric.

    Raises:
        ProblemError: ``package-missing``, ``weights-missing``, ``weights-wrong``.
    """

    def __init__(
        self,
        device: torch.device,
        files: Mapping[str, Path] = MappingProxyType({}),
        *,
        name: str,
        **options: Any,  # noqa: ANN401  # pyiqa's own
    ) -> None:
        with self._prepared():
            self._net: Any = build(name, files, device, **options)
        # Several of the networks keep intermediate results in themselves during a call.
        self._lock = threading.Lock()
        self._adapt(device, files)

    def __call__(self, frames: Planes | Pair) -> Tensor:
        """Return N scores; of a pair, the distorted frames come first, as in pyiqa."""
        if isinstance(frames, Pair):
            return self._score(frames.distorted.rgb(), frames.reference.rgb())
        return self._score(frames.rgb())

    def _prepared(self) -> AbstractContextManager[None]:
        """Return what is in force while the network is built."""
        return nullcontext()

    def _adapt(self, device: torch.device, files: Mapping[str, Path]) -> None:
        """Change the network that was built, or keep what every score needs."""

    def _score(self, *pictures: Tensor) -> Tensor:
        with self._lock, torch.inference_mode(), repeatable(pictures[0].device):
            scores = self._forward(*pictures)
        return scores.reshape(len(pictures[0]), -1).squeeze(1)

    def _forward(self, *pictures: Tensor) -> Tensor:
        scores: Tensor = self._net(*pictures)
        return scores

    def _normalised(self, pictures: Tensor) -> Tensor:
        """Return pictures by the mean and the spread that the network was trained with."""
        mean, spread = self._net.default_mean, self._net.default_std
        normalised: Tensor = (pictures - mean.to(pictures)) / spread.to(pictures)
        return normalised


class SingleMetric(PyiqaMetric):
    """A no-reference metric that looks at one picture at a time; of a pair, at the distorted."""

    def __call__(self, frames: Planes | Pair) -> Tensor:
        """Return N scores."""
        pictures = frames.distorted.rgb() if isinstance(frames, Pair) else frames.rgb()
        return torch.cat([self._score(picture[None]) for picture in pictures])


@contextmanager
def repeatable(device: torch.device) -> Iterator[None]:
    """Choose cuDNN's algorithms by the sizes alone, not by what was fastest just now."""
    if device.type != "cuda":
        yield
        return
    with torch.backends.cudnn.flags(enabled=True, benchmark=False, deterministic=True):
        yield


class StatisticalMetric(PyiqaMetric):
    """A metric of natural scene statistics, which a picture without any scene does not have.

    A frame of one colour has no statistics to compare, and one that is nearly so gives matrices
    without an inverse: both score NaN, whatever the library makes of them.
    """

    def _forward(self, *pictures: Tensor) -> Tensor:
        with DoubleFilters(), warnings.catch_warnings():
            # Nothing is left to compare: the score is NaN, and the engine says why.
            warnings.filterwarnings("ignore", r"cov\(\): degrees of freedom", UserWarning)
            return super()._forward(*pictures)

    def __call__(self, frames: Planes | Pair) -> Tensor:
        """Return N scores, NaN for frames without statistics."""
        if isinstance(frames, Pair):
            raise TypeError("a metric of natural scene statistics looks at no reference")
        pictures = frames.rgb()
        scores = torch.full((len(pictures),), float("nan"), dtype=torch.float64)
        textured = (~frames.is_flat).nonzero().flatten().tolist()
        for at in textured:
            try:
                scores[at] = self._score(pictures[at : at + 1]).to("cpu").double()
            except _NO_STATISTICS:
                continue
        return scores
