"""DMM: singular values of patches of VGG-16 features."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from omgui.engine.libraries.deep_fr.sides import Part, TwoSided, no_gradients

_C = 1e-6
_TINY = 1e-9
_LARGEST_UNTOUCHED = 128  # pixels of the shorter side; larger frames become a smaller square
_MATRICES_AT_ONCE = 2**15


class _Layer(NamedTuple):
    mean: Tensor  # N×C
    values: Tensor  # N×C×patches×16
    base: Tensor  # N×C×patches×16×16


class Dmm(TwoSided[list[_Layer], Tensor]):
    """Distance of the singular values of 16×16 patches, weighted by how little their bases agree.

    Larger frames are first resized to a square, as the authors do, whatever their shape.
    It is a distance, 0 for equal frames: lower is better, whatever the library's table says.

    Source: Chen et al., IEEE TMM, 2025 (document 10886996).
    """

    is_batched = False

    def _take(self, network: Part) -> None:
        no_gradients(network)
        extractor = network.features_extractor
        self._patch, self._step = int(network.patchsize), int(network.stride)
        layers = list(extractor.features)
        ends = [index + 1 for index in extractor.target_indexes]
        starts = [0, *ends[:-1]]
        # Not kept: the classifier of VGG-16, 0.5 GB that nothing looks at.
        self._stages = [
            nn.Sequential(*layers[start:end]) for start, end in zip(starts, ends, strict=True)
        ]

    def _reference_side(self, frames: Tensor) -> list[_Layer]:
        features = _smaller(frames)
        layers: list[_Layer] = []
        for stage in self._stages:
            features = stage(features)
            base, values = self._decompose(features)
            layers.append(_Layer(features.mean((2, 3)), values, base))
        return layers

    def _distorted_side(self, frames: Tensor) -> Tensor:
        return frames  # compared layer by layer, so that the layers need not all be in memory

    def _compare(self, reference: list[_Layer], distorted: Tensor) -> Tensor:
        features = _smaller(distorted)
        score = features.new_zeros(len(features))
        for stage, theirs in zip(self._stages, reference, strict=True):
            features = stage(features)
            score += self._distance(theirs, features)
        return score

    def _distance(self, reference: _Layer, features: Tensor) -> Tensor:
        base, values = self._decompose(features)
        apart = (reference.values - values).square().sum(-1)
        agreement = base.mul_(reference.base).abs_().sum(-1)
        weight = agreement.std(-1) / (agreement.mean(-1) + _TINY)
        local = (apart * weight).mean((1, 2))
        mean, other = reference.mean, features.mean((2, 3))
        alike = (2 * other * mean + _C) / (other.square() + mean.square() + _C)
        return local * (-2.0 * alike.mean(1)).exp()

    def _decompose(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Return the left bases and the singular values of all patches of all channels."""
        side = self._patch
        patches = features.unfold(2, side, self._step).unfold(3, side, self._step)
        # Turned as in the library, where columns come before rows.
        patches = patches.flatten(2, 3).transpose(-1, -2)
        shape = patches.shape
        matrices = patches.reshape(-1, side, side)
        parts = [torch.linalg.svd(some)[:2] for some in torch.split(matrices, _MATRICES_AT_ONCE)]
        bases, values = (torch.cat(found) for found in zip(*parts, strict=True))
        return bases.view(shape), values.view(shape[:-1])


def _smaller(frames: Tensor) -> Tensor:
    shortest = min(frames.shape[2:])
    if shortest <= _LARGEST_UNTOUCHED:
        return frames
    side = max(int(shortest / 48) * 32, _LARGEST_UNTOUCHED)
    return functional.interpolate(frames, size=side, mode="bilinear", align_corners=False)
