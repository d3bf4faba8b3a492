"""MS-SWD: perceptual colour difference as a distance of distributions."""

from __future__ import annotations

from torch import Tensor

from omgui.engine.libraries.deep_fr.sides import Part, TwoSided, no_gradients


class MsSwd(TwoSided[Tensor, Tensor]):
    """Mean distance of the sorted features of both frames, which is a Wasserstein distance.

    A shorter side above 256 pixels is resized to 256.

    Source: He et al., ECCV 2024 (arXiv 2407.10181), learned version.
    """

    def _take(self, network: Part) -> None:
        no_gradients(network)
        self._network = network

    def _reference_side(self, frames: Tensor) -> Tensor:
        """Return N×64×places, sorted."""
        network = self._network
        features: Tensor = network.forward_once(network.preprocess_img(frames))
        return features.sort(2).values

    _distorted_side = _reference_side

    def _compare(self, reference: Tensor, distorted: Tensor) -> Tensor:
        return (distorted - reference).abs_().mean((1, 2))
