"""DeepDC: distance correlation of VGG-19 features."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from omgui.engine.kernels.planes import Pair
from omgui.engine.libraries.deep_fr.sides import Part, TwoSided, no_gradients

_C = 1e-6
_UNDER_ROOT = 1e-5


class DeepDc(TwoSided[list[Tensor], list[Tensor]]):
    """One minus the mean distance correlation of five layers.

    All that is kept of a frame are the distances between its channels. The layers are named after
    their convolutions, but torchvision's rectifiers work in place: all but the last are seen
    rectified. A pair of equal frames has 0 by definition, where rounding gives the library
    some 1e-7.

    Source: Zhu et al., arXiv 2211.04927.
    """

    keeps_distorted = True

    def __call__(self, pair: Pair) -> Tensor:
        """Return N scores on the device."""
        return torch.where(pair.identical, 0.0, super().__call__(pair))

    def _take(self, network: Part) -> None:
        no_gradients(network)
        extractor = network.features_extractor
        self._mean: Tensor = extractor.mean
        self._std: Tensor = extractor.std
        layers = list(extractor.features)
        # Each target is seen after the rectifier that follows it, where one does.
        ends = [min(index + 2, len(layers)) for index in extractor.target_indexes]
        starts = [0, *ends[:-1]]
        self._stages = [
            nn.Sequential(*layers[start:end]) for start, end in zip(starts, ends, strict=True)
        ]

    def _reference_side(self, frames: Tensor) -> list[Tensor]:
        features = (frames - self._mean) / self._std
        distances: list[Tensor] = []
        for stage in self._stages:
            features = stage(features)
            distances.append(_centred_distances(features.flatten(2)))
        return distances

    _distorted_side = _reference_side

    def _compare(self, reference: list[Tensor], distorted: list[Tensor]) -> Tensor:
        layers = [_correlation(*both) for both in zip(reference, distorted, strict=True)]
        return 1 - torch.stack(layers, 1).mean(1)


def _centred_distances(channels: Tensor) -> Tensor:
    """Return N×C×C: distances between channels (N×C×M), rows and columns of mean zero."""
    count = channels.shape[1]
    products = channels @ channels.transpose(1, 2)
    squares = products.diagonal(dim1=1, dim2=2)
    apart = squares[:, :, None] + squares[:, None, :] - 2 * products
    distances = (apart.clamp_(min=0) / count**2 + _UNDER_ROOT).sqrt_()
    rows, columns = distances.mean(2, keepdim=True), distances.mean(1, keepdim=True)
    return distances - rows - columns + distances.mean((1, 2), keepdim=True)


def _correlation(first: Tensor, second: Tensor) -> Tensor:
    both = (first * second).sum((1, 2))
    alone = first.square().sum((1, 2)) * second.square().sum((1, 2))
    return (both + _C) / (alone.sqrt() + _C)
