"""PieAPP: preference of one picture over another, learned from pairs of pairs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import torch
from torch import Tensor

from omgui.engine.libraries.deep_fr.sides import Part, TwoSided, no_gradients

_PATCHES_AT_ONCE = 64  # bounds the memory, 1 MB a patch and layer
_WEIGHT_FLOOR = 1e-6
_SCORE_SCALE = 0.01


class _Patches(NamedTuple):
    fine: Tensor  # P×120832: five layers of each patch
    coarse: Tensor  # P×2048: the last of them


class PieApp(TwoSided[list[_Patches], list[_Patches]]):
    """Weighted mean of the scores of patches of 64 pixels, 27 apart, each with zeros around it.

    Unlike the authors' own program, which takes patches from sub-images as well, pyiqa goes over
    the frame once; its numbers are kept.

    Source: Prashnani et al., CVPR 2018.
    """

    keeps_distorted = True
    is_batched = False

    def _take(self, network: Part) -> None:
        no_gradients(network)
        self._network = network

    def _reference_side(self, frames: Tensor) -> list[_Patches]:
        return [_Patches(*self._network.compute_features(some)) for some in self._patches(frames)]

    _distorted_side = _reference_side

    def _compare(self, reference: list[_Patches], distorted: list[_Patches]) -> Tensor:
        judged = [
            self._judge(theirs.fine - ours.fine, theirs.coarse - ours.coarse)
            for theirs, ours in zip(reference, distorted, strict=True)
        ]
        scores, weights = (torch.cat(values) for values in zip(*judged, strict=True))
        return ((weights * scores).sum() / weights.sum())[None]

    def _judge(self, fine: Tensor, coarse: Tensor) -> tuple[Tensor, Tensor]:
        network = self._network
        error = _SCORE_SCALE * network.fc2_score(network.fc1_score(fine).relu_())
        weight = network.fc2_weight(network.fc1_weight(coarse).relu_()) + _WEIGHT_FLOOR
        return network.ref_score_subtract(error), weight

    def _patches(self, frames: Tensor) -> Iterator[Tensor]:
        side, step = self._network.patch_size, self._network.stride
        pixels = frames[:, [2, 1, 0]] * 255.0  # trained on BGR
        windows = pixels.unfold(2, side, step).unfold(3, side, step)
        rows, columns = windows.shape[2:4]
        for first in range(0, rows * columns, _PATCHES_AT_ONCE):
            places = range(first, min(first + _PATCHES_AT_ONCE, rows * columns))
            yield torch.cat([windows[:, :, k // columns, k % columns] for k in places])
