"""LPIPS, LPIPS+ and the shift-tolerant LPIPS."""

from __future__ import annotations

from typing import NamedTuple, cast

import torch
from torch import Tensor
from torch.nn import functional

from omgui.engine.kernels.planes import Pair
from omgui.engine.libraries.deep_fr.sides import Part, TwoSided, channel_blocks, no_gradients
from omgui.engine.libraries.pyiqa_metric import repeatable

_TINY = 1e-10  # keeps a pixel without features from a division by nothing


class _Features(NamedTuple):
    """What is kept of the reference."""

    units: list[Tensor]  # of each layer: N×C×h×w, of unit length at each place
    places: list[Tensor]  # LPIPS+: of each layer, N×h×w: how much each place counts


class Lpips(TwoSided[_Features, Tensor]):
    """Weighted squared distance of unit features of five layers.

    Source: Zhang et al., CVPR 2018; LPIPS+: Chen et al., IEEE TIP 33, 2024, where the third
    layer of the reference says how much each place counts; ST-LPIPS: Ghildyal and Liu, ECCV 2022.
    """

    def error_map(self, pair: Pair) -> Tensor:
        """Return the distance at every pixel: of the layers, each enlarged, the sum.

        Returns:
            N×H×W. Its mean is near the score, not equal to it: enlarging moves a little weight.
        """
        with torch.inference_mode(), repeatable(pair.reference.device):
            size = pair.reference.height, pair.reference.width
            kept = self._reference_side(pair.reference.rgb())
            features = self._input(pair.distorted.rgb())
            found = features.new_zeros((len(features), 1, *size))
            for number, (layers, weight) in enumerate(
                zip(self._slices, self._weights, strict=True)
            ):
                features = layers(features)
                apart = (features / _length(features)).sub_(kept.units[number]).square_()
                layer = torch.einsum("nchw,c->nhw", apart, weight)[:, None]
                if kept.places:
                    counts = kept.places[number][:, None]
                    layer = layer * counts / counts.mean((2, 3), keepdim=True)
                found += functional.interpolate(layer, size=size, mode="bilinear")
            return found[:, 0]

    def _take(self, network: Part) -> None:
        no_gradients(network)
        layers: Part = network.net
        self._scale: Part = network.scaling_layer
        self._slices: list[Part] = [getattr(layers, f"slice{k}") for k in range(1, 6)]
        # A 1×1 convolution without bias, after a dropout that does nothing in scoring.
        self._weights = [head.model[-1].weight.flatten() for head in network.lins]
        self._semantic_layer = int(getattr(network, "semantic_weight_layer", -1))

    def _reference_side(self, frames: Tensor) -> _Features:
        features = self._input(frames)
        units: list[Tensor] = []
        semantics = None
        for number, layers in enumerate(self._slices):
            features = layers(features)
            if number == self._semantic_layer:
                semantics = features.sum(1, keepdim=True)
            units.append(_unit(features))
        return _Features(units, [] if semantics is None else _at_sizes(semantics, units))

    def _distorted_side(self, frames: Tensor) -> Tensor:
        return frames  # compared layer by layer, so that the layers need not all be in memory

    def _compare(self, reference: _Features, distorted: Tensor) -> Tensor:
        features = self._input(distorted)
        score = features.new_zeros(len(features))
        for number, (layers, weight) in enumerate(zip(self._slices, self._weights, strict=True)):
            features = layers(features)
            places = reference.places[number] if reference.places else None
            score += _distance(features, reference.units[number], weight, places)
        return score

    def _input(self, frames: Tensor) -> Tensor:
        scaled: Tensor = self._scale(2 * frames - 1)
        return scaled


def _length(features: Tensor) -> Tensor:
    squares = sum(features[:, block].square().sum(1) for block in channel_blocks(features))
    length: Tensor = cast(Tensor, squares).sqrt_().add_(_TINY)
    return length[:, None]


def _unit(features: Tensor) -> Tensor:
    return features / _length(features)


def _distance(features: Tensor, unit: Tensor, weight: Tensor, places: Tensor | None) -> Tensor:
    """Return N weighted squared distances, averaged over all places as much as each counts."""
    length = _length(features)
    score = features.new_zeros(len(features))
    for block in channel_blocks(features):
        apart = (features[:, block] / length).sub_(unit[:, block]).square_().flatten(2)
        if places is None:
            score += apart.mean(2) @ weight[block]
        else:
            score += ((weight[block] @ apart) * places.flatten(1)).sum(1)
    return score if places is None else score / places.sum((1, 2))


def _at_sizes(semantics: Tensor, units: list[Tensor]) -> list[Tensor]:
    """Resize the sum of the channels, which is the sum of the resized channels, bilinearly."""
    return [
        functional.interpolate(semantics, size=unit.shape[2:], mode="bilinear").squeeze(1)
        for unit in units
    ]
