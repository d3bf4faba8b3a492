"""DISTS: structure and texture similarity of VGG-16 features."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import torch
from torch import Tensor

from omgui.engine.kernels.planes import Pair
from omgui.engine.libraries.deep_fr.sides import Part, TwoSided, channel_blocks, no_gradients

_C1 = 1e-6
_C2 = 1e-6


class _Layer(NamedTuple):
    features: Tensor  # N×C×h×w
    mean: Tensor  # N×C
    variance: Tensor  # N×C


class Dists(TwoSided[list[_Layer], Tensor]):
    """One minus the weighted means of texture and structure similarities of six layers.

    The pixels themselves are the first layer. A pair of equal frames has 0 by definition, where
    rounding gives the library a few 1e-7.

    Source: Ding et al., IEEE TPAMI 44(5), 2022, equations 5 to 7.
    """

    def __call__(self, pair: Pair) -> Tensor:
        """Return N scores on the device."""
        return torch.where(pair.identical, 0.0, super().__call__(pair))

    def _take(self, network: Part) -> None:
        no_gradients(network)
        self._mean: Tensor = network.mean
        self._std: Tensor = network.std
        self._stages: list[Part] = [getattr(network, f"stage{k}") for k in range(1, 6)]
        alpha, beta = network.alpha.flatten(), network.beta.flatten()
        total = alpha.sum() + beta.sum()
        self._alpha = (alpha / total).split(network.chns)
        self._beta = (beta / total).split(network.chns)

    def _reference_side(self, frames: Tensor) -> list[_Layer]:
        return [_Layer(layer, *_moments(layer)) for layer in self._layers(frames)]

    def _distorted_side(self, frames: Tensor) -> Tensor:
        return frames  # compared layer by layer, so that the layers need not all be in memory

    def _compare(self, reference: list[_Layer], distorted: Tensor) -> Tensor:
        alike = distorted.new_zeros(len(distorted))
        weights = zip(self._alpha, self._beta, strict=True)
        for ours, layer, (alpha, beta) in zip(
            reference, self._layers(distorted), weights, strict=True
        ):
            mean, variance = _moments(layer)
            covariance = _mean_product(ours.features, layer) - ours.mean * mean
            texture = (2 * ours.mean * mean + _C1) / (ours.mean.square() + mean.square() + _C1)
            structure = (2 * covariance + _C2) / (ours.variance + variance + _C2)
            alike += texture @ alpha + structure @ beta
        return 1 - alike

    def _layers(self, frames: Tensor) -> Iterator[Tensor]:
        yield frames
        features = (frames - self._mean) / self._std
        for stage in self._stages:
            features = stage(features)
            yield features


def _moments(layer: Tensor) -> tuple[Tensor, Tensor]:
    mean = layer.mean((2, 3))
    around = [
        (layer[:, block] - mean[:, block, None, None]).square_().mean((2, 3))
        for block in channel_blocks(layer)
    ]
    return mean, torch.cat(around, 1)


def _mean_product(first: Tensor, second: Tensor) -> Tensor:
    products = [
        (first[:, block] * second[:, block]).mean((2, 3)) for block in channel_blocks(first)
    ]
    return torch.cat(products, 1)
