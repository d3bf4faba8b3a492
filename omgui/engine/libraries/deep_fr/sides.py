"""What the learned full-reference metrics share: the work on one side, and how it is kept."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

import torch
from torch import Tensor

from omgui.core.metric_spec import OptionValue
from omgui.engine.kept_memory import KEPT
from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.libraries.pyiqa_metric import repeatable
from omgui.engine.libraries.pyiqa_networks import build

# Frames share a pass through the network as long as they have no more pixels than one 1080p frame:
# more would need memory and give no speed.
_PASS_PIXELS = 2**21
_BLOCK_SAMPLES = 2**18  # 1 MiB

Part = Any  # a network of the library or a part of one, none of which has types
Side = TypeVar("Side")
Reference = TypeVar("Reference")
Distorted = TypeVar("Distorted")


class _Kept:
    """A place for what was computed, which stays empty where there is no room for it."""

    def __init__(self) -> None:
        self.value: object = None


def size_bytes(value: object) -> int:
    """Return what the tensors in a value take, in bytes."""
    if isinstance(value, Tensor):
        return value.numel() * value.element_size()
    if isinstance(value, list | tuple):
        return sum(map(size_bytes, value))
    return 0


def kept(planes: Planes, key: Hashable, compute: Callable[[], Side]) -> Side:
    """Return what was computed from a file's frames, anew only if there was no room to keep it.

    Args:
        planes: The frames; what is kept lives as long as they do.
        key: Names the metric, the part of the frames and the role of the file.
        compute: Returns tensors, or lists and tuples of them.
    """
    place = planes.shared(key, _Kept)
    found = place.value
    if found is None:
        found = compute()
        if KEPT.claim(place, size_bytes(found)):
            place.value = found
    return found  # type: ignore[return-value]  # what compute returned under this very key


class TwoSided(ABC, Generic[Reference, Distorted]):
    """A metric that first looks at each file by itself and then at both.

    Keeps nothing between calls but the network, so that several threads may call it at once.

    Args:
        device: Where it computes.
        files: Path of each checkpoint by its official file name.
        name: Name of the metric in pyiqa.
        options: Further arguments of its network.

    Raises:
        ProblemError: ``weights-missing`` or ``weights-wrong``.
    """

    #: Whether the distorted side is kept as well: the real reference, which several files share,
    #: is on that side where the order of the older tool is asked for.
    keeps_distorted = False
    #: Whether frames may share a pass.
    is_batched = True

    def __init__(
        self,
        *,
        device: torch.device,
        files: Mapping[str, Path],
        name: str,
        **options: OptionValue,
    ) -> None:
        self._key = (name, object())  # of this network alone, even if another one follows it
        self._is_alike = self._distorted_side == self._reference_side
        self._take(build(name, files, device, **options))

    def __call__(self, pair: Pair) -> Tensor:
        """Return N scores on the device, NaN where undefined."""
        with torch.inference_mode(), repeatable(pair.reference.device):
            parts = [self._score(pair, part) for part in self._parts(pair.reference)]
            return torch.cat(parts).flatten()

    @abstractmethod
    def _take(self, network: Part) -> None:
        """Take from the network what the metric needs."""

    @abstractmethod
    def _reference_side(self, frames: Tensor) -> Reference:
        """Look at the reference alone: N×3×H×W, 0–1."""

    @abstractmethod
    def _distorted_side(self, frames: Tensor) -> Distorted:
        """Look at the distorted frames alone: N×3×H×W, 0–1."""

    @abstractmethod
    def _compare(self, reference: Reference, distorted: Distorted) -> Tensor:
        """Return N scores."""

    def _score(self, pair: Pair, part: slice) -> Tensor:
        reference = self._side(pair.reference, part, "reference", self._reference_side)
        if self.keeps_distorted:
            distorted = self._side(pair.distorted, part, "distorted", self._distorted_side)
        else:
            distorted = self._distorted_side(pair.distorted.rgb()[part])
        return self._compare(reference, distorted)

    def _side(self, planes: Planes, part: slice, role: str, look: Callable[[Tensor], Side]) -> Side:
        key = (self._key, "either" if self._is_alike else role, part.start)
        return kept(planes, key, lambda: look(planes.rgb()[part]))

    def _parts(self, planes: Planes) -> Iterator[slice]:
        size = max(1, _PASS_PIXELS // (planes.height * planes.width)) if self.is_batched else 1
        for first in range(0, planes.count, size):
            yield slice(first, min(first + size, planes.count))


def channel_blocks(layer: Tensor) -> Iterator[slice]:
    """Return channels of N×C×h×w few at a time, so that products of them stay in the cache.

    What is computed of each channel by itself does not depend on the blocks.
    """
    count, channels, height, width = layer.shape
    most = _BLOCK_SAMPLES if layer.device.type == "cpu" else 64 * _BLOCK_SAMPLES
    size = max(1, most // (count * height * width))
    for first in range(0, channels, size):
        yield slice(first, min(first + size, channels))


def no_gradients(network: Part) -> None:
    """Set a network up for scoring only."""
    network.eval()
    for parameter in network.parameters():
        parameter.requires_grad_(False)
