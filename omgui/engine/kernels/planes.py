"""Frames, and what is computed from them once for all metrics."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

import torch
from torch import Tensor

T = TypeVar("T")


class _Shared:
    """A place for intermediate results that several metrics, or several pairs, need."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}

    def shared(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what is kept under ``key``, computing it the first time."""
        if key not in self._kept:
            self._kept[key] = compute()
        return cast(T, self._kept[key])


class Planes(_Shared):
    """A batch of equally large frames of one file, with everything derived from them.

    The planes of a reference live while all its distorted files are scored, so whatever a kernel
    computes from the reference alone belongs into :meth:`shared`.

    Args:
        frames: N×H×W×3 uint8, RGB, on the device that is to compute.
        origin: Name of the file in its worklist and the number of each frame in it; what draws of
            random metrics are seeded from.
    """

    def __init__(self, frames: Tensor, origin: tuple[str, tuple[int, ...]] | None = None) -> None:
        super().__init__()
        if frames.ndim != 4 or frames.shape[-1] != 3 or frames.dtype != torch.uint8:
            raise ValueError(f"frames must be N×H×W×3 uint8, not {tuple(frames.shape)}")
        self.frames = frames
        self._origin = origin or ("", tuple(range(int(frames.shape[0]))))

    @property
    def count(self) -> int:
        """Number of frames."""
        return int(self.frames.shape[0])

    @property
    def height(self) -> int:
        """Height in pixels."""
        return int(self.frames.shape[1])

    @property
    def width(self) -> int:
        """Width in pixels."""
        return int(self.frames.shape[2])

    @property
    def device(self) -> torch.device:
        """Where the frames are."""
        return self.frames.device

    @property
    def is_flat(self) -> Tensor:
        """N bools: whether every pixel of the frame has the same colour."""
        return self.shared(
            "flat",
            lambda: (
                (self.frames == self.frames[:, :1, :1]).flatten(1).view(torch.uint8).amin(1).bool()
            ),
        )

    def part(self, first: int, count: int) -> Planes:
        """Some of the frames as a batch of their own, sharing nothing computed."""
        name, numbers = self._origin
        return Planes(self.frames[first : first + count], (name, numbers[first : first + count]))

    def moved(self, device: torch.device) -> Planes:
        """The same frames on another device, where all metrics that go there share them."""
        return self.shared(("moved", device), lambda: Planes(self.frames.to(device), self._origin))

    @property
    def seeds(self) -> tuple[int, ...]:
        """A seed per frame for metrics that draw: the same in any order, batch and worker."""
        name, numbers = self._origin
        return tuple(_seed(name, number) for number in numbers)

    def rgb(self) -> Tensor:
        """N×3×H×W float32, 0–1: the uint8 values divided by 255 in single precision."""

        def compute() -> Tensor:
            values = self.rgb255()
            # A number would be turned into a product with its reciprocal on CUDA.
            return values.div(torch.tensor(255.0, device=values.device))

        return self.shared("rgb", compute)

    def rgb255(self) -> Tensor:
        """N×3×H×W float32, 0–255, contiguous."""
        return self.shared("rgb255", lambda: _split_channels(self.frames))


def _seed(*parts: object) -> int:
    """Return 63 bits that depend on every part, the same on every machine."""
    text = "\0".join(map(str, parts)).encode("utf-8", "surrogateescape")
    return int.from_bytes(hashlib.sha256(text).digest()[:8], "little") >> 1


def _all(facts: Tensor) -> Tensor:
    """Return N bools; the smallest of bytes is found ten times faster than their conjunction."""
    return facts.flatten(1).view(torch.uint8).amin(1).bool()


def _split_channels(frames: Tensor) -> Tensor:
    """Convert channel by channel: ten times faster than a permuted conversion in one go."""
    count, height, width, channels = frames.shape
    planes = torch.empty((count, channels, height, width), device=frames.device)
    for channel in range(channels):
        planes[:, channel].copy_(frames[..., channel])
    return planes


class Pair(_Shared):
    """Reference and distorted frames of the same size, frame k beside frame k."""

    def __init__(self, reference: Planes, distorted: Planes) -> None:
        super().__init__()
        if reference.frames.shape != distorted.frames.shape:
            raise ValueError(
                f"reference {tuple(reference.frames.shape)} and distorted "
                f"{tuple(distorted.frames.shape)} differ in shape; nothing is resized here"
            )
        self.reference = reference
        self.distorted = distorted

    @property
    def count(self) -> int:
        """Number of pairs of frames."""
        return self.reference.count

    @property
    def seeds(self) -> tuple[int, ...]:
        """A seed per pair of frames, for metrics that draw."""
        both = zip(self.reference.seeds, self.distorted.seeds, strict=True)
        return tuple(_seed(reference, distorted) for reference, distorted in both)

    def part(self, first: int, count: int) -> Pair:
        """Some of the pairs as a batch of their own, sharing nothing computed."""
        return Pair(self.reference.part(first, count), self.distorted.part(first, count))

    def moved(self, device: torch.device) -> Pair:
        """The same frames on another device, where all metrics that go there share them."""
        return self.shared(
            ("moved", device),
            lambda: Pair(self.reference.moved(device), self.distorted.moved(device)),
        )

    @property
    def identical(self) -> Tensor:
        """N bools: whether the two frames are equal in every sample."""
        return self.shared(
            "identical",
            lambda: _all(self.reference.frames == self.distorted.frames),
        )

    def swapped(self) -> Pair:
        """The same frames with the roles exchanged, sharing the planes of each file."""
        return self.shared("swapped", lambda: Pair(self.distorted, self.reference))
