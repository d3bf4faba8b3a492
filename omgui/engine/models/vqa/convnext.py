"""ConvNeXt-Tiny with an axis of time: every third block mixes neighbouring frames.

Sources: Liu et al., CVPR 2022 (arXiv 2201.03545); Wu et al., ICCV 2023 (arXiv 2211.04894) for the
form with time.
"""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from omgui.engine.models.vqa.pace import Pace
from omgui.engine.models.vqa.patches import side_by_side

_DEPTHS = (3, 3, 9, 3)
_WIDTHS = (96, 192, 384, 768)
_EPS = 1e-6
# What the widest layer of a block may take in one go.
_HIDDEN_BYTES = {"cpu": 4 * 2**20, "other": 512 * 2**20}


class ConvNext(nn.Module):
    """From a clip of 32 frames of 224×224 pixels to 16×7×7 places of 768 features."""

    def __init__(self) -> None:
        super().__init__()
        self.downsample_layers = nn.ModuleList([_stem(), *map(_narrowing, range(1, 4))])
        self.stages = nn.ModuleList(
            nn.Sequential(*(_Block(width, (1, 3, 1)[number % 3]) for number in range(depth)))
            for width, depth in zip(_WIDTHS, _DEPTHS, strict=True)
        )
        self.norm = nn.LayerNorm(_WIDTHS[-1], eps=_EPS)

    def forward(self, pixels: Tensor, pace: Pace) -> Tensor:
        """Return B×16×7×7×768 features.

        Args:
            pixels: B×32×224×224×3, normalised.
            pace: How to proceed; asked after every block.
        """
        x = pixels
        for narrowing, stage in zip(self.downsample_layers, self.stages, strict=True):
            x = narrowing(x)
            for block in cast(nn.Sequential, stage):
                x = block(x, pace)
                pace.checkpoint()
        return cast(Tensor, self.norm(x))


class _Convolution(nn.Conv3d):
    """A convolution whose stride is its kernel, on channels-last data."""

    def __init__(self, inputs: int, outputs: int, kernel: tuple[int, int, int]) -> None:
        super().__init__(inputs, outputs, kernel, stride=kernel)

    def forward(self, x: Tensor) -> Tensor:
        return side_by_side(self, x)


def _stem() -> nn.Module:
    norm = nn.LayerNorm(_WIDTHS[0], eps=_EPS)
    return nn.Sequential(_Convolution(3, _WIDTHS[0], (2, 4, 4)), norm)


def _narrowing(stage: int) -> nn.Module:
    norm = nn.LayerNorm(_WIDTHS[stage - 1], eps=_EPS)
    return nn.Sequential(norm, _Convolution(_WIDTHS[stage - 1], _WIDTHS[stage], (1, 2, 2)))


class _Block(nn.Module):
    def __init__(self, width: int, frames: int) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.empty(width))
        padding = (frames // 2, 3, 3)
        self.dwconv = nn.Conv3d(width, width, (frames, 7, 7), padding=padding, groups=width)
        self.norm = nn.LayerNorm(width, eps=_EPS)
        self.pwconv1 = nn.Linear(width, 4 * width)
        self.pwconv2 = nn.Linear(4 * width, width)

    def forward(self, x: Tensor, pace: Pace) -> Tensor:
        """Change B×D×H×W×C features in place and return them."""
        mixed = self._mixed(x).view(-1, x.shape[-1])
        places = x.view(mixed.shape)
        most = _HIDDEN_BYTES["cpu" if x.device.type == "cpu" else "other"]
        step = max(most // (4 * x.shape[-1] * x.element_size()), 1)

        def change(chosen: slice) -> None:
            hidden = functional.gelu(self.pwconv1(self.norm(mixed[chosen])))
            places[chosen] += self.gamma * self.pwconv2(hidden)

        pace.each(change, [slice(first, first + step) for first in range(0, len(places), step)])
        return x

    def _mixed(self, x: Tensor) -> Tensor:
        """Return the convolution of each channel by itself, as one in the plane per frame.

        A kernel of three frames is three of one frame, whose results are added: libraries are much
        faster at those.
        """
        frames = x.flatten(0, 1).permute(0, 3, 1, 2)
        kernels = self.dwconv.weight.unbind(2)
        middle = len(kernels) // 2
        mixed = self._plane(frames, kernels[middle], self.dwconv.bias).view(x.shape)
        if middle:
            mixed[:, 1:] += self._plane(frames, kernels[0], None).view(x.shape)[:, :-1]
            mixed[:, :-1] += self._plane(frames, kernels[2], None).view(x.shape)[:, 1:]
        return mixed

    @staticmethod
    def _plane(frames: Tensor, kernel: Tensor, bias: Tensor | None) -> Tensor:
        """Return N×H×W×C of N×C×H×W that lie channels last."""
        made = functional.conv2d(frames, kernel, bias, padding=3, groups=len(kernel))
        return made.permute(0, 2, 3, 1).contiguous()
