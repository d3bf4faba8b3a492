"""AHIQ: a vision transformer and a convolutional network look at crops of both frames."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from omgui.engine.libraries.deep_fr.crops import uniform_crops
from omgui.engine.libraries.deep_fr.pointwise import speed_up_pointwise
from omgui.engine.libraries.deep_fr.sides import Part, TwoSided, no_gradients

_VIT_BLOCKS = 5  # of 12: what comes after them is not looked at
_CROPS_AT_ONCE = 4  # of a frame: more take memory and no less time


class _Reference(NamedTuple):
    offset: Tensor  # where the deformable convolution looks, crops×18×56×56
    reduced: Tensor  # crops×256×28×28


class _Distorted(NamedTuple):
    details: Tensor  # of the convolutional network, crops×768×56×56
    reduced: Tensor  # the transformer's share of the reduced features, crops×256×28×28


class Ahiq(TwoSided[list[_Reference], list[_Distorted]]):
    """Mean score of 20 crops of 224 pixels on an even grid.

    The offsets of the deformable convolution come from the reference, so the two sides differ.
    Only the five blocks of the transformer and the one stage of the ResNet that are looked at
    are computed; the library computes both to the end.

    Source: Lao et al., CVPR Workshops 2022 (NTIRE); backbones ``resnet50.a1_in1k`` and
    ``vit_base_patch8_224.augreg2_in21k_ft_in1k`` of timm.
    """

    keeps_distorted = True

    def _take(self, network: Part) -> None:
        no_gradients(network)
        # The library leaves hooks on the backbones that collect what passes, and no handles.
        for module in network.modules():
            module._forward_hooks.clear()  # noqa: SLF001  # the only way without handles
        vit, resnet = network.vit, network.resnet50
        vit.blocks = vit.blocks[:_VIT_BLOCKS]
        self._vit = vit
        speed_up_pointwise(resnet.layer1)
        self._stem = nn.Sequential(resnet.conv1, resnet.bn1, resnet.act1, resnet.maxpool)
        self._bottlenecks: list[Part] = list(resnet.layer1)
        self._deform: Part = network.deform_net
        self._regressor: Part = network.regressor
        self._mean: Tensor = network.default_mean
        self._std: Tensor = network.default_std
        self._crops, self._side_length = int(network.crops), int(network.crop_size)
        reduce = network.regressor.down_channel
        split = _VIT_BLOCKS * vit.embed_dim
        self._reduce_vit = (reduce.weight[:, :split], reduce.bias)
        self._reduce_details = reduce.weight[:, split:]

    def _reference_side(self, frames: Tensor) -> list[_Reference]:
        return [self._look_as_reference(crops) for crops in self._crop(frames)]

    def _distorted_side(self, frames: Tensor) -> list[_Distorted]:
        return [self._look_as_distorted(crops) for crops in self._crop(frames)]

    def _compare(self, reference: list[_Reference], distorted: list[_Distorted]) -> Tensor:
        scores = [
            self._regress(
                theirs.reduced, ours.reduced + self._deformed(ours.details, theirs.offset)
            )
            for theirs, ours in zip(reference, distorted, strict=True)
        ]
        return torch.cat(scores).view(-1, self._crops).mean(1)

    def _crop(self, frames: Tensor) -> tuple[Tensor, ...]:
        crops = uniform_crops(frames, self._side_length, self._crops)
        crops = (crops - self._mean.to(crops)) / self._std.to(crops)
        return torch.split(crops, _CROPS_AT_ONCE)

    def _look_as_reference(self, crops: Tensor) -> _Reference:
        seen, details = self._see(crops), self._details(crops)
        wide = functional.interpolate(seen, size=details.shape[2:], mode="nearest")
        offset = self._deform.conv_offset(wide)
        return _Reference(offset, self._reduced(seen) + self._deformed(details, offset))

    def _look_as_distorted(self, crops: Tensor) -> _Distorted:
        return _Distorted(self._details(crops), self._reduced(self._see(crops)))

    def _see(self, crops: Tensor) -> Tensor:
        """Return crops×3840×28×28: what leaves each block of the transformer."""
        blocks: list[Tensor] = self._vit.forward_intermediates(
            crops, indices=_VIT_BLOCKS, intermediates_only=True, output_fmt="NCHW"
        )
        return torch.cat(blocks, 1)

    def _details(self, crops: Tensor) -> Tensor:
        """Return crops×768×56×56: what leaves each bottleneck of the first stage."""
        features = self._stem(crops)
        found: list[Tensor] = []
        for bottleneck in self._bottlenecks:
            features = bottleneck(features)
            found.append(features)
        return torch.cat(found, 1)

    def _reduced(self, seen: Tensor) -> Tensor:
        weight, bias = self._reduce_vit
        return functional.conv2d(seen, weight, bias)

    def _deformed(self, details: Tensor, offset: Tensor) -> Tensor:
        """Return the convolutional network's share of the reduced features."""
        deformed = self._deform.conv1(self._deform.deform(details, offset))
        return functional.conv2d(deformed, self._reduce_details)

    def _regress(self, reference: Tensor, distorted: Tensor) -> Tensor:
        regressor = self._regressor
        both = torch.cat((distorted - reference, distorted, reference), 1)
        features = regressor.conv1(regressor.feat_smoothing(both))
        score, weight = regressor.conv(features), regressor.conv_attent(features)
        mean: Tensor = (score * weight).sum((1, 2, 3)) / weight.sum((1, 2, 3))
        return mean
