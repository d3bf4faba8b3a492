"""The trunk of a ResNet on frames of any size, computed in bands of rows.

The memory that the plain network takes grows with the picture, to 2.4 GB for 3840×2160. Here a band
of rows passes through all layers before the next band enters, and each layer keeps the few rows
that it will need again. So nothing is computed twice, and nothing differs from the picture in one
piece: zeros stand only beyond its own borders.
"""

from __future__ import annotations

from typing import Any, Protocol, cast

import torch
from torch import Tensor
from torch.nn import functional

from omgui.engine.models.pictures import IMAGENET_MEAN, IMAGENET_STD, normalised
from omgui.engine.models.vqa.resnet_layers import Convolution, convolution

# Of each frame; smaller ones are one band. Large tensors pay on accelerators only.
BAND_PIXELS_ON_CPU = 1 << 18
BAND_PIXELS_ELSEWHERE = 1 << 20
SHRINKAGE = 32  # sides of the frames in sides of the last layer's outputs
# Number of the last block that works in bands. Behind it outputs are small and weights large, and
# each change of shape costs a new order of the weights.
_LAST_BANDED = 7


class Trunk:
    """Everything of a ResNet with bottlenecks but its pooling and classifier.

    Attributes:
        band_pixels: About how many pixels of each frame are computed at a time.

    Args:
        network: A network of torchvision's, ready to score, on the device that is to compute; its
            weights are copied.
    """

    def __init__(self, network: Any) -> None:  # noqa: ANN401  # torchvision tells no types
        on_cpu = network.conv1.weight.device.type == "cpu"
        self.band_pixels = BAND_PIXELS_ON_CPU if on_cpu else BAND_PIXELS_ELSEWHERE
        # Of channels last the CPU makes more; graphics cards have the quicker kernels for planes.
        self._order = torch.channels_last if on_cpu else torch.contiguous_format
        self._stem = convolution(network.conv1, network.bn1)
        layers = (network.layer1, network.layer2, network.layer3, network.layer4)
        self._blocks = [_Block(block) for layer in layers for block in layer]

    def __call__(self, frames: Tensor) -> Tensor:
        """Return the outputs of the last layer, N×2048×⌈H/32⌉×⌈W/32⌉.

        Args:
            frames: N×H×W×3 uint8, RGB.
        """
        height, width = frames.shape[1:3]
        steps = self._steps(height)
        rows = max(1, self.band_pixels // width)
        for top in range(0, height, rows):
            band = normalised(frames[:, top : top + rows], IMAGENET_MEAN, IMAGENET_STD)
            found = _pushed(band.contiguous(memory_format=self._order), steps)
        return cast(Tensor, found)  # the last band gives everything

    def _steps(self, height: int) -> list[_Step]:
        half = _halved(height)
        steps: list[_Step] = [_StemStep(self._stem, height), _PoolStep(half)]
        height = _halved(half)
        for number, block in enumerate(self._blocks):
            steps.append(_BlockStep(block, height))
            height = _halved(height) if block.middle.stride == 2 else height
            if number == _LAST_BANDED:
                steps.append(_GatherStep(height, self._order))
        return steps


class _Step(Protocol):
    """One part of the network at work on one batch of frames."""

    def push(self, rows: Tensor) -> Tensor | None:
        """Take the next rows of the input; return those of the output that are ready, if any."""


def _pushed(band: Tensor, steps: list[_Step]) -> Tensor | None:
    rows: Tensor | None = band
    for step in steps:
        if rows is None:
            break
        rows = step.push(rows)
    return rows


def _halved(length: int) -> int:
    return (length + 1) // 2


class _GatherStep:
    """Waits for all rows.

    Args:
        height: Number of rows that will come.
        order: How their numbers are to lie.
    """

    def __init__(self, height: int, order: torch.memory_format) -> None:
        self._height = height
        self._order = order
        self._gathered: Tensor | None = None
        self._count = 0

    def push(self, rows: Tensor) -> Tensor | None:
        count, channels, new, width = rows.shape
        if new == self._height:
            return rows
        if self._gathered is None:
            self._gathered = torch.empty(
                (count, channels, self._height, width),
                device=rows.device,
                memory_format=self._order,
            )
        self._gathered[:, :, self._count : self._count + new] = rows
        self._count += int(new)
        return self._gathered if self._count == self._height else None


class _Window:
    """The rows that a kernel still needs, of frames whose rows come band by band.

    Args:
        height: Number of rows that will come.
        kernel: Side of the kernel.
        stride: Its step.
    """

    def __init__(self, height: int, kernel: int, stride: int) -> None:
        self._height = height
        self._left = height
        self._kernel = kernel
        self._stride = stride
        self._kept: Tensor | None = None

    def push(self, rows: Tensor) -> tuple[Tensor, int] | None:
        """Return the rows under the kernel's next places, and the padding that they lack."""
        padding = self._kernel // 2
        is_first, count = self._left == self._height, int(rows.shape[2])
        self._left -= count
        is_last = self._left == 0
        if is_first and is_last:
            return rows, padding
        border = [torch.zeros_like(rows[:, :, :1])] * padding
        above = border if self._kept is None else [self._kept]
        whole = torch.cat([*above, rows, *(border if is_last else ())], dim=2)
        places = (int(whole.shape[2]) - self._kernel) // self._stride + 1
        if places <= 0:
            self._kept = whole
            return None
        self._kept = whole[:, :, places * self._stride :].clone()
        return whole[:, :, : (places - 1) * self._stride + self._kernel], 0


class _StemStep:
    """The first convolution."""

    def __init__(self, layer: Convolution, height: int) -> None:
        self._layer = layer
        self._window = _Window(height, layer.kernel, layer.stride)

    def push(self, rows: Tensor) -> Tensor | None:
        seen = self._window.push(rows)
        return None if seen is None else self._layer(*seen)


class _PoolStep:
    """The largest of 3×3, at every other place."""

    def __init__(self, height: int) -> None:
        self._window = _Window(height, 3, 2)

    def push(self, rows: Tensor) -> Tensor | None:
        seen = self._window.push(rows)
        if seen is None:
            return None
        # Nothing here is below zero, so the window's zeros are as good as nothing there.
        pixels, padding = seen
        return functional.max_pool2d(pixels, 3, 2, (padding, 1))


class _Block:
    """Three convolutions, and the way around them.

    Args:
        block: A bottleneck of torchvision's.
    """

    def __init__(self, block: Any) -> None:  # noqa: ANN401  # torchvision tells no types
        self.narrow = convolution(block.conv1, block.bn1)
        self.middle = convolution(block.conv2, block.bn2)
        self.widen = convolution(block.conv3, block.bn3)
        way = block.downsample
        self.around = None if way is None else convolution(way[0], way[1])


class _BlockStep:
    """A block at work.

    Args:
        block: Its layers.
        height: Number of rows that will come.
    """

    def __init__(self, block: _Block, height: int) -> None:
        self._block = block
        self._window = _Window(height, block.middle.kernel, block.middle.stride)
        self._waiting: Tensor | None = None  # rows that have not gone around yet

    def push(self, rows: Tensor) -> Tensor | None:
        block = self._block
        seen = self._window.push(block.narrow(rows, 0))
        waiting = rows if self._waiting is None else torch.cat([self._waiting, rows], dim=2)
        if seen is None:
            self._waiting = waiting
            return None
        within = block.middle(*seen)
        beside = waiting[:, :, : int(within.shape[2]) * block.middle.stride]
        self._waiting = waiting[:, :, beside.shape[2] :].clone()
        if block.around is not None:
            beside = block.around(beside, 0, is_rectified=False)
        return block.widen.onto(within, beside)
