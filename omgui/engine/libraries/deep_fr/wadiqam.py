"""WaDIQaM, full-reference."""

from __future__ import annotations

import torch
from torch import Tensor

from omgui.engine.libraries.deep_fr.sides import Part, TwoSided, no_gradients

_PATCHES_AT_ONCE = 256


class WaDiqam(TwoSided[Tensor, Tensor]):
    """Weighted mean of the scores of patches of 32 pixels that lie side by side.

    As in the library, patches that end at the right or lower edge are left out.

    Source: Bosse et al., IEEE TIP 27(1), 2018.
    """

    keeps_distorted = True

    def _take(self, network: Part) -> None:
        no_gradients(network)
        self._network = network

    def _reference_side(self, frames: Tensor) -> Tensor:
        """Return N×patches×512 features."""
        features = [self._network.features(some) for some in self._patches(frames)]
        return torch.cat(features).view(len(frames), -1, 512)

    _distorted_side = _reference_side

    def _compare(self, reference: Tensor, distorted: Tensor) -> Tensor:
        network = self._network
        both = torch.cat((reference, distorted, distorted - reference), -1)
        weight = network.fc_w(both) + network.eps
        score: Tensor = (network.fc_q(both) * weight).sum(1) / weight.sum(1)
        return score.flatten()

    def _patches(self, frames: Tensor) -> tuple[Tensor, ...]:
        side = int(self._network.patch_size)
        height, width = ((length - 1) // side * side for length in frames.shape[2:])
        windows = frames[..., :height, :width].unfold(2, side, side).unfold(3, side, side)
        patches = windows.permute(0, 2, 3, 1, 4, 5).flatten(0, 2)
        return torch.split(patches, _PATCHES_AT_ONCE)
